"""A table that is built when there is something to list: an empty list opens sooner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal

from cppo_tui.ui.columns import Column, Row

if TYPE_CHECKING:
    from cppo_tui.ui.widgets.fitted_table import FittedTable


class LateTable(Horizontal):
    """Where the table stands, or will. ``rows`` are there with the first picture; none hide it."""

    def __init__(self, columns: Sequence[Column], rows: Sequence[Row], *, table: str) -> None:
        super().__init__()
        self._columns = columns
        self._table_id = table
        self._table: FittedTable | None = None
        self._first = tuple(rows)
        self.display = bool(rows)

    def compose(self) -> ComposeResult:
        """The table, if there is something to list already."""
        if self._first:
            yield self._made()

    def _made(self) -> FittedTable:
        from cppo_tui.ui.widgets.fitted_table import FittedTable

        self._table = FittedTable(self._columns, id=self._table_id)
        return self._table

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; not any more while the screen is being taken down."""
        self.display = bool(rows)
        if self._table is None and rows and self.is_attached:
            self.mount(self._made())
        if self._table is not None:
            self._table.show_rows(rows)

    def go_to(self, key: str) -> None:
        """Put the cursor on this row, if it is there."""
        if self._table is not None:
            self._table.go_to(key)

    @property
    def cursor_key(self) -> str:
        """The key of the row under the cursor, "" when there is none."""
        return "" if self._table is None else self._table.cursor_key
