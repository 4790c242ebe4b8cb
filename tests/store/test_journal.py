"""A journal left by a killed program: whole it is taken over without a word, spoilt it is kept and told."""

from pathlib import Path

import pytest

from cppo_tui.store import SqliteStore
from cppo_tui.store.journal import is_spoilt
from tests.store.conftest import OpenStore
from tests.store.samples import a_draft

SAVES = 5


@pytest.fixture
def left(path: Path, open_store: OpenStore) -> Path:
    """The files as a kill leaves them after some saves."""
    store = open_store()
    for number in range(SAVES):
        store.save_draft(a_draft(f"d{number}"), revision=0)
    keep = {place: place.read_bytes() for place in path.parent.iterdir() if place.suffix != ".db-shm"}
    store.close()
    for place, content in keep.items():
        place.write_bytes(content)
    return path.with_name("cppo.db-wal")


def kept(journal: Path) -> list[bytes]:
    """The copies that were put aside."""
    return [place.read_bytes() for place in journal.parent.glob("cppo.db-wal.damaged-*")]


def test_a_whole_one_is_taken_over_without_a_word(left: Path, open_store: OpenStore) -> None:
    assert not is_spoilt(left)
    store = open_store()
    assert (store.notice, len(store.drafts()), kept(left)) == ("", SAVES, [])


@pytest.mark.parametrize("left_over", [1, 23, 24, 2000, 4119])
def test_one_whose_last_write_was_cut_short_is_no_damage(
    left: Path, open_store: OpenStore, left_over: int
) -> None:
    frame = 24 + 4096
    whole = left.read_bytes()
    left.write_bytes(whole + whole[-frame:][:left_over])
    store = open_store()
    assert (store.notice, len(store.drafts())) == ("", SAVES)


@pytest.mark.parametrize("place", [0, 20, 28, 32 + 24 + 100, -4096])
def test_a_spoilt_one_is_kept_and_told(left: Path, open_store: OpenStore, place: int) -> None:
    content = bytearray(left.read_bytes())
    content[place] ^= 0xFF
    left.write_bytes(content)
    store: SqliteStore = open_store()
    assert "some may be missing, submissions too" in store.notice
    assert "look in the AWS Marketplace console" in store.notice
    assert kept(left) == [bytes(content)]
    store.close()
    assert open_store().notice == "", "said once"


def test_none_is_none(tmp_path: Path) -> None:
    assert not is_spoilt(tmp_path / "cppo.db-wal")
    (tmp_path / "cppo.db-wal").touch()
    assert not is_spoilt(tmp_path / "cppo.db-wal")
