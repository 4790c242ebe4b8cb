"""Every file the program makes is its owner's alone, is where it belongs, and is never written through a
planted link (reliability T7, T8, T9): drafts, sandbox, log, backups and exports."""

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from cppo_tui.cli.journal import Journal
from cppo_tui.cli.log_file import LOG_NAME
from cppo_tui.cli.main import main
from cppo_tui.cli.sandbox_file import open_sandbox
from cppo_tui.domain.errors import FileTrouble, StoreError
from cppo_tui.sandbox.errors import SandboxStateError
from cppo_tui.store import DATABASE_NAME, SANDBOX_NAME, SqliteStore, data_folder
from cppo_tui.store.offer_files import create_file
from cppo_tui.ui.export import save_plan
from tests.domain.given import NOW, a_draft
from tests.services.plans import a_plan

BACKUP, OFFER_FILE = "backup.db", "offer.yaml"
EXPORT = f"cppo-change-set-{a_plan().digest[:12]}.json"
TROUBLE = (StoreError, SandboxStateError, FileTrouble, OSError)


class Notes:
    """Stands in for the application where it only says something."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def notify(self, message: str, **_: Any) -> None:
        self.notes.append(message)


def everything(home: Path) -> None:
    """Make each kind of file there is; what is refused is refused, the others are made all the same."""
    made: list[Callable[[], object]] = [
        lambda: _draft(home),
        lambda: open_sandbox(data_folder() / SANDBOX_NAME, clock=lambda: NOW).sandbox.close(),
        lambda: _log(),
        lambda: main(["backup", str(home / BACKUP)]),
        lambda: main(["restore", str(home / BACKUP)]),
        lambda: save_plan(Notes(), a_plan(), home),  # type: ignore[arg-type]
        lambda: create_file(home / OFFER_FILE, "offers: []\n"),
    ]
    for make in made:
        with suppress(*TROUBLE):
            make()


def _draft(_home: Path) -> None:
    store = SqliteStore(data_folder() / DATABASE_NAME, "aws", lambda: NOW)
    store.save_draft(a_draft(), revision=0)
    store.close()


def _log() -> None:
    import logging

    journal = Journal(data_folder)
    logging.getLogger("cppo.run").info("line")
    journal.close()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("CPPO_HOME", str(folder / "data" / "deep"))
    return folder


@pytest.fixture(params=[0o000, 0o022, 0o777], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def modes(home: Path) -> dict[str, int]:
    return {
        str(path.relative_to(home)): stat.S_IMODE(path.lstat().st_mode) for path in sorted(home.rglob("*"))
    }


KINDS = {DATABASE_NAME, f"{DATABASE_NAME}.lock", SANDBOX_NAME, LOG_NAME, BACKUP, EXPORT, OFFER_FILE}


def test_everything_made_is_private_whatever_the_umask(
    home: Path, umask: int, figure: Callable[[str], None]
) -> None:
    everything(home)
    found = modes(home)
    assert {Path(name).name for name in found} >= KINDS
    assert {name for name, mode in found.items() if mode not in (0o600, 0o700)} == set()
    assert {name for name, mode in found.items() if mode == 0o700} == {"data", "data/deep"}
    figure(
        f"umask {umask:03o}: {len(found)} paths made, all 0600 or 0700; control (open, makedirs): 0666, 0777"
    )


def test_control_open_and_makedirs_would_not_be(home: Path) -> None:
    before = os.umask(0)
    try:
        (home / "a" / "b").mkdir(parents=True)
        (home / "a" / "file").write_text("x")
    finally:
        os.umask(before)
    assert modes(home) == {"a": 0o777, "a/b": 0o777, "a/file": 0o666}


def names(home: Path) -> list[str]:
    """Every name that making everything touches, found by doing it once."""
    everything(home)
    beside = [f"data/deep/{name}" for base in (DATABASE_NAME, SANDBOX_NAME) for name in _family(base)]
    trying = [f"data/deep/{DATABASE_NAME}.restoring{ending}" for ending in ("", "-wal", ".lock")]
    files = [name for name in modes(home) if not (home / name).is_dir()]
    shutil.rmtree(home / "data")
    for name in (BACKUP, EXPORT, OFFER_FILE):
        (home / name).unlink()
    return sorted({*files, *beside, *trying, f"data/deep/{LOG_NAME}.1", f"data/deep/{LOG_NAME}.2"})


def _family(base: str) -> list[str]:
    return [f"{base}{ending}" for ending in ("-wal", "-shm", "-journal")]


def test_no_planted_link_is_followed(home: Path, tmp_path: Path, figure: Callable[[str], None]) -> None:
    """A link on each name, to a file that is there and to one that is not; neither is written."""
    touched = names(home)
    clobbered = []
    for number, name in enumerate(touched):
        for target in ("victim", "nothing"):
            victim = tmp_path / f"{target}{number}"
            if target == "victim":
                victim.write_bytes(b"")  # an empty file is what SQLite would take for a new database
            planted = home / name
            planted.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            planted.symlink_to(victim)
            everything(home)
            if victim.exists() and (target == "nothing" or victim.stat().st_size):
                clobbered.append((name, target))
            shutil.rmtree(home)
            home.mkdir(mode=0o700)
    assert clobbered == []
    figure(
        f"links planted on {len(touched)} names x 2 targets: {len(clobbered)} clobbered; control (SQLite): 1"
    )


def test_control_sqlite_alone_writes_through_a_link(tmp_path: Path) -> None:
    import sqlite3

    (tmp_path / "victim").write_bytes(b"")
    (tmp_path / "sandbox.db").symlink_to(tmp_path / "victim")
    connection = sqlite3.connect(tmp_path / "sandbox.db")
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    assert (tmp_path / "victim").stat().st_size


def test_a_plan_s_name_never_leaves_the_folder(home: Path) -> None:
    """The name is the digest's; nothing of the offer is in it."""
    from cppo_tui.domain.plan import Plan

    plan: Plan = a_plan(name="../../escape", title="../../../etc/passwd")
    app = Notes()
    save_plan(SimpleNamespace(notify=app.notify), plan, home)  # type: ignore[arg-type]
    assert [path.name for path in home.iterdir()] == [f"cppo-change-set-{plan.digest[:12]}.json"]
