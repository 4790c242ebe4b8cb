"""A text input that shows what it holds: pasted control characters become visible, nothing blinks."""

from typing import Any

from textual import events
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

from cppo_tui.domain.text import clean

LONGEST_PASTE = 5_000


class PlainInput(Input):
    """An Input that cleans what is pasted and never selects its whole text when it gets the focus."""

    virtual_size = Reactive(Size(0, 0), layout=False)
    """Height and width come from outside: a letter more must not lay out the screen again."""

    def __init__(self, value: str = "", **options: Any) -> None:
        super().__init__(value, select_on_focus=False, **options)
        self.cursor_blink = False

    def _on_paste(self, event: events.Paste) -> None:
        """Textual would keep only the first line, and let escape sequences through to the terminal."""
        event.prevent_default()
        event.stop()
        self.take_paste(event.text[:LONGEST_PASTE])

    def take_paste(self, text: str) -> None:
        """Put the cleaned text where the cursor is."""
        selection = self.selection
        self.replace(clean(text).strip(), *sorted((selection.start, selection.end)))
