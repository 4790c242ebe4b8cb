"""Sending a confirmed batch: its progress on stderr, Ctrl+C once to send no more, twice to leave."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from cppo_tui.cli.headless import Headless, tell
from cppo_tui.domain.text import clean

if TYPE_CHECKING:
    from cppo_tui.domain.bulk import Batch, BulkRow
    from cppo_tui.services.bulk_run import BulkRun, Event
    from cppo_tui.services.governor import Governed

LEAVING = "Ctrl+C was pressed."
BAR = 20
"""Signs of the progress bar."""

_STDERR = 2
_SENDING_NO_MORE = b"\ncppo: Sending no more. Waiting for what is on its way; Ctrl+C again leaves at once.\n"


def run_batch(
    headless: Headless, governed: Governed, batch: Batch, *, stop_on_error: bool
) -> tuple[list[BulkRow], bool]:
    """Every row as it stands in the end, in the table's order; and whether Ctrl+C ended it."""
    run = _made(headless, governed, batch, stop_on_error=stop_on_error)
    progress = _Progress(len(batch.to_send))
    interrupted = False
    with gentle_interrupt(run):
        try:
            for event in run.events():
                progress.show(event)
        except KeyboardInterrupt:
            interrupted = True
    progress.end()
    interrupted = interrupted or run.stopped == LEAVING
    if run.stopped and not interrupted:
        tell(f"Stopped: {run.stopped}")
    return list(run.rows.values()), interrupted


def _made(headless: Headless, governed: Governed, batch: Batch, *, stop_on_error: bool) -> BulkRun:
    from cppo_tui.cli.batch_files import surroundings
    from cppo_tui.services.bulk_setup import make_run
    from cppo_tui.services.watcher import Pace

    pace = Pace(first=0.5, last=5.0) if headless.world == "sandbox" else Pace()
    return make_run(batch, governed, surroundings(headless), pace, stop_on_error=stop_on_error)


@contextmanager
def gentle_interrupt(run: BulkRun) -> Iterator[None]:
    """The first Ctrl+C lets the call that is out come back and follows what AWS has; the second leaves.

    Nothing is lost either way: each row was stored before its first byte was sent. Said past Python's own
    buffer: pressed while a line is being written, ``print`` would be called within itself and raise.
    """

    def pressed(_signal: int, _frame: Any) -> None:
        if run.stopped:
            raise KeyboardInterrupt
        run.stop(LEAVING)
        with suppress(OSError):
            os.write(_STDERR, _SENDING_NO_MORE)

    before = signal.signal(signal.SIGINT, pressed)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def bar(over: int, total: int) -> str:
    """How far it is, in signs that every terminal has."""
    full = BAR * over // max(total, 1)
    return f"[{'#' * full}{'.' * (BAR - full)}]"


class _Progress:
    """On a terminal one line that is painted over, elsewhere a line for each row that is over."""

    def __init__(self, to_send: int) -> None:
        self._begun = time.monotonic()
        self._first_over: int | None = None
        self._painted = 0.0
        self._to_send = to_send
        self._terminal = sys.stderr.isatty()

    def show(self, event: Event) -> None:
        """Tell of the event, on a terminal at most ten times a second."""
        row = event.row
        if self._first_over is None:
            self._first_over = event.over - (1 if row is not None and row.state.over else 0)
        if not self._terminal:
            if row is not None and row.state.over:
                says = f": {' '.join(row.says)}" if row.says else ""
                told = f"{row.customer}: {row.state.value} {row.offer_id}".rstrip()
                tell(f"{event.over} of {event.total}, {clean(told + says)}")
            return
        now = time.monotonic()
        if now - self._painted >= 0.1:
            self._painted = now
            line = f"{bar(event.over, event.total)} {event.over} of {event.total}{self._left(event, now)}"
            print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)

    def _left(self, event: Event, now: float) -> str:
        from cppo_tui.services.bulk_setup import time_left

        done = event.over - (self._first_over or 0)
        left = time_left(now - self._begun, done, event.total - event.over)
        return f", {left}" if left else ""

    def end(self) -> None:
        """Leave the line."""
        if self._terminal:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
