"""A window in which nothing can be read: it says so, and takes no keys until it is larger."""

from __future__ import annotations

from textual import events
from textual.app import ReturnType
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import Static

from cppo_tui.ui.keys_in_turn import WAYS_OUT, KeysInTurn
from cppo_tui.ui.plain import plain

SMALLEST = (60, 18)
"""Below this the review cannot be read whole, so nothing can be published."""


def too_small(size: Size) -> bool:
    """True when this window cannot show a screen."""
    return size.width < SMALLEST[0] or size.height < SMALLEST[1]


class TooSmall(Static):
    """Covers the screen."""

    DEFAULT_CSS = """
    TooSmall {
        layer: _loading; dock: top; width: 100%; height: 100%;
        background: $background; color: $foreground; content-align: center middle; text-align: center;
    }
    """


class NeedsRoom(KeysInTurn[ReturnType]):
    """An app that shows nothing, and lets nothing be pressed, in a window below the smallest size."""

    def on_mount(self) -> None:
        """Screens that come while the window is small are covered, too."""
        self.screen_change_signal.subscribe(self, lambda screen: self._cover(screen, self.size))

    def on_resize(self, event: events.Resize) -> None:
        """Cover what is shown, or show it again."""
        self._cover(self.screen, event.size)

    async def on_event(self, event: events.Event) -> None:
        """What is pressed, clicked or pasted unseen must do nothing."""
        unseen = isinstance(event, events.InputEvent | events.Paste) and too_small(self.size)
        if not unseen or (isinstance(event, events.Key) and event.key in WAYS_OUT):
            await super().on_event(event)

    def _cover(self, screen: Screen[object], size: Size) -> None:
        covers = screen.query(TooSmall)
        if not too_small(size):
            covers.remove()
            return
        words = plain(
            f"This window has {size.width}×{size.height} characters; {SMALLEST[0]}×{SMALLEST[1]} are needed. "
            "Make it larger: everything is kept as it is."
        )
        if covers:
            covers.first().update(words)
        else:
            screen.mount(TooSmall(words))
