"""A program whose system calls are watched, or made to go wrong, by strace, which attaches to it.

``inject=CALL:signal=SIGKILL:when=N`` kills at the entry of the N-th such call: it does not happen.
"""

import functools
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

from tests.reliability.crash_rig import LIFE, Outcome, Rig

DISK = ("openat", "pwrite64", "fdatasync", "fsync", "ftruncate", "unlink", "rename", "flock", "fcntl")
NETWORK = ("socket", "connect", "sendto", "recvfrom")
CALLS = (*DISK, *NETWORK)
WRITING = ("openat", "pwrite64", "fdatasync", "fsync", "ftruncate", "unlink")
"""What a full or a broken disk refuses."""

_CALL = re.compile(r"^(\w+)\(")


@functools.cache
def why_not() -> str:
    """Why strace cannot be used here; "" when it can."""
    strace = shutil.which("strace")
    if strace is None:
        return "strace is not installed"
    with subprocess.Popen(["/bin/sleep", "20"]) as sleeper:
        try:
            attached, said = _attach(sleeper.pid, "-e", "trace=none")
            if attached is None:
                return said
            attached.terminate()
            attached.communicate()
            return ""
        finally:
            sleeper.kill()


def _attach(pid: int, *options: str) -> tuple["subprocess.Popen[str] | None", str]:
    """strace at work on this process; or None and what it said."""
    strace = subprocess.Popen(
        ["strace", *options, "-p", str(pid)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert strace.stderr is not None
    said = strace.stderr.readline().strip()
    if "attached" in said:
        return strace, said
    strace.communicate()
    return None, said


def traced(rig: Rig, options: list[str], **arguments: Any) -> Outcome:
    """One process under strace."""
    pid = rig.start(arguments.pop("call", LIFE), **arguments)
    strace, said = _attach(pid, *options)
    assert strace is not None, said
    rig.let_go(pid)
    (outcome,) = rig.finish(pid)
    strace.communicate()
    return outcome


def live_traced(rig: Rig, home: Path, *options: str, **arguments: Any) -> Outcome:
    """One start of the program in this home, under strace."""
    return traced(rig, list(options), home=str(home), url=rig.aws.url, **arguments)


def injected(rig: Rig, home: Path, fault: str, **arguments: Any) -> Outcome:
    """A start that meets this fault, such as ``pwrite64:error=ENOSPC:when=3+``."""
    call = fault.partition(":")[0]
    return live_traced(rig, home, "-e", f"trace={call}", "-e", f"inject={fault}", **arguments)


def counted(
    rig: Rig, home: Path, calls: tuple[str, ...] = CALLS, **arguments: Any
) -> tuple[Outcome, Counter[str]]:
    """A whole start in which nothing goes wrong, and how often it made each of these system calls."""
    log = rig.folder / "calls"
    outcome = live_traced(rig, home, "-e", "trace=" + ",".join(calls), "-o", str(log), **arguments)
    found = (_CALL.match(line) for line in log.read_text(encoding="utf-8", errors="replace").splitlines())
    return outcome, Counter(match[1] for match in found if match)
