"""A process with everything loaded that makes a child per run: a start of the program costs milliseconds.

Reads a line of JSON per command: ``{"start": job}`` answers with the child's process id, and the child waits;
``{"go": [ids]}`` lets these go at the same moment; ``{"finish": [ids]}`` waits for their end and answers
with what each told, in order, and how it ended. A job names a function, its arguments, and its fault.
"""

import gc
import importlib
import json
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from tests.reliability import crash_controls, crash_damage, crash_disks, crash_windows
from tests.reliability.crash_life import carry_on
from tests.reliability.crash_points import Points, watch

PROGRAMS = (crash_controls, crash_damage, crash_disks, crash_windows)
"""Loaded here, so that no child has to."""

LONGEST = 60
"""Seconds after which a child is stuck, and ended by its own alarm."""

_write = os.write


class Child(NamedTuple):
    """The descriptors by which a child is let go and by which it tells."""

    go: int
    told: int


def tell(descriptor: int, *what: object) -> None:
    """One line, whole or not at all."""
    _write(descriptor, json.dumps(what).encode() + b"\n")


def live(job: dict[str, Any], go: int, out: int) -> None:
    """The child's whole life; never returns."""
    told = partial(tell, out)
    try:
        signal.alarm(LONGEST)
        module, _, name = str(job["call"]).partition(":")
        function = getattr(importlib.import_module(module), name)
        points = Points(**job.get("fault") or {})
        os.read(go, 1)
        if job.get("watched"):
            watch(points)
        function(tell=told, **job["with"])
        if job.get("watched"):
            points.reached("end", lambda: None)
            told("points", points.names)
    except BaseException:  # noqa: BLE001 - whatever it is, it is the test's to see
        told("crash", traceback.format_exc())
    os._exit(0)


def start(job: dict[str, Any], children: dict[int, Child]) -> int:
    """Make a child that waits."""
    go_end, go = os.pipe()
    told, out = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(told)
        live(job, go_end, out)
    os.close(go_end)
    os.close(out)
    children[pid] = Child(go, told)
    return pid


def let_go(pids: list[int], children: dict[int, Child]) -> None:
    """All at the same moment."""
    for pid in pids:
        _write(children[pid].go, b"!")


def finish(pids: list[int], children: dict[int, Child]) -> list[dict[str, Any]]:
    """Wait for all."""
    return [_ended(pid, children.pop(pid)) for pid in pids]


def _ended(pid: int, child: Child) -> dict[str, Any]:
    with open(child.told, "rb") as told:
        lines = [json.loads(line) for line in told if line.endswith(b"\n")]
    _, status = os.waitpid(pid, 0)
    os.close(child.go)
    return {"told": lines, "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0}


def warm(url: str) -> None:
    """Load now what would be loaded on first use."""
    troubles: list[object] = []

    def listen(*what: Any) -> None:
        troubles.extend(what if what[0] == "trouble" else ())

    with tempfile.TemporaryDirectory() as home:
        carry_on(home, url, listen)
    if troubles:
        raise AssertionError(f"nothing is broken yet: {troubles}")
    gc.collect()
    gc.freeze()
    gc.disable()  # a child lives for less than a collection is worth, and shares its parent's memory


COMMANDS: dict[str, Callable[[Any, dict[int, Child]], object]] = {
    "start": start,
    "go": let_go,
    "finish": finish,
}


def main(url: str) -> None:
    """Serve until the line ends."""
    children: dict[int, Child] = {}
    warm(url)
    print("ready", flush=True)
    for line in sys.stdin:
        ((command, given),) = json.loads(line).items()
        print(json.dumps(COMMANDS[command](given, children)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
