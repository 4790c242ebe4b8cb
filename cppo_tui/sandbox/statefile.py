"""Opening the SQLite file the simulated world lives in, or saying clearly why it can't be."""

import os
import sqlite3
from pathlib import Path

from cppo_tui.sandbox.errors import SandboxStateError

MEMORY = ":memory:"
VERSION = 2

_APPLICATION_ID = 0x43505342  # "CPSB": tells our file from anybody else's database
_HEADER = b"SQLite format 3\x00"
_BUSY_SECONDS = 15.0

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE entity (
    id TEXT PRIMARY KEY, type TEXT NOT NULL, owner TEXT NOT NULL,
    revision INTEGER NOT NULL, modified TEXT NOT NULL, doc TEXT NOT NULL);
CREATE INDEX entity_by_type ON entity (type);
CREATE TABLE change_set (
    id TEXT PRIMARY KEY, started TEXT NOT NULL, ends TEXT NOT NULL,
    outcome TEXT, token TEXT UNIQUE, doc TEXT NOT NULL);
CREATE INDEX change_set_open ON change_set (outcome, ends);
"""
_SINCE_2 = """
CREATE TABLE tag (arn TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (arn, key));
CREATE TABLE agreement (id TEXT PRIMARY KEY, doc TEXT NOT NULL);
"""


def open_state(path: str | Path) -> sqlite3.Connection:
    """A connection in autocommit mode; transactions are begun explicitly.

    Nothing is written before the file is known to be ours, whole, and of a version we understand.
    """
    try:
        if str(path) != MEMORY:
            _look_before_opening(Path(path))
        connection = sqlite3.connect(
            path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
    except (OSError, sqlite3.Error) as error:
        raise SandboxStateError(path, str(error)) from error
    try:
        _prepare(connection, path)
    except sqlite3.Error as error:
        connection.close()
        raise SandboxStateError(path, str(error)) from error
    except SandboxStateError:
        connection.close()
        raise
    return connection


def _look_before_opening(path: Path) -> None:
    """Refuse links and anything that is not a database, and create a new file private from its first byte."""
    for name in (path, *(path.with_name(path.name + ending) for ending in ("-wal", "-shm", "-journal"))):
        if name.is_symlink():
            raise SandboxStateError(name, "it is a link, which is not followed")
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_NOFOLLOW, 0o600)
        os.fchmod(descriptor, 0o600)  # whatever the umask
        os.close(descriptor)
    except FileExistsError:
        with path.open("rb") as file:
            head = file.read(len(_HEADER))
        if head not in (b"", _HEADER):
            raise SandboxStateError(path, "it is not a sandbox state file, or it is damaged") from None


def _prepare(connection: sqlite3.Connection, path: str | Path) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if not empty and application != _APPLICATION_ID:
        raise SandboxStateError(path, "it is a database of another program")
    if version > VERSION:
        raise SandboxStateError(
            path, f"it was written by a newer version (format {version}, known: {VERSION})"
        )
    if not empty:
        verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if verdict != "ok":
            raise SandboxStateError(path, f"it is damaged ({verdict})")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    try:
        # asked again: another process may have been faster
        found = connection.execute("PRAGMA user_version").fetchone()[0]
        for statement in filter(None, map(str.strip, _missing(found).split(";"))):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
    except sqlite3.Error:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _missing(version: int) -> str:
    """What has to be made in a file of this format."""
    return (_TABLES if version < 1 else "") + (_SINCE_2 if version < 2 else "")
