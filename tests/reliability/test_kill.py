"""kill -9 at every step a program takes to its files and to the network, then a new start (scenarios 3, 4).

After each the person presses Publish again, says yes to everything and follows what is on its way.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import count

import pytest

from tests.reliability.crash_controls import FORGETFUL, IN_PLACE
from tests.reliability.crash_judge import DUPLICATE, KILLED, LOST, broken_after, spelled
from tests.reliability.crash_points import kind_of
from tests.reliability.crash_rig import LIFE, SOON, Outcome, Rig, the_rig
from tests.reliability.quoted import quoted
from tests.reliability.scale import LONG, times

Figure = Callable[[str], None]
INTENT = "sql INSERT INTO"
"""From the last of these on AWS may have been told."""


@pytest.fixture
def rig() -> Rig:
    return the_rig()


def steps_of(rig: Rig, call: str = LIFE) -> list[str]:
    """Every step of a start in which nothing goes wrong, the last being its end."""
    points = rig.live(rig.home(), call=call, fault={"at": 0}).last("points")
    assert points is not None
    return [str(name) for name in points[0]]


def window(steps: list[str]) -> range:
    """The steps, counted from 1, between noting the intent and the end."""
    return range(len(steps) - steps[::-1].index(INTENT), len(steps) + 1)


def chosen(steps: list[str]) -> list[int]:
    """Every step; in a quick run the last of each kind, and every sixth one once AWS may be told."""
    if LONG:
        return list(range(1, len(steps) + 1))
    kinds = {kind_of(name): number for number, name in enumerate(steps, 1)}
    return sorted({*kinds.values(), *window(steps)[::6]})


def killed(rig: Rig, step: int, call: str = LIFE) -> Outcome:
    """A first start that gets so far."""
    died = rig.live(rig.home(), call=call, fault={"at": step})
    assert died.signal == KILLED, f"it did not come to step {step}"
    return died


def test_killed_at_every_step_nothing_is_lost_doubled_or_forgotten(rig: Rig, figure: Figure) -> None:
    """Scenarios 3 and 4."""
    steps = steps_of(rig)
    tally: Counter[str] = Counter()
    points = chosen(steps)
    quoted(f"{len(steps)} steps in process")
    for step in points:
        died = killed(rig, step)
        tally.update(broken_after(rig, rig.folder / "home", died))
    figure(f"kill -9 at {len(points)} of {len(steps)} steps of save, submit, follow: {spelled(tally)}")
    assert not tally


def test_killed_again_at_every_step_of_the_recovery(rig: Rig, figure: Figure) -> None:
    """Scenarios 3 and 4, twice in a row."""
    first = list(window(steps_of(rig)))[:: times(15, 2)]
    tally: Counter[str] = Counter()
    runs = 0
    for step in first:
        for died in recoveries_killed(rig, step, every=times(37, 1)):
            tally.update(broken_after(rig, rig.folder / "home", *died))
            runs += 1
    figure(f"kill -9, then kill -9 in the recovery: {len(first)} first steps, {runs} runs: {spelled(tally)}")
    assert runs > len(first)
    assert not tally
    if LONG:
        quoted(f"{runs:,} times in process")


def recoveries_killed(rig: Rig, step: int, *, every: int) -> Iterator[tuple[Outcome, Outcome]]:
    """A start killed at ``step``, and the next killed at each of its own steps."""
    for again in count(1 + step % every, every):
        died = killed(rig, step)
        second = rig.live(rig.folder / "home", fault={"at": again}, later=SOON)
        if second.signal != KILLED:
            return
        yield died, second


@pytest.mark.parametrize(
    ("control", "promise"), [(IN_PLACE, LOST), (FORGETFUL, DUPLICATE)], ids=["in place", "forgetful"]
)
def test_control_naive_programs_lose_and_double(rig: Rig, figure: Figure, control: str, promise: str) -> None:
    """A file written over loses the draft; a token of the moment, noted after sending, makes two offers."""
    steps = steps_of(rig, control)
    points = range(1, len(steps)) if control == IN_PLACE else range(len(steps) - 15, len(steps), times(5, 1))
    tally: Counter[str] = Counter()
    for step in points:
        died = killed(rig, step, control)
        tally.update(broken_after(rig, rig.folder / "home", died, call=control))
    figure(f"kill -9, control {control.partition(':')[2]}: {spelled(tally, [promise])} in {len(points)} runs")
    assert tally[promise] > 0
