"""Where the files go: one folder of our own, closed to others."""

import os
import stat
import sys
from pathlib import Path

import pytest

from cppo_tui.domain.errors import StoreError
from cppo_tui.store import DATABASE_NAME, SANDBOX_NAME, data_folder
from cppo_tui.store.paths import settings_path


def mode(folder: Path) -> int:
    return stat.S_IMODE(folder.stat().st_mode)


@pytest.fixture(autouse=True)
def somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path / "person"))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.delenv("CPPO_HOME", raising=False)
    (tmp_path / "person").mkdir(mode=0o700)
    return tmp_path


def test_the_files_have_names_of_their_own() -> None:
    assert (DATABASE_NAME, SANDBOX_NAME) == ("cppo.db", "sandbox.db")


def test_without_a_wish_it_is_the_systems_place_for_data(somewhere: Path) -> None:
    folder = data_folder()
    assert folder.is_relative_to(somewhere / "person")
    assert folder.name == "cppo"
    assert mode(folder) == 0o700
    assert data_folder() == folder


def test_an_empty_wish_is_none(somewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CPPO_HOME", "")
    assert data_folder().is_relative_to(somewhere / "person")


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077, 0o777])
def test_each_folder_made_is_0700_whatever_the_umask(
    somewhere: Path, monkeypatch: pytest.MonkeyPatch, umask: int
) -> None:
    monkeypatch.setenv("CPPO_HOME", str(somewhere / "a" / "b" / "c"))
    before = os.umask(umask)
    try:
        folder = data_folder()
    finally:
        os.umask(before)
    assert [mode(place) for place in (folder, folder.parent, folder.parent.parent)] == [0o700] * 3


def test_a_relative_wish_is_made_absolute(somewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(somewhere)
    monkeypatch.setenv("CPPO_HOME", "here/it")
    assert data_folder() == somewhere / "here" / "it"


def test_a_tilde_is_the_home_folder(somewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CPPO_HOME", "~/offers")
    assert data_folder() == somewhere / "person" / "offers"


def test_a_tilde_of_nobody_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CPPO_HOME", "~nobody-of-that-name/offers")
    with pytest.raises(StoreError, match="CPPO_HOME names a home folder nobody has"):
        data_folder()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="homes are looked up otherwise there")
def test_who_has_no_home_is_told_to_name_a_folder(somewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container that is run as some number nobody has."""
    for variable in ("HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    for place in (data_folder, settings_path):
        with pytest.raises(StoreError, match="has no home folder"):
            place()
    assert not (Path.cwd() / "~").exists()


def test_a_file_in_its_place_is_told(somewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (somewhere / "taken").write_text("mine")
    for wish, said in (
        ("taken", "is a file, not a folder"),
        ("taken/below", "cannot be used: Not a directory"),
    ):
        monkeypatch.setenv("CPPO_HOME", str(somewhere / wish))
        with pytest.raises(StoreError, match=f"{said}.*Choose another folder with CPPO_HOME="):
            data_folder()
    assert (somewhere / "taken").read_text() == "mine"


def test_a_link_to_nowhere_is_told(somewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (somewhere / "link").symlink_to(somewhere / "gone")
    monkeypatch.setenv("CPPO_HOME", str(somewhere / "link"))
    with pytest.raises(StoreError, match="cannot be used"):
        data_folder()


def test_a_folder_others_may_read_is_taken_as_it_is(somewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (somewhere / "mine").mkdir(mode=0o755)
    monkeypatch.setenv("CPPO_HOME", str(somewhere / "mine"))
    assert data_folder() == somewhere / "mine"


@pytest.mark.parametrize("open_to", [0o770, 0o777, 0o1777, 0o702])
def test_a_folder_others_may_write_to_is_refused(
    somewhere: Path, monkeypatch: pytest.MonkeyPatch, open_to: int
) -> None:
    (somewhere / "open").mkdir()
    (somewhere / "open").chmod(open_to)
    monkeypatch.setenv("CPPO_HOME", str(somewhere / "open"))
    with pytest.raises(StoreError, match=r"Others can write to .*chmod 700"):
        data_folder()
    assert mode(somewhere / "open") == open_to


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give folders away")
def test_somebody_elses_folder_is_refused(somewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (somewhere / "theirs").mkdir(mode=0o700)
    os.chown(somewhere / "theirs", 12345, 12345)
    monkeypatch.setenv("CPPO_HOME", str(somewhere / "theirs"))
    with pytest.raises(StoreError, match="belongs to another user"):
        data_folder()
