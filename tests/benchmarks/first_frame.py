"""From starting the command to its first frame, beside the smallest Textual application there is."""

import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.figures import Figure, median
from tests.e2e.first_frame import modules_at_first_frame, too_early
from tests.e2e.terminal import COMMAND, Terminal

SMALLEST = (
    "from textual.app import App\n"
    "from textual.widgets import Static\n"
    "class Smallest(App):\n"
    "    def compose(self):\n"
    "        yield Static('smallest-frame')\n"
    "Smallest().run()\n"
)
WARM_UPS = 3
RUNS = 15
RATIO = 1.4


def first_frame(command: Sequence[str], marker: bytes, *arguments: str) -> float:
    """Seconds from the start to the marker's bytes on the terminal, in an empty home."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        with Terminal(*arguments, home=Path(folder), size=(120, 36), command=command) as terminal:
            terminal.wait_for_bytes(marker)
            return time.perf_counter() - start


def measure() -> list[Figure]:
    """Both applications in turn, so that a busy machine slows both."""
    ours: list[float] = []
    floor: list[float] = []
    for run in range(WARM_UPS + RUNS):
        one = first_frame((sys.executable, "-c", SMALLEST), b"smallest-frame")
        other = first_frame(COMMAND, b"No drafts yet.", "--sandbox")
        if run >= WARM_UPS:
            floor.append(one)
            ours.append(other)
    ratio = median(ours) / median(floor)
    with tempfile.TemporaryDirectory() as folder:
        early = too_early(modules_at_first_frame(Path(folder), "--sandbox"))
    return [
        Figure("first frame, smallest Textual app", f"{median(floor):.0f} ms"),
        Figure("first frame, cppo --sandbox", f"{median(ours):.0f} ms"),
        Figure("  ratio of the two", f"{ratio:.2f}", f"<= {RATIO}", ratio <= RATIO),
        Figure("  slow packages loaded before it", ", ".join(early) or "none", "none", not early),
    ]
