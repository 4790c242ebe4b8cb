"""Looking at an existing file without changing it: ours, whole, and of which layout?"""

import sqlite3
from pathlib import Path
from urllib.parse import quote

from cppo_tui import __version__
from cppo_tui.domain.errors import StoreError
from cppo_tui.store.migrations import APPLICATION_ID, Migration
from cppo_tui.store.troubles import code_of, means_damage


class Damaged(Exception):
    """The file cannot be used as our database. The message says why, as a clause."""


def connect(path: Path, patience: float, access: str) -> sqlite3.Connection:
    """Connect to an existing file with ``access`` "ro" or "rw"; it is never created here.

    The connection begins transactions only when told, may be used from any thread (the caller guards it)
    and reads text that is not UTF-8 as replacement characters, so that one bad row does not hide the rest.
    """
    connection = sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?mode={access}",
        uri=True,
        timeout=patience,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.text_factory = _lenient_text
    return connection


def examine(path: Path, migrations: tuple[Migration, ...], patience: float, *, alone: bool) -> int:
    """The layout number of the file; 0 when it holds nothing yet. ``alone``: no other window has it open.

    Raises Damaged, or StoreError when a newer version of the program wrote it.
    """
    try:
        try:
            return _examine(path, migrations, patience, "ro")
        except sqlite3.OperationalError as error:
            if code_of(error) != sqlite3.SQLITE_READONLY or not alone:
                raise
            # A write was cut short and has to be rolled back before anyone can read.
            return _examine(path, migrations, patience, "rw")
    except sqlite3.DatabaseError as error:
        if means_damage(error):
            raise Damaged(str(error)) from error
        raise
    except UnicodeDecodeError as error:  # SQLite's complaint quotes what it found, and Python cannot read it
        raise Damaged("its layout is unreadable") from error


def _examine(path: Path, migrations: tuple[Migration, ...], patience: float, access: str) -> int:
    connection = connect(path, patience, access)
    try:
        found = _names(connection)
        application = _number(connection, "application_id")
        version = _number(connection, "user_version")
        if not found and version == 0 and application in (0, APPLICATION_ID):
            return 0
        if application != APPLICATION_ID or version < 1:
            raise Damaged("it belongs to another program")
        if version > len(migrations):
            raise _too_new(connection, path, version, len(migrations))
        complaint = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if complaint != "ok":
            raise Damaged(str(complaint).strip())
        missing = _expected(migrations[:version]) - found
        if missing:
            raise Damaged(f"its {', '.join(sorted(name for _, name in missing))} is missing")
        return version
    finally:
        connection.close()


def _too_new(connection: sqlite3.Connection, path: Path, version: int, known: int) -> StoreError:
    try:
        row = connection.execute("SELECT program FROM written_by WHERE version = ?", (version,)).fetchone()
    except sqlite3.OperationalError:
        row = None
    writer = f"cppo {row[0]}" if row else "a newer version of cppo"
    return StoreError(
        f"The drafts file {path} was written by {writer} (layout {version}); this is cppo {__version__}, "
        f"which knows layouts up to {known}. Nothing was touched. Start the newer version, or set CPPO_HOME "
        "to another folder for this one."
    )


def _expected(migrations: tuple[Migration, ...]) -> set[tuple[str, str]]:
    """What the steps create. Names only: how SQLite spells an altered table differs between its versions."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for migration in migrations:
            for statement in migration:
                connection.execute(statement)
        return _names(connection)
    finally:
        connection.close()


def _names(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    return {
        (str(kind), str(name)) for kind, name in connection.execute("SELECT type, name FROM sqlite_master")
    }


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


def _lenient_text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")
