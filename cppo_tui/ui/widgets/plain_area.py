"""Several lines of text: what is pasted becomes visible, nothing blinks, Tab goes on."""

from typing import Any

from textual import events
from textual.widgets import TextArea

from cppo_tui.domain.text import clean
from cppo_tui.ui.widgets.plain_input import LONGEST_PASTE


class PlainArea(TextArea):
    """A TextArea that cleans what is pasted: Textual lets escape sequences through to the terminal."""

    def __init__(self, text: str = "", **options: Any) -> None:
        super().__init__(text, tab_behavior="focus", show_line_numbers=True, compact=True, **options)
        self.cursor_blink = False

    async def _on_paste(self, event: events.Paste) -> None:
        """The tabs between a spreadsheet's columns become spaces."""
        event.prevent_default()
        event.stop()
        start, end = self.selection
        result = self.replace(
            clean(event.text[:LONGEST_PASTE], lines=True), start, end, maintain_selection_offset=False
        )
        self.move_cursor(result.end_location)
