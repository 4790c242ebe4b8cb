"""A batch of 1,000 offers over HTTP, AWS's rates enforced: how fast, how often throttled, how much memory.

It takes four minutes: ``python -m tests.benchmarks.bulk`` (a number after it: so many offers).
"""

import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.figures import Figure, table
from tests.e2e.bulk_table import TEMPLATE, accounts, consent, offered, write_table
from tests.e2e.served import Served, serving
from tests.e2e.terminal import COMMAND, clean_environment

QUOTA = 5.0
"""Starts a second (fact sheet 6.11)."""

RATES_ENFORCED = ("--pace", "instant", "--switch", "throttles=yes")
MOST_GROWTH = 20.0
CALL = re.compile(r"cppo\.aws: .* status (\d+), attempt (\d+)")


def measure(count: int = 1000) -> list[Figure]:
    """One run; the memory at its hundredth offer and at its last. Control: each fifth start is throttled."""
    made, seconds, throttled, memory = _batch(count)
    _, _, control, _ = _batch(20, "--fault", "StartChangeSet:every5:ThrottlingException")
    share = (count - 1) / seconds / QUOTA
    grown = max(memory.values()) - memory.get(100, max(memory.values()))
    least = f"<= {MOST_GROWTH:.0f} MB"
    return [
        Figure(f"offers made of {count}", str(made), str(count), made == count),
        Figure("bulk, part of AWS's 5 starts a second", f"{share:.1%}", ">= 95 %", share >= 0.95),
        Figure("bulk, throttled calls", str(throttled), "0", throttled == 0),
        Figure("bulk of 20 that AWS throttles (control)", str(control), "> 0", control > 0),
        Figure(f"bulk, memory from 100 to {count}", f"{grown:.1f} MB", least, grown <= MOST_GROWTH),
    ]


def _batch(count: int, *behaviour: str) -> tuple[int, float, int, dict[int, float]]:
    """Offers at the server, seconds, calls AWS turned away, memory after so many offers."""
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder), *RATES_ENFORCED, *behaviour) as served,
    ):
        ids = accounts(count, "benchmark")
        asked = ("bulk", str(write_table(Path(folder) / "c.csv", ids)), *TEMPLATE, *consent(served))
        shown = served.cppo(*asked, "--dry-run").stdout
        yes = shown.rpartition("--yes ")[2].split()[0]
        seconds, memory = _run(served, *asked, "--yes", yes)
        made = sum(offered(served, ids).values())
        logs = [one.read_text(errors="replace") for one in served.home.rglob("cppo.log*")]
    calls = [found for log in logs for found in CALL.findall(log)]
    assert len(calls) >= 3 * count, "the log has every call"
    return made, seconds, sum(status in ("429", "402") or attempt != "1" for status, attempt in calls), memory


def _run(served: Served, *asked: str) -> tuple[float, dict[int, float]]:
    """Seconds from the first offer made to the last; megabytes held after so many."""
    with subprocess.Popen(
        [*COMMAND, *asked, "--at", served.url],
        env=clean_environment(served.home),
        cwd=served.home,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stderr is not None
        first, last, memory = 0.0, 0.0, {}
        for line in running.stderr:
            if found := re.match(r"cppo: (\d+) of \d+, .*: made", line):
                last = time.monotonic()
                first = first or last
                if int(found[1]) % 100 == 0 or int(found[1]) == 1:
                    memory[int(found[1])] = _held(running.pid)
    return last - first, memory


def _held(pid: int) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    found = re.search(r"^VmRSS:\s+(\d+) kB", status, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


if __name__ == "__main__":
    print(table(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)))
