"""A table whose columns share the width there is, so that nothing scrolls sideways."""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Any, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.text import Text
from textual import events
from textual.binding import BindingType
from textual.coordinate import Coordinate
from textual.widgets import DataTable
from textual.widgets.data_table import RowKey

from cppo_tui.domain.text import shorten_middle
from cppo_tui.ui.columns import Column, Row
from cppo_tui.ui.commands import bindings
from cppo_tui.ui.export import copy_text
from cppo_tui.ui.listening import Listens
from cppo_tui.ui.plain import cell

AWS_ID = re.compile(r"(resaleauthz|offer|agmt|prod|changeset)-[a-z0-9]+")
"""A row's key that is worth copying; others are our own."""


def _cells_of(text: str) -> int:
    """Cells a text takes; measuring is slow, and mostly not needed."""
    return len(text) if text.isascii() else cell_len(text)


LEAST_OF_A_MIDDLE = 18
"""Cells in which both ends of a name that is cut in its middle still tell it from others."""


def shared_out(
    room: int, shares: Sequence[int], needs: Sequence[int], middle: Collection[int] = ()
) -> list[int]:
    """The room by shares; where that would cut a text, what others do not need of theirs goes there, to the
    first columns first: what a row is called says most. Then the columns cut in the ``middle`` give way."""
    wide = [room * share // max(sum(shares), 1) for share in shares]
    for place, need in enumerate(needs):
        for giver, needed in enumerate(needs):
            given = min(need - wide[place], wide[giver] - needed)
            if given > 0:
                wide[place] += given
                wide[giver] -= given
    for place in (at for at in range(len(needs)) if at not in middle):
        for giver in middle:
            given = max(min(needs[place] - wide[place], wide[giver] - LEAST_OF_A_MIDDLE), 0)
            wide[place] += given
            wide[giver] -= given
    return wide


class FittedTable(Listens, DataTable[Text]):
    """Rows of literal text, given as tuples with a key and a style."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("table")

    def __init__(self, columns: Sequence[Column], *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(
            id=id, cursor_type="row", cursor_foreground_priority="css", cell_padding=0, zebra_stripes=False
        )
        self._spec = tuple(columns)
        self._rows: tuple[Row, ...] = ()
        self._placed = ""
        self._early: tuple[tuple[Row, ...], str] = ((), "")
        self._needs = [len(column.label) for column in self._spec]
        """Cells of each column's longest text so far: a search that leaves fewer rows moves no column."""
        self._used = {at for at, spec in enumerate(self._spec) if not spec.if_any}
        """The columns that some row has, or had, a text in."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What Enter does is the screen's to say, and then stands in the last line; a click still chooses."""
        return action != "select_cursor"

    def on_click(self, event: events.Click) -> None:
        """A row is chosen whole: in which of its cells the click before was says nothing."""
        meta = event.style.meta
        if meta.get("row") == self.cursor_row and meta.get("column", -1) >= 0:
            self.cursor_coordinate = Coordinate(self.cursor_row, meta["column"])

    def on_mount(self) -> None:
        """Make the columns, and show what was to be shown before there were any."""
        for column in self._spec:
            self.add_column(cell(column.label), key=column.label, width=column.width or 8)
        self.listen(self.app.theme_changed_signal, lambda _: self._anew())
        rows, aim = self._early
        self.show_rows(rows, aim=aim)

    def on_resize(self, event: events.Resize) -> None:
        """Share the width out again."""
        self._share_out(event.size.width)
        self._anew()

    def _share_out(self, room: int) -> bool:
        """Give each column its cells. True when some have others than before."""
        shown = [at for at in sorted(self._used) if room >= self._spec[at].from_width]
        flexible = [at for at in shown if not self._spec[at].width]
        needs = [self._needs[at] for at in flexible]
        spared = {at for at in shown if self._spec[at].if_room}
        if sum(needs) > self._left_of(room, shown):
            shown = [at for at in shown if at not in spared]
        left = max(self._left_of(room, shown), 12)
        middle = [place for place, at in enumerate(flexible) if self._spec[at].middle]
        parts = shared_out(left, [self._spec[at].share for at in flexible], needs, middle)
        cells = {at: self._spec[at].width for at in shown} | dict(zip(flexible, parts, strict=True))
        before = [column.width for column in self.ordered_columns]
        for at, column in enumerate(self.ordered_columns):
            column.width = 1 + cells[at] if at in cells else 0
        return before != [column.width for column in self.ordered_columns]

    def _left_of(self, room: int, shown: Sequence[int]) -> int:
        """The cells that these columns leave to those whose width is a share."""
        return room - 1 - len(shown) - sum(self._spec[at].width for at in shown)

    def _learn(self, rows: Sequence[Row]) -> bool:
        """See how long the texts are. True when the columns have other widths now."""
        for at, spec in enumerate(self._spec):
            if at not in self._used and any(texts[at] for _, texts, _ in rows):
                self._used.add(at)
            if not spec.width:
                longest = max((_cells_of(texts[at]) for _, texts, _ in rows), default=0)
                self._needs[at] = max(self._needs[at], longest)
        return bool(self.size.width) and self._share_out(self.size.width)

    def _anew(self) -> None:
        """Everything once more, for other widths or colours; the cursor stays."""
        here, placed = self.cursor_key, self._placed
        rows, self._rows = self._rows, ()
        self.clear()  # also drops the heading drawn for the old widths
        self.show_rows(rows, aim=here)
        self._placed = placed

    def show_rows(self, rows: Iterable[Row], *, aim: str = "") -> None:
        """Show ``(key, texts, style)`` rows; the cursor goes to ``aim`` until the person moves it, and then
        stays on its key."""
        wanted = tuple(rows)
        if not self.columns:
            self._early = (wanted, aim)
            return
        if wanted == self._rows:
            return
        here, before = self.cursor_key, self._rows
        self._rows = wanted
        if self._learn(wanted):
            before = ()
        if aim in ("", here) and [key for key, _, _ in wanted] == [key for key, _, _ in before]:
            self._change(before)
            return
        self.clear()
        widths = self._widths()
        for key, texts, style in wanted:
            self.add_row(*self._cells(texts, style, widths), key=key)
        keys = [key for key, _, _ in wanted]
        target = aim if aim in keys and (here == self._placed or here not in keys) else here
        if target in keys:
            self.move_cursor(row=keys.index(target), animate=False)
        self._placed = self.cursor_key

    def _change(self, before: tuple[Row, ...]) -> None:
        """The same rows with other words: only those are drawn anew."""
        widths = self._widths()
        for row, (was, now) in enumerate(zip(before, self._rows, strict=True)):
            if was != now:
                for column, shown in enumerate(self._cells(now[1], now[2], widths)):
                    self._draw(Coordinate(row, column), shown)

    def _draw(self, at: Coordinate, shown: Text) -> None:
        self.update_cell_at(at, shown)

    def _update_dimensions(self, new_rows: Iterable[RowKey]) -> None:
        """Textual measures every cell of every new row, for columns that are as wide as their widest cell.
        Ours have their widths: with two thousand rows that was a quarter of a second."""
        super()._update_dimensions(())

    def _render_cell(
        self, row_index: int, column_index: int, *args: Any, **options: Any
    ) -> list[list[Segment]]:
        """Nothing of a column that is left out: Textual gives it a piece without a style, which cannot be
        drawn without colours."""
        left_out = column_index >= 0 and not self.ordered_columns[column_index].width
        return [[]] if left_out else super()._render_cell(row_index, column_index, *args, **options)

    def go_to(self, key: str) -> None:
        """Put the cursor on this row, if it is there."""
        keys = [one for one, _, _ in self._rows]
        if key in keys:
            self.move_cursor(row=keys.index(key), animate=False)

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

    def _widths(self) -> list[int]:
        """The cells of each column that text may take: one stays free before the next column."""
        return [max(column.width - 1, 0) for column in self.ordered_columns]

    def _tone(self, spec: Column, text: str) -> str:
        """The colour of a text, "" where it has none."""
        tone = next((tone for begin, tone in spec.tones if text.startswith(begin)), "")
        return f" {self.app.theme_variables[f'text-{tone}']}" if tone else ""

    def _cells(self, texts: tuple[str, ...], style: str, widths: Sequence[int]) -> list[Text]:
        cells = []
        if style == "dim":  # which the cursor's colours would not make readable
            style = self.app.theme_variables["text-muted"]
        for spec, width, text in zip(self._spec, widths, texts, strict=True):
            look = f"{style}{self._tone(spec, text)}"
            shown = cell(shorten_middle(text, width) if spec.middle and width else text, look)
            if width and (
                len(text) > width or not text.isascii()
            ):  # measuring is slow, and mostly not needed
                shown.truncate(width, overflow="ellipsis")
            cells.append(shown)
        return cells
