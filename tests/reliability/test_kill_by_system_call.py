"""kill -9 at every system call to files and network, made by strace: also in the middle of what SQLite does.

Where strace cannot be used the same promise rests on ``test_kill``, and the figure says why.
"""

from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from tests.reliability.crash_controls import FORGETFUL, IN_PLACE
from tests.reliability.crash_judge import DUPLICATE, KILLED, LOST, broken_after, spelled
from tests.reliability.crash_rig import LIFE, SOON, Outcome, Rig, the_rig
from tests.reliability.crash_strace import CALLS, counted, injected, why_not
from tests.reliability.quoted import quoted_about
from tests.reliability.scale import LONG, times

Figure = Callable[[str], None]
Point = tuple[str, int]


@pytest.fixture
def rig() -> Rig:
    return the_rig()


def points_of(rig: Rig, call: str = LIFE, calls: tuple[str, ...] = CALLS) -> list[Point]:
    """Every system call of a start in which nothing goes wrong, by name and number."""
    outcome, counts = counted(rig, rig.home(), calls, call=call)
    assert outcome.signal == 0
    return [(name, number) for name in calls for number in range(1, counts[name] + 1)]


def chosen(points: list[Point]) -> list[Point]:
    """Every one; in a quick run one of each kind, late where it matters that AWS may have been told."""
    if LONG:
        return points
    late = ("pwrite64", "fdatasync", "sendto", "recvfrom")
    most = dict(points)
    return [(name, last - last // 3 if name in late else (last + 1) // 2) for name, last in most.items()]


def killed(rig: Rig, point: Point, call: str = LIFE) -> Outcome:
    """A first start that gets so far."""
    name, number = point
    died = injected(rig, rig.home(), f"{name}:signal=SIGKILL:when={number}", call=call)
    assert died.signal == KILLED, f"it did not come to {name} number {number}"
    return died


def test_killed_at_every_system_call_nothing_is_lost_doubled_or_forgotten(rig: Rig, figure: Figure) -> None:
    """Scenarios 3 and 4."""
    if why_not():
        figure(f"kill -9 by system call: not run, {why_not()}; see the steps counted in process")
        return
    points = points_of(rig)
    tally: Counter[str] = Counter()
    for point in chosen(points):
        died = killed(rig, point)
        tally.update(broken_after(rig, rig.folder / "home", died))
    runs, kinds = len(chosen(points)), len(dict(points))
    figure(f"kill -9 at {runs} of {len(points)} system calls of {kinds} kinds: {spelled(tally)}")
    assert not tally
    quoted_about("steps in process, ", len(points), " by system call")


def test_killed_again_at_every_system_call_of_the_recovery(rig: Rig, figure: Figure) -> None:
    """Scenarios 3 and 4, twice in a row."""
    if why_not():
        figure(f"kill -9 twice by system call: not run, {why_not()}; see the steps counted in process")
        return
    last = dict(points_of(rig))
    sent, noted = last["sendto"], last["pwrite64"]
    first = [("connect", last["connect"]), ("sendto", sent - 1), ("recvfrom", last["recvfrom"] - 1)]
    first += [("pwrite64", noted - back) for back in range(4, 40, 7)]  # odd and even ones: see below
    tally: Counter[str] = Counter()
    runs = 0
    for point in first[:: times(5, 1)]:
        for died in recoveries_killed(rig, point, every=times(71, 2)):
            tally.update(broken_after(rig, rig.folder / "home", *died))
            runs += 1
    figure(f"kill -9, then kill -9 in the recovery, by system call: {runs} runs: {spelled(tally)}")
    assert runs > 0
    assert not tally
    if LONG:
        quoted_about("times in process and ", runs, " times by system call")


def recoveries_killed(rig: Rig, point: Point, *, every: int) -> Iterator[tuple[Outcome, Outcome]]:
    """A start killed at ``point``, and the next killed at its own system calls, every so many. Of every
    second call those after an even point are the others than those after an odd one."""
    killed(rig, point)
    _, counts = counted(rig, rig.folder / "home", later=SOON)
    again = [(name, number) for name, most in sorted(counts.items()) for number in range(1, most + 1)]
    for name, number in again[point[1] % every :: every]:
        died = killed(rig, point)
        fault = f"{name}:signal=SIGKILL:when={number}"
        second = injected(rig, rig.folder / "home", fault, later=SOON)
        if second.signal == KILLED:
            yield died, second


@pytest.mark.parametrize(
    ("control", "promise", "calls"),
    [(IN_PLACE, LOST, ("openat", "write", "fsync")), (FORGETFUL, DUPLICATE, ("recvfrom", "fdatasync"))],
    ids=["in place", "forgetful"],
)
def test_control_naive_programs_lose_and_double(
    rig: Rig, figure: Figure, control: str, promise: str, calls: tuple[str, ...]
) -> None:
    """A file written over loses the draft; a token of the moment, noted after sending, makes two offers."""
    if why_not():
        return
    points = points_of(rig, control, calls)
    if control == FORGETFUL:
        last = dict(points)
        points = [point for point in points if point[1] > last[point[0]] - times(2, 6)]
    tally: Counter[str] = Counter()
    for point in points:
        died = killed(rig, point, control)
        tally.update(broken_after(rig, rig.folder / "home", died, call=control))
    name = control.partition(":")[2]
    figure(f"kill -9 by system call, control {name}: {spelled(tally, [promise])} in {len(points)} runs")
    assert tally[promise] > 0
