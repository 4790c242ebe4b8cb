"""The screens beside the wizard on a real terminal: many offers, killed in the middle, then looked at."""

import json
import os
import re
import signal
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

from tests.e2e.bulk_table import AUTHORIZATION, accounts, write_table
from tests.e2e.conftest import Open
from tests.e2e.terminal import COMMAND, Terminal, clean_environment

SANDBOX = ("--sandbox", "--pace", "instant")
CUSTOMERS = 12


TO_SEND = re.compile(rf"{CUSTOMERS} customers: (\d+) to be sent")


def fill_in(terminal: Terminal) -> int:
    """From home to the table's preview, the ISV's contract accepted; how many there are to be sent."""
    terminal.wait_for("seller 7777")
    terminal.press("m")
    terminal.wait_for("One offer for each customer")
    terminal.type("customers.csv")
    terminal.press_and_see("tab")
    terminal.type("Archera - Subscription")
    terminal.press_and_see("tab")
    terminal.press_and_see("tab")
    terminal.type(AUTHORIZATION)
    terminal.wait_for(AUTHORIZATION)
    terminal.press("enter")
    terminal.wait_for("to answer")
    terminal.press("ctrl+o")
    terminal.wait_for("I accept it")
    terminal.press_and_see("tab")
    terminal.press("enter")
    found = TO_SEND.search(terminal.wait_until(lambda screen: TO_SEND.search(screen) is not None, "totals"))
    return int(found[1]) if found else 0


def send(terminal: Terminal, count: int) -> None:
    """Confirmed by the number of offers."""
    terminal.press("ctrl+n")
    terminal.wait_for(f"Send {count} offer")
    terminal.type(str(count))
    terminal.press("enter")


def offered(home: Path) -> Counter[str]:
    """How many offers each buyer has, as a command says it."""
    asked = [*COMMAND, "offers", "--sandbox", "--output", "json"]
    done = subprocess.run(asked, env=clean_environment(home), capture_output=True, text=True, check=True)
    told: Any = json.loads(done.stdout)
    return Counter(buyer.replace(" ", "") for one in told for buyer in one["buyers"])


def test_a_batch_killed_on_the_screen_is_taken_up_again_and_nobody_gets_two(cppo: Open, home: Path) -> None:
    ids = accounts(CUSTOMERS, "desk")
    write_table(home / "customers.csv", ids)
    first = cppo(*SANDBOX)
    send(first, fill_in(first))
    first.wait_until(lambda screen: " of 12, about " in screen, "a few offers")
    os.kill(first.pid, signal.SIGKILL)
    again = cppo(*SANDBOX)
    left = fill_in(again)
    assert 0 < left < CUSTOMERS
    send(again, left)
    again.wait_for(
        "12 customers: 12 made", timeout=180
    )  # what was cut off in mid-send counts as such after 60 s
    again.press("escape")
    again.wait_for("Drafts and sent offers")
    again.press("o")
    again.wait_for("17 of 17")
    again.press("ctrl+q")
    assert again.exit_status() == 0
    counts = offered(home)
    assert {one: counts[one] for one in ids} == dict.fromkeys(ids, 1)
