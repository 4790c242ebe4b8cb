"""Text that scrolls: a stop for Tab only while there is something to scroll."""

from textual.containers import VerticalScroll


class Reading(VerticalScroll, can_focus=False):
    """Somebody who tabs must see where they are, and Enter must do what is said; text that is whole does
    nothing with the focus."""

    def watch_show_vertical_scrollbar(self, shows: bool) -> None:  # noqa: FBT001 - as Textual calls it
        """It has become longer than its room, or shorter."""
        self.can_focus = shows
