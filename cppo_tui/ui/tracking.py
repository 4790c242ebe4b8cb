"""Submissions being sent and followed. They belong to the app: leaving a screen does not stop them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from cppo_tui.domain.errors import StoreError
from cppo_tui.ui.desk import Desk

if TYPE_CHECKING:
    from cppo_tui.domain.plan import Plan
    from cppo_tui.domain.ports import Catalog
    from cppo_tui.domain.submission import Submission
    from cppo_tui.services.submitter import Submitter
    from cppo_tui.services.watcher import Look

_log = logging.getLogger("cppo.submission")


class Tracking:
    """The last look at every submission followed in this run. Touched from the loop only.

    ``sending`` is the plan being sent right now, ``batch`` that many are, ``refusals`` says per draft why its
    last plan was not sent, ``busy`` holds the submissions something else is being done with, ``problems``
    what ended a watch, ``unrecorded`` what AWS has accepted and could not be noted down.
    """

    def __init__(self, desk: Desk, changed: Callable[[str], None]) -> None:
        self._desk = desk
        self._changed = changed
        self._submitter: Submitter | None = None
        self._followed: set[str] = set()
        self.looks: dict[str, Look] = {}
        self.problems: dict[str, str] = {}
        self.unrecorded: dict[str, str] = {}
        self.sending: Plan | None = None
        self.refusals: dict[str, str] = {}
        self.busy: set[str] = set()
        self.batch = False

    def trouble(self, submission_id: str, submission: Submission | None) -> str:
        """Why nothing is known of it beyond what the store has, "" when there is no such reason."""
        look = self.looks.get(submission_id)
        draft_id = submission.plan.draft_id if submission else ""
        refused = self.refusals.get(draft_id, "") if self.sending is None else ""
        unrecorded = self.unrecorded.get(submission_id, "")
        if unrecorded and submission is not None and not submission.change_set_id:
            return unrecorded
        return self.problems.get(submission_id, "") or (look.problem if look else "") or refused

    def submitter(self, catalog: Catalog) -> Submitter:
        """The one submitter of this run."""
        from cppo_tui.services.submitter import Submitter

        if self._submitter is None:
            self._submitter = Submitter(
                self._desk.store,
                catalog,
                clock=self._desk.clock,
                new_id=self._desk.new_id,
                world=self._desk.world,
            )
        return self._submitter

    async def submit(self, plan: Plan, catalog: Catalog) -> Submission:
        """Send the plan, at most once. Raises what the submitter raises; ``sending`` says it is on."""
        self.sending = plan
        self.refusals.pop(plan.draft_id, None)
        self._changed("")
        try:
            return await asyncio.to_thread(self.submitter(catalog).submit, plan)
        except Exception as error:
            code = getattr(error, "code", "") or "none"
            _log.info("plan %s, %s, code %s", plan.digest[:16], type(error).__name__, code)
            raise
        finally:
            self.sending = None

    async def act(self, action: str, submission_id: str, catalog: Catalog) -> None:
        """One of the submitter's other actions: cancel, resend, declare_absent. Raises what it raises."""
        self.busy.add(submission_id)
        self._changed(submission_id)
        try:
            await asyncio.to_thread(getattr(self.submitter(catalog), action), submission_id)
        finally:
            self.busy.discard(submission_id)
            self._changed(submission_id)

    async def follow(self, submission_id: str, catalog: Catalog) -> None:
        """Look until it has ended; each look is kept and told. A second call while following does nothing."""
        from cppo_tui.services.watcher import Pace, Watcher

        if submission_id in self._followed:
            return
        self._followed.add(submission_id)
        self.problems.pop(submission_id, None)
        pace = Pace(first=self._desk.first_wait, last=self._desk.last_wait)
        watcher = Watcher(
            self._desk.store,
            catalog,
            self.submitter(catalog),
            clock=self._desk.clock,
            sleep=self._desk.sleep,
            pace=pace,
        )
        try:
            async for look in watcher.watch(submission_id):
                self.looks[submission_id] = look
                self._changed(submission_id)
        except StoreError as error:
            self.problems[submission_id] = str(error)
        finally:
            self._followed.discard(submission_id)
        self._changed(submission_id)

    @property
    def binding(self) -> bool:
        """True while AWS has not answered something that may bind."""
        return self.sending is not None or bool(self.busy) or self.batch

    def following(self, submission_id: str) -> bool:
        """True while it is being looked at."""
        return submission_id in self._followed
