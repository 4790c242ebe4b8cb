"""A disk that is full, broken, too small or write-protected at any step (scenarios 16, 17).

The program says what happened, keeps what was there, shows the id of what AWS has accepted, leaves no
litter; with the disk well again it goes on to exactly one offer, which it knows.
"""

from collections import Counter
from collections.abc import Callable, Sequence

import pytest

from tests.reliability.crash_controls import FORGETFUL, IN_PLACE
from tests.reliability.crash_disks import LIMITED, MOUNTS, PROTECTED, SMALL
from tests.reliability.crash_judge import (
    DUPLICATE,
    HIDDEN,
    LITTER,
    LOST,
    PROMISES,
    SILENT,
    UNNAMED,
    at_restart,
    at_the_end,
    broken_after,
    spelled,
    while_failing,
)
from tests.reliability.crash_life import TORN
from tests.reliability.crash_points import BROKEN, FULL, LATE, kind_of
from tests.reliability.crash_rig import LIFE, Outcome, Rig, litter, the_rig
from tests.reliability.quoted import quoted
from tests.reliability.scale import LONG, times

Figure = Callable[[str], None]
SAID = {
    FULL: ("the disk is full", "No space left on device"),
    BROKEN: ("the disk reported an error", "Input/output error"),
    LATE: ("the disk reported an error", "Input/output error"),
}
TOO_LARGE = ("the disk reported an error", "the disk is full", "File too large", "cannot be opened")
ALL = (*PROMISES, HIDDEN, SILENT, UNNAMED, LITTER)


@pytest.fixture
def rig() -> Rig:
    return the_rig()


def steps_of(rig: Rig, call: str = LIFE) -> list[str]:
    """Every step to the disk of a start in which nothing goes wrong."""
    points = rig.live(rig.home(), call=call, fault={"at": 0, "how": FULL}).last("points")
    assert points is not None
    return [str(name) for name in points[0]]


def judged(rig: Rig, failed: Outcome, reasons: Sequence[str], call: str = LIFE) -> list[str]:
    """All the promises this start has broken, and those the next one breaks on a disk that is well."""
    home = rig.folder / "home"
    broken = while_failing(failed, rig.aws.change_sets(), reasons)
    broken += [LITTER for _ in litter(home)]
    return broken + broken_after(rig, home, failed, call=call)


def all_faults(steps: list[str]) -> list[tuple[int, str, bool]]:
    """Every step, full and broken, once and from then on; and every commit that fails although it is done."""
    every = [(at, how, onward) for at in range(1, len(steps) + 1) for how in SAID for onward in (False, True)]
    return [one for one in every if one[1] != LATE or steps[one[0] - 1] == "sql COMMIT"]


def faults(steps: list[str]) -> list[tuple[int, str, bool]]:
    """All of them; in a quick run the last of each kind, in turns."""
    commits = [number for number, name in enumerate(steps, 1) if name == "sql COMMIT"]
    if LONG:
        return all_faults(steps)
    kinds = sorted({kind_of(name): number for number, name in enumerate(steps, 1)}.values())
    turns = [(at, (FULL, BROKEN)[turn % 2], turn % 4 < 2) for turn, at in enumerate(kinds)]
    return [*turns, *((at, LATE, at == commits[-2]) for at in commits[-3:-1])]


def test_at_every_write_it_is_said_and_nothing_is_lost(rig: Rig, figure: Figure) -> None:
    """Scenarios 16 and 17."""
    steps = steps_of(rig)
    tally: Counter[str] = Counter()
    chosen = faults(steps)
    quoted(f"disk full or failing at every write, {len(all_faults(steps))} times in process")
    for at, how, onward in chosen:
        failed = rig.live(rig.home(), fault={"at": at, "how": how, "onward": onward})
        tally.update(judged(rig, failed, SAID[how]))
    figure(f"disk errors, {len(chosen)} at {len(steps)} steps, once and from then on: {spelled(tally, ALL)}")
    assert not tally


def test_control_naive_programs_lose_hide_and_double(rig: Rig, figure: Figure) -> None:
    """Written over, the draft is gone; noted after sending, the id is, and the next press makes a second."""
    tally: Counter[str] = Counter()
    runs = 0
    for call in (IN_PLACE, FORGETFUL):
        steps = steps_of(rig, call)
        for at in range(1 if call == IN_PLACE else len(steps) - 7, len(steps) + 1, times(2, 1)):
            failed = rig.live(rig.home(), call=call, fault={"at": at, "how": FULL, "onward": True})
            tally.update(judged(rig, failed, SAID[FULL], call))
            runs += 1
    figure(f"disk errors, control: {spelled(tally, (LOST, HIDDEN, DUPLICATE))} in {runs} runs")
    assert min(tally[LOST], tally[HIDDEN], tally[DUPLICATE]) > 0


def test_files_that_may_not_grow(rig: Rig, figure: Figure) -> None:
    """A write across the limit is cut short, and the next one fails (scenario 16)."""
    sizes = [0, 511, 4096, 5000, *range(32_768, 32_768 * 9, 32_768 * 2 // times(1, 8))]
    tally: Counter[str] = Counter()
    for size in sizes:
        failed = rig.live(rig.home(), call=LIMITED, longest=size)
        tally.update(judged(rig, failed, TOO_LARGE))
    control = rig.live(rig.home(), call=LIMITED, longest=8, program=IN_PLACE)
    after = rig.live(rig.folder / "home", call=IN_PLACE).last("found")
    figure(f"files limited to {len(sizes)} sizes: {spelled(tally, ALL)}; control: {LOST}")
    assert not tally
    assert not control.all("crash")
    assert after is not None
    assert after[1] == TORN, "the control has lost its draft"


def test_disks_with_little_room(rig: Rig, figure: Figure) -> None:
    """A real disk of which so much is left, and then all of it (scenario 16)."""
    cannot = rig.run(MOUNTS).last("cannot")
    if cannot is not None:
        figure(f"small disks: not run, {cannot[0]}; see the limited files")
        return
    rooms = [4096 * pages for pages in (0, 2, *range(12, 72, times(24, 4)))]
    tally: Counter[str] = Counter()
    full = 0
    for room in rooms:
        outcome = rig.live(rig.home(), call=SMALL, room=room)
        cut = [one[0] for one in outcome.told].index("room again")
        first, second = (Outcome(told, outcome.signal) for told in (outcome.told[:cut], outcome.told[cut:]))
        held = rig.aws.change_sets()
        full += bool(first.all("trouble"))
        tally.update(at_restart([first], second, sends=0) + at_the_end(second, held))
        tally.update(while_failing(first, [one for one in held if first.all("sent")], SAID[FULL]))
        (left,) = second.all("room again")[0]
        tally.update(LITTER for name in left if not name.startswith("cppo.db"))
    figure(f"disks with {len(rooms)} sizes of room, {full} of them too small: {spelled(tally, ALL)}")
    assert full > 0
    assert not tally


def test_a_write_protected_folder_is_said_and_left_alone(rig: Rig) -> None:
    """Scenario 16: with drafts in it, and before the first start."""
    if rig.run(MOUNTS).last("cannot") is not None:
        return  # test_disks_with_little_room prints why
    home = rig.home()
    for _ in range(2):
        before = {place.name: place.read_bytes() for place in home.iterdir()}
        outcome = rig.live(home, call=PROTECTED)
        (said,) = outcome.all("trouble")
        assert "Read-only file system" in said[0]
        assert "Nothing was changed. Set CPPO_HOME to a folder you can write to" in said[0]
        assert {place.name: place.read_bytes() for place in home.iterdir()} == before
        rig.live(home)
