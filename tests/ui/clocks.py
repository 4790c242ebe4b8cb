"""Time on the stage: a clock that stands still, and a sleep that takes no time or does not end."""

import asyncio
from datetime import UTC, datetime, timedelta

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


class StageClock:
    """Stands still until it is moved."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        """Let time pass."""
        self.at += timedelta(**by)


class HeldSleep:
    """Waits between two looks at AWS never end, unless the test lets go; the short ones take no time."""

    def __init__(self) -> None:
        self.held: list[float] = []
        self._gate = asyncio.Event()

    async def __call__(self, seconds: float) -> None:
        """Wait for the gate, unless this is only the pause before an autosave."""
        if seconds < 1:
            await asyncio.sleep(0)
            return
        self.held.append(seconds)
        await self._gate.wait()
        self._gate.clear()

    def let_go(self) -> None:
        """End the wait under way."""
        self._gate.set()
