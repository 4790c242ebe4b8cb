"""What is done to the whole database, killed at every step: converting, setting aside, copying, restoring."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from cppo_tui.store import DATABASE_NAME, SqliteStore
from tests.reliability.crash_damage import DRAFTS, make
from tests.reliability.crash_disks import BACK_UP, RESTORE
from tests.reliability.crash_judge import KILLED
from tests.reliability.crash_rig import Outcome, Rig, the_rig
from tests.reliability.crash_windows import SAVE
from tests.reliability.scale import times
from tests.store.samples import TickingClock, a_draft

Figure = Callable[[str], None]
LAYOUTS = Path(__file__).parents[1] / "store"
EVERY = times(5, 1)


@pytest.fixture
def rig() -> Rig:
    return the_rig()


def killed_starts(rig: Rig, prepare: Callable[[Path], object]) -> Iterator[tuple[Path, Outcome]]:
    """A start killed at each of its steps, and the one after it."""
    for step in count(1, EVERY):
        home = rig.home()
        prepare(home)
        if rig.run(SAVE, home=str(home), fault={"at": step}).signal != KILLED:
            return
        yield home, rig.run(SAVE, home=str(home))


def contents(home: Path) -> set[bytes]:
    """Every file that holds something."""
    return {place.read_bytes() for place in home.iterdir() if place.stat().st_size}


def test_killed_while_setting_a_damaged_file_aside_it_is_kept_whole(rig: Rig, figure: Figure) -> None:
    """Scenario 22 and 3 together."""

    def damaged(home: Path) -> None:
        make(home, closed=False)
        path = home / DATABASE_NAME
        path.write_bytes(b"\0" * 100 + path.read_bytes()[100:])
        before[:] = [path.read_bytes(), path.with_name(f"{DATABASE_NAME}-wal").read_bytes()]

    before: list[bytes] = []
    runs = lost = 0
    for home, restarted in killed_starts(rig, damaged):
        assert restarted.all("titles"), restarted
        lost += not set(before) <= contents(home)
        runs += 1
    figure(f"kill -9 while a damaged file is set aside: {runs} runs, {lost} damaged files lost")
    assert runs > 5
    assert lost == 0


@pytest.mark.parametrize("layout", [1, 2])
def test_killed_while_converting_an_older_layout_nothing_is_lost(
    rig: Rig, figure: Figure, layout: int
) -> None:
    """D7 with a kill in it."""

    def older(home: Path) -> None:
        with closing(sqlite3.connect(home / DATABASE_NAME)) as connection:
            connection.executescript((LAYOUTS / f"layout_{layout}.sql").read_text(encoding="utf-8"))
            expected[:] = [row[0] for row in connection.execute("SELECT id FROM drafts ORDER BY id")]

    expected: list[str] = []
    runs = lost = 0
    for home, restarted in killed_starts(rig, older):
        assert not restarted.all("trouble"), restarted
        with closing(sqlite3.connect(home / DATABASE_NAME)) as connection:
            found = {row[0] for row in connection.execute("SELECT id FROM drafts")}
        lost += not set(expected) < found
        runs += 1
    figure(f"kill -9 while layout {layout} is converted: {runs} runs, {lost} of them lost a draft")
    assert expected
    assert runs > 2
    assert lost == 0


def test_a_backup_that_does_not_fit_leaves_nothing_and_can_be_tried_again(rig: Rig, figure: Figure) -> None:
    """Half a backup would pass for a whole one. Control: SQLite's copying alone leaves it there."""
    home = rig.home()
    make(home, closed=True)
    size = (home / DATABASE_NAME).stat().st_size
    sizes = range(0, size, size // times(4, 20))
    for longest in sizes:
        failed = rig.run(BACK_UP, home=str(home), longest=longest)
        assert "could not be written: the disk reported an error" in str(failed.last("trouble"))
        assert failed.last("left") == ([],)
    (left,) = rig.run(BACK_UP, home=str(home), longest=sizes[-1], naive=True).all("left")[0]
    for name in left:
        (home / name).unlink()
    assert rig.run(BACK_UP, home=str(home), longest=4 * size).last("left") == (["copy.db"],)
    with closing(sqlite3.connect(home / "copy.db")) as connection:
        assert connection.execute("SELECT count(*) FROM drafts").fetchone() == (DRAFTS,)
    figure(f"backups that do not fit, {len(sizes)} sizes: 0 files left; control: {len(left)}")
    assert left


def before_a_restore(home: Path) -> None:
    """A database as a killed program leaves it, and a backup with one draft."""
    make(home, closed=False)
    backup = SqliteStore(home / "copy.db", "sandbox", TickingClock())
    backup.save_draft(a_draft("of the backup"), revision=0)
    backup.close()


def drafts_after(home: Path) -> tuple[str, int]:
    """What the next start says, and how many drafts it lists."""
    store = SqliteStore(home / DATABASE_NAME, "sandbox", TickingClock())
    try:
        return store.notice, len(store.drafts())
    finally:
        store.close()


def killed_restores(rig: Rig, *, every: int = EVERY, naive: bool = False) -> Iterator[tuple[str, int]]:
    """What there is after a restore that was killed at each of its steps."""
    for step in count(1, every):
        home = rig.home()
        before_a_restore(home)
        if rig.run(RESTORE, home=str(home), fault={"at": step}, naive=naive).signal != KILLED:
            return
        yield drafts_after(home)


def test_killed_while_a_backup_is_restored_there_is_the_old_or_the_new(rig: Rig, figure: Figure) -> None:
    """Whole either way, and without a word. Control: whoever clears the place first leaves neither."""
    found = list(killed_restores(rig))
    spoilt = [one for one in killed_restores(rig, every=1, naive=True) if one not in (("", DRAFTS), ("", 1))]
    figure(
        f"kill -9 while a backup is restored: {len(found)} runs, each the old or the new database; "
        f"control, copied by hand: {len(spoilt)} neither"
    )
    assert set(found) <= {("", DRAFTS), ("", 1)}
    assert len(found) > 5
    assert spoilt
