"""Tables of customers for the batch tests, and the command on them."""

import hashlib
from pathlib import Path

from cppo_tui.cli.accounts import served_account
from tests.e2e.served import Served

AUTHORIZATION = "resaleauthz-archbronze2qx"
TEMPLATE = ("--template", "Archera - Subscription", "--authorization", AUTHORIZATION)

KILL_AT = "TEST_KILL_AT"
"""Tells tests/e2e/bulk_driver.py at which of its steps to die."""


def accounts(count: int, series: str = "") -> list[str]:
    """Account ids of no pattern, so that none looks like a slip of another one."""
    digests = (hashlib.sha256(f"{series} {place}".encode()).hexdigest() for place in range(count))
    return [f"{int(digest, 16) % 10**12:012}" for digest in digests]


def write_table(path: Path, ids: list[str]) -> Path:
    """A customer for each of them."""
    rows = [f"Customer {place},{one}" for place, one in enumerate(ids)]
    path.write_text("customer,account id\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def consent(served: Served) -> tuple[str, str]:
    """The reseller contract's tick, as a script gives it."""
    authorization = served_account(served.url).authorization(AUTHORIZATION)
    document = authorization.reseller_contract_url.partition("?")[0]
    return "--consent", f"reseller-contract:{AUTHORIZATION}:{authorization.reseller_contract}:{document}"


def offered(served: Served, ids: list[str]) -> dict[str, int]:
    """How many offers the server holds for each of these accounts, read past the commands."""
    counts = dict.fromkeys(ids, 0)
    for offer in served_account(served.url).offers(AUTHORIZATION):
        for buyer in offer.buyers:
            if buyer in counts:
                counts[buyer] += 1
    return counts
