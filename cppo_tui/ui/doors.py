"""The ways from the list of drafts to what lies beside it: a button for each; the keys are the screen's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Button, Label

from cppo_tui.ui.commands import BY_ID
from cppo_tui.ui.plain import plain

if TYPE_CHECKING:
    from cppo_tui.ui.app import CppoApp

PLACES = ("offers", "authorizations", "bulk")


class Doors(Horizontal):
    """A button for each place."""

    DEFAULT_CSS = "Doors { height: 1; margin: 0 2; }"
    app: CppoApp

    def compose(self) -> ComposeResult:
        """In the order of their use."""
        yield Label("Go to", classes="of")
        for place in PLACES:
            told = BY_ID[f"home.{place}"]
            yield Button(plain(told.short), id=place, compact=True, tooltip=plain(told.sentence))

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.app.visit(event.button.id or "")
