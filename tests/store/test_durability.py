"""What is saved is on disk; what cannot be saved is said, and the old data stays."""

import os
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from cppo_tui.domain.errors import StoreError
from cppo_tui.store import SqliteStore
from cppo_tui.store.migrations import MIGRATIONS
from cppo_tui.store.troubles import store_error
from tests.store.conftest import OpenStore
from tests.store.samples import a_draft, a_submission

BIG = "x" * 400_000


def pragma(store: SqliteStore, name: str) -> object:
    with store._database.reading("") as connection:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("fullfsync", 1),
        ("checkpoint_fullfsync", 1),
        ("foreign_keys", 1),
        ("application_id", 0x6370706F),
        ("user_version", len(MIGRATIONS)),
    ],
)
def test_the_settings_that_make_a_commit_durable_are_in_force(
    open_store: OpenStore, name: str, value: object
) -> None:
    assert pragma(open_store(), name) == value
    assert pragma(open_store(), name) == value, "for the second window too"


def test_how_long_to_wait_for_a_lock_is_what_was_asked_for(path: Path) -> None:
    with closing(SqliteStore(path, "sandbox", lambda: pytest.fail("no time needed"), patience=1.5)) as store:
        assert pragma(store, "busy_timeout") == 1500


@pytest.mark.parametrize("start", ["first", "second"])
def test_the_name_of_the_journal_is_on_disk_before_anything_is_saved(
    open_store: OpenStore, path: Path, monkeypatch: pytest.MonkeyPatch, start: str
) -> None:
    if start == "second":
        open_store().close()
    names: list[set[str]] = []
    monkeypatch.setattr(
        "cppo_tui.store.opening.sync_folder",
        lambda folder: names.append({place.name for place in folder.iterdir()}),
    )
    store = open_store()
    assert {"cppo.db", "cppo.db-wal"} <= names[-1]
    journal = path.with_name("cppo.db-wal").stat().st_ino
    store.save_draft(a_draft(), revision=0)
    assert path.with_name("cppo.db-wal").stat().st_ino == journal


class TestFullDisk:
    def fill(self, store: SqliteStore) -> None:
        with store._database.reading("") as connection:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages}")

    def test_it_is_said_and_the_old_draft_stays(self, store: SqliteStore) -> None:
        store.save_draft(a_draft(), revision=0)
        self.fill(store)
        with pytest.raises(StoreError) as caught:
            store.save_draft(a_draft(description=BIG), revision=1)
        assert str(caught.value) == (
            "The draft was not saved: the disk is full. What was saved before is intact. "
            "Free some space, then try again."
        )
        assert store.load_draft("d1") == (a_draft(), 1)

    def test_after_making_room_the_same_save_works(self, store: SqliteStore) -> None:
        store.save_draft(a_draft(), revision=0)
        self.fill(store)
        with pytest.raises(StoreError):
            store.save_draft(a_draft(description=BIG), revision=1)
        with store._database.reading("") as connection:
            connection.execute("PRAGMA max_page_count = 1000000")
        assert store.save_draft(a_draft(description=BIG), revision=1) == 2

    def test_the_room_older_changes_took_is_given_back_for_the_next_try(
        self, store: SqliteStore, path: Path
    ) -> None:
        store.save_draft(a_draft(), revision=0)
        assert path.with_name("cppo.db-wal").stat().st_size > 0
        self.fill(store)
        with pytest.raises(StoreError):
            store.save_draft(a_draft(description=BIG), revision=1)
        assert path.with_name("cppo.db-wal").stat().st_size == 0
        assert store.save_draft(a_draft(title="Short"), revision=1) == 2

    def test_nothing_may_be_sent_when_the_intent_does_not_fit(self, store: SqliteStore) -> None:
        self.fill(store)
        with pytest.raises(StoreError, match="nothing may be sent: the disk is full"):
            store.add_submission(a_submission(problem=BIG))
        assert store.submissions() == []

    def test_a_result_that_does_not_fit_leaves_the_intent(self, store: SqliteStore) -> None:
        store.add_submission(a_submission())
        self.fill(store)
        with pytest.raises(StoreError, match="could not be recorded: the disk is full"):
            store.update_submission(a_submission(problem=BIG), expected="sending")
        assert store.load_submission("s1") == a_submission()


