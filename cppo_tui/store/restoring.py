"""A backup back in the database's place: tried out first, nothing lost of what is there, never half done.

Copying the file by hand is not enough. A program that was killed leaves its journal (``-wal``) beside the
database, and SQLite would apply it to whatever file bears the name then: changes of one database, page by
page, in another.
"""

import os
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from cppo_tui.domain.errors import StoreError
from cppo_tui.domain.ports import Clock
from cppo_tui.store import private_file
from cppo_tui.store.examination import Damaged, connect, examine
from cppo_tui.store.journal import is_spoilt
from cppo_tui.store.migrations import MIGRATIONS
from cppo_tui.store.paths import sync_folder
from cppo_tui.store.store import SqliteStore
from cppo_tui.store.troubles import explained
from cppo_tui.store.window_lock import WindowLock

_FAILED = "The backup was not restored"
_MODES = ("aws", "sandbox")


class Restored(NamedTuple):
    """What is there now. ``kept`` is the copy of what was there before, None when there was nothing;
    ``unreadable`` says of each draft, submission and template in the backup that cannot be opened, why."""

    kept: Path | None
    drafts: int
    submissions: int
    unreadable: tuple[str, ...]


def restore(path: Path, backup: Path, clock: Clock, *, patience: float = 5.0) -> Restored:
    """Put ``backup`` in the place of the database ``path``, in one instant, once it has proved to be whole.

    Raises StoreError, with everything as it was, when it is not, when a newer version wrote either of the
    two, when any window has the database open, and when the disk does not allow it.
    """
    with explained(_FAILED):
        lock = WindowLock(path, patience=patience)
        try:
            if not lock.alone:
                raise StoreError(
                    f"{_FAILED}: a window or command of this program has {path} open. Nothing was touched. "
                    "Close them all and try again."
                )
            private_file.refuse_strange_files(path)
            return _restore_alone(path, backup, clock, patience)
        finally:
            lock.release()


def _restore_alone(path: Path, backup: Path, clock: Clock, patience: float) -> Restored:
    fresh = path.with_name(f"{path.name}.restoring")
    _refuse_unfit(backup, (path, fresh), patience)
    _forget(fresh)  # of a try that was cut short
    try:
        _copy(backup, fresh, patience)
        drafts, submissions, unreadable = _tried_out(fresh, clock, patience)
        kept = _kept(path, clock, patience)
        for companion in private_file.family(path)[1:]:
            companion.unlink(missing_ok=True)
        sync_folder(path.parent)  # gone for good before there is another file they could be taken for
        fresh.replace(path)
        sync_folder(path.parent)
        return Restored(kept, drafts, submissions, unreadable)
    finally:
        _forget(fresh)


def _forget(fresh: Path) -> None:
    for member in (*private_file.family(fresh), fresh.with_name(f"{fresh.name}.lock")):
        member.unlink(missing_ok=True)


def _refuse_unfit(backup: Path, ours: tuple[Path, ...], patience: float) -> None:
    """It is there, whole, a database of this program's, and none of ``ours``. It is only read."""
    if not backup.is_file():
        raise StoreError(f"{_FAILED}: there is no file {backup}. Nothing was touched.")
    if any(own.exists() and backup.samefile(own) for own in ours):
        raise StoreError(f"{_FAILED}: {backup} is in use itself. Name a file that «cppo backup» wrote.")
    try:
        if not private_file.has_sqlite_header(backup):
            raise Damaged("it is not a database")
        if not examine(backup, MIGRATIONS, patience, alone=False):
            raise Damaged("it holds nothing")
    except Damaged as damage:
        raise StoreError(
            f"{_FAILED}: {backup} is no whole database of cppo ({damage}). Nothing was touched."
        ) from damage


def _copy(backup: Path, fresh: Path, patience: float) -> None:
    """Everything that is in the backup, what its own journal still holds included, in one file of ours."""
    private_file.create_private(fresh)
    with closing(connect(backup, patience, "ro")) as there, closing(connect(fresh, patience, "rw")) as here:
        there.backup(here)
        here.execute("PRAGMA journal_mode = DELETE")


def _tried_out(fresh: Path, clock: Clock, patience: float) -> tuple[int, int, tuple[str, ...]]:
    """Opened as every start opens it, and brought to today's layout; what it holds, and what of that cannot
    be read. It is one file again afterwards."""
    drafts = submissions = 0
    unreadable: tuple[str, ...] = ()
    for mode in _MODES:
        store = SqliteStore(fresh, mode, clock, patience=patience)
        try:
            if store.notice:
                raise StoreError(f"{_FAILED}: its copy could not be opened. Nothing was touched.")
            drafts += len(store.drafts())
            submissions += len(store.submissions())
            unreadable += store.unreadable()
        finally:
            store.close()
    _must_stand_alone(fresh)
    descriptor = os.open(fresh, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return drafts, submissions, unreadable


def _kept(path: Path, clock: Clock, patience: float) -> Path | None:
    """A copy of what is there: in one file when it is whole, with its journal as it is when it is not."""
    if _is_whole(path, patience):
        with closing(connect(path, patience, "rw")) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        _must_stand_alone(path)
    members = private_file.family(path)
    kept = private_file.free_name(path, "before-restore", clock())
    copied = [
        (old, new)
        for old, new in zip(members, private_file.family(kept), strict=True)
        if not old.name.endswith("-shm") and not private_file.is_absent_or_empty(old)
    ]
    try:
        for old, new in copied:
            private_file.copy_private(old, new)
    except BaseException:
        for _, new in copied:  # half a copy would pass for a whole one
            new.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)
    return copied[0][1] if copied else None


def _is_whole(path: Path, patience: float) -> bool:
    """Whether SQLite may be let at it: what it cannot make sense of, it deletes. Raises StoreError when a
    newer version wrote it."""
    if private_file.is_absent_or_empty(path) or not private_file.has_sqlite_header(path):
        return False
    if is_spoilt(path.with_name(f"{path.name}-wal")):
        return False
    try:
        return bool(examine(path, MIGRATIONS, patience, alone=True))
    except Damaged:
        return False


def _must_stand_alone(path: Path) -> None:
    """SQLite takes the companions away when the last one closes. Raises StoreError when there is another."""
    for companion in private_file.family(path)[1:]:
        if not private_file.is_absent_or_empty(companion):
            raise StoreError(
                f"{_FAILED}: another program has {path} open. Nothing was touched. Close it and try again."
            )
