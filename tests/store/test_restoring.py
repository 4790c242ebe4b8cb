"""A backup is put back whole or not at all, whatever lies beside the database, and what was there is kept."""

import os
import shutil
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from cppo_tui.domain.errors import StoreError
from cppo_tui.store import SqliteStore, private_file
from cppo_tui.store.migrations import MIGRATIONS
from cppo_tui.store.restoring import Restored, restore
from tests.store.conftest import OpenStore
from tests.store.samples import TickingClock, a_draft, a_submission
from tests.store.test_migrations import LAYOUTS
from tests.store.test_processes import race

OLD = [f"d{number}" for number in range(3)]
NEW = [f"n{number}" for number in range(40)]
ALL = sorted([*OLD, *NEW, "r0"])


def back(path: Path, backup: Path) -> Restored:
    """As the command does it; nobody waits."""
    return restore(path, backup, TickingClock(), patience=0.0)


def held(path: Path) -> tuple[str, list[str], list[str]]:
    """What the next start says, and what it lists."""
    store = SqliteStore(path, "sandbox", TickingClock(), patience=0.0)
    try:
        drafts = sorted(row.id for row in store.drafts())
        return store.notice, drafts, [row.id for row in store.submissions()]
    finally:
        store.close()


def files(folder: Path) -> dict[str, bytes]:
    """Everything but the lock, and the index of the journal, which SQLite makes anew."""
    listed = (one for one in folder.iterdir() if not one.name.endswith((".lock", "-shm")))
    return {one.name: one.read_bytes() for one in listed}


@pytest.fixture
def backup(tmp_path: Path, path: Path, open_store: OpenStore) -> Path:
    """Of three drafts; since then forty more were saved and the windows closed."""
    made = tmp_path / "backup.db"
    store = open_store()
    for one in OLD:
        store.save_draft(a_draft(one), revision=0)
    store.backup(made)
    for one in NEW:
        store.save_draft(a_draft(one), revision=0)
    store.close()
    return made


@pytest.fixture
def journal(path: Path, backup: Path) -> Path:
    """What a program leaves that was killed (kill -9) right after it had saved a draft and recorded a
    submission, both r0."""
    answers, codes = race("killed_at_work", path, 1)
    assert (answers, codes) == ([""], [-signal.SIGKILL])
    left = path.with_name("cppo.db-wal")
    assert left.stat().st_size > 0
    return left


@pytest.mark.usefixtures("journal")
def test_beside_the_journal_of_a_killed_program_it_is_what_it_was(path: Path, backup: Path) -> None:
    done = back(path, backup)
    assert (done.drafts, done.submissions, done.unreadable) == (3, 0, ())
    assert held(path) == ("", OLD, [])
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.mark.usefixtures("journal")
def test_control_copied_over_by_hand_it_is_spoilt_by_that_journal(path: Path, backup: Path) -> None:
    shutil.copyfile(backup, path)
    with pytest.raises(StoreError, match="the drafts file is damaged"):
        held(path)


@pytest.mark.usefixtures("journal")
def test_what_was_there_is_kept_whole_in_one_file_that_can_be_put_back(path: Path, backup: Path) -> None:
    kept = back(path, backup).kept
    assert kept is not None
    assert sorted(files(path.parent)) == ["cppo.db", kept.name]
    assert kept.name.startswith("cppo.db.before-restore-2026")
    assert back(path, kept).kept != kept
    assert held(path) == ("", ALL, ["r0"])


def test_every_file_is_private(path: Path, backup: Path) -> None:
    before = os.umask(0)
    try:
        back(path, backup)
    finally:
        os.umask(before)
    assert {one.stat().st_mode & 0o777 for one in path.parent.iterdir()} == {0o600}


def test_on_a_new_computer_there_is_nothing_to_keep(tmp_path: Path, backup: Path) -> None:
    folder = tmp_path / "new"
    folder.mkdir(mode=0o700)
    assert back(folder / "cppo.db", backup).kept is None
    assert held(folder / "cppo.db") == ("", OLD, [])


def test_both_worlds_come_back(path: Path, tmp_path: Path, open_store: OpenStore) -> None:
    for mode in ("aws", "sandbox"):
        store = open_store(mode)
        store.save_draft(a_draft(f"of {mode}"), revision=0)
        store.backup(tmp_path / f"{mode}.db")
        store.close()
    back(path, tmp_path / "aws.db")
    assert (held(path)[1], back(path, tmp_path / "sandbox.db").drafts) == ([], 2)
    assert held(path)[1] == ["of sandbox"]
    assert [row.id for row in open_store("aws").drafts()] == ["of aws"]


