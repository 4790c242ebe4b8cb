"""``cppo backup``: a whole copy, readable by its owner only, never over another file.

``cppo restore`` puts it back.
"""

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cppo_tui.cli.main import main
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.store import SqliteStore


def clock() -> datetime:
    return datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cppo"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("CPPO_HOME", str(folder))
    return folder


@pytest.mark.parametrize("mode", ["aws", "sandbox"])
def test_what_an_open_wizard_has_saved_is_in_the_copy(home: Path, tmp_path: Path, mode: str) -> None:
    store = SqliteStore(home / "cppo.db", mode, clock)
    store.save_draft(OfferDraft(id="one", title="Contoso 2027"), revision=0)
    assert main(["backup", str(tmp_path / "copy.db")]) == 0
    store.close()
    copy = SqliteStore(tmp_path / "copy.db", mode, clock)
    assert copy.load_draft("one")[0].title == "Contoso 2027"
    copy.close()


def test_the_copy_is_private_and_stands_alone(tmp_path: Path) -> None:
    assert main(["backup", str(tmp_path / "copy.db")]) == 0
    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.glob("copy.db*")] == ["copy.db"]


def test_an_existing_file_is_never_touched(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "precious.txt"
    target.write_text("precious")
    assert main(["backup", str(target)]) == 1
    assert target.read_text() == "precious"
    assert "exists already" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", str(tmp_path / "nowhere" / "copy.db")]) == 1
    assert "nowhere" in capsys.readouterr().err


def draft_of(path: Path, mode: str = "aws") -> list[str]:
    """The titles the next start lists."""
    store = SqliteStore(path, mode, clock)
    try:
        return [row.title for row in store.drafts()]
    finally:
        store.close()


def save(path: Path, title: str) -> None:
    store = SqliteStore(path, "aws", clock)
    store.save_draft(OfferDraft(id=title, title=title), revision=0)
    store.close()


def test_what_was_backed_up_is_restored_and_what_was_there_can_be_had_back(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save(home / "cppo.db", "old")
    assert main(["backup", str(tmp_path / "copy.db")]) == 0
    save(home / "cppo.db", "new")
    capsys.readouterr()
    assert main(["restore", str(tmp_path / "copy.db")]) == 0
    said = capsys.readouterr()
    assert draft_of(home / "cppo.db") == ["old"]
    kept = said.out.removesuffix("\n")
    assert Path(kept).parent == home
    assert f"Restored {home / 'cppo.db'}: 1 drafts, 0 submissions." in said.err
    assert f"What was there before is kept as {Path(kept).name} beside it." in said.err
    assert main(["restore", kept]) == 0
    assert draft_of(home / "cppo.db") == ["new", "old"]


def test_a_first_restore_names_no_copy(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save(tmp_path / "elsewhere.db", "old")
    assert main(["restore", str(tmp_path / "elsewhere.db")]) == 0
    assert capsys.readouterr().out == ""
    assert draft_of(home / "cppo.db") == ["old"]


def test_an_open_wizard_keeps_what_it_has(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = SqliteStore(home / "cppo.db", "aws", clock)
    store.save_draft(OfferDraft(id="one", title="Contoso 2027"), revision=0)
    store.backup(tmp_path / "copy.db")
    assert main(["restore", str(tmp_path / "copy.db")]) == 1
    assert "Close them all and try again." in capsys.readouterr().err
    store.close()
    assert draft_of(home / "cppo.db") == ["Contoso 2027"]


def test_what_cannot_be_restored_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["restore", str(tmp_path / "nowhere.db")]) == 1
    said = capsys.readouterr()
    assert (said.out, "nowhere.db" in said.err) == ("", True)
