"""What following costs AWS's quota: requests in a minute of one window, and of ten at once (A4, A6)."""

import asyncio
import heapq
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from cppo_tui.domain.plan import canonical
from cppo_tui.domain.submission import SubmissionState
from cppo_tui.gateway.catalog import AwsCatalog
from cppo_tui.gateway.session import hermetic_session
from cppo_tui.sandbox.behaviour import Behaviour
from cppo_tui.sandbox.delivery import in_process
from cppo_tui.sandbox.faults import Faulty
from cppo_tui.sandbox.pace import Pace as AwsPace
from cppo_tui.sandbox.rates import PER_SECOND
from cppo_tui.sandbox.service import Sandbox
from cppo_tui.services.submitter import Submitter
from cppo_tui.services.watcher import Pace, Watcher
from cppo_tui.store import SqliteStore
from tests.reliability.test_polling import accepted
from tests.sandbox.changes import create, information
from tests.services.fakes import HandClock, Ids

MINUTES = 10
WINDOWS = 10
"""As many as somebody might leave open in one evening."""

PAYLOAD = canonical([create(), information()]).encode("ascii")


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("botocore.endpoint.time.sleep", lambda _seconds: None)


class Windows:
    """So many windows, each following a change set of its own for so long, all begun at once."""

    def __init__(self, folder: Path, count: int, pace: Pace, seconds: float = MINUTES * 60) -> None:
        self.clock, self.pace, self.count = HandClock(), pace, count
        behaviour = Behaviour(throttles=True)
        self.sandbox = Sandbox(
            pace=AwsPace(0, seconds, 0), clock=self.clock, behaviour=behaviour, scenario="archera"
        )
        self.catalog = AwsCatalog(hermetic_session(in_process(Faulty(self.sandbox).exchange)))
        self.store = SqliteStore(folder / f"{count}.db", "sandbox", self.clock)
        self.asked: list[datetime] = []
        self.throttled = 0

    def run(self) -> list[SubmissionState]:
        """Follow all to the end; how they ended."""
        ids = [self._started(number) for number in range(self.count)]
        ends = asyncio.run(self._followed(ids))
        self.store.close()
        self.sandbox.close()
        return ends

    def _started(self, number: int) -> str:
        sender = self.catalog.sender()
        change_set_id = sender.start(PAYLOAD, name=f"cppo {number}", token=f"token-{number}")
        self.clock.move(seconds=1)
        base = accepted()
        ours = base.model_copy(
            update={
                "id": f"{number:032x}-1",
                "plan": base.plan.model_copy(update={"draft_id": f"{number:032x}"}),
                "token": f"token-{number}",
                "change_set_id": change_set_id,
                "created": self.clock(),
            }
        )
        self.store.add_submission(ours)
        return ours.id

    async def _followed(self, ids: list[str]) -> list[SubmissionState]:
        """Whoever is due next looks; the clock is that of the one whose turn it is."""
        due = [(self.clock(), number) for number in range(len(ids))]
        windows = [self._watcher().watch(one) for one in ids]
        ends = {}
        while due:
            self.clock.at, number = heapq.heappop(due)
            self.asked.append(self.clock())
            look = await anext(windows[number])
            self.throttled += bool(look.problem)
            if look.next_in is None:
                ends[number] = look.submission.state
            else:
                heapq.heappush(due, (self.clock() + timedelta(seconds=look.next_in), number))
        return [ends[number] for number in sorted(ends)]

    def _watcher(self) -> Watcher:
        submitter = Submitter(self.store, self.catalog, clock=self.clock, new_id=Ids(), world="sandbox")
        return Watcher(self.store, self.catalog, submitter, clock=self.clock, sleep=at_once, pace=self.pace)

    @property
    def busiest_second(self) -> int:
        """Most requests within any one second."""
        return max(Counter(int(at.timestamp()) for at in self.asked).values())

    def in_minute(self, number: int) -> int:
        """How many requests in that minute, counted from 1."""
        first = self.asked[0]
        return sum(int((at - first).total_seconds() // 60) == number - 1 for at in self.asked)


async def at_once(_seconds: float) -> None:
    """The clock is moved elsewhere."""


def test_one_window_and_ten_stay_far_below_awss_rate(tmp_path: Path, figure: Callable[[str], None]) -> None:
    allowed = PER_SECOND["DescribeChangeSet"]
    one, ten = Windows(tmp_path, 1, Pace()), Windows(tmp_path, WINDOWS, Pace())
    assert one.run() == [SubmissionState.SUCCEEDED]
    assert ten.run() == [SubmissionState.SUCCEEDED] * WINDOWS
    assert (one.throttled, ten.throttled) == (0, 0)
    assert one.in_minute(1) <= 12
    assert one.in_minute(MINUTES) <= 2
    assert ten.busiest_second <= allowed
    assert len(ten.asked) / (MINUTES * 60) < 1, "requests per second, on average"
    figure(
        f"polling: {one.in_minute(1)} requests in the first minute, {one.in_minute(MINUTES)} in the tenth; "
        f"{WINDOWS} windows at once: {ten.in_minute(1)} and {ten.in_minute(MINUTES)}, "
        f"{ten.throttled} throttled"
    )


def test_the_control_that_asks_ten_times_a_second_is_throttled(
    tmp_path: Path, figure: Callable[[str], None]
) -> None:
    hasty = Windows(tmp_path, 2, Pace(first=0.1, last=0.1), seconds=10)
    hasty.run()
    assert hasty.throttled > 0
    figure(f"control, a look every tenth of a second in 2 windows: {hasty.throttled} throttled")
