"""How much the wizard sends to the terminal for a key: over a slow line that is what a person waits for."""

import sys
from collections.abc import Callable, Iterable

from tests.e2e.conftest import Open
from tests.e2e.journey import choose, to_opportunity
from tests.e2e.terminal import Terminal
from tests.reliability.quoted import quoted_about
from tests.reliability.scale import LONG

REDRAWING = (sys.executable, "-m", "tests.e2e.redrawing")
A_LINE = 600
A_SCREEN = 80 * 24 * 3
"""What a whole screen of coloured text takes, about: a key must stay below."""


def bytes_of(terminal: Terminal, key: str) -> int:
    """How many bytes come for a key, until nothing more comes."""
    before = len(terminal.raw)
    terminal.press(key)
    terminal.wait_until(lambda _: len(terminal.raw) > before, f"something drawn for {key}")
    terminal.settle(0.15)
    return len(terminal.raw) - before


def half_and_most(counts: Iterable[int]) -> tuple[int, int]:
    """The median, and what 95 of 100 stay within."""
    ordered = sorted(counts)
    return ordered[len(ordered) // 2], ordered[len(ordered) * 95 // 100]


def to_name(terminal: Terminal) -> None:
    """From the list of step 1 into the offer's name."""
    choose(terminal, "bronze")
    terminal.wait_for("Only you and AWS see this")
    terminal.settle()


def typing(terminal: Terminal) -> tuple[int, int]:
    """What the keys of a name cost."""
    return half_and_most(bytes_of(terminal, key) for key in " for Harrow & Finch")


def test_a_key_costs_few_bytes(cppo: Open, figure: Callable[[str], None]) -> None:
    with cppo("--sandbox") as terminal:
        to_opportunity(terminal)
        terminal.settle()
        moving = half_and_most(bytes_of(terminal, key) for key in ("down",) * 10 + ("up",) * 10)
        to_name(terminal)
        typed = typing(terminal)
    figure(
        f"bytes to the terminal per key, 80x24: typing a name {typed[0]}, 95 of 100 within {typed[1]}; "
        f"moving through a table with its details {moving[0]}, 95 of 100 within {moving[1]}"
    )
    # the median: on a busy machine one key may be charged with what the screen before it still had to draw
    assert typed[0] <= A_LINE
    assert moving[0] <= A_SCREEN
    if LONG:  # elsewhere a busy machine draws in other portions
        quoted_about("typing a name sends ", typed[0], " bytes")
        quoted_about("whose details change with it, ", moving[0], ",")
        quoted_about(" bytes, 95 keys of 100 within ", typed[1], ";")
        quoted_about(" within ", moving[1], " (each picture marked as one")


def test_control_that_draws_what_has_not_changed_costs_more(
    cppo: Open, figure: Callable[[str], None]
) -> None:
    with cppo("--sandbox", command=REDRAWING) as terminal:
        to_opportunity(terminal)
        to_name(terminal)
        typed = typing(terminal)
    figure(f"bytes per key, control that draws what has not changed: typing a name {typed[0]}")
    assert typed[0] > A_LINE
    if LONG:
        quoted_about("drawing what has not changed: ", typed[0], " while typing")
