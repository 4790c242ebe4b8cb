"""A batch that is killed with SIGKILL at random steps and run again: each customer has one offer.

That random draft ids would make offers twice is shown in tests/services/test_bulk_run.py.
"""

import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.e2e.bulk_table import KILL_AT, TEMPLATE, accounts, consent, offered, write_table
from tests.e2e.served import serving
from tests.e2e.terminal import clean_environment
from tests.reliability.quoted import quoted
from tests.reliability.scale import times

KILLS, CUSTOMERS = 20, 200
STEPS = 6
"""The fewest that a row takes: intent, send and outcome, with two each (tests/e2e/bulk_driver.py)."""

DRIVER = (sys.executable, "-m", "tests.e2e.bulk_driver")


def test_killed_again_and_again_each_customer_has_one_offer(
    tmp_path: Path, figure: Callable[[str], None]
) -> None:
    kills, count = times(4, KILLS), times(30, CUSTOMERS)
    quoted(f"a batch of {CUSTOMERS} customers killed (`kill -9`) {KILLS} times at random instants")
    chance = random.Random(20261123)
    ids = accounts(count)
    table = write_table(tmp_path / "customers.csv", ids)
    home = tmp_path / "home"
    home.mkdir()
    with serving(home, "--pace", "instant") as served:
        asked = ("bulk", str(table), *TEMPLATE, *consent(served), "--at", served.url)
        share, standing = STEPS * count * 4 // 5 // kills, []

        def yes() -> str:
            done = run(home, *asked, "--dry-run")
            lines = [line for line in done.stdout.splitlines() if "--yes" in line]
            return lines[0].rpartition(" ")[2] if lines else ""

        for _ in range(kills):
            token = yes()
            going = ("--yes", token) if token else ()
            done = run(home, *asked, *going, kill_at=chance.randint(1, share))
            assert done.returncode == -signal.SIGKILL, f"it came to its end: {done.stderr}"
            standing.append(sum(offered(served, ids).values()))
        token = yes()
        done = run(home, *asked, *(("--yes", token) if token else ()))
        assert done.returncode == 0, done.stderr
        counts = offered(served, ids)
    assert set(counts.values()) == {1}, counts
    assert standing[0] < count
    figure(f"bulk of {count} killed {kills} times at {standing}: {sum(counts.values())} offers, none twice")


def run(home: Path, *arguments: str, kill_at: int = 0) -> "subprocess.CompletedProcess[str]":
    """The command to its end, or to the step at which it is killed."""
    return subprocess.run(
        [*DRIVER, *arguments],
        env=clean_environment(home, **{KILL_AT: str(kill_at)}),
        cwd=home,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
