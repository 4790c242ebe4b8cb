"""A database in a folder of its own, opened as often as a test wants."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cppo_tui.store import SqliteStore
from tests.store.samples import TickingClock

OpenStore = Callable[..., SqliteStore]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    return folder / "cppo.db"


@pytest.fixture
def open_store(path: Path) -> Iterator[OpenStore]:
    """Opens the database again, like another window; nobody waits for a lock."""
    opened: list[SqliteStore] = []
    clock = TickingClock()

    def window(mode: str = "sandbox") -> SqliteStore:
        store = SqliteStore(path, mode, clock, patience=0.0)
        opened.append(store)
        return store

    yield window
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: OpenStore) -> SqliteStore:
    return open_store()
