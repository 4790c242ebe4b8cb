"""When a mistake of ours ends the program: the terminal comes back, and no values are printed.

Textual's own report shows local variables; prices, customers and keys may be among them.
"""

from __future__ import annotations

import logging

from textual.app import App, ReturnType
from textual.worker import WorkerFailed

_log = logging.getLogger("cppo.ui")


class StopsPlainly(App[ReturnType]):
    """``broken`` is the mistake in words without values, "" when there was none; whoever ran this says it."""

    broken = ""

    def _handle_exception(self, error: Exception) -> None:
        """Every exception nobody caught comes through here; only the first one is the cause."""
        from cppo_tui.domain.redaction import crash_words

        if not self.broken:
            self.broken = crash_words(error.error if isinstance(error, WorkerFailed) else error)
            _log.info("crash, %s", self.broken)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()

    def panic(self, *renderables: object) -> None:
        """An end from within Textual; what it would have printed is left out."""
        self.broken = self.broken or "a failure while reading the terminal"
        self._return_code = 1
        self._close_messages_no_wait()
