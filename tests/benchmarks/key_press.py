"""From a key press in the markup field to the repainted price, with two hundred dimensions."""

import tempfile
import time
from pathlib import Path

from tests.benchmarks.figures import Figure, percentile
from tests.e2e.journey import to_pricing
from tests.e2e.terminal import Terminal

PAIRS = 110
SLOWEST = 50.0


def painted_after(terminal: Terminal, key: str, price: str) -> float:
    """Seconds from the key to the price in the terminal's output; then wait until it is quiet again."""
    since = len(terminal.raw)
    start = time.perf_counter()
    terminal.press(key)
    terminal.wait_for_bytes(price.encode(), since)
    seconds = time.perf_counter() - start
    terminal.settle(0.05)
    return seconds


def measure() -> list[Figure]:
    """Type a second digit and take it away again: the first dimension costs 0.001 at wholesale."""
    seconds: list[float] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        Terminal("--sandbox", home=Path(folder), size=(120, 40)) as terminal,
    ):
        to_pricing(terminal, search="allmeters")
        painted_after(terminal, "2", "$0.00102")
        for pair in range(PAIRS):
            digit = str(pair % 9 + 1)
            seconds.append(painted_after(terminal, digit, f"$0.0012{digit}"))
            seconds.append(painted_after(terminal, "backspace", "$0.00102"))
    slowest = percentile(seconds, 0.99)
    return [
        Figure(f"key to painted price, median of {len(seconds)}", f"{percentile(seconds, 0.5):.1f} ms"),
        Figure("  99 of 100 within", f"{slowest:.1f} ms", f"<= {SLOWEST:.0f} ms", slowest <= SLOWEST),
    ]
