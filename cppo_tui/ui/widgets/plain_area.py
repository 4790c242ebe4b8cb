"""Several lines of text: what is pasted becomes visible, nothing blinks, Tab goes on."""

from typing import Any

from textual import events
from textual.widgets import TextArea
from textual.widgets.text_area import EditResult, Location

from cppo_tui.domain.text import clean
from cppo_tui.ui.widgets.keys_in_order import KeysInOrder
from cppo_tui.ui.widgets.plain_input import beginning_of


class PlainArea(KeysInOrder, TextArea):
    """A TextArea that cleans what comes in: Textual lets escape sequences through to the terminal."""

    def __init__(self, text: str = "", **options: Any) -> None:
        super().__init__(
            text, tab_behavior="focus", soft_wrap=False, show_line_numbers=True, compact=True, **options
        )  # a line is an entry: wrapped, it would look like two
        self.cursor_blink = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key with which Textual selects here is first of all the person's own, where it does something."""
        key = {"select_line": "f6", "select_all": "f7"}.get(action)
        around = (keys for node, keys in self.screen._modal_binding_chain if node is not self)
        return key is None or not any(key in keys.key_to_bindings for keys in around)

    async def _on_paste(self, event: events.Paste) -> None:
        """The tabs between a spreadsheet's columns become spaces."""
        event.prevent_default()
        event.stop()
        start, end = self.selection
        result = self.replace(beginning_of(event.text, self), start, end, maintain_selection_offset=False)
        self.move_cursor(result.end_location)

    def replace(
        self, insert: str, start: Location, end: Location, *, maintain_selection_offset: bool = True
    ) -> EditResult:
        """What is typed is cleaned like what is pasted, together with what stands before it in the line."""
        start, end = sorted((start, end))
        before = self.get_text_range((start[0], 0), start)
        whole = clean(before + insert, lines=True)
        if whole.startswith(before):
            whole = whole[len(before) :]
        else:
            start = (start[0], 0)
        return super().replace(whole, start, end, maintain_selection_offset=maintain_selection_offset)
