"""What every test runs under: no credentials, no colours from outside, hypothesis without deadlines."""

import gc
import os
from collections.abc import Callable, Iterator
from itertools import count

for name in [*os.environ]:
    if name == "TEXTUAL_SNAPSHOT_TEMPDIR":
        continue  # how the workers of one test run find each other's pictures
    if name.startswith(("AWS_", "TEXTUAL")) or name in ("NO_COLOR", "CPPO_HOME", "FORCE_COLOR"):
        del os.environ[name]
os.environ["TEXTUAL_ANIMATIONS"] = "none"  # for the programs that tests start
os.environ["AWS_EC2_METADATA_DISABLED"] = "true"

import pytest  # noqa: E402
from hypothesis import HealthCheck, settings  # noqa: E402
from textual import _wait, constants  # noqa: E402

constants.TEXTUAL_ANIMATIONS = "none"  # type: ignore[misc]  # a plugin loads Textual before this file is read

_wait.SLEEP_GRANULARITY /= 4  # a third of the tests' time was sleep until Textual looked whether all is quiet
_wait.SLEEP_IDLE /= 4

settings.register_profile(
    "steady", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.load_profile("steady")


_run = count(1)


@pytest.fixture(autouse=True)
def collect_now_and_then() -> Iterator[None]:
    """The wizard keeps what it has loaded out of the collector's sight and collects rarely: right for one
    program, but of thousands of apps in one process nothing would ever be freed."""
    yield
    if next(_run) % 20 == 0:
        gc.unfreeze()
        gc.collect()
        gc.freeze()


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
