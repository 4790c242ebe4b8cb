"""AWS has accepted, and the disk does not take it down: the id is shown all the same (scenario 17, P6)."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.terminal import Terminal
from tests.reliability.crash_command import command
from tests.reliability.crash_controls import FORGETFUL
from tests.reliability.crash_judge import broken_after
from tests.reliability.crash_points import FULL
from tests.reliability.crash_rig import SOON, Outcome, Rig, the_rig
from tests.reliability.scale import times
from tests.reliability.windows import BUYER, SANDBOX, Home, to_confirmation

Figure = Callable[[str], None]
INTENT = "sql INSERT INTO"
NOTE = "sql UPDATE submissions"
COMMIT = "sql COMMIT"


@pytest.fixture
def rig() -> Rig:
    return the_rig()


def steps(outcome: Outcome) -> list[str]:
    """The steps it took."""
    points = outcome.last("points")
    assert points is not None
    return [str(name) for name in points[0]]


def noting(names: list[str], which: int) -> range:
    """The steps, counted from 1, of the transaction that notes something for the ``which``-th time."""
    at = [number for number, name in enumerate(names, 1) if name == NOTE][which]
    begin = max(number for number in range(1, at) if names[number - 1] == "sql BEGIN IMMEDIATE")
    return range(begin, names.index(COMMIT, at) + 2)


def shows_the_id(outcome: Outcome, rig: Rig) -> bool:
    """The id AWS gave is in what the person is told to note down."""
    told = [text for _, text in outcome.all("noted down")] + [text for (text,) in outcome.all("trouble")]
    shown = [text for text in told if "Do not publish this offer again" in text]
    return all(any(one.id in text for text in shown) for one in rig.aws.change_sets())


def test_at_every_write_after_the_acceptance_the_id_is_shown(rig: Rig, figure: Figure) -> None:
    """Scenario 17; and at the next start the offer is found and noted, not made again."""
    points = noting(steps(rig.live(rig.home(), fault={"at": 0, "how": FULL})), 0)[:: times(2, 1)]
    shown = 0
    for at in points:
        failed = rig.live(rig.home(), fault={"at": at, "how": FULL, "onward": True})
        shown += shows_the_id(failed, rig)
        assert broken_after(rig, rig.folder / "home", failed) == []
    figure(f"disk full at each of {len(points)} steps of noting an acceptance: id shown {shown} times")
    assert shown == len(points)


def test_at_every_write_after_finding_it_the_id_is_shown(rig: Rig, figure: Figure) -> None:
    """The program died while sending; the next start finds the offer at AWS, and the disk is full."""
    names = steps(rig.live(rig.home(), fault={"at": 0}))
    answer = names.index("net receive", len(names) - names[::-1].index(INTENT)) + 1
    points = noting(steps(died_and_restarted(rig, answer, 0)[1]), 1)[:: times(2, 1)]
    shown = 0
    for at in points:
        outcomes = died_and_restarted(rig, answer, at)
        shown += shows_the_id(outcomes[1], rig)
        assert broken_after(rig, rig.folder / "home", *outcomes) == []
    figure(f"disk full at each of {len(points)} steps of noting what was found: id shown {shown} times")
    assert shown == len(points)


def died_and_restarted(rig: Rig, step: int, full: int) -> tuple[Outcome, Outcome]:
    """A start killed at ``step``, and the next, whose disk is full from the step ``full`` of its own on."""
    died = rig.live(rig.home(), fault={"at": step})
    rig.aws.change_sets()
    fault = {"at": full, "how": FULL, "onward": True}
    return died, rig.live(rig.folder / "home", fault=fault, later=SOON)


def test_control_a_program_that_notes_afterwards_hides_the_id(rig: Rig, figure: Figure) -> None:
    names = steps(rig.live(rig.home(), call=FORGETFUL, fault={"at": 0, "how": FULL}))
    at = len(names) - names[::-1].index(INTENT)
    failed = rig.live(rig.home(), call=FORGETFUL, fault={"at": at, "how": FULL, "onward": True})
    hidden = not shows_the_id(failed, rig)
    figure(f"disk full when an acceptance is noted, control: id shown {int(not hidden)} times in 1")
    assert hidden


def test_on_the_screen_after_the_end_and_at_the_next_start(tmp_path: Path) -> None:
    """Scenario 17, the real command on a terminal."""
    home = Home(tmp_path)
    home.with_reviewed_draft()
    with Terminal(*SANDBOX, home=tmp_path, command=command("full")) as terminal:
        to_confirmation(terminal)
        terminal.type(BUYER[-4:])
        terminal.press("enter")
        terminal.wait_for("Note this down")
        (offer,) = [one.id for one in home.aws().change_sets()]
        terminal.wait_until(lambda screen: screen.count(offer) == 2, "the id, on the screen and in the note")
        terminal.press("ctrl+q")
        assert terminal.exit_status() == 1
        after = bytes(terminal.raw).rpartition(b"\x1b[?1049l")[2].decode()
        assert offer in after
        assert "Do not publish this offer again" in after
    with Terminal(*SANDBOX, home=tmp_path, command=command("later:61")) as terminal:
        terminal.wait_for("published")
        terminal.press("ctrl+q")
        assert terminal.exit_status() == 0
    store = home.store()
    assert [(row.state, row.change_set_id) for row in store.submissions()] == [("succeeded", offer)]
    store.close()
