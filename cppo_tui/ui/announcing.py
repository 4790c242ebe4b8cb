"""A word outside the window when a change set that took long has ended: people look elsewhere meanwhile."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cppo_tui.domain.submission import Submission
    from cppo_tui.ui.app import CppoApp

LONG = timedelta(seconds=30)
"""Who waits less than that has not looked away."""
BELL, DESKTOP = "bell", "desktop"
_WORDS = {"succeeded": "AWS is done: it succeeded.", "failed": "AWS is done: it failed."}


class Announcing:
    """Watches the looks at submissions; each end is announced once, and only when it was waited for here."""

    def __init__(self, app: CppoApp) -> None:
        self._app = app
        self._waited: set[str] = set()

    def listen(self) -> None:
        """From now on."""
        self._app.tracking_changed.subscribe(self._app, self._told, immediate=True)

    def _told(self, submission_id: str) -> None:
        look = self._app.tracking.looks.get(submission_id)
        if look is None:
            return
        if look.submission.state.in_flight:
            self._waited.add(submission_id)
        elif submission_id in self._waited:
            self._waited.discard(submission_id)
            if self._app.desk.clock() - look.submission.created >= LONG:
                self._announce(look.submission)

    def _announce(self, submission: Submission) -> None:
        """Ring; with a notification of the desktop beside it where that is wanted. Only our own words go
        there: a terminal obeys what stands in such a sequence."""
        wanted = self._app.settings.notice
        if wanted in (BELL, DESKTOP):
            self._app.bell()
        if wanted == DESKTOP:
            words = _WORDS.get(submission.state.value, "AWS is done.")
            self._app.write_to_terminal(f"\x1b]9;cppo: {words}\x07")
