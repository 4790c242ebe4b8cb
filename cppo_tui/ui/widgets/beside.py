"""What F1 says of a field at one glance, beside the form where the window has the room for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from cppo_tui.ui.plain import pairs, plain, put, put_table
from cppo_tui.ui.room import is_short

if TYPE_CHECKING:
    from cppo_tui.ui.app import CppoApp

ROOM = 140
"""Cells across: with fewer, the form needs them."""
LABELS = 8


class Beside(Vertical):
    """Follows the focus; where that is in no field it stays as it was, so that nothing jumps."""

    DEFAULT_CSS = """
    Beside {
        dock: right; width: 46; height: 1fr; margin: 0 0 0 2; padding: 0 0 0 3;
        border-left: solid $field-frame;
    }
    Beside Static { height: auto; margin: 0 0 1 0; }
    """
    app: CppoApp

    def compose(self) -> ComposeResult:
        """The field's name, its words, and where there is more."""
        yield Static("", id="beside-name")
        yield Static("", id="beside-words")
        yield Static("", id="beside-more")

    def on_mount(self) -> None:
        """From now on."""
        self.take_room()
        self.watch(self.screen, "focused", self.tell)

    def take_room(self) -> None:
        """Shown only where the form keeps enough of the window."""
        size = self.app.size
        self.display = size.width >= ROOM and not is_short(self.app, size.height)
        self.tell(self.screen.focused)

    def tell(self, focused: Widget | None) -> None:
        """Of what has the focus now."""
        if not self.display:
            return
        from cppo_tui.ui.field_help import NAMES, fields_at
        from cppo_tui.ui.field_words import FIELD_WORDS

        for field in fields_at(focused)[:1]:
            name, words = NAMES[field], FIELD_WORDS[field]
            apart = ("", "")
            rows = [("Why", words.why), apart, ("Limits", words.limits), apart, ("Example", words.example)]
            put(self.query_one("#beside-name", Static), plain((name[:1].upper() + name[1:], "bold")))
            put_table(self.query_one("#beside-words", Static), pairs(rows, LABELS))
            more = f"{self.app.key_of('app.help')}: everything that is checked in it, and by whose word."
            put(self.query_one("#beside-more", Static), plain((more, "$text-muted")))
