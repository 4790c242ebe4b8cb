"""The files are private whatever the umask, and no planted link is followed."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from cppo_tui.domain.errors import StoreError
from cppo_tui.store import SqliteStore
from tests.store.conftest import OpenStore
from tests.store.samples import a_draft

NAMES = ["cppo.db", "cppo.db-wal", "cppo.db-shm", "cppo.db-journal", "cppo.db.lock"]


@pytest.fixture
def no_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, str]:
    return {path.name: oct(stat.S_IMODE(path.lstat().st_mode)) for path in folder.iterdir()}


def listing(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.usefixtures("no_umask")
def test_every_file_is_0600_under_umask_000(store: SqliteStore, path: Path) -> None:
    store.save_draft(a_draft(), revision=0)
    assert modes(path.parent) == dict.fromkeys(
        ["cppo.db", "cppo.db-wal", "cppo.db-shm", "cppo.db.lock"], "0o600"
    )


def test_every_file_is_usable_under_umask_777(path: Path, open_store: OpenStore) -> None:
    before = os.umask(0o777)
    try:
        open_store().save_draft(a_draft(), revision=0)
    finally:
        os.umask(before)
    assert set(modes(path.parent).values()) == {"0o600"}


@pytest.mark.usefixtures("no_umask")
def test_a_damaged_file_and_its_successor_are_private_too(path: Path, open_store: OpenStore) -> None:
    path.write_bytes(b"x" * 5000)
    path.chmod(0o666)
    open_store()
    assert set(modes(path.parent).values()) == {"0o600"}


def test_a_file_that_others_can_read_is_closed_to_them(path: Path, open_store: OpenStore) -> None:
    open_store().close()
    path.chmod(0o644)
    open_store()
    assert modes(path.parent)["cppo.db"] == "0o600"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("target", ["victim", "nothing"])
def test_a_planted_link_is_refused_and_its_target_untouched(
    path: Path, tmp_path: Path, open_store: OpenStore, name: str, target: str
) -> None:
    (tmp_path / "victim").write_text("precious")
    planted = path.with_name(name)
    planted.symlink_to(tmp_path / target)
    with pytest.raises(StoreError, match=r"is a link|cannot be used"):
        open_store()
    assert (tmp_path / "victim").read_text() == "precious"
    assert not (tmp_path / "nothing").exists()
    assert planted.is_symlink()


def test_control_sqlite_alone_follows_the_link(path: Path, tmp_path: Path) -> None:
    import sqlite3

    path.symlink_to(tmp_path / "nothing")
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    assert (tmp_path / "nothing").stat().st_size > 0


@pytest.mark.parametrize("name", NAMES[:4])
def test_a_folder_in_place_of_a_file_is_refused(path: Path, open_store: OpenStore, name: str) -> None:
    path.with_name(name).mkdir()
    with pytest.raises(StoreError, match="no ordinary file"):
        open_store()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_somebody_elses_file_is_refused(path: Path, open_store: OpenStore) -> None:
    path.write_bytes(b"theirs")
    os.chown(path, 12345, 12345)
    with pytest.raises(StoreError, match="belongs to another user"):
        open_store()
    assert path.read_bytes() == b"theirs"


def test_a_hostile_id_never_becomes_a_file(path: Path, store: SqliteStore, tmp_path: Path) -> None:
    for draft_id in ("../escape", "/escape", "..", "a/b", "CON", "\x00", ""):
        store.save_draft(a_draft(draft_id), revision=0)
        assert draft_id == "\x00" or store.load_draft(draft_id)[0].id == draft_id
    assert sorted(place.name for place in tmp_path.iterdir()) == ["home"]
    assert sorted(listing(path.parent)) == ["cppo.db", "cppo.db-shm", "cppo.db-wal", "cppo.db.lock"]


def test_names_with_signs_that_mean_something_in_an_address_work(tmp_path: Path) -> None:
    folder = tmp_path / "50% off? #1 ü"
    folder.mkdir(mode=0o700)
    store = SqliteStore(folder / "cppo.db", "sandbox", lambda: pytest.fail("no time needed"))
    store.close()
    assert sorted(listing(folder)) == ["cppo.db", "cppo.db.lock"]
