"""How much the wizard sends to the terminal for a key: over a slow line that is what a person waits for."""

from collections.abc import Callable, Iterable

from tests.e2e.conftest import Open
from tests.e2e.journey import choose, to_opportunity
from tests.e2e.terminal import Terminal

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


def test_a_key_costs_few_bytes(cppo: Open, figure: Callable[[str], None]) -> None:
    with cppo("--sandbox") as terminal:
        to_opportunity(terminal)
        terminal.settle()
        moving = half_and_most(bytes_of(terminal, key) for key in ("down",) * 10 + ("up",) * 10)
        choose(terminal, "bronze")
        terminal.wait_for("Only you and AWS see this")
        terminal.settle()
        typing = half_and_most(bytes_of(terminal, key) for key in " for Harrow & Finch")
    # the median: on a busy machine one key may be charged with what the screen before it still had to draw
    assert typing[0] <= A_LINE
    assert moving[0] <= A_SCREEN
    figure(
        f"bytes to the terminal per key, 80x24: typing a name {typing[0]}, 95 of 100 within {typing[1]}; "
        f"moving through a table with its details {moving[0]}, 95 of 100 within {moving[1]}"
    )