class TestInTheWay:
    def test_a_program_that_holds_the_file_is_named(self, store: SqliteStore, path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreError, match="not saved: another window or program is holding"):
                store.save_draft(a_draft(), revision=0)
            assert store.drafts() == [], "reading goes on"
            other.execute("ROLLBACK")
        store.save_draft(a_draft(), revision=0)

    def test_a_write_protected_database_is_told(self, store: SqliteStore) -> None:
        with store._database.reading("") as connection:
            connection.execute("PRAGMA query_only = ON")
        with pytest.raises(StoreError, match="write-protected"):
            store.save_draft(a_draft(), revision=0)

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
    def test_a_write_protected_folder_is_told(self, path: Path) -> None:
        path.parent.chmod(0o500)
        try:
            with pytest.raises(StoreError, match="cannot be used"):
                SqliteStore(path, "sandbox", lambda: pytest.fail("no time needed"))
        finally:
            path.parent.chmod(0o700)

    def test_a_file_in_place_of_the_folder_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "home").write_text("mine")
        with pytest.raises(StoreError, match="cannot be used: Not a directory"):
            SqliteStore(tmp_path / "home" / "cppo.db", "sandbox", lambda: pytest.fail("no time needed"))
        assert (tmp_path / "home").read_text() == "mine"

    @pytest.mark.parametrize("away", ["moved", "deleted"])
    def test_a_file_taken_away_meanwhile_is_not_written_to(
        self, store: SqliteStore, path: Path, away: str
    ) -> None:
        store.save_draft(a_draft(), revision=0)
        path.unlink() if away == "deleted" else path.rename(path.with_name("elsewhere"))
        with pytest.raises(StoreError, match="moved or deleted while it was open"):
            store.add_submission(a_submission())

    def test_a_closed_store_says_so_and_closes_twice(self, store: SqliteStore) -> None:
        store.close()
        store.close()
        for act in (store.drafts, store.submissions, lambda: store.save_draft(a_draft(), revision=0)):
            with pytest.raises(StoreError, match="closed database"):
                act()


@pytest.mark.parametrize(
    "code", ["FULL", "READONLY", "PERM", "CANTOPEN", "BUSY", "LOCKED", "IOERR_FSYNC", "CORRUPT"]
)
def test_every_trouble_says_what_why_and_what_to_do(code: str) -> None:
    error = sqlite3.OperationalError("internal words")
    error.sqlite_errorcode = getattr(sqlite3, f"SQLITE_{code}")
    said = str(store_error("The draft was not saved", error))
    assert said.startswith("The draft was not saved: ")
    assert said.count(". ") >= 1
    assert "internal words" not in said
    assert ("What was saved before is intact." in said) == (code != "CORRUPT")


class TestThreads:
    def test_calls_from_many_threads_all_arrive_once(self, store: SqliteStore) -> None:
        together = threading.Barrier(8)
        troubles: list[Exception] = []

        def work(number: int) -> None:
            together.wait()
            try:
                for revision in range(10):
                    store.save_draft(a_draft(f"d{number}"), revision=revision)
                    store.drafts()
            except Exception as error:  # noqa: BLE001 - handed to the test's own thread
                troubles.append(error)

        threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert troubles == []
        assert sorted((row.id, row.revision) for row in store.drafts()) == [(f"d{n}", 10) for n in range(8)]

    def test_a_failed_save_leaves_no_transaction_behind(self, store: SqliteStore) -> None:
        store.save_draft(a_draft(), revision=0)
        with pytest.raises(StoreError):
            store.save_draft(a_draft(), revision=5)
        assert store.save_draft(a_draft(), revision=1) == 2

    def test_a_rollback_that_failed_is_made_up_for(self, store: SqliteStore) -> None:
        with store._database.reading("") as connection:
            connection.execute("BEGIN")
        store.save_draft(a_draft(), revision=0)
        assert len(store.drafts()) == 1
