"""Quitting while AWS does not answer: the door is never held, except by a send, and that one asks."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cppo_tui.domain.submission import SubmissionState
from tests.e2e.terminal import Terminal
from tests.reliability.scale import LONG
from tests.reliability.troubled import command
from tests.reliability.windows import (
    BUYER,
    GIVEN_BACK,
    SANDBOX,
    TITLE,
    Home,
    missing,
    to_confirmation,
    to_typing,
)

Figure = Callable[[str], None]


def at_first_screen(terminal: Terminal) -> None:
    """Nothing has been asked of AWS yet."""
    terminal.wait_for(TITLE)


def in_a_new_offer(terminal: Terminal) -> None:
    """The list of authorizations is being read."""
    terminal.wait_for("seller 7777")
    terminal.press("n")
    terminal.wait_for("step 1 of 6")


def at_review(terminal: Terminal) -> None:
    """The existing offers are being read."""
    terminal.wait_for("seller 7777")
    terminal.press("enter")
    terminal.wait_for("step 5 of 6")


def sent(terminal: Terminal) -> None:
    """The offer was sent, and is being followed."""
    to_confirmation(terminal)
    terminal.type(BUYER[-4:])
    terminal.press("enter")


INSTANTS = (
    ("hang:connect", "", at_first_screen),
    ("hang:GetCallerIdentity", "GetCallerIdentity", at_first_screen),
    ("hang:DescribeChangeSet", "DescribeChangeSet", sent),
    ("hang:connect", "", to_typing),
    ("hang:GetCallerIdentity", "GetCallerIdentity", to_typing),
    ("hang:ListEntities", "ListEntities", in_a_new_offer),
    ("hang:BatchDescribeEntities", "BatchDescribeEntities", in_a_new_offer),
    ("hang:ListEntities", "ListEntities", at_review),
    ("late:GetCallerIdentity:30", "GetCallerIdentity", at_first_screen),
    ("lost:ListEntities", "ListEntities", in_a_new_offer),
    ("late:DescribeChangeSet:20", "DescribeChangeSet", sent),
    ("late:ListEntities:9", "ListEntities", at_review),
)
"""What hangs, the call that must have begun, and how the person gets there."""
A_BUSY_MACHINE = 10.0
"""Seconds it may take where everything else runs beside it: what hangs, hangs for ever."""


@contextmanager
def waiting(home: Home, trouble: str, call: str, way: Callable[[Terminal], None]) -> Iterator[Terminal]:
    """The wizard at an instant at which something does not answer."""
    with Terminal(*SANDBOX, home=home.path, command=command(*trouble.split())) as terminal:
        way(terminal)
        if call:
            terminal.wait_for_bytes(f"\x1b]9;{call}\x07".encode())
        yield terminal


def quit_and_wait(terminal: Terminal) -> tuple[int, float]:
    """Exit code, and seconds from the key to the end."""
    began = time.monotonic()
    terminal.press("ctrl+q")
    return terminal.exit_status(), time.monotonic() - began


def test_quitting_takes_less_than_a_second_whatever_hangs(tmp_path: Path, figure: Figure) -> None:
    """Scenario 19."""
    took = []
    for count, (trouble, call, way) in enumerate(INSTANTS if LONG else INSTANTS[:3]):
        home = Home(tmp_path / str(count))
        home.path.mkdir()
        home.with_begun_draft() if way is to_typing else home.with_reviewed_draft()
        with waiting(home, trouble, call, way) as terminal:
            code, seconds = quit_and_wait(terminal)
            assert code == 0, (trouble, terminal.screen_text())
            assert missing(bytes(terminal.raw)) == []
        took.append(seconds)
    assert max(took) < (1.0 if LONG else A_BUSY_MACHINE), took
    figure(f"quitting at {len(took)} instants at which AWS hangs: at most {max(took):.2f} s")


def test_the_control_that_waits_for_its_threads_holds_the_door(tmp_path: Path, figure: Figure) -> None:
    home = Home(tmp_path)
    home.with_begun_draft()
    trouble = "hang:GetCallerIdentity naive:pool"
    with waiting(home, trouble, "GetCallerIdentity", at_first_screen) as terminal:
        terminal.press("ctrl+q")
        terminal.wait_for_bytes(GIVEN_BACK[0])
        with pytest.raises(AssertionError, match="still running"):
            terminal.exit_status(timeout=2.0)
    figure("quitting, control with Python's own threads and a call that hangs: does not end")


def state_of(home: Home) -> str:
    """The state of the one submission there is."""
    store = home.store()
    try:
        (row,) = store.submissions()
        return row.state
    finally:
        store.close()


def test_quitting_in_the_middle_of_a_send_waits_once_and_leaves_at_the_second_wish(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.with_reviewed_draft()
    with waiting(home, "lost:StartChangeSet", "StartChangeSet", sent) as terminal:
        terminal.press("ctrl+q")
        terminal.wait_for("Ctrl+Q again leaves now")
        code, _ = quit_and_wait(terminal)
        assert code == 1
        assert "Do not make it again" in terminal.screen_text()
    assert state_of(home) == SubmissionState.SENDING


def test_quitting_in_the_middle_of_a_send_ends_by_itself_once_it_is_noted(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.with_reviewed_draft()
    with waiting(home, "late:StartChangeSet:1.5", "StartChangeSet", sent) as terminal:
        code, _ = quit_and_wait(terminal)
        assert code == 0
    assert state_of(home) in (SubmissionState.ACCEPTED, SubmissionState.SUCCEEDED)
