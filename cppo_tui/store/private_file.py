"""The database's files on disk: made private, never through a planted link, set aside when damaged.

A database that is in use is never opened here: closing any descriptor of it would drop the locks SQLite
holds on it in this process. Only a window that is alone looks inside (``has_sqlite_header``).
"""

import os
import stat
from datetime import datetime
from pathlib import Path

from cppo_tui.domain.errors import StoreError
from cppo_tui.store.paths import sync_folder

_COMPANIONS = ("-wal", "-shm", "-journal")
_MAGIC = b"SQLite format 3\0"
_SHORTEST = 512


def family(path: Path) -> list[Path]:
    """The database and the files SQLite keeps beside it."""
    return [path, *(path.with_name(path.name + ending) for ending in _COMPANIONS)]


def refuse_strange_files(path: Path) -> None:
    """Raise StoreError when a name of ours is taken by a link, a folder, a device or somebody else's file.

    Files of ours that others could read are closed to them.
    """
    for member in family(path):
        try:
            status = member.lstat()
        except FileNotFoundError:
            continue
        if not stat.S_ISREG(status.st_mode):
            raise StoreError(
                f"{member} is a link or no ordinary file, so it is not used; it was not touched. "
                "Look where it leads, move it away and start again."
            )
        if status.st_uid != os.geteuid():
            raise StoreError(f"{member} belongs to another user of this computer; it was not touched.")
        if stat.S_IMODE(status.st_mode) != 0o600:
            member.chmod(0o600)


def is_absent_or_empty(path: Path) -> bool:
    """True when there is no such file, or nothing in it (a first start that was cut short)."""
    return not path.exists() or path.stat().st_size == 0


def has_sqlite_header(path: Path) -> bool:
    """True when the file begins as every SQLite file does. SQLite itself takes a file of a few bytes for an
    empty database and writes over it, and deletes the companions of one it cannot make sense of."""
    with path.open("rb") as file:
        head = file.read(_SHORTEST)
    return len(head) == _SHORTEST and head.startswith(_MAGIC)


def create_private(path: Path) -> None:
    """Make an empty file, 0600 whatever the umask; SQLite gives its companions the same mode.

    A file that is there already stays. Raises OSError; FileExistsError for a link put there meanwhile.
    """
    if path.exists() and not path.is_symlink():
        return
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    try:
        os.fchmod(descriptor, 0o600)
    finally:
        os.close(descriptor)
    sync_folder(path.parent)


def has_stray_changes(path: Path) -> bool:
    """True when companions hold changes of a database that is gone: they must not be lost, nor be applied
    to a new one. (A journal beside an empty file is only a first start that was cut short.)"""
    endings = ("-wal",) if path.exists() else ("-wal", "-journal")
    return any(not is_absent_or_empty(path.with_name(path.name + ending)) for ending in endings)


def free_name(path: Path, what: str, now: datetime) -> Path:
    """A name beside it that says what it is and when, and that nothing bears yet."""
    stem = f"{path.name}.{what}-{now:%Y%m%dT%H%M%SZ}"
    free, count = path.with_name(stem), 1
    while any(os.path.lexists(member) for member in family(free)):
        count += 1
        free = path.with_name(f"{stem}-{count}")
    return free


def copy_private(source: Path, target: Path) -> None:
    """A copy in a new file that only the owner can read, its bytes made durable. Raises OSError."""
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with open(descriptor, "wb") as file:
        os.fchmod(descriptor, 0o600)  # whatever the umask
        file.write(source.read_bytes())
        file.flush()
        os.fsync(descriptor)


def set_aside(path: Path, now: datetime) -> Path:
    """Rename the database and its companions out of the way, overwriting nothing, and return its new name."""
    aside = free_name(path, "damaged", now)
    for old, new in zip(family(path), family(aside), strict=True):
        if old.name.endswith("-shm") or is_absent_or_empty(old):
            old.unlink(missing_ok=True)  # nothing of its own in it: -shm is an index of the -wal
        else:
            old.rename(new)
    sync_folder(path.parent)
    return aside
