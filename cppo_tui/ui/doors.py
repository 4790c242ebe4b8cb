"""The rows of buttons of the list of drafts: to what lies beside it, for a row, and when AWS cannot be asked.

A row that makes no sense yet is filled when it does: an empty list opens sooner. The keys are the screen's.
"""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Label

from cppo_tui.ui.commands import BY_ID, SAVING
from cppo_tui.ui.plain import plain
from cppo_tui.ui.widgets.button import Button

PLACES = ("offers", "authorizations", "bulk")


class Doors(Horizontal):
    """A button for each place."""

    DEFAULT_CSS = "Doors { height: 1; margin: 0 2; }"

    def compose(self) -> ComposeResult:
        """In the order of their use."""
        yield Label("Go to", classes="of")
        for place in PLACES:
            told = BY_ID[f"home.{place}"]
            yield Button(plain(told.short), id=place, tooltip=plain(told.sentence))


def of_a_row() -> tuple[Widget, ...]:
    """What can be done with the row under the cursor."""
    return (
        Label("This row", classes="of"),
        Button("Open", id="open"),
        Button("Duplicate", id="duplicate"),
        Button("Rename", id="rename"),
        Button("Delete", id="delete"),
        Button("As template", id="save-template", tooltip=plain(SAVING)),
        Button("Why it failed", id="why"),
    )


def in_trouble() -> tuple[Widget, ...]:
    """What helps when AWS cannot be asked."""
    return (
        Button("Connect again", id="connect"),
        Button("Try the sandbox", id="sandbox"),
    )


def filled(row: Widget, buttons: Callable[[], tuple[Widget, ...]]) -> None:
    """See to it that the row has its buttons; not any more while the screen is being taken down."""
    if row.is_attached and not row.children:
        row.mount(*buttons())
