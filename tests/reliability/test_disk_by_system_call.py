"""The disk says no inside SQLite's own calls: full or broken, once or from then on (scenarios 16, 17; D3).

Where strace cannot be used the same promise rests on ``test_disk``, and the figure says why.
"""

from collections import Counter
from collections.abc import Callable

import pytest

from tests.reliability.crash_controls import IN_PLACE
from tests.reliability.crash_judge import (
    HIDDEN,
    LITTER,
    LOST,
    PROMISES,
    SILENT,
    broken_after,
    spelled,
    while_failing,
)
from tests.reliability.crash_rig import Rig, litter, the_rig
from tests.reliability.crash_strace import WRITING, counted, injected, why_not
from tests.reliability.quoted import quoted_about
from tests.reliability.scale import LONG

Figure = Callable[[str], None]
HOWS = [(error, onward) for error in ("ENOSPC", "EIO") for onward in ("", "+")]
ALL = (*PROMISES, HIDDEN, SILENT, LITTER)


@pytest.fixture
def rig() -> Rig:
    return the_rig()


def faults(rig: Rig) -> list[str]:
    """Every call that writes or makes durable; in a quick run one or two of each."""
    _, counts = counted(rig, rig.home(), WRITING)
    every = len(HOWS) * sum(counts[call] for call in WRITING)
    quoted_about("times in process and ", every, " by system call |")
    found: list[str] = []
    for call in WRITING:
        most = counts[call]
        numbers = range(1, most + 1) if LONG else sorted({(most + 1) // 2, most - most // 5})
        for turn, number in enumerate(numbers):
            chosen = HOWS if LONG else [HOWS[(turn + len(found)) % 4]]
            found += [f"{call}:error={error}:when={number}{onward}" for error, onward in chosen]
    return found


def test_at_every_writing_call_it_is_said_and_nothing_is_lost(rig: Rig, figure: Figure) -> None:
    """Scenarios 16 and 17. A failed fdatasync is not taken for done (D3)."""
    if why_not():
        figure(f"disk errors by system call: not run, {why_not()}; see those made in process")
        return
    tally: Counter[str] = Counter()
    chosen = faults(rig)
    for fault in chosen:
        home = rig.home()
        failed = injected(rig, home, fault)
        broken = while_failing(failed, rig.aws.change_sets(), [""])
        broken += [LITTER for _ in litter(home)]
        tally.update(broken + broken_after(rig, home, failed))
    figure(f"disk errors at {len(chosen)} system calls: {spelled(tally, ALL)}")
    assert not tally


def test_control_a_file_written_over_is_lost(rig: Rig, figure: Figure) -> None:
    if why_not():
        return
    lost = 0
    for number in (2, 4, 6):  # each second write tells us what was saved
        home = rig.home()
        failed = injected(rig, home, f"write:error=ENOSPC:when={number}", call=IN_PLACE)
        lost += LOST in broken_after(rig, home, failed, call=IN_PLACE)
    figure(f"disk errors by system call, control: {lost} {LOST} in 3 runs")
    assert lost > 0
