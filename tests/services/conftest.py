"""Windows of the program on one database, before one AWS, with one clock."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from cppo_tui.services.submitter import Submitter
from cppo_tui.store import SqliteStore
from tests.services.fakes import FakeCatalog, HandClock, Ids, Server


@dataclass
class Window:
    """One running program."""

    store: SqliteStore
    catalog: FakeCatalog
    submitter: Submitter


OpenWindow = Callable[[], Window]


def open_window_on(path: Path, server: Server, clock: HandClock, ids: Ids, world: str = "sandbox") -> Window:
    """Start the program once more on the same database."""
    store = SqliteStore(path, world, clock, patience=0.0)
    catalog = FakeCatalog(server)
    return Window(store, catalog, Submitter(store, catalog, clock=clock, new_id=ids, world=world))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    return folder / "cppo.db"


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def open_window(path: Path, server: Server, clock: HandClock) -> Iterator[OpenWindow]:
    opened: list[Window] = []
    ids = Ids()

    def window() -> Window:
        opened.append(open_window_on(path, server, clock, ids))
        return opened[-1]

    yield window
    for each in opened:
        each.store.close()


@pytest.fixture
def window(open_window: OpenWindow) -> Window:
    return open_window()


@pytest.fixture
def submitter(window: Window) -> Submitter:
    return window.submitter
