"""Text that scrolls: a stop for Tab only while there is something to scroll; pages that overlap."""

from typing import Any

from textual.containers import VerticalScroll

KEPT = 3
"""Rows of a page that are seen on the next one as well: a short paragraph."""


class Reading(VerticalScroll, can_focus=False):
    """Somebody who tabs must see where they are, and Enter must do what is said; text that is whole does
    nothing with the focus."""

    def watch_show_vertical_scrollbar(self, shows: bool) -> None:  # noqa: FBT001 - as Textual calls it
        """It has become longer than its room, or shorter."""
        self.can_focus = shows


class Pages(VerticalScroll):
    """Turns pages as a reader does: the last rows of one are the first of the next, so that no sentence is
    ever seen in halves only."""

    def scroll_page_down(self, **options: Any) -> None:
        """A page on, but for what is kept."""
        self.scroll_relative(y=self._page, **options)

    def scroll_page_up(self, **options: Any) -> None:
        """A page back, but for what is kept."""
        self.scroll_relative(y=-self._page, **options)

    @property
    def _page(self) -> int:
        return max(self.scrollable_content_region.height - KEPT, 1)
