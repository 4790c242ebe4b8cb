"""The simulated AWS behind the real client code: botocore serialises, signs, retries, pages and parses."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from cppo_tui.gateway.catalog import AwsCatalog
from cppo_tui.gateway.session import hermetic_session
from cppo_tui.sandbox.pace import INSTANT, REAL, Pace
from cppo_tui.sandbox.service import Sandbox
from cppo_tui.sandbox.wire import WireRequest


@dataclass
class World:
    """A sandbox, its clock and a catalog that talks to it."""

    pace: Pace
    scenario: str = "archera"
    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    def __post_init__(self) -> None:
        self.sandbox = Sandbox(pace=self.pace, scenario=self.scenario, clock=lambda: self.now)
        self.catalog = AwsCatalog(hermetic_session(self.respond))

    def respond(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes
    ) -> tuple[int, Mapping[str, str], bytes]:
        answer = self.sandbox.respond(WireRequest(method, url, headers, body))
        return answer.status, answer.headers, answer.body

    def wait(self, seconds: float) -> None:
        """Let the sandbox's time pass; nobody waits."""
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def world() -> World:
    """Change sets end at once."""
    return World(INSTANT)


@pytest.fixture
def slow_world() -> World:
    """Change sets take as long as they did in AWS's labs, on a clock the test turns."""
    return World(REAL)


@pytest.fixture
def scenario_world() -> Callable[[str], World]:
    return lambda scenario: World(INSTANT, scenario)