@pytest.mark.usefixtures("journal")
@pytest.mark.parametrize("moment", ["create_private", "free_name", "copy_private"])
def test_a_disk_that_fails_on_the_way_leaves_everything_as_it_was(
    path: Path, backup: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(private_file, moment, fails)
        with pytest.raises(StoreError, match=r"was not restored: .*No space left"):
            back(path, backup)
    assert not list(path.parent.glob("*restor*"))
    assert held(path) == ("", ALL, ["r0"])


def test_half_a_copy_of_what_was_there_is_not_left(
    path: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(_: Path, target: Path) -> None:
        target.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(private_file, "copy_private", half)
    with pytest.raises(StoreError, match="No space left"):
        back(path, backup)
    assert sorted(files(path.parent)) == ["cppo.db"]


@pytest.mark.usefixtures("journal")
def test_at_the_last_moment_too_nothing_is_mispaired(
    path: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Right before the one step that counts there is no journal any more, and the old file is whole."""
    seen: list[list[str]] = []

    def fails(self: Path, target: Path) -> None:
        seen.append(sorted(one.name for one in path.parent.iterdir() if one.name.startswith("cppo.db-")))
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fails)
        with pytest.raises(StoreError, match="was not restored"):
            back(path, backup)
    assert seen == [[]]
    assert held(path) == ("", ALL, ["r0"])


def test_what_a_try_left_that_was_killed_is_cleared_away(path: Path, backup: Path) -> None:
    for ending in ("", "-wal", ".lock"):
        path.with_name(f"cppo.db.restoring{ending}").write_bytes(b"half")
    back(path, backup)
    assert not list(path.parent.glob("*restoring*"))
    assert held(path) == ("", OLD, [])


def test_while_a_window_has_it_open_nothing_is_done(path: Path, backup: Path, open_store: OpenStore) -> None:
    window = open_store()
    before = files(path.parent)
    with pytest.raises(StoreError, match=r"has .* open\. Nothing was touched\. Close them all"):
        back(path, backup)
    assert files(path.parent) == before
    window.close()
    back(path, backup)
    assert held(path) == ("", OLD, [])


def test_nor_while_another_program_has(path: Path, backup: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("SELECT count(*) FROM drafts").fetchone()
        with pytest.raises(StoreError, match="another program has"):
            back(path, backup)
    assert held(path) == ("", sorted([*OLD, *NEW]), [])


def test_a_damaged_database_is_replaced_and_kept_as_it_is(path: Path, backup: Path) -> None:
    wreck, left = b"x" * 5000, b"y" * 100
    path.write_bytes(wreck)
    path.with_name("cppo.db-wal").write_bytes(left)
    kept = back(path, backup).kept
    assert kept is not None
    assert (kept.read_bytes(), kept.with_name(f"{kept.name}-wal").read_bytes()) == (wreck, left)
    assert held(path) == ("", OLD, [])


def test_one_whose_journal_is_spoilt_is_kept_with_it(path: Path, backup: Path, journal: Path) -> None:
    content = bytearray(journal.read_bytes())
    content[100] ^= 0xFF
    journal.write_bytes(content)
    kept = back(path, backup).kept
    assert kept is not None
    assert kept.with_name(f"{kept.name}-wal").read_bytes() == content
    assert held(path) == ("", OLD, [])


def no_database(backup: Path) -> None:
    backup.write_text("dear diary\n" * 1000)


def gone(backup: Path) -> None:
    backup.unlink()


def a_folder(backup: Path) -> None:
    backup.unlink()
    backup.mkdir()


def empty(backup: Path) -> None:
    backup.write_bytes(b"")


def cut_short(backup: Path) -> None:
    os.truncate(backup, 8192)


def of_another_program(backup: Path) -> None:
    backup.unlink()
    with closing(sqlite3.connect(backup)) as connection:
        connection.execute("CREATE TABLE songs (name TEXT)")


def of_a_newer_version(backup: Path) -> None:
    with closing(sqlite3.connect(backup)) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")


@pytest.mark.usefixtures("journal")
@pytest.mark.parametrize(
    "harm", [no_database, gone, a_folder, empty, cut_short, of_another_program, of_a_newer_version]
)
def test_what_is_no_whole_backup_is_refused_and_nothing_touched(
    path: Path, backup: Path, harm: Callable[[Path], None]
) -> None:
    harm(backup)
    before = files(path.parent)
    with pytest.raises(StoreError, match=r"Nothing was touched\.") as refused:
        back(path, backup)
    assert str(backup) in str(refused.value)
    assert files(path.parent) == before


def test_the_database_itself_is_no_backup(path: Path, backup: Path) -> None:
    with pytest.raises(StoreError, match="is in use itself"):
        back(path, path)
    path.with_name("cppo.db.restoring").write_bytes(backup.read_bytes())
    with pytest.raises(StoreError, match="is in use itself"):
        back(path, path.with_name("cppo.db.restoring"))
    assert path.with_name("cppo.db.restoring").read_bytes() == backup.read_bytes()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_backup_of_an_older_version_is_brought_up_to_date(
    path: Path, tmp_path: Path, backup: Path, layout: int
) -> None:
    older = tmp_path / "older.db"
    with closing(sqlite3.connect(older)) as connection:
        connection.executescript(LAYOUTS[layout].read_text(encoding="utf-8"))
    before = older.read_bytes()
    done = back(path, older)
    assert done.unreadable == ()
    assert held(path)[0] == ""
    assert older.read_bytes() == before


def test_what_the_backup_itself_holds_in_a_journal_comes_too(
    path: Path, tmp_path: Path, journal: Path
) -> None:
    """Somebody copied database and journal by hand, as they lay there."""
    pair = tmp_path / "by-hand.db"
    shutil.copyfile(path, pair)
    shutil.copyfile(journal, f"{pair}-wal")
    assert back(path, pair).submissions == 1
    assert held(path)[2] == ["r0"]


def test_what_cannot_be_read_in_the_backup_is_named(path: Path, backup: Path) -> None:
    with closing(sqlite3.connect(backup, isolation_level=None)) as connection:
        connection.execute("UPDATE drafts SET body = replace(body, 'Acme', 'Bcme') WHERE id = 'd1'")
    (why,) = back(path, backup).unreadable
    assert "(d1) cannot be read" in why


def test_each_draft_submission_and_template_is_looked_at(store: SqliteStore, path: Path) -> None:
    """A byte changed in one of them: the database's own check finds nothing."""
    store.save_draft(a_draft("d1"), revision=0)
    store.add_submission(a_submission("s1"))
    assert store.unreadable() == ()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE submissions SET body = replace(body, 'Acme', 'Bcme')")
        connection.execute("UPDATE drafts SET digest = ''")
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    first, second = store.unreadable()
    assert "(d1) cannot be read" in first
    assert "(s1) cannot be read" in second
