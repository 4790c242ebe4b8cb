"""The simulated AWS behind the real client code: botocore serialises, signs, retries, pages and parses."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from cppo_tui.gateway.catalog import AwsCatalog
from cppo_tui.sandbox.faults import FaultRule, Faulty
from cppo_tui.sandbox.ids import random_id
from cppo_tui.sandbox.pace import INSTANT, REAL, Pace
from cppo_tui.sandbox.service import Sandbox
from tests.contracts.transports import TRANSPORTS, Transport


@dataclass
class World:
    """A sandbox, its clock and a catalog that talks to it by one of the transports."""

    stack: ExitStack
    transport: Transport
    pace: Pace = INSTANT
    scenario: str = "archera"
    faults: Sequence[str] = ()
    new_id: Callable[[str], str] = random_id
    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    def __post_init__(self) -> None:
        self.sandbox = Sandbox(
            pace=self.pace, scenario=self.scenario, clock=lambda: self.now, new_id=self.new_id
        )
        self.stack.callback(self.sandbox.close)
        exchange = Faulty(self.sandbox, [FaultRule.parse(fault) for fault in self.faults]).exchange
        self.session = self.stack.enter_context(self.transport(exchange))
        self.catalog = AwsCatalog(self.session)

    def wait(self, seconds: float) -> None:
        """Let the sandbox's time pass; nobody waits."""
        self.now += timedelta(seconds=seconds)


MakeWorld = Callable[..., World]


@pytest.fixture(params=TRANSPORTS)
def make_world(request: pytest.FixtureRequest) -> Iterator[MakeWorld]:
    """A world with a chosen pace or scenario, once by each transport."""
    with ExitStack() as stack:
        yield lambda **chosen: World(stack, TRANSPORTS[request.param], **chosen)


@pytest.fixture
def world(make_world: MakeWorld) -> World:
    """Change sets end at once."""
    return make_world()


@pytest.fixture
def slow_world(make_world: MakeWorld) -> World:
    """Change sets take as long as they did in AWS's labs, on a clock the test turns."""
    return make_world(pace=REAL)


@pytest.fixture
def scenario_world(make_world: MakeWorld) -> Callable[[str], World]:
    return lambda scenario: make_world(scenario=scenario)
