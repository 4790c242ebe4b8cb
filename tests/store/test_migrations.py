"""Older layouts are brought up to date whole or not at all; newer ones are left alone."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cppo_tui import __version__
from cppo_tui.domain.errors import StoreError
from cppo_tui.store.database import Database
from cppo_tui.store.migrations import MIGRATIONS, Migration
from cppo_tui.store.opening import open_database
from tests.store.conftest import OpenStore
from tests.store.samples import TickingClock, a_draft, a_template

ADDRESSES: Migration = (
    "CREATE TABLE addresses (account TEXT PRIMARY KEY)",
    "ALTER TABLE drafts ADD COLUMN note TEXT",
)
TODAY = len(MIGRATIONS)
NEXT = TODAY + 1
BROKEN: Migration = ("CREATE TABLE half (x)", "ALTER TABLE nowhere ADD COLUMN y")
LAYOUTS = {number: Path(__file__).with_name(f"layout_{number}.sql") for number in range(1, TODAY + 1)}


def opened(path: Path, *more: Migration) -> Database:
    return open_database(path, clock=TickingClock(), patience=0.0, migrations=(*MIGRATIONS, *more))


def query(path: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(statement).fetchall()


@pytest.fixture
def saved(path: Path, open_store: OpenStore) -> Path:
    store = open_store()
    store.save_draft(a_draft(), revision=0)
    store.close()
    return path


def test_a_new_layout_is_applied_once_and_signed(saved: Path) -> None:
    opened(saved, ADDRESSES).close()
    opened(saved, ADDRESSES).close()
    assert query(saved, "PRAGMA user_version") == [(NEXT,)]
    assert query(saved, "SELECT * FROM written_by") == [(n, __version__) for n in range(1, NEXT + 1)]
    assert query(saved, "SELECT id, note FROM drafts") == [("d1", None)]


def test_a_step_that_fails_half_way_leaves_the_old_layout(saved: Path, open_store: OpenStore) -> None:
    with pytest.raises(StoreError, match="could not be opened: the database said “no such table: nowhere”"):
        opened(saved, ADDRESSES, BROKEN)
    assert query(saved, "PRAGMA user_version") == [(NEXT,)]
    assert query(saved, "SELECT name FROM sqlite_master WHERE name = 'half'") == []
    with closing(opened(saved, ADDRESSES)) as database:
        assert database.notice == ""


def test_the_layout_does_not_change_under_an_open_window(saved: Path, open_store: OpenStore) -> None:
    there = open_store()
    with pytest.raises(
        StoreError, match=r"older layout and must be converted, but another window .* has it open"
    ):
        opened(saved, ADDRESSES)
    there.save_draft(a_draft("d2"), revision=0)
    there.close()
    opened(saved, ADDRESSES).close()


def test_a_newer_file_is_left_as_it_is_and_its_writer_named(
    saved: Path, open_store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cppo_tui.store.opening.__version__", "7.1.0")
    opened(saved, ADDRESSES).close()
    before = {place.name: place.read_bytes() for place in saved.parent.iterdir()}
    with pytest.raises(StoreError) as caught:
        open_store()
    said = str(caught.value)
    assert f"was written by cppo 7.1.0 (layout {NEXT})" in said
    assert f"this is cppo {__version__}, which knows layouts up to {TODAY}" in said
    assert "Start the newer version, or set CPPO_HOME" in said
    after = {place.name: place.read_bytes() for place in saved.parent.iterdir()}
    assert {name: after[name] for name in before} == before
    assert after.get("cppo.db-wal", b"") == b""


def test_a_newer_file_that_does_not_name_its_writer_is_left_too(saved: Path, open_store: OpenStore) -> None:
    with closing(sqlite3.connect(saved, isolation_level=None)) as connection:
        connection.execute("DROP TABLE written_by")
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match=r"a newer version of cppo \(layout 99\)"):
        open_store()


def written_by(number: int, path: Path) -> None:
    """Put a file there as the version with this layout left it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(LAYOUTS[number].read_text())


@pytest.mark.parametrize("number", LAYOUTS)
def test_every_released_layout_opens_for_ever(number: int, path: Path, open_store: OpenStore) -> None:
    written_by(number, path)
    store = open_store()
    assert store.notice == ""
    assert store.load_draft("d1") == (a_draft(buyers=("012345678901",)), 3)
    assert query(path, "PRAGMA user_version") == [(TODAY,)]
    assert [row.name for row in store.templates()] == ([] if number == 1 else ["Ours"])
    named = [known.customer for known in store.known_accounts()]
    assert named == ([] if number < 3 else ["Acme Corp"])


def test_a_file_of_the_version_before_takes_templates_and_keeps_its_drafts(
    path: Path, open_store: OpenStore
) -> None:
    written_by(1, path)
    store = open_store()
    store.save_template(a_template())
    store.close()
    again = open_store()
    assert again.load_template("Ours") == a_template()
    assert again.load_draft("d1")[1] == 3


@pytest.mark.parametrize("number", LAYOUTS)
def test_a_released_layout_is_not_edited(number: int, path: Path) -> None:
    written_by(number, path)
    names = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name"
    stored = query(path, names)
    for place in path.parent.iterdir():
        place.unlink()
    open_database(path, clock=TickingClock(), patience=0.0, migrations=MIGRATIONS[:number]).close()
    assert query(path, names) == stored
