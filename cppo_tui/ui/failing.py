"""A worker that fails through a mistake of ours is told, never swallowed."""

import logging

from textual.app import App
from textual.worker import Worker, WorkerState

from cppo_tui.ui.plain import say

_log = logging.getLogger("cppo.ui")


class TellsFailures:
    """For whoever starts workers: the app and its screens. Expected trouble never gets here: workers
    catch CatalogError and StoreError themselves."""

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say that something broke, and that the draft is safe."""
        if event.state is not WorkerState.ERROR or event.worker.error is None:
            return
        app = self if isinstance(self, App) else getattr(self, "app", None)
        if isinstance(app, App):
            from cppo_tui.domain.redaction import crash_words

            error = event.worker.error
            _log.info("crash in the worker %s, %s", event.worker.group, crash_words(error))
            getattr(app, "mistakes", []).append(error)
            what = f"{type(error).__name__} in {event.worker.group}."
            text = f"{what} This is a mistake in cppo; your draft is kept."
            say(app, text, title="Something went wrong", problem=True)
