"""The whole application on a sandbox, with a clock the test moves and a sleep that takes no time."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from textual.pilot import Pilot

from cppo_tui.cli.wiring import sandbox_catalog
from cppo_tui.sandbox.pace import INSTANT, Pace
from cppo_tui.sandbox.service import Sandbox
from cppo_tui.store import SqliteStore
from cppo_tui.ui.app import CppoApp, Leaving
from cppo_tui.ui.desk import SANDBOX, Desk

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
BUYER = "123456789012"
AppPilot = Pilot[Leaving]


class StageClock:
    """Stands still until it is moved."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        """Let time pass."""
        self.at += timedelta(**by)


@dataclass
class Stage:
    """An application, the sandbox behind it, and the clock of both."""

    folder: Path
    scenario: str = "archera"
    pace: Pace = INSTANT
    theme: str = "cppo-dark"
    world: str = SANDBOX
    clock: StageClock = field(default_factory=StageClock)
    naps: list[float] = field(default_factory=list)
    sleep: Callable[[float], Awaitable[None]] | None = None

    def __post_init__(self) -> None:
        self.numbers = itertools.count(1)
        self.sandbox = Sandbox(":memory:", scenario=self.scenario, pace=self.pace, clock=self.clock)
        self.app = self.new_app()

    def new_app(self) -> CppoApp:
        """An application on the same store and sandbox: what a restart gives."""
        self.store = SqliteStore(self.folder / "cppo.db", self.world, self.clock)
        return CppoApp(
            Desk(
                world=self.world,
                store=self.store,
                connect=lambda: sandbox_catalog(self.sandbox),
                clock=self.clock,
                sleep=self.sleep or self._nap,
                new_id=lambda: f"{next(self.numbers):032x}",
                zone=UTC,
                save_folder=self.folder,
                first_wait=1,
                last_wait=5,
            ),
            theme=self.theme,
        )

    async def _nap(self, seconds: float) -> None:
        """Takes no time, but lets everything else run; the clock moves as if it had."""
        self.naps.append(seconds)
        self.clock.move(seconds=seconds)
        await asyncio.sleep(0)


async def settle(pilot: AppPilot) -> None:
    """Wait until every worker has ended and the screen is drawn."""
    for _ in range(3):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
    assert isinstance(pilot.app, CppoApp)
    assert not pilot.app.mistakes, pilot.app.mistakes


async def type_text(pilot: AppPilot, text: str) -> None:
    """Press a key per character."""
    await pilot.press(*(_KEYS.get(char, char) for char in text))


_KEYS = {" ": "space", "-": "minus", ".": "full_stop", ",": "comma", "+": "plus", "%": "percent_sign"}


async def to_opportunity(pilot: AppPilot) -> None:
    """From home to step 1 with the list read."""
    await settle(pilot)
    await pilot.press("n")
    await settle(pilot)


async def choose_authorization(pilot: AppPilot, search: str = "bronze") -> None:
    """Search, and choose the first hit."""
    pilot.app.screen.query_one("#search").focus()
    await type_text(pilot, search)
    await pilot.press("enter", "enter")
    await settle(pilot)


async def to_information(pilot: AppPilot, buyer: str = BUYER) -> None:
    """Step 1 done."""
    await to_opportunity(pilot)
    await choose_authorization(pilot)
    await type_text(pilot, buyer)
    await pilot.press("enter", "ctrl+n")
    await settle(pilot)


async def to_pricing(pilot: AppPilot) -> None:
    """Steps 1 and 2 done."""
    await to_information(pilot)
    await pilot.press("ctrl+n")
    await settle(pilot)


async def to_terms(pilot: AppPilot, markup: str = "25") -> None:
    """Steps 1 to 3 done."""
    await to_pricing(pilot)
    await type_text(pilot, markup)
    await pilot.press("ctrl+n")
    await settle(pilot)


async def to_review(pilot: AppPilot) -> None:
    """All four steps done."""
    await to_terms(pilot)
    await pilot.press("ctrl+n")
    await settle(pilot)


async def to_status(pilot: AppPilot, confirmation: str = BUYER[-4:]) -> None:
    """Reviewed, confirmed and sent."""
    await to_review(pilot)
    await pilot.press("ctrl+n")
    await pilot.pause()
    await type_text(pilot, confirmation)
    await pilot.press("enter")
    await settle(pilot)
