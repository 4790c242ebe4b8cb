"""Signals on a real terminal: the draft is saved, the terminal given back, the exit code is the signal's."""

import os
import signal
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from cppo_tui.cli.accounts import new_id, now
from cppo_tui.domain.submission import Submission, SubmissionState
from cppo_tui.services.submitter import Submitter
from tests.e2e.terminal import Terminal
from tests.reliability.scale import LONG
from tests.reliability.troubled import command
from tests.reliability.windows import BUYER, SANDBOX, Home, missing, to_confirmation, to_typing

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
F9 = "\x1b[20~"
STUCK = ("stuck", "patient")
UNSAVED = ("hang:connect", "naive:autosave")
"""Nothing is saved but by the way out itself."""
Figure = Callable[[str], None]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home with a draft at step 2."""
    made = Home(tmp_path)
    made.with_begun_draft()
    return made


def test_a_signal_while_typing_saves_the_draft_and_gives_the_terminal_back(
    home: Home, figure: Figure
) -> None:
    """Scenario 19."""
    took = []
    for count, number in enumerate(SIGNALS, 1):
        with Terminal("--sandbox", home=home.path, command=command(*UNSAVED)) as terminal:
            to_typing(terminal)
            terminal.type(str(count))
            terminal.wait_for(f"{count} of 150")
            os.kill(terminal.pid, number)
            began = time.monotonic()
            assert terminal.exit_status() == 128 + number
            took.append(time.monotonic() - began)
            assert missing(bytes(terminal.raw)) == []
        assert home.names() == ["123"[:count]]
    assert not LONG or max(took) < 2.0  # elsewhere a busy machine is no defect of the program
    figure(
        f"signals while typing: {len(took)} of {len(SIGNALS)} saved and restored, at most {max(took):.2f} s"
    )


def test_the_control_that_hears_no_signal_loses_the_key_and_leaves_the_terminal_as_it_is(
    home: Home, figure: Figure
) -> None:
    trouble = command(*UNSAVED, "naive:signals")
    with Terminal("--sandbox", home=home.path, command=trouble) as terminal:
        to_typing(terminal)
        terminal.type("k")
        terminal.wait_for("1 of 150")
        os.kill(terminal.pid, signal.SIGTERM)
        assert terminal.exit_status() == -signal.SIGTERM
        left_on = missing(bytes(terminal.raw))
    assert left_on
    assert home.names() == [None]
    figure(f"signals while typing, control without handlers: key lost, {len(left_on)} of 5 modes left on")


def test_a_terminal_that_is_closed_ends_the_program_with_the_draft_saved(home: Home) -> None:
    """Scenario 19: the window is closed, or the ssh connection drops."""
    with Terminal("--sandbox", home=home.path, command=command(*UNSAVED)) as terminal:
        to_typing(terminal)
        terminal.type("s")
        terminal.wait_for("1 of 150")
        assert terminal.hung_up() == 128 + signal.SIGHUP
    assert home.names() == ["s"]


def test_a_program_that_is_stuck_ends_at_once_at_the_second_signal(home: Home) -> None:
    """The first one alone would wait for the loop for an hour here."""
    with Terminal("--sandbox", home=home.path, command=command("hang:connect", *STUCK)) as terminal:
        to_typing(terminal)
        terminal.type(F9)
        terminal.wait_for_bytes(b"\x1b]9;stuck\x07")
        os.kill(terminal.pid, signal.SIGTERM)
        terminal.wait_for_bytes(b"\x1b]9;heard\x07")
        os.kill(terminal.pid, signal.SIGTERM)
        assert terminal.exit_status() == 128 + signal.SIGTERM
        assert missing(bytes(terminal.raw)) == []


def test_a_program_that_is_stuck_ends_soon_after_the_first_signal(home: Home) -> None:
    with Terminal("--sandbox", home=home.path, command=command("hang:connect", "stuck")) as terminal:
        to_typing(terminal)
        terminal.type(F9)
        terminal.wait_for_bytes(b"\x1b]9;stuck\x07")
        os.kill(terminal.pid, signal.SIGINT)
        assert terminal.exit_status() == 128 + signal.SIGINT
        assert missing(bytes(terminal.raw)) == []


def test_the_key_ctrl_c_only_says_how_to_leave(home: Home) -> None:
    with Terminal("--sandbox", home=home.path, command=command(*UNSAVED)) as terminal:
        to_typing(terminal)
        terminal.press("ctrl+c")
        terminal.wait_for("ctrl+q")
        terminal.type("still here")
        terminal.wait_for("still here")


@pytest.mark.parametrize("number", SIGNALS if LONG else SIGNALS[1:2])
def test_a_signal_in_the_middle_of_a_send_leaves_at_once_and_the_next_start_finds_the_one_offer(
    tmp_path: Path, number: signal.Signals, figure: Figure
) -> None:
    """Scenarios 4 and 19: AWS has performed it, its answer never comes."""
    home = Home(tmp_path)
    draft = home.with_reviewed_draft()
    trouble = command("lost:StartChangeSet")
    with Terminal(*SANDBOX, home=home.path, command=trouble) as terminal:
        to_confirmation(terminal)
        terminal.type(BUYER[-4:])
        terminal.press("enter")
        terminal.wait_for_bytes(b"\x1b]9;StartChangeSet\x07")
        os.kill(terminal.pid, number)
        began = time.monotonic()
        assert terminal.exit_status() == 128 + number
        took = time.monotonic() - began
        assert not LONG or took < 2.0
        assert missing(bytes(terminal.raw)) == []
        assert "Do not make it again" in terminal.screen_text()
    assert found_at_the_next_start(home).state is SubmissionState.ACCEPTED
    assert draft.authorization is not None
    offers = home.aws().offers(draft.authorization.id)
    assert len([offer for offer in offers if offer.buyers == (BUYER,)]) == 1
    figure(
        f"{number.name} in the middle of a send: gone after {took:.2f} s, 1 offer, found at the next start"
    )


def found_at_the_next_start(home: Home) -> Submission:
    """What the submitter makes of what was left, a minute later."""
    store = home.store()
    try:
        (row,) = store.submissions()
        assert row.state == SubmissionState.SENDING
        later = Submitter(
            store,
            home.aws(),
            clock=lambda: now() + timedelta(seconds=61),
            new_id=new_id,
            world="sandbox",
        )
        return later.look_up(row.id)
    finally:
        store.close()
