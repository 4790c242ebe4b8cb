"""The lock that tells whether somebody else has the database open."""

import errno
import fcntl
from pathlib import Path

import pytest

from cppo_tui.domain.errors import StoreError
from cppo_tui.store.window_lock import WindowLock


def test_the_first_is_alone_and_nobody_comes_in_before_it_shares(path: Path) -> None:
    first = WindowLock(path, patience=0)
    assert first.alone
    with pytest.raises(StoreError, match="just opening or repairing"):
        WindowLock(path, patience=0)
    first.share()
    second = WindowLock(path, patience=0)
    assert (first.alone, second.alone) == (False, False)
    first.release()
    first.release()
    third = WindowLock(path, patience=0)
    assert not third.alone
    for lock in (second, third):
        lock.release()
    last = WindowLock(path, patience=0)
    assert last.alone
    last.release()


def test_it_waits_a_moment_for_one_that_is_opening(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = WindowLock(path, patience=0)
    pauses: list[float] = []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 3:
            first.share()

    monkeypatch.setattr("cppo_tui.store.window_lock.time.sleep", pause)
    second = WindowLock(path, patience=60)
    assert len(pauses) == 3
    assert not second.alone
    second.release()
    first.release()


def test_a_disk_that_cannot_lock_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_locks(descriptor: int, kind: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", no_locks)
    with pytest.raises(StoreError, match=r"cannot lock files .* Set CPPO_HOME to a folder on a local disk"):
        WindowLock(path, patience=0)
