"""Screens are drawn once: how much room they have is known before their first picture.

Textual tells a screen which breakpoint it is in only when it is resized, which is after its first picture:
that one would be laid out for another window, and jump. And it styles every widget again when a screen is
first shown, although each was styled a moment before, when it was mounted.
"""

from typing import Any

from textual.app import App
from textual.events import Resize, ScreenResume
from textual.screen import Screen

from cppo_tui.ui.listening import Listens


def is_short(app: App[Any], height: int) -> bool:
    """True where there are few rows: there nothing has empty lines around it."""
    return any(height < least for least, name in app.VERTICAL_BREAKPOINTS or () if name == "-tall")


class KnowsItsRoom(Listens):
    """For every screen and dialog; each may listen to the app while it is there."""

    _resumed = False

    def on_compose(self) -> None:
        """Take the class of the window's width and height, as a resize would give it.

        Before there are children: afterwards each class would style all of them once more.
        """
        if isinstance(self, Screen) and (app := self.app).is_attached:
            for own, common, room in (
                (self.HORIZONTAL_BREAKPOINTS, app.HORIZONTAL_BREAKPOINTS, app.size.width),
                (self.VERTICAL_BREAKPOINTS, app.VERTICAL_BREAKPOINTS, app.size.height),
            ):
                points = (common if own is None else own) or []
                reached = [name for least, name in sorted(points) if room >= least]
                self.add_class(*reached[-1:])

    def on_resize(self, event: Resize) -> None:
        """What has the focus stays in sight, unless it was out of sight before.

        A size the window no longer has is no news: Textual lays out for it all the same, tells the screen of
        that layout by another such event, and two sizes that are under way at once go on for ever.
        """
        if not isinstance(self, Screen):
            return
        if event.size != self.app.size:
            event.prevent_default()
        elif (focused := self.focused) is not None and focused.is_on_screen:
            self.call_after_refresh(focused.scroll_visible, animate=False)

    def on_screen_resume(self, event: ScreenResume) -> None:
        """The first time a screen is shown, its styles are fresh."""
        if not self._resumed:
            self._resumed, event.refresh_styles = True, False
