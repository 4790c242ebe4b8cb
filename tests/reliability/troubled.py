"""``python -m tests.reliability.troubled TROUBLE … -- ARGUMENTS``: the real command, and trouble with it.

``hang:connect`` the AWS client is never there; ``hang:OPERATION`` no answer comes; ``late:OPERATION:SECONDS``
it comes so late; ``lost:OPERATION`` it is performed, and no answer comes. ``break:PLACE`` a mistake is made
in one of ``PLACES`` when F9 is pressed; ``break-before`` before there is a screen. ``stuck`` the loop does
nothing any more once F9 was pressed. ``patient`` a first signal waits for the loop as long as it takes.
The controls: ``naive:signals`` nobody listens to signals, ``naive:pool`` threads are waited for at the end,
``naive:autosave`` nothing is saved by itself, ``naive:steady`` nothing is while somebody types on (and half
a minute of silence counts as typing on: a busy machine may be silent for seconds).
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Static

from cppo_tui.__main__ import main
from cppo_tui.cli import wiring
from cppo_tui.sandbox import faults, routes
from cppo_tui.ui import app as app_module
from cppo_tui.ui import departure
from cppo_tui.ui.app import CppoApp
from cppo_tui.ui.autosave import Autosave
from cppo_tui.ui.departure import Departure

CANARY = "canary-5f1d-in-a-variable"
PLACES = ("handler", "worker", "compose", "notify", "callback", "mount")


def command(*troubles: str) -> tuple[str, ...]:
    """What a terminal starts; the wizard's own arguments follow."""
    return (sys.executable, "-m", "tests.reliability.troubled", *troubles, "--")


class Spoilt(Widget):
    """Cannot be put together."""

    def compose(self) -> ComposeResult:
        """Break before anything is made."""
        yield Static(broken())


def broken() -> str:
    """A mistake with a secret in a variable, and in its message."""
    secret = CANARY
    raise LookupError(f"no such thing: {secret}")


async def _work() -> None:
    broken()


def make_mistake(app: CppoApp, place: str) -> None:
    """Break at this place."""
    match place:
        case "worker":
            app.run_worker(_work())
        case "compose":
            app.screen.mount(Spoilt())
        case "notify":
            app.notify(f"[/{CANARY}]")
        case "callback":
            app.call_after_refresh(broken)
        case "mount":
            app.screen.mount(Static(f"[/{CANARY}]"))
        case _:
            broken()


def on_f9(do: Callable[[CppoApp], None]) -> None:
    """Let F9 do this."""
    before = CppoApp.on_event

    async def on_event(self: CppoApp, event: events.Event) -> None:
        if isinstance(event, events.Key) and event.key == "f9":
            do(self)
        else:
            await before(self, event)

    CppoApp.on_event = on_event  # type: ignore[method-assign, assignment]


def for_ever() -> None:
    """Never come back."""
    threading.Event().wait()


def note(moment: str) -> None:
    """Let whoever reads the terminal know that it has come to this; also from within a signal's handler."""
    os.write(2, f"\x1b]9;{moment}\x07".encode())


def get_stuck() -> None:
    """The loop does nothing any more."""
    note("stuck")
    for_ever()


def be_patient() -> None:
    """Only a second signal ends what is stuck; that the first was heard is noted."""
    before = signal.setitimer

    def setitimer(which: int, seconds: float, interval: float = 0.0) -> tuple[float, float]:
        if seconds:
            note("heard")
        return before(which, seconds, interval)

    departure.PATIENCE = 3600.0
    signal.setitimer = setitimer


def hold(operation: str, *, seconds: float | None, performed: bool) -> None:
    """Keep the answers to an operation back; ``seconds`` None: for ever."""
    before = faults.Faulty.exchange

    def exchange(self: faults.Faulty, request: Any) -> Any:
        if routes.operation_name(request) != operation:
            return before(self, request)
        answer = before(self, request) if performed else None
        note(operation)
        for_ever() if seconds is None else time.sleep(seconds)
        return answer or before(self, request)

    faults.Faulty.exchange = exchange  # type: ignore[method-assign]


def make(trouble: str) -> None:
    """Bring one trouble about."""
    kind, *details = trouble.split(":")
    match kind, details:
        case "hang", ["connect"]:
            wiring._connect = lambda *_: for_ever()  # type: ignore[assignment]
        case "hang" | "lost", [operation]:
            hold(operation, seconds=None, performed=kind == "lost")
        case "late", [operation, seconds]:
            hold(operation, seconds=float(seconds), performed=False)
        case "break", [place]:
            on_f9(lambda app: make_mistake(app, place))
        case "break-before", []:
            wiring.make_desk = lambda *_: broken()  # type: ignore[assignment]
        case "stuck", []:
            on_f9(lambda _: get_stuck())
        case "patient", []:
            be_patient()
        case "naive", [what]:
            undo(what)
        case _:
            raise SystemExit(f"no such trouble: {trouble}")


def undo(what: str) -> None:
    """Take a precaution away: the controls."""
    match what:
        case "autosave":
            Autosave.wait = lambda self: 3600.0  # type: ignore[method-assign]
        case "steady":
            Autosave.AT_MOST, Autosave.QUIET = 3600.0, 30.0
        case "signals":
            Departure.signals = lambda _: nullcontext()  # type: ignore[method-assign, assignment, return-value]
        case "pool":
            vars(app_module)["HoldsNoDoor"] = ThreadPoolExecutor
            vars(wiring)["calls_hang"] = lambda: False
        case _:
            raise SystemExit(f"no such precaution: {what}")


def begin(given: Sequence[str]) -> None:
    """Bring the troubles about, then run the command."""
    end = given.index("--")
    for trouble in given[:end]:
        make(trouble)
    sys.argv = ["cppo", *given[end + 1 :]]
    main()


if __name__ == "__main__":
    begin(sys.argv[1:])
