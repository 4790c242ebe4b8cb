"""From a key press in the markup field to the repainted price, with two hundred dimensions.

Beside it, in turn, the smallest Textual application that answers a key with a line of text: what a key costs
on this machine at this moment, whatever the application.
"""

import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.figures import Figure, percentile
from tests.e2e.journey import to_pricing
from tests.e2e.terminal import Terminal

SMALLEST = """
from textual.app import App
from textual.widgets import Input, Static
class Smallest(App):
    def compose(self):
        yield Input()
        yield Static('ready')
    def on_mount(self):
        self.query_one(Input).cursor_blink = False
    def on_input_changed(self, event):
        text = '$0.00102' if event.value == '2' else '$0.0012' + event.value[1:]
        self.query_one(Static).update(text)
Smallest().run()
"""
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


def pair_of_presses(terminal: Terminal, digit: str) -> list[float]:
    """A second digit typed and taken away again: the first dimension costs 0.001 at wholesale."""
    return [
        painted_after(terminal, digit, f"$0.0012{digit}"),
        painted_after(terminal, "backspace", "$0.00102"),
    ]


def measure() -> list[Figure]:
    """Both applications in turn, so that a busy machine slows both."""
    ours: list[float] = []
    floor: list[float] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        Terminal("--sandbox", home=Path(folder), size=(120, 40)) as wizard,
        Terminal(home=Path(folder), size=(120, 40), command=(sys.executable, "-c", SMALLEST)) as smallest,
    ):
        to_pricing(wizard, search="allmeters")
        smallest.wait_for("ready")
        for terminal in (wizard, smallest):
            painted_after(terminal, "2", "$0.00102")
        for pair in range(PAIRS):
            digit = str(pair % 9 + 1)
            ours += pair_of_presses(wizard, digit)
            floor += pair_of_presses(smallest, digit)
    slowest = percentile(ours, 0.99)
    return [
        Figure("key to painted text, smallest Textual app, median", f"{percentile(floor, 0.5):.1f} ms"),
        Figure("  99 of 100 within", f"{percentile(floor, 0.99):.1f} ms"),
        Figure(f"key to painted price, step 3, median of {len(ours)}", f"{percentile(ours, 0.5):.1f} ms"),
        Figure("  99 of 100 within", f"{slowest:.1f} ms", f"<= {SLOWEST:.0f} ms", slowest <= SLOWEST),
    ]
