"""Sending a batch: each row at most once, all of it inside AWS's quotas, and whatever happens is stored.

Each row goes through the same Submitter as an offer of the wizard. A run that was killed is taken up by
simply running the batch again: rows that are on their way are followed, those that were made stay as they
are, and one whose outcome is not known is looked up and sent again only with its own token (the contract).
"""

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from cppo_tui.domain.bulk import Batch, BulkRow, RowState
from cppo_tui.domain.errors import (
    CatalogError,
    QuotaReached,
    ServiceFault,
    StoreError,
    Throttled,
    Unreachable,
)
from cppo_tui.domain.submission import Submission, SubmissionState
from cppo_tui.services.bulk import in_a_table
from cppo_tui.services.governor import AT_ONCE, LOOK, START, Governed, Rest, Ticks
from cppo_tui.services.just_made import as_listed
from cppo_tui.services.refusals import PlanRefused
from cppo_tui.services.submitter import Submitter
from cppo_tui.services.unknown_outcomes import LOOKS_FOR_UNKNOWN
from cppo_tui.services.watcher import Watcher

TRIES = 6
"""How often in a row a passing trouble (too fast, no network) is waited out before the batch stops."""

_PASSING = (Throttled, QuotaReached, ServiceFault, Unreachable)
_ROW_ONLY = (
    *("DUPLICATE", "IN_FLIGHT", "TWIN_IN_FLIGHT", "PUBLISHED", "USED", "NO_DRAFT"),
    *("ELSEWHERE", "CAME_LATE", "HELD_UP"),
)
"""Refusals that say something of one row; every other one would meet the next row too."""

_SHORT = 0.25
"""Seconds of the longest rest, so that a pause or a stop is noticed."""


class Event(NamedTuple):
    """News of a row; ``row`` None when only time has passed. ``over`` of the ``total`` rows this run is about
    need no more: those to be sent, and those on their way before."""

    row: BulkRow | None
    over: int
    total: int


