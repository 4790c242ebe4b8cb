"""What is said of the marked row of many offers: as much as there is room for below the table, and all of it
in a window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import Resize
from textual.screen import Screen
from textual.widgets import DataTable, Static

from cppo_tui.ui import bulk_view as view
from cppo_tui.ui.dialogs.details import Details
from cppo_tui.ui.plain import lines, plain, put
from cppo_tui.ui.widgets.fitted_table import FittedTable

if TYPE_CHECKING:
    from cppo_tui.domain.bulk import BulkRow
    from cppo_tui.ui.app import CppoApp


class TellsMarkedRow(Screen[None]):
    """For the screen of many offers, whose rows ``rows_now`` are."""

    app: CppoApp

    @property
    def rows_now(self) -> tuple[BulkRow, ...]:
        """Those in the table."""
        raise NotImplementedError

    @property
    def marked(self) -> BulkRow | None:
        """The row under the cursor, None while there is none."""
        key = self.query_one(FittedTable).cursor_key
        return next((one for one in self.rows_now if one.draft_id == key), None)

    def show_marked(self) -> None:
        """Say it, cut at a word and with the key that tells the rest where it is too long."""
        box = self.query_one("#marked", Static)
        more = f"{self.app.key_of('bulk.details')}: all of it"
        put(box, view.within(view.marked_words(self.marked), *box.content_size, more), layout=False)

    def on_data_table_row_highlighted(self) -> None:
        """Another row."""
        self.show_marked()
        self.refresh_bindings()

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """As by its key."""
        event.stop()
        self.action_details()

    def on_resize(self, event: Resize) -> None:
        """Another room for it."""
        self.call_after_refresh(self.show_marked)

    def action_details(self) -> None:
        """All of it, to be read and copied."""
        if (row := self.marked) is not None:
            head, said = plain((row.customer, "bold")), lines(*map(plain, row.says))
            self.app.push_screen(Details("Details", head, view.row_facts(row), said))
