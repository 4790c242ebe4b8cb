"""The search above a table."""

from typing import ClassVar

from textual import events
from textual.binding import BindingType

from cppo_tui.ui.commands import bindings
from cppo_tui.ui.widgets.plain_input import PlainInput


class SearchInput(PlainInput):
    """Enter and Down go on to the table it narrows; the key that leads here is not part of the search."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("narrowing")

    def __init__(self, value: str = "", *, hint: str, table: str) -> None:
        """``table``: the id of what is searched."""
        super().__init__(value, placeholder=hint, id="search")
        self._table = table

    def on_focus(self, event: events.Focus) -> None:
        """What stands there already is narrowed further by what is typed next."""
        self.cursor_position = len(self.value)

    async def _on_key(self, event: events.Key) -> None:
        """Who is used to a search that begins with a slash types one here, too; no name begins with it."""
        if event.character == "/" and not self.value.strip():
            event.prevent_default()
            event.stop()

    def action_to_table(self) -> None:
        """From the search to what it found."""
        self.screen.query_one(f"#{self._table}").focus()
