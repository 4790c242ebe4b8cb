"""A table above the detail of its row: the detail gets the lines the table has no rows for."""

from textual.containers import Horizontal

from cppo_tui.ui.room import is_short

AROUND, FRAME = 3, 2
"""Lines beside the table's rows: the search, the heading, and what stands below; and, where the window is not
low, the frame around the search."""
FEWEST = 3
"""Rows the table always has room for."""


class TableAndDetail(Horizontal):
    """Holds ``#pick`` and ``#detail-pane``. Where those stand beside each other nothing is shared out."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._rows = 0

    def give_the_table(self, rows: int) -> None:
        """So many rows are enough for the table."""
        if rows != self._rows:
            self._rows = rows
            self.on_resize()

    def on_resize(self) -> None:
        """Share out again. The detail never gets fewer lines than its style says."""
        around = AROUND if is_short(self.app, self.app.size.height) else AROUND + FRAME
        left = self.size.height - around - max(self._rows, FEWEST)
        pane = self.query_one("#detail-pane")
        wanted = left if self._rows and left > 0 and not self.screen.has_class("-beside") else None
        if wanted != (pane.styles.min_height.value if pane.styles.min_height else None):
            pane.styles.min_height = wanted
