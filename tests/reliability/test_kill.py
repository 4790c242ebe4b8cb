"""kill -9 at every step a program takes to its files and to the network, then a new start (scenarios 3, 4).

After each the person presses Publish again, says yes to everything and follows what is on its way.
"""

import json
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from cppo_tui.cli.endings import Exit
from tests.e2e.terminal import PATIENCE, Terminal, clean_environment
from tests.reliability import crash_command, troubled
from tests.reliability.crash_controls import FORGETFUL, IN_PLACE
from tests.reliability.crash_judge import (
    DUPLICATE,
    FORGOTTEN,
    KILLED,
    LOST,
    at_restart,
    broken_after,
    spelled,
)
from tests.reliability.crash_points import PUBLISH, kind_of
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


def status(home: Path, url: str, *circumstances: str) -> tuple[int, list[dict[str, Any]]]:
    """What «cppo status» says of what was sent, and its exit code."""
    done = subprocess.run(
        [*crash_command.command(*circumstances), "status", "--at", url, "--output", "json"],
        env=clean_environment(home.parent, CPPO_HOME=str(home)),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    return done.returncode, json.loads(done.stdout)


def test_what_was_cut_off_is_the_first_row_of_the_screen_and_told_by_the_command(rig: Rig) -> None:
    """The same through the program's own doors, once: AWS was told, and its answer never read."""
    steps = steps_of(rig)
    killed(rig, steps.index("net receive", steps.index(PUBLISH)) + 1)
    assert len(rig.aws.change_sets()) == 1
    home = rig.folder / "home"
    place = {"CPPO_HOME": str(home)}
    waits = troubled.command("hang:connect")
    with Terminal("--sandbox", home=home.parent, command=waits, environment=place) as terminal:
        rows = terminal.wait_for("Version 3").splitlines()
        heading = next(at for at, row in enumerate(rows) if "Where it stands" in row)
        assert "Version 3" in rows[heading + 1]
        assert "being sent" in rows[heading + 1]
        terminal.press("ctrl+q")
        assert terminal.exit_status() == 0
    code, (row,) = status(home, rig.aws.url)
    assert (code, row["state"]) == (Exit.UNKNOWN, "sending"), "another window may still be sending it"
    code, (row,) = status(home, rig.aws.url, "later:600")
    assert (code, row["state"]) == (Exit.DONE, "succeeded"), "looked up under its name"
    assert len(rig.aws.change_sets()) == 1


@pytest.mark.parametrize(("first", "broken"), [("s:1", []), ("d:1", [FORGOTTEN]), ("", [FORGOTTEN])])
def test_control_what_is_not_the_first_row_counts_as_forgotten(first: str, broken: list[str]) -> None:
    died = Outcome((("saved", 1), ("intent", "1")), KILLED)
    restarted = Outcome((("found", "", 1, [["1", "sending", ""]], first),), 0)
    assert at_restart([died], restarted, sends=0) == broken


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
