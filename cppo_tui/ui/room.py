"""Screens know how much room they have before they are drawn for the first time.

Textual tells a screen which breakpoint it is in only when it is resized, which is after its first picture:
that one would be laid out for another window, and jump.
"""

from textual.screen import Screen


class KnowsItsRoom:
    """For every screen and dialog."""

    def on_mount(self) -> None:
        """Take the class of the window's width and height, as a resize would give it."""
        if isinstance(self, Screen) and (app := self.app).is_attached:
            for own, common, room in (
                (self.HORIZONTAL_BREAKPOINTS, app.HORIZONTAL_BREAKPOINTS, app.size.width),
                (self.VERTICAL_BREAKPOINTS, app.VERTICAL_BREAKPOINTS, app.size.height),
            ):
                points = (common if own is None else own) or []
                reached = [name for least, name in sorted(points) if room >= least]
                self.add_class(*reached[-1:])
