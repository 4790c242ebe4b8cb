"""Two windows on one draft are two processes before one AWS (scenario 5; P8, D6)."""

import os
import signal
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.reliability.crash_rig import Outcome, Rig, the_rig
from tests.reliability.crash_windows import CARELESS, HOLD, PATIENCE, PREPARE, SAVE, SUBMIT
from tests.reliability.quoted import quoted
from tests.reliability.scale import LONG, times

Figure = Callable[[str], None]
RACES = 25


@pytest.fixture
def rig() -> Rig:
    return the_rig()


@pytest.fixture
def home(rig: Rig) -> Path:
    """With one draft, ready to be published."""
    return prepared(rig)


def prepared(rig: Rig) -> Path:
    home = rig.home()
    assert rig.live(home, call=PREPARE).all("saved")
    return home


def race(rig: Rig, call: str, meeting: Path | None) -> tuple[int, list[Outcome]]:
    """Two windows press Publish together, or meet right before the first note; how many offers that makes."""
    home = prepared(rig)
    if meeting is not None:
        meeting.mkdir()
    place = str(meeting or "")
    pids = [rig.start(call, home=str(home), url=rig.aws.url, meeting=place) for _ in range(2)]
    rig.let_go(*pids)
    outcomes = rig.finish(*pids)
    return len(rig.aws.change_sets()), outcomes


def test_of_two_windows_that_publish_one_draft_one_does(rig: Rig, tmp_path: Path, figure: Figure) -> None:
    """Scenario 5."""
    races = times(6, RACES)
    quoted(f"two windows on one draft, {RACES} races")
    offers: Counter[int] = Counter()
    for number in range(races):
        made, outcomes = race(rig, SUBMIT, tmp_path / str(number) if number % 2 else None)
        offers[made] += 1
        assert [one.signal for one in outcomes] == [0, 0]
        told = sorted(one.told[-1][:2] for one in outcomes)
        assert told[1] == ("sent", "accepted")
        assert told[0] in {("refused", code) for code in ("IN_FLIGHT", "PUBLISHED", "DUPLICATE")}
    figure(f"two windows, {races} races: {races - offers[1]} with more or less than one offer")
    assert offers == {1: races}


def test_control_without_the_transaction_both_do(rig: Rig, tmp_path: Path, figure: Figure) -> None:
    races = times(2, RACES)
    twice = sum(race(rig, CARELESS, tmp_path / str(number))[0] == 2 for number in range(races))
    figure(f"two windows, control without the transaction: two offers in {twice} of {races} races")
    assert twice > 0
    if LONG:
        quoted(f"without the transaction {twice} of {races}")


def test_a_window_that_holds_the_file_is_named_and_once_killed_in_nobodys_way(
    rig: Rig, home: Path, tmp_path: Path
) -> None:
    """P8: what a dead process held is free at once, and what it had half done is not there."""
    holder = rig.start(HOLD, home=str(home), meeting=str(tmp_path))
    rig.let_go(holder)
    end = time.monotonic() + 2 * PATIENCE
    while not (tmp_path / "holding").exists():
        assert time.monotonic() < end
    (said,) = rig.run(SAVE, home=str(home)).all("trouble")
    assert "The draft was not saved: another window or program is holding the drafts file" in said[0]
    os.kill(holder, signal.SIGKILL)
    assert rig.finish(holder)[0].signal == signal.SIGKILL
    ((titles,),) = rig.run(SAVE, home=str(home)).all("titles")
    assert sorted(titles) == ["Version 1", "Version 3"]


@pytest.mark.parametrize("alias", ["link", "dots", "relative"])
def test_the_same_folder_by_another_name_is_the_same_draft(
    rig: Rig, home: Path, tmp_path: Path, alias: str
) -> None:
    """D6: who goes there by a link or in a roundabout way still meets the other window."""
    (tmp_path / "link").symlink_to(home)
    names = {
        "link": tmp_path / "link",
        "dots": home / ".." / home.name,
        "relative": Path(os.path.relpath(home)),
    }
    first = rig.run(SUBMIT, home=str(home), url=rig.aws.url, meeting="")
    second = rig.run(SUBMIT, home=str(names[alias]), url=rig.aws.url, meeting="")
    assert first.told[-1][:2] == ("sent", "accepted")
    assert second.told[-1] == ("refused", "IN_FLIGHT")
    assert len(rig.aws.change_sets()) == 1