class BulkRun:
    """One run over a batch. ``events`` does the work; the other methods may be called from a signal."""

    def __init__(
        self,
        batch: Batch,
        governed: Governed,
        submitter: Submitter,
        watcher: Watcher,
        *,
        ticks: Ticks,
        rest: Rest,
        at_once: int = AT_ONCE,
        stop_on_error: bool = False,
    ) -> None:
        self._governed = governed
        self._submitter = submitter
        self._watcher = watcher
        self._ticks = ticks
        self._rest = rest
        self._at_once = max(at_once, 1)
        self._stop_on_error = stop_on_error
        self.rows = {row.draft_id: row for row in batch.rows}
        self._plans = {row.draft_id: row.plan for row in batch.to_send}
        self._waiting = deque(row.draft_id for row in batch.to_send)
        self._going = {row.draft_id: 0.0 for row in batch.rows if row.state is RowState.GOING}
        self._looked: dict[str, int] = {}
        self._troubles = 0
        self._over, self._total = 0, sum(not row.state.over for row in batch.rows)
        self.paused = False
        self.stopped = ""
        """Why nothing more is sent, "" while it is."""

    def pause(self) -> None:
        """Send nothing until ``resume``; what is on its way is followed."""
        self.paused = True

    def resume(self) -> None:
        """Go on."""
        self.paused = False

    def stop(self, why: str) -> None:
        """Send nothing more; what is on its way is still followed to its end."""
        self.stopped = self.stopped or why

    def events(self) -> Iterator[Event]:
        """Send and follow until every row is over, or those on their way are and the run was stopped."""
        while self._going or (self._waiting and not self.stopped):
            if self._may_start():
                yield self._event(self._start(self._waiting.popleft()))
            elif (due := self._due()) is not None:
                yield self._event(self._look(due))
            else:
                self._rest(min(_SHORT, self._until_next()))
                yield self._event(None)

    def _may_start(self) -> bool:
        free = bool(self._waiting) and not self.paused and not self.stopped
        return free and len(self._going) < self._at_once and self._governed.governor.ready_in(START) == 0

    def _due(self) -> str | None:
        if self._governed.governor.ready_in(LOOK) > 0:
            return None
        draft_id = min(self._going, key=self._going.__getitem__, default=None)
        return draft_id if draft_id is not None and self._going[draft_id] <= self._ticks() else None

    def _until_next(self) -> float:
        look = self._governed.governor.ready_in(LOOK)
        waits = [max(at - self._ticks(), look) for at in self._going.values()]
        if self._waiting and not self.paused and not self.stopped and len(self._going) < self._at_once:
            waits.append(self._governed.governor.ready_in(START))
        return max(min(waits, default=_SHORT), 0.001)

    def _event(self, row: BulkRow | None) -> Event:
        return Event(row, self._over, self._total)

    def _start(self, draft_id: str) -> BulkRow:
        plan = self._plans[draft_id]
        if plan is None:
            return self._told(draft_id, RowState.STOPPED, "There is no plan for it.")
        try:
            submission = self._submitter.submit(plan)
        except PlanRefused as refusal:
            if refusal.code not in _ROW_ONLY:
                self.stop(str(refusal))
            return self._told(draft_id, RowState.STOPPED, in_a_table(refusal))
        except _PASSING as error:
            return self._again(draft_id, error)
        except (CatalogError, StoreError) as error:
            said = error.sentences() if isinstance(error, CatalogError) else str(error)
            self.stop(said)
            known = getattr(error, "submission_id", "")  # AWS has it, and that could not be stored
            return self._told(draft_id, RowState.UNKNOWN if known else RowState.STOPPED, said, sent=known)
        if submission.state is SubmissionState.REFUSED and isinstance(self._governed.refusal, _PASSING):
            return self._again(draft_id, self._governed.refusal)
        self._troubles = 0
        return self._after(draft_id, submission, 0.0)

    def _again(self, draft_id: str, error: CatalogError) -> BulkRow:
        """Nothing was created: the row waits at the head of the queue, and so do all others."""
        self._troubles += 1
        self._waiting.appendleft(draft_id)
        if self._troubles >= TRIES:
            self.stop(error.sentences())
        elif not isinstance(error, (Throttled, QuotaReached)):
            self._governed.governor.slow_down(START)
        return self._told(draft_id, RowState.WAITING, error.what)

    def _look(self, draft_id: str) -> BulkRow | None:
        try:
            look = self._watcher.look(self.rows[draft_id].submission_id)
            submission = look.submission
            if submission.state is SubmissionState.UNKNOWN and not look.problem:
                submission = self._unknown(draft_id, submission)
        except (CatalogError, PlanRefused, StoreError) as error:
            self._looked[draft_id] = self._looked.get(draft_id, 0) + 1
            if isinstance(error, StoreError) or self._looked[draft_id] > LOOKS_FOR_UNKNOWN + TRIES:
                self._going.pop(draft_id)
                return self._told(draft_id, RowState.UNKNOWN, str(error))
            self._going[draft_id] = self._ticks() + 1.0
            return None
        return self._after(draft_id, submission, look.next_in or 1.0)

    def _unknown(self, draft_id: str, submission: Submission) -> Submission:
        """After three looks that find nothing: the same bytes with the same token, while that is young."""
        self._looked[draft_id] = self._looked.get(draft_id, 0) + 1
        if self._submitter.against_resending(submission) is None:
            return self._submitter.resend(submission.id)
        return submission

    def _after(self, draft_id: str, submission: Submission, next_in: float) -> BulkRow:
        """What a send or a look has shown."""
        state = submission.state
        given_up = state is SubmissionState.UNKNOWN and not self._submitter.may_resend(submission)
        if state.in_flight and not (given_up and self._looked.get(draft_id, 0) >= LOOKS_FOR_UNKNOWN):
            self._going[draft_id] = self._ticks() + next_in
            return self._told(draft_id, RowState.GOING, "", sent=submission.id)
        self._going.pop(draft_id, None)
        if state is SubmissionState.SUCCEEDED:
            self._governed.made(as_listed(submission.plan, submission.offer_id or submission.id))
            return self._told(draft_id, RowState.MADE, "", sent=submission.id, offer=submission.offer_id)
        ended = RowState.UNKNOWN if given_up else RowState.FAILED
        if self._stop_on_error:
            self.stop(f"Line {self.rows[draft_id].line} did not succeed, and that was to stop the batch.")
        return self._told(draft_id, ended, _reason(submission), sent=submission.id)

    def _told(self, draft_id: str, state: RowState, said: str, *, sent: str = "", offer: str = "") -> BulkRow:
        row = self.rows[draft_id]
        says = (said,) if said else () if state.over else row.says
        known = {"submission_id": sent or row.submission_id, "offer_id": offer or row.offer_id}
        self.rows[draft_id] = row.model_copy(update={**known, "state": state, "says": says})
        self._over += state.over - row.state.over
        if state is RowState.STOPPED and self._stop_on_error:
            self.stop(f"Line {row.line} could not be sent, and that was to stop the batch.")
        return self.rows[draft_id]


def _reason(submission: Submission) -> str:
    errors = submission.last_seen.failures if submission.last_seen else ()
    return (
        " ".join(part for part in (submission.problem, *errors) if part) or f"AWS: {submission.state.value}."
    )
