"""Opening the database: private, checked, in today's layout. Damaged: set aside. Newer: left alone."""

import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from cppo_tui import __version__
from cppo_tui.domain.errors import StoreError
from cppo_tui.domain.text import clean
from cppo_tui.store import private_file
from cppo_tui.store.database import Database
from cppo_tui.store.examination import Damaged, connect, examine
from cppo_tui.store.journal import is_spoilt, keep_copy
from cppo_tui.store.migrations import MIGRATIONS, Migration
from cppo_tui.store.paths import sync_folder
from cppo_tui.store.troubles import explained
from cppo_tui.store.window_lock import WindowLock

_FAILED = "The drafts file could not be opened"


def open_database(
    path: Path,
    *,
    clock: Callable[[], datetime],
    patience: float = 5.0,
    migrations: tuple[Migration, ...] = MIGRATIONS,
) -> Database:
    """Open ``path``, making it when it is missing or empty and bringing it to today's layout.

    A file that is damaged or not ours is renamed, and the database's ``notice`` says so. Raises StoreError
    when the file was written by a newer version (it is left as it is), when it would have to be rebuilt
    while another window has it open, and when the disk or the folder does not allow it.
    """
    with explained(_FAILED):
        lock = WindowLock(path, patience=patience)
        try:
            return _open_locked(path, lock, clock, patience, migrations)
        except BaseException:
            lock.release()
            raise


def _open_locked(
    path: Path,
    lock: WindowLock,
    clock: Callable[[], datetime],
    patience: float,
    migrations: tuple[Migration, ...],
) -> Database:
    private_file.refuse_strange_files(path)
    notice = ""
    try:
        if private_file.is_absent_or_empty(path):
            if private_file.has_stray_changes(path):
                raise Damaged("the file itself is gone")
            version = 0
        elif lock.alone and not private_file.has_sqlite_header(path):
            raise Damaged("it is not a database")
        else:
            notice = _keep_spoilt_journal(path, clock) if lock.alone else ""
            version = examine(path, migrations, patience, alone=lock.alone)
    except Damaged as damage:
        _must_be_alone(lock, f"is damaged ({damage})")
        notice = _notice(private_file.set_aside(path, clock()), damage)
        version = 0
    if version < len(migrations):
        _must_be_alone(lock, "is missing" if version == 0 else "has an older layout and must be converted")
        private_file.create_private(path)
    connection = connect(path, patience, "rw")
    try:
        _make_durable(connection)
        if lock.alone:
            _start_wal(connection)
        for number in range(version + 1, len(migrations) + 1):
            _apply(connection, number, migrations[number - 1])
        private_file.refuse_strange_files(path)
        sync_folder(path.parent)  # SQLite syncs what is in the -wal, not always that there is one
        lock.share()
        return Database(connection, path, lock, notice)
    except BaseException:
        connection.close()
        raise


def _must_be_alone(lock: WindowLock, finding: str) -> None:
    if not lock.alone:
        raise StoreError(
            f"{_FAILED}: it {finding}, but another window of this program has it open. "
            "Nothing was touched. Close the other windows and start again."
        )


def _notice(aside: Path, damage: Damaged) -> str:
    return (
        f"The drafts file could not be read ({damage}) and was set aside as {clean(str(aside))}; "
        "a new one was started. "
        "Submissions it recorded are not known here any more: before you send an offer again, look in the "
        "AWS Marketplace console whether it exists already."
    )


def _keep_spoilt_journal(path: Path, clock: Callable[[], datetime]) -> str:
    """What to say when saved changes can't be read any more: SQLite would drop them without a word."""
    journal = path.with_name(f"{path.name}-wal")
    if not is_spoilt(journal):
        return ""
    return (
        f"The last changes before the program last stopped could not be read whole from {journal}; some may "
        f"be missing, submissions too. It was kept as {keep_copy(journal, clock())}. Before you send an "
        "offer again, look in the AWS Marketplace console whether it exists already."
    )


def _start_wal(connection: sqlite3.Connection) -> None:
    """Readers and a writer do not wait for each other. Set at creation, or when something else changed
    it, and never in company: switching a file that is in use fails at once, whatever the timeout."""
    mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    if mode != "wal":
        raise StoreError(
            f"{_FAILED}: its disk does not allow several windows at once (journal mode {mode}). "
            "Set CPPO_HOME to a folder on a local disk."
        )


def _apply(connection: sqlite3.Connection, number: int, migration: Migration) -> None:
    """One step, wholly or not at all, together with its number and who took it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in migration:
            connection.execute(statement)
        connection.execute("INSERT INTO written_by VALUES (?, ?)", (number, __version__))
        connection.execute(f"PRAGMA user_version = {number:d}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _make_durable(connection: sqlite3.Connection) -> None:
    """What is committed survives a power cut. ``fullfsync`` is what that takes on macOS."""
    for setting in ("synchronous = FULL", "fullfsync = ON", "checkpoint_fullfsync = ON", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {setting}")
