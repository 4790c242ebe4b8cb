"""The file of the simulated AWS, opened as the command line asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from cppo_tui.sandbox.behaviour import AS_DOCUMENTED, Behaviour
from cppo_tui.sandbox.faults import FaultRule
from cppo_tui.sandbox.pace import FAST, INSTANT, REAL
from cppo_tui.sandbox.scenarios import SCENARIOS
from cppo_tui.sandbox.service import Sandbox
from cppo_tui.sandbox.world import World

DEFAULT_SCENARIO = "archera"
PACES = {"real": REAL, "fast": FAST, "instant": INSTANT}


class OpenSandbox(NamedTuple):
    """A sandbox, and what is to go wrong on the way to it."""

    sandbox: Sandbox
    faults: tuple[FaultRule, ...]


def open_sandbox(
    path: Path,
    *,
    clock: Callable[[], datetime],
    scenario: str | None = None,
    pace: str | None = None,
    faults: Sequence[FaultRule] = (),
    behaviour: Behaviour = AS_DOCUMENTED,
    fresh: bool = False,
) -> OpenSandbox:
    """The world in the file, or a new one. The pace is the scenario's own unless given; faults add up.

    Raises SandboxStateError when the file cannot be used.
    """
    name = scenario or (None if fresh else held_scenario(path))
    # A file may come from a version that had other scenarios.
    chosen = SCENARIOS.get(name or DEFAULT_SCENARIO, SCENARIOS[DEFAULT_SCENARIO])
    speed = PACES[pace or chosen.pace or "fast"]
    sandbox = Sandbox(path, scenario=chosen.name, pace=speed, clock=clock, behaviour=behaviour)
    if fresh:
        sandbox.reset()
    return OpenSandbox(sandbox, (*faults, *map(FaultRule.parse, chosen.faults)))


def held_scenario(path: Path) -> str | None:
    """The scenario the file began with; None when there is no file yet. Raises SandboxStateError."""
    if not path.exists():
        return None
    world = World(path)
    try:
        with world.transaction():
            held: str | None = world.meta("scenario")
            return held
    finally:
        world.close()


def clash(path: Path, wanted: str | None) -> str:
    """That the file holds another scenario than the one asked for, "" when it does not.

    Raises SandboxStateError.
    """
    held = held_scenario(path) if wanted else None
    return "" if held in (None, wanted) else f"the sandbox in {path} already holds the scenario {held}"
