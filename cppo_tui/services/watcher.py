"""Following a submission until its end: stored first, then shown."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta

from cppo_tui.domain.catalog import ChangeSetStatus, ChangeSetView
from cppo_tui.domain.errors import CatalogError, NotFound, StoreError
from cppo_tui.domain.model import Frozen
from cppo_tui.domain.ports import Catalog, Clock, Sleep, SubmissionStore
from cppo_tui.domain.submission import Submission, SubmissionState
from cppo_tui.services.submitter import Submitter
from cppo_tui.services.unknown_outcomes import LOOKS_FOR_UNKNOWN

AWS_REMEMBERS = timedelta(days=60)
"""How long AWS is sure to know a change set (fact sheet 6.11: 60 days by one source, 90 by another)."""

_STATES = {
    ChangeSetStatus.SUCCEEDED: SubmissionState.SUCCEEDED,
    ChangeSetStatus.FAILED: SubmissionState.FAILED,
    ChangeSetStatus.CANCELLED: SubmissionState.CANCELLED,
}


_FORGOTTEN = (
    "AWS accepted this too long ago to remember what became of it. Look in the AWS console under Private "
    "offers whether the offer is there."
)


class Pace(Frozen):
    """Seconds between two looks: ``first``, growing to ``last`` as the wait grows longer."""

    first: float = 5.0
    last: float = 30.0

    def after(self, waited: timedelta) -> float:
        """The wait before the next look: a tenth of the time waited so far, within the two bounds."""
        return min(max(self.first, waited.total_seconds() / 10), self.last)


class Look(Frozen):
    """One look at a submission. ``next_in`` is the seconds until the next, None when there is none.

    ``problem`` says why the look failed; what is shown is then the last thing known.
    """

    submission: Submission
    problem: str = ""
    next_in: float | None = None


class Watcher:
    """Looks at submissions until they end. One instance serves all."""

    def __init__(
        self,
        store: SubmissionStore,
        catalog: Catalog,
        submitter: Submitter,
        *,
        clock: Clock,
        sleep: Sleep,
        pace: Pace,
    ) -> None:
        self._store = store
        self._catalog = catalog
        self._submitter = submitter
        self._clock = clock
        self._sleep = sleep
        self._pace = pace

    async def watch(self, submission_id: str) -> AsyncIterator[Look]:
        """Yield a look each time there is news, until the submission has ended or cannot be found."""
        looks_left = LOOKS_FOR_UNKNOWN
        while True:
            look = await asyncio.to_thread(self.look, submission_id)
            state = look.submission.state
            if state is SubmissionState.UNKNOWN and not look.problem:
                looks_left -= 1
            if not state.in_flight or looks_left == 0:
                yield look.model_copy(update={"next_in": None})
                return
            yield look
            await self._sleep(look.next_in or self._pace.first)

    def look(self, submission_id: str) -> Look:
        """One look, stored if it brought news. Blocks. Raises StoreError when it is gone or unreadable."""
        submission = self._store.load_submission(submission_id)
        problem = ""
        try:
            if submission.state in (SubmissionState.UNKNOWN, SubmissionState.SENDING):
                submission = self._submitter.look_up(submission_id)
            if submission.state is SubmissionState.ACCEPTED:
                submission = self._followed(submission)
        except CatalogError as error:
            problem = error.sentences()
        except StoreError as error:
            problem = str(error)
            with suppress(StoreError):  # it may name an id that must be seen, also when reading fails too
                stored = self._store.load_submission(submission_id)
                if stored.state is not submission.state:  # another window was quicker, and all is well
                    problem = ""
                submission = stored
        waited = self._clock() - submission.created
        return Look(submission=submission, problem=problem, next_in=self._pace.after(waited))

    def _followed(self, submission: Submission) -> Submission:
        """The submission as AWS has it now. What AWS may have forgotten by now, only a person can find out;
        until then it counts as unknown. A younger one AWS does not know is trouble like any other."""
        try:
            view = self._catalog.change_set(submission.change_set_id)
        except NotFound:
            now = self._clock()
            if now - submission.created < AWS_REMEMBERS:
                raise
            told = {"state": SubmissionState.UNKNOWN, "problem": _FORGOTTEN, "updated": now}
            forgotten = submission.model_copy(update=told)
            self._store.update_submission(forgotten, expected=SubmissionState.ACCEPTED)
            return forgotten
        return self._record(submission, view)

    def _record(self, submission: Submission, view: ChangeSetView) -> Submission:
        state = _STATES.get(view.status, SubmissionState.ACCEPTED)
        news = {
            "state": state,
            "last_seen": view,
            "offer_id": view.offer_id or submission.offer_id,
            "updated": self._clock(),
        }
        if state is submission.state and view == submission.last_seen:
            return submission
        seen = submission.model_copy(update=news)
        self._store.update_submission(seen, expected=SubmissionState.ACCEPTED)
        return seen
