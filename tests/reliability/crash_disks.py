"""Programs on a disk that is full, too small or write-protected; run in a child that is thrown away.

A small or write-protected disk needs a mount of the child's own, which the system may forbid;
``tell_why_no_mounts`` says so.
"""

import ctypes
import os
import resource
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from cppo_tui.domain.errors import StoreError
from cppo_tui.store import DATABASE_NAME, SqliteStore
from cppo_tui.store.private_file import family
from cppo_tui.store.restoring import restore
from tests.reliability.crash_life import Tell, Time, carry_on

LIMITED = "tests.reliability.crash_disks:with_short_files"
SMALL = "tests.reliability.crash_disks:on_small_disk"
PROTECTED = "tests.reliability.crash_disks:on_write_protected_disk"
BACK_UP = "tests.reliability.crash_disks:back_up"
RESTORE = "tests.reliability.crash_disks:put_back"
MOUNTS = "tests.reliability.crash_disks:tell_why_no_mounts"

_NEW_USER, _NEW_MOUNTS = 0x1000_0000, 0x0002_0000
_READ_ONLY, _REMOUNT, _BIND, _PRIVATE, _WHOLE_TREE = 1, 32, 4096, 1 << 18, 16384


def with_short_files(home: str, url: str, tell: Tell, *, longest: int, program: str = "") -> None:
    """No file may grow beyond ``longest`` bytes; a write across that is cut short, as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (longest, longest))
    _program(program)(home, url, tell)


def on_small_disk(home: str, url: str, tell: Tell, *, room: int, program: str = "") -> None:
    """A disk of 2 MiB with ``room`` bytes left; then, with all of it free, a second start."""
    _own_mounts()
    _mount("tmpfs", home, "tmpfs", 0, "size=2m,mode=0700")
    filler = Path(home) / "somebody else's"
    _fill(filler, 2 * 1024 * 1024 - room)
    _program(program)(home, url, tell)
    filler.unlink()
    tell("room again", sorted(place.name for place in Path(home).iterdir()))
    _program(program)(home, url, tell, later=55.0)


def on_write_protected_disk(home: str, url: str, tell: Tell) -> None:
    """The same files, which nobody may write to."""
    _own_mounts()
    _mount(home, home, "", _BIND, "")
    _mount(home, home, "", _BIND | _REMOUNT | _READ_ONLY, "")
    carry_on(home, url, tell)


def tell_why_no_mounts(tell: Tell) -> None:
    """Whether this system lets a program mount something for itself."""
    try:
        _own_mounts()
        _mount("tmpfs", "/mnt", "tmpfs", 0, "size=64k")
    except (OSError, AttributeError) as error:
        tell("cannot", str(error))


def _program(named: str) -> Callable[..., None]:
    if not named:
        return carry_on
    import importlib

    module, _, name = named.partition(":")
    program: Callable[..., None] = getattr(importlib.import_module(module), name)
    return program


def _own_mounts() -> None:
    user, group = os.getuid(), os.getgid()
    _call("unshare", _NEW_USER | _NEW_MOUNTS)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"0 {user} 1")
    Path("/proc/self/gid_map").write_text(f"0 {group} 1")
    _mount("none", "/", "", _WHOLE_TREE | _PRIVATE, "")


def _mount(source: str, target: str, kind: str, flags: int, options: str) -> None:
    _call("mount", source.encode(), target.encode(), kind.encode() or None, flags, options.encode())


def _call(name: str, *arguments: Any) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if getattr(libc, name)(*arguments):
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")


def _fill(path: Path, size: int) -> None:
    with path.open("wb") as file:
        file.write(b"\0" * size)


def back_up(home: str, tell: Tell, *, longest: int, naive: bool = False) -> None:
    """A backup that may not grow beyond ``longest``; the control leaves the copying to SQLite alone."""
    target = Path(home) / "copy.db"
    store = SqliteStore(Path(home) / DATABASE_NAME, "sandbox", Time(0.0), patience=0.0)
    resource.setrlimit(resource.RLIMIT_FSIZE, (longest, longest))
    try:
        if naive:
            with closing(sqlite3.connect(target)) as copy, store._database.reading("") as connection:
                connection.backup(copy)
        else:
            store.backup(target)
    except (StoreError, sqlite3.Error) as error:
        tell("trouble", str(error))
    tell("left", sorted(place.name for place in Path(home).glob("copy*")))


def put_back(home: str, tell: Tell, *, naive: bool = False) -> None:
    """A restore of ``copy.db``; the control clears the place and copies the file there."""
    place, backup = Path(home) / DATABASE_NAME, Path(home) / "copy.db"
    if naive:
        for member in family(place):
            member.unlink(missing_ok=True)
        shutil.copyfile(backup, place)
    else:
        restore(place, backup, Time(0.0), patience=0.0)
    tell("restored", True)
