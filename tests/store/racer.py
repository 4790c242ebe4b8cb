"""A second process at the same database, driven line by line: it does what its name says, then answers.

Run as ``python -m tests.store.racer ACTION DATABASE ID``. It prints "ready", waits for a line, acts, prints
what came of it.
"""

import os
import signal
import sqlite3
import sys
from pathlib import Path

from cppo_tui.domain.errors import StoreError
from cppo_tui.store import SqliteStore
from tests.store.samples import TickingClock, a_draft, a_submission


def wait() -> None:
    print("ready", flush=True)
    sys.stdin.readline()


def submit(path: Path, name: str) -> str:
    """As the program does it."""
    store = SqliteStore(path, "sandbox", TickingClock())
    submission = a_submission(name)
    wait()
    try:
        store.add_submission(submission)
    except StoreError as error:
        return "refused" if "still open" in str(error) else str(error)
    return "stored"


def careless(path: Path, name: str) -> str:
    """A program that looks first and writes later, with nothing but the database's own rules between."""
    connection = sqlite3.connect(path, timeout=10, isolation_level=None)
    count = connection.execute("SELECT count(*) FROM submissions WHERE state = 'sending'").fetchone()[0]
    wait()
    if count:
        return "refused"
    try:
        connection.execute(
            "INSERT INTO submissions"
            " VALUES (?1, 'sandbox', 'd1', '', '', '', 'sending', ?1, '', '', '', '', '', '')",
            (name,),
        )
    except sqlite3.IntegrityError:
        return "refused"
    return "stored"


def opened(path: Path, name: str) -> str:
    """A first start."""
    wait()
    store = SqliteStore(path, "sandbox", TickingClock())
    store.save_draft(a_draft(name), revision=0)
    return store.notice or "opened"


def killed(path: Path, name: str) -> str:
    """Records the intent and is gone, without closing anything."""
    store = SqliteStore(path, "sandbox", TickingClock())
    wait()
    store.add_submission(a_submission(name))
    os.kill(os.getpid(), signal.SIGKILL)
    return "not killed"


def killed_at_work(path: Path, name: str) -> str:
    """The same, after it has saved a draft."""
    store = SqliteStore(path, "sandbox", TickingClock())
    store.save_draft(a_draft(name), revision=0)
    wait()
    store.add_submission(a_submission(name))
    os.kill(os.getpid(), signal.SIGKILL)
    return "not killed"


if __name__ == "__main__":
    actions = (submit, careless, opened, killed, killed_at_work)
    action = {one.__name__: one for one in actions}[sys.argv[1]]
    print(action(Path(sys.argv[2]), sys.argv[3]), flush=True)
