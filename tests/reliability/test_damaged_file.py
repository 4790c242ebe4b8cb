"""A damaged database is never taken for true, never overwritten and never a crash (scenario 22; D5).

The kinds of harm one can name are in tests/store/test_damage.py; here the harm is random.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from cppo_tui.domain.errors import StoreError
from cppo_tui.store import DATABASE_NAME, SqliteStore
from cppo_tui.store.migrations import MIGRATIONS
from tests.reliability.crash_damage import ACCEPTED, GONE, NAIVE, OPEN, OVERWRITTEN, SECOND, SHORTENED, make
from tests.reliability.crash_judge import CRASHED, spelled
from tests.reliability.crash_rig import Rig, the_rig
from tests.reliability.scale import times
from tests.store.samples import TickingClock

Figure = Callable[[str], None]
BATCH = 50


@pytest.fixture
def rig() -> Rig:
    return the_rig()


def spoilt(rig: Rig, tmp_path: Path, *, closed: bool, mutants: int) -> Counter[str]:
    """What became of so many spoilt copies."""
    source, home = tmp_path / "source", tmp_path / "home"
    source.mkdir(mode=0o700)
    home.mkdir(mode=0o700)
    make(source, closed=closed)
    tally: Counter[str] = Counter()
    for first in range(0, mutants, BATCH):
        last = min(mutants, first + BATCH)
        outcome = rig.run(OPEN, home=str(home), source=str(source), first=first, last=last)
        if outcome.signal or outcome.all("crash"):
            tally[CRASHED] += 1
        else:
            tally.update(outcome.all("tally")[0][0])
    return tally


@pytest.mark.parametrize("closed", [True, False], ids=["closed", "killed"])
def test_spoilt_at_random_it_is_refused_set_aside_or_read_as_saved(
    rig: Rig, tmp_path: Path, figure: Figure, closed: bool
) -> None:
    """Scenario 22. Control: SQLite by itself gives spoilt drafts, or fewer."""
    mutants = times(25, 1000)
    tally = spoilt(rig, tmp_path, closed=closed, mutants=mutants)
    never = (CRASHED, ACCEPTED, OVERWRITTEN, SECOND)
    what = "a database" if closed else "a database and its -wal after kill -9"
    became = spelled(tally, ("refused", "said", "opened", *([] if closed else [SHORTENED])))
    control = spelled(tally, [NAIVE, GONE])
    figure(f"{what} spoilt {mutants} times: {spelled(tally, never)} ({became}); control: {control}")
    assert tally["runs"] == mutants
    assert {name: tally[name] for name in never if tally[name]} == {}
    assert tally[NAIVE if closed else GONE] > 0


@pytest.mark.parametrize("version", [len(MIGRATIONS) + 1, len(MIGRATIONS) + 40, 2**31 - 1])
def test_a_newer_layout_is_refused_and_not_touched(tmp_path: Path, version: int) -> None:
    """Scenario 22: nor is anything left lying beside it."""
    make(tmp_path, closed=True)
    path = tmp_path / DATABASE_NAME
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA user_version = {version}")
    before = {place.name: place.read_bytes() for place in tmp_path.iterdir()}
    with pytest.raises(StoreError, match=f"layout {version}.*Nothing was touched. Start the newer version"):
        SqliteStore(path, "sandbox", TickingClock())
    after = {place.name: place.read_bytes() for place in tmp_path.iterdir()}
    assert {**after, "cppo.db-shm": b""} == {**before, "cppo.db-wal": b"", "cppo.db-shm": b""}
