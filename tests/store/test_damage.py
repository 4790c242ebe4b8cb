"""A file that cannot be read is kept under another name, whole; the program starts with a new one."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from cppo_tui.domain.errors import StoreError
from cppo_tui.store import SqliteStore
from tests.store.conftest import OpenStore
from tests.store.samples import a_draft

Harm = Callable[[Path], None]


def random_bytes(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 64)


def one_byte(path: Path) -> None:
    path.write_bytes(b"\n")


def text_file(path: Path) -> None:
    path.write_text("dear diary\n" * 1000)


def cut_short(path: Path) -> None:
    os.truncate(path, 4096)


def cut_inside_the_header(path: Path) -> None:
    os.truncate(path, 50)


def header_gone(path: Path) -> None:
    path.write_bytes(b"\0" * 100 + path.read_bytes()[100:])


def page_of_zeros(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"\0" * 4096 + whole[12288:])


def page_of_noise(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xa5" * 4096 + whole[8192:])


def _execute(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def other_program(path: Path) -> None:
    _execute(path, "PRAGMA application_id = 12345")


def no_program(path: Path) -> None:
    path.unlink()
    _execute(path, "CREATE TABLE songs (title)")


def layout_zero(path: Path) -> None:
    _execute(path, "PRAGMA user_version = 0")


def table_gone(path: Path) -> None:
    _execute(path, "DROP TABLE drafts")


def guard_gone(path: Path) -> None:
    _execute(path, "DROP INDEX one_in_flight")


HARMS: list[Harm] = [
    random_bytes, one_byte, text_file, cut_short, cut_inside_the_header, header_gone, page_of_zeros,
    page_of_noise, other_program, no_program, layout_zero, table_gone, guard_gone,
]  # fmt: skip


@pytest.fixture
def saved(path: Path, open_store: OpenStore) -> Path:
    """A database with some drafts in it, closed."""
    store = open_store()
    for number in range(20):
        store.save_draft(a_draft(f"d{number}", description="x" * 1000), revision=0)
    store.close()
    return path


def damaged_files(path: Path) -> list[Path]:
    return sorted(path.parent.glob("cppo.db.damaged-*"))


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__)
def test_it_is_set_aside_whole_and_a_new_one_started(saved: Path, open_store: OpenStore, harm: Harm) -> None:
    harm(saved)
    content = saved.read_bytes()
    store = open_store()
    (aside,) = damaged_files(saved)
    assert aside.read_bytes() == content
    assert aside.name == "cppo.db.damaged-20260102T030426Z"
    assert f"was set aside as {aside}; a new one was started" in store.notice
    assert "before you send an offer again, look in the AWS Marketplace console" in store.notice
    assert store.drafts() == []
    store.save_draft(a_draft(), revision=0)
    store.close()
    assert open_store().notice == "", "said once"


def test_a_good_file_is_not_touched(saved: Path, open_store: OpenStore) -> None:
    content = saved.read_bytes()
    store = open_store()
    assert (store.notice, len(store.drafts())) == ("", 20)
    store.close()
    assert saved.read_bytes() == content
    assert damaged_files(saved) == []


def test_an_empty_file_is_a_new_one(path: Path, open_store: OpenStore) -> None:
    path.touch()
    store = open_store()
    assert store.notice == ""
    store.save_draft(a_draft(), revision=0)


def test_a_first_start_cut_short_is_begun_again(path: Path, open_store: OpenStore) -> None:
    _execute(path, "PRAGMA journal_mode = WAL")
    assert path.stat().st_size > 0
    store = open_store()
    assert store.notice == ""
    store.save_draft(a_draft(), revision=0)


def test_a_write_cut_short_in_an_older_journal_is_rolled_back_first(
    saved: Path, open_store: OpenStore
) -> None:
    with closing(sqlite3.connect(saved, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE drafts SET title = ?", ("half done" * 500,))
        halves = {place: place.read_bytes() for place in (saved, saved.with_name("cppo.db-journal"))}
    for place, content in halves.items():
        place.write_bytes(content)
    store = open_store()
    assert store.notice == ""
    assert {row.title for row in store.drafts()} == {"Acme renewal"}
    with store._database.reading("") as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_two_in_the_same_second_do_not_overwrite_each_other(path: Path, open_store: OpenStore) -> None:
    path.with_name("cppo.db.damaged-20260102T030406Z").write_text("first")
    path.with_name("cppo.db.damaged-20260102T030406Z-2-wal").write_text("second's companion")
    text_file(path)
    open_store()
    assert path.with_name("cppo.db.damaged-20260102T030406Z").read_text() == "first"
    assert path.with_name("cppo.db.damaged-20260102T030406Z-3").read_text().startswith("dear diary")


def test_its_companions_go_with_it(path: Path, open_store: OpenStore) -> None:
    text_file(path)
    path.with_name("cppo.db-wal").write_bytes(b"changes")
    path.with_name("cppo.db-journal").write_bytes(b"older pages")
    open_store()
    aside = damaged_files(path)[0]
    assert aside.with_name(aside.name + "-wal").read_bytes() == b"changes"
    assert aside.with_name(aside.name + "-journal").read_bytes() == b"older pages"


@pytest.mark.parametrize("empty", [False, True])
def test_changes_whose_file_is_gone_are_kept_and_not_applied(
    path: Path, open_store: OpenStore, empty: bool
) -> None:
    if empty:
        path.touch()
    path.with_name("cppo.db-wal").write_bytes(b"changes")
    store = open_store()
    assert "the file itself is gone" in store.notice
    assert [place.read_bytes() for place in path.parent.glob("cppo.db.damaged-*-wal")] == [b"changes"]


def test_a_file_another_window_works_with_is_not_moved_away(saved: Path, open_store: OpenStore) -> None:
    there = open_store()
    other_program(saved)
    with pytest.raises(StoreError, match="another window of this program has it open"):
        open_store()
    assert damaged_files(saved) == []
    there.save_draft(a_draft("still works"), revision=0)
    there.close()
    assert "set aside" in open_store().notice


def all_drafts_open_as_saved(store: SqliteStore) -> int:
    """How many rows are refused; the others must be, letter for letter, what was saved."""
    refused = 0
    for row in store.drafts():
        try:
            draft, _ = store.load_draft(row.id)
        except StoreError:
            refused += 1
        else:
            assert draft == a_draft(row.id, description="x" * 1000)
    return refused


def test_a_file_cut_anywhere_is_set_aside_unless_only_its_last_page_is_cut(
    saved: Path, open_store: OpenStore
) -> None:
    whole = saved.read_bytes()
    cuts = range(1, len(whole), 1499)
    for length in cuts:
        saved.write_bytes(whole[:length])
        store = open_store()
        if not store.notice:
            assert len(store.drafts()) == 20, length
            assert all_drafts_open_as_saved(store) <= 1, "the row in the last page is refused by its digest"
        store.close()
    assert len(damaged_files(saved)) >= len(cuts) - 3, "only cuts inside the last page go on"


def test_flipped_bytes_never_crash_and_never_pass_for_another_draft(
    saved: Path, open_store: OpenStore
) -> None:
    whole = saved.read_bytes()
    refused = 0
    for position in range(0, len(whole), 499):
        saved.write_bytes(whole[:position] + bytes([whole[position] ^ 0x5A]) + whole[position + 1 :])
        try:
            store = open_store()
        except StoreError:  # its layout number reads as a newer one
            refused += 1
            continue
        refused += all_drafts_open_as_saved(store)
        store.close()
    assert refused > 0
