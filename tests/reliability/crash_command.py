"""``python -m tests.reliability.crash_command CIRCUMSTANCE … -- ARGUMENTS``: the real command on a bad day.

``full`` the disk takes the intent and not what came of it; ``later:SECONDS`` it is that much later.
"""

import sqlite3
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from cppo_tui.__main__ import main
from cppo_tui.cli import accounts


def command(*circumstances: str) -> tuple[str, ...]:
    """What a terminal starts; the wizard's own arguments follow."""
    return (sys.executable, "-m", "tests.reliability.crash_command", *circumstances, "--")


class FullForOutcomes(sqlite3.Connection):
    """Says that the disk is full when a submission is to be changed."""

    def execute(self, sql: str, *parameters: Any) -> sqlite3.Cursor:
        if "UPDATE submissions" in sql:
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error
        return super().execute(sql, *parameters)


def begin(given: Sequence[str]) -> None:
    """Bring the circumstances about, then run the command."""
    end = given.index("--")
    for circumstance in given[:end]:
        kind, _, amount = circumstance.partition(":")
        if kind == "full":
            _fill_the_disk()
        else:
            _wait(timedelta(seconds=float(amount)))
    sys.argv = ["cppo", *given[end + 1 :]]
    main()


def _fill_the_disk() -> None:
    connect = sqlite3.connect

    def full(database: Any, **how: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(database, factory=FullForOutcomes, **how)
        return connection

    sqlite3.connect = full  # type: ignore[assignment]


def _wait(time: timedelta) -> None:
    """``now`` is asked for by name when the wizard is put together, which comes later."""
    now = accounts.now

    def later() -> datetime:
        return now() + time

    accounts.now = later


if __name__ == "__main__":
    begin(sys.argv[1:])
