"""A batch that is killed with SIGKILL at random instants and run again: each customer has one offer.

That random draft ids would make offers twice is shown in tests/services/test_bulk_run.py.
"""

import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.e2e.bulk_table import TEMPLATE, accounts, consent, offered, write_table
from tests.e2e.served import serving
from tests.e2e.terminal import clean_environment
from tests.reliability.scale import times

DRIVER = (sys.executable, "-m", "tests.e2e.bulk_driver")


def test_killed_again_and_again_each_customer_has_one_offer(
    tmp_path: Path, figure: Callable[[str], None]
) -> None:
    kills, count = times(4, 20), times(30, 200)
    chance = random.Random(20261123)
    ids = accounts(count)
    table = write_table(tmp_path / "customers.csv", ids)
    home = tmp_path / "home"
    home.mkdir()
    with serving(home, "--pace", "instant") as served:
        asked = ("bulk", str(table), *TEMPLATE, *consent(served), "--at", served.url)
        hits, standing = 0, []

        def yes() -> str:
            done = run(home, *asked, "--dry-run")
            lines = [line for line in done.stdout.splitlines() if "--yes" in line]
            return lines[0].rpartition(" ")[2] if lines else ""

        for _ in range(kills):
            token = yes()
            going = ("--yes", token) if token else ()
            seconds = chance.uniform(0.0, 0.8 * count / 5 / kills)
            hits += killed(home, seconds, *asked, *going)
            standing.append(sum(offered(served, ids).values()))
        token = yes()
        done = run(home, *asked, *(("--yes", token) if token else ()))
        assert done.returncode == 0, done.stderr
        counts = offered(served, ids)
    assert set(counts.values()) == {1}, counts
    assert hits * 2 >= kills, "the kills must meet a run that is at work"
    assert standing[0] < count
    figure(f"bulk of {count} killed {hits} times at {standing}: {sum(counts.values())} offers, none twice")


def run(home: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """The command to its end."""
    return subprocess.run(
        [*DRIVER, *arguments],
        env=clean_environment(home),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def killed(home: Path, seconds: float, *arguments: str) -> bool:
    """Kill it so long after its first row was sent; True when it was still at work."""
    with subprocess.Popen(
        [*DRIVER, *arguments],
        env=clean_environment(home),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stderr is not None
        for line in running.stderr:
            if " of " in line:
                break
        time.sleep(seconds)
        at_work = running.poll() is None
        running.kill()
    return at_work
