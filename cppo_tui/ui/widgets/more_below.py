"""A word that there is more to read below what is in view: a thin scrollbar is easily missed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget
from textual.widgets import Static

from cppo_tui.ui.listening import Listens
from cppo_tui.ui.plain import plain, put

if TYPE_CHECKING:
    from cppo_tui.ui.app import CppoApp

WORDS = "PgDn: more ↓"
"""Where the text itself goes on by that key, which no settings change."""
NO_KEY = "more below ↓"
"""Where that key moves the cursor of a table."""


class MoreBelow(Listens, Static):
    """Says it of one scrolled pane of its screen, in words where there is room and by an arrow where not."""

    DEFAULT_CSS = """
    MoreBelow { width: 1fr; height: 1; color: $text-muted; text-align: right; padding: 0 2 0 0; }
    """
    app: CppoApp

    def __init__(self, pane: str, words: str = WORDS, *, by: str = "") -> None:
        """``by``: the action that goes on, where there is one; the key it has now is named."""
        super().__init__("", id="more-below", markup=False)
        self._pane, self._told, self._by = pane, words, by

    def on_mount(self) -> None:
        """Hear of every scrolling, and of each layout: what is in the pane, and its room, may be others."""
        self.watch(self.screen.query_one(self._pane), "scroll_y", self._look)
        self.listen(self.screen.screen_layout_refresh_signal, lambda _: self._look())
        self._look()

    def said(self, pane: Widget) -> str:
        """What there is below, with the arrow as its last character."""
        return f"{self.app.key_of(self._by)}: more ↓" if self._by else self._told

    def _look(self) -> None:
        pane = self.screen.query_one(self._pane)
        words = self.said(pane)
        words = words if self.size.width >= len(words) else words[-1]
        end = max((one.virtual_region.bottom for one in pane.children if one.display), default=0)
        seen = pane.scroll_y + pane.scrollable_content_region.height
        below = end > seen  # an empty line is nothing to read
        put(self, plain(words if below else ""), layout=False)
