"""When a change is saved: after a moment's quiet, and every second while somebody types on and on."""

import asyncio
from datetime import datetime

from textual.widget import Widget

from cppo_tui.ui.desk import Desk


class Autosave:
    """Counts from the first change that is not saved yet."""

    QUIET = 0.4
    """Seconds without a key after which a change is saved."""
    AT_MOST = 1.0
    """Seconds between a change and its save. Quiet alone would never come while somebody types steadily."""

    def __init__(self, desk: Desk) -> None:
        self._clock = desk.clock
        self._since: datetime | None = None

    def wait(self) -> float:
        """Seconds to wait after a change just made."""
        now = self._clock()
        self._since = self._since or now
        left = self.AT_MOST - (now - self._since).total_seconds()
        return max(min(self.QUIET, left), 0.0)

    def saving(self) -> None:
        """Everything so far is being saved: the next change counts anew."""
        self._since = None


async def keys_arrived(focused: Widget | None) -> None:
    """A key pressed just before may still be on its way from its input up to the screen.

    A callback queues behind it in each widget passed; twice, since a widget may pass it on to itself.
    """
    for place in focused.ancestors_with_self if focused is not None else ():
        for _ in range(2):
            arrived = asyncio.Event()
            if isinstance(place, Widget) and place.call_later(arrived.set):
                await arrived.wait()
