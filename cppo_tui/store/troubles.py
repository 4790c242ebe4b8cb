"""SQLite's errors as sentences: what was not done, why, what about the old data, what to do."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from cppo_tui.domain.errors import StoreError

_log = logging.getLogger("cppo.store")
_WHY = {
    sqlite3.SQLITE_FULL: ("the disk is full", "Free some space, then try again."),
    sqlite3.SQLITE_READONLY: (
        "the drafts file or its folder is write-protected",
        "Check the permissions of the folder and the disk, then try again.",
    ),
    sqlite3.SQLITE_PERM: (
        "the system refused access to the drafts file",
        "Check its permissions, then try again.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "the drafts file cannot be opened",
        "Check that its folder exists and can be written, then try again.",
    ),
    sqlite3.SQLITE_BUSY: (
        "another window or program is holding the drafts file",
        "Wait a moment and try again; if it stays, close the other windows.",
    ),
    sqlite3.SQLITE_LOCKED: (
        "another part of the program is holding the drafts file",
        "Wait a moment and try again.",
    ),
    sqlite3.SQLITE_IOERR: (
        "the disk reported an error",
        "Check the disk and its free space, then try again.",
    ),
    sqlite3.SQLITE_CORRUPT: (
        "the drafts file is damaged",
        "Close all windows and start again: the file will be set aside, not overwritten.",
    ),
}
_WHY[sqlite3.SQLITE_NOTADB] = _WHY[sqlite3.SQLITE_CORRUPT]
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


def code_of(error: sqlite3.Error) -> int:
    """SQLite's primary result code; 0 when the error does not come from SQLite itself.

    No room for the index of the -wal is a full disk too, though SQLite calls it an input/output error.
    """
    code = int(getattr(error, "sqlite_errorcode", 0))
    return sqlite3.SQLITE_FULL if code == sqlite3.SQLITE_IOERR_SHMSIZE else code & 0xFF


def means_damage(error: sqlite3.Error) -> bool:
    """True when the file's content is wrong, not the disk or the moment."""
    return code_of(error) in _DAMAGED


def store_error(failed: str, error: Exception) -> StoreError:
    """A StoreError beginning with ``failed``, a clause such as "The draft was not saved"."""
    if isinstance(error, sqlite3.Error):
        why, remedy = _WHY.get(
            code_of(error), (f"the database said “{error}”", "Start again and try once more.")
        )
    else:
        why, remedy = f"the system said “{error}”", "Check the folder and the disk, then try again."
    intact = "" if why == _WHY[sqlite3.SQLITE_CORRUPT][0] else "What was saved before is intact. "
    return StoreError(f"{failed}: {why}. {intact}{remedy}")


@contextmanager
def explained(failed: str) -> Iterator[None]:
    """Turn errors of SQLite and of the file system into a StoreError beginning with ``failed``."""
    try:
        yield
    except UnicodeDecodeError as error:  # a complaint of SQLite's that quotes spoilt bytes
        damage = sqlite3.DatabaseError("unreadable")
        damage.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise store_error(failed, damage) from error
    except (sqlite3.Error, OSError) as error:
        code = code_of(error) if isinstance(error, sqlite3.Error) else error.errno
        _log.info("%s, %s, code %s", failed, type(error).__name__, code)
        raise store_error(failed, error) from error
