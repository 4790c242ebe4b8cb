"""A table whose columns share the width there is, so that nothing scrolls sideways."""

import re
from collections.abc import Iterable, Sequence
from typing import ClassVar, NamedTuple

from rich.text import Text
from textual import events
from textual.binding import BindingType
from textual.widgets import DataTable

from cppo_tui.domain.text import shorten_middle
from cppo_tui.ui.commands import bindings
from cppo_tui.ui.export import copy_text
from cppo_tui.ui.plain import cell

AWS_ID = re.compile(r"(resaleauthz|offer|agmt|prod|changeset)-[a-z0-9]+")
"""A row's key that is worth copying; others are our own."""


class Column(NamedTuple):
    """A column: ``width`` cells, or, when 0, ``share`` parts of what the others leave.

    ``middle``: what does not fit is cut out of the middle, for names that differ at their end.
    ``spare``: left out where the others would say too little beside it.
    """

    label: str
    width: int = 0
    share: int = 1
    middle: bool = False
    spare: bool = False


ALL_COLUMNS = 66
"""Below so many cells the spare columns are left out."""


class FittedTable(DataTable[Text]):
    """Rows of literal text, given as tuples with a key and a style."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("table")

    def __init__(self, columns: Sequence[Column], *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, cursor_type="row", cell_padding=0, zebra_stripes=False)
        self._spec = tuple(columns)
        self._rows: tuple[tuple[str, tuple[str, ...], str], ...] = ()
        self._placed = ""

    def on_mount(self) -> None:
        """Make the columns."""
        for column in self._spec:
            self.add_column(cell(column.label, "dim"), key=column.label, width=column.width or 8)

    def on_resize(self, event: events.Resize) -> None:
        """Share the width out again."""
        shown = [spec for spec in self._spec if event.size.width >= ALL_COLUMNS or not spec.spare]
        flexible = max(event.size.width - 1 - len(shown) - sum(column.width for column in shown), 12)
        parts = sum(column.share for column in shown if not column.width)
        for spec, column in zip(self._spec, self.ordered_columns, strict=True):
            column.width = 1 + (spec.width or flexible * spec.share // parts) if spec in shown else 0
        here, placed = self.cursor_key, self._placed
        rows, self._rows = self._rows, ()
        self.clear()  # also drops the heading drawn for the old widths
        self.show_rows(rows, aim=here)
        self._placed = placed

    def show_rows(self, rows: Iterable[tuple[str, tuple[str, ...], str]], *, aim: str = "") -> None:
        """Show ``(key, texts, style)`` rows; the cursor goes to ``aim`` until the person moves it, and then
        stays on its key."""
        wanted = tuple(rows)
        if wanted == self._rows:
            return
        here = self.cursor_key
        self._rows = wanted
        self.clear()
        for key, texts, style in wanted:
            self.add_row(*self._cells(texts, style), key=key)
        keys = [key for key, _, _ in wanted]
        target = aim if aim in keys and (here == self._placed or here not in keys) else here
        if target in keys:
            self.move_cursor(row=keys.index(target), animate=False)
        self._placed = self.cursor_key

    @property
    def cursor_key(self) -> str:
        """The key of the row under the cursor, "" when there is none."""
        if not self.row_count or self.cursor_row >= self.row_count:
            return ""
        return self.coordinate_to_cell_key(self.cursor_coordinate).row_key.value or ""

    def action_copy_row(self) -> None:
        """The row as it was given, uncut, ready for the cells of a spreadsheet; AWS's own id as the last."""
        here = self.cursor_key
        for key, texts, _ in self._rows:
            if key == here:
                ids = (key,) if AWS_ID.fullmatch(key) and key not in texts else ()
                copy_text(self.app, "\t".join((*texts, *ids)), "The row")

    def _cells(self, texts: tuple[str, ...], style: str) -> list[Text]:
        cells = []
        for spec, column, text in zip(self._spec, self.ordered_columns, texts, strict=True):
            room = max(column.width - 1, 0)  # one cell stays free before the next column
            shown = cell(shorten_middle(text, room) if spec.middle else text, style)
            shown.truncate(room, overflow="ellipsis")
            cells.append(shown)
        return cells
