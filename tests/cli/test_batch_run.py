"""Ctrl+C at the very instant a line of progress is written: the run ends gently, it does not crash."""

import io
import signal
import sys
from collections.abc import Callable
from typing import Any, cast

import pytest

from cppo_tui.cli.batch_run import LEAVING, bar, gentle_interrupt
from cppo_tui.cli.headless import tell


class Pressing(io.RawIOBase):
    """A terminal at which Ctrl+C is pressed while its first line is being written."""

    pressed = False

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        if not self.pressed:
            self.pressed = True
            signal.raise_signal(signal.SIGINT)
        return len(data)


def at_such_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard error goes to it from now on."""
    stream = io.TextIOWrapper(io.BufferedWriter(Pressing()), line_buffering=True)
    monkeypatch.setattr(sys, "stderr", stream)


class Run:
    """What the interrupt needs of a run."""

    stopped = ""

    def stop(self, why: str) -> None:
        self.stopped = why


def test_ctrl_c_while_a_line_is_written_stops_the_run_gently(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    run = Run()
    at_such_a_terminal(monkeypatch)
    with gentle_interrupt(cast(Any, run)):
        tell("1 of 14, Umbrella: made")
    assert run.stopped == LEAVING
    assert "Sending no more" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("over", "total", "drawn"),
    [(0, 8, "." * 20), (2, 8, "#" * 5 + "." * 15), (8, 8, "#" * 20), (0, 0, "." * 20)],
)
def test_the_bar_is_as_full_as_the_batch_is_done(over: int, total: int, drawn: str) -> None:
    assert bar(over, total) == f"[{drawn}]"


def test_control_a_handler_that_prints_crashes_there(monkeypatch: pytest.MonkeyPatch) -> None:
    at_such_a_terminal(monkeypatch)
    heard: list[int] = []

    def pressed(number: int, _frame: object) -> None:
        heard.append(number)
        tell("Sending no more.")

    before: Callable[..., object] | int | None = signal.signal(signal.SIGINT, pressed)
    try:
        with pytest.raises(RuntimeError, match="reentrant"):
            tell("1 of 14, Umbrella: made")
    finally:
        signal.signal(signal.SIGINT, before)
    assert heard == [signal.SIGINT]
