"""The ways from the list of drafts to what lies beside it: a key and a button for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Button

if TYPE_CHECKING:
    from cppo_tui.ui.app import CppoApp

DOORS = (("offers", "Offers"), ("authorizations", "Authorizations"), ("bulk", "Bulk"))

DOOR_KEYS: list[BindingType] = [
    Binding("o", "visit('offers')", "Offers", id="home.offers", tooltip="What became of your offers"),
    Binding(
        "a",
        "visit('authorizations')",
        "Authorizations",
        id="home.authorizations",
        show=False,
        tooltip="What you may sell, and for how long",
    ),
    Binding(
        "b",
        "visit('bulk')",
        "Bulk",
        id="home.bulk",
        show=False,
        tooltip="One offer for each customer of a table",
    ),
]


class Doors(Horizontal):
    """A button for each place."""

    DEFAULT_CSS = """
    Doors { height: 1; margin: 0 2; }
    Doors Button { margin: 0 1 0 0; min-width: 6; }
    """
    app: CppoApp

    def compose(self) -> ComposeResult:
        """In the order of their use."""
        for where, words in DOORS:
            yield Button(words, id=f"to-{where}", compact=True)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.app.visit((event.button.id or "").removeprefix("to-"))
