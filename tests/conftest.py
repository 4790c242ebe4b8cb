"""What every test runs under: no credentials, no colours from outside, hypothesis without deadlines."""

import asyncio
import gc
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from typing import Any

for name in [*os.environ]:
    if name == "TEXTUAL_SNAPSHOT_TEMPDIR":
        continue  # how the workers of one test run find each other's pictures
    if name.startswith(("AWS_", "TEXTUAL")) or name in ("NO_COLOR", "CPPO_HOME", "FORCE_COLOR"):
        del os.environ[name]
os.environ["TEXTUAL_ANIMATIONS"] = "none"  # for the programs that tests start
os.environ["AWS_EC2_METADATA_DISABLED"] = "true"
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # run in the background of a shell: inherited by all
    with suppress(ValueError):  # programs that tests start, which then could not be interrupted
        signal.signal(signal.SIGINT, signal.default_int_handler)

import pytest  # noqa: E402
import textual.app  # noqa: E402
import textual.pilot  # noqa: E402
from hypothesis import HealthCheck, settings  # noqa: E402
from textual import constants  # noqa: E402
from textual._compositor import Compositor  # noqa: E402
from textual.css.model import RuleSet  # noqa: E402
from textual.css.stylesheet import Stylesheet  # noqa: E402
from textual.notifications import Notification  # noqa: E402
from textual.widgets import Button  # noqa: E402

from cppo_tui.ui import pauses  # noqa: E402

constants.TEXTUAL_ANIMATIONS = "none"  # type: ignore[misc]  # a plugin loads Textual before this file is read


async def until_nothing_is_ready(min_sleep: float = 0, max_sleep: float = 0) -> None:
    """At rest is an event loop that can only wait. Textual asks whether the process uses little processor
    time: it takes longer to see that, and on a busy machine it is also true of a process at work."""
    loop: Any = asyncio.get_running_loop()
    while True:
        await asyncio.sleep(0)
        if not loop._ready:
            return


Button._start_active_affect = lambda self: None  # type: ignore[method-assign]  # 0.2 s that take no other press
textual.app.wait_for_idle = textual.pilot.wait_for_idle = until_nothing_is_ready  # type: ignore[attr-defined]
# A notification goes after four seconds; on a busy machine it was gone before the test had looked.
Notification.time_left = property(lambda self: 3600.0)  # type: ignore[assignment, method-assign]


def _share_parsed_styles() -> None:
    """Each of a thousand apps reads the same style sheets: read them once. The variables (the theme) count,
    as within one app, where Textual itself keeps what it has read."""
    read, kept = Stylesheet._parse_rules, {}

    def rules(self: Stylesheet, css: str, *of: Any, **more: Any) -> list[RuleSet]:
        key = (css, of, tuple(more.items()), tuple(self._variables.items()))
        if key not in kept:
            kept[key] = read(self, css, *of, **more)
        return kept[key]

    Stylesheet._parse_rules = rules  # type: ignore[method-assign]


_share_parsed_styles()


def _draw_when_at_rest() -> None:
    """Nobody sees the pictures in between: what is dirty stays so until ``drawn`` or a whole picture."""
    at_once = Compositor.render_update

    def later(self: Compositor, full: bool = False, **how: Any) -> Any:
        return at_once(self, full, **how) if full else None

    Compositor.render_update = later  # type: ignore[assignment, method-assign]
    Compositor.render_what_is_dirty = at_once  # type: ignore[attr-defined]


_draw_when_at_rest()

settings.register_profile(
    "steady", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.load_profile("steady")


pauses.keep_what_is_loaded = lambda: None  # right for one program; of a thousand apps nothing would be freed

_run = count(1)


def pytest_collection_finish() -> None:
    """What is loaded by now stays until the end: no collection need walk through it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One more than there are processors: a quarter of the time is spent waiting for other programs."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(autouse=True)
def collect_now_and_then() -> Iterator[None]:
    """Every twenty tests; collections in between were a seventh of the tests' time."""
    yield
    run = next(_run)
    if run % 20 == 0:
        gc.collect()
    if run == 40:
        gc.freeze()  # what botocore and the style sheets keep for all


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Note what a harness has counted; all figures are printed together when the run has ended."""

    def note(text: str) -> None:
        record_property("figure", text)

    return note


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures: a green run says how much it has looked at."""
    reports = terminalreporter.getreports("passed") + terminalreporter.getreports("failed")
    figures = [
        str(value)
        for report in reports
        if getattr(report, "when", "") == "call"
        for name, value in report.user_properties
        if name == "figure"
    ]
    if figures:
        terminalreporter.section("figures")
        for text in sorted(figures):
            terminalreporter.line(text)
