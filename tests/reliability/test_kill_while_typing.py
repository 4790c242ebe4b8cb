"""kill -9 while somebody types without a pause (reliability D4): at most two seconds of typing are lost."""

import itertools
import os
import random
import signal
import string
import time
from collections.abc import Callable
from pathlib import Path

from tests.e2e.terminal import PATIENCE, Terminal
from tests.reliability.scale import LONG, times
from tests.reliability.troubled import command
from tests.reliability.windows import TITLE, Home, to_typing

Figure = Callable[[str], None]
BETWEEN = 0.05
"""Seconds between two keys: a quick typist, never pausing for as long as an autosave waits."""
AT_MOST = 2.0
LETTERS = string.ascii_letters


def killed_while_typing(home: Home, after: float, *troubles: str) -> tuple[str, list[float]]:
    """The text typed until the kill, and when each of its letters was."""
    home.with_begun_draft()
    typed: list[float] = []
    with Terminal("--sandbox", home=home.path, command=command("hang:connect", *troubles)) as terminal:
        to_typing(terminal)
        end = time.monotonic() + after
        for letter in itertools.cycle(LETTERS):
            if time.monotonic() >= end:
                break
            terminal.type(letter)
            typed.append(time.monotonic())
            terminal.read(BETWEEN)
        os.kill(terminal.pid, signal.SIGKILL)
        died = time.monotonic()
        assert terminal.exit_status() == -signal.SIGKILL
    text = "".join(itertools.islice(itertools.cycle(LETTERS), len(typed)))
    return text, [died - at for at in typed]


def lost(home: Home, text: str, ages: list[float]) -> float:
    """The age of the oldest letter that is not stored; the draft itself must be there, and be a beginning."""
    assert home.titles() == [TITLE]
    (name,) = home.names()
    assert text.startswith(name or "")
    return ages[len(name or "")] if len(name or "") < len(ages) else 0.0


def test_what_is_typed_without_a_pause_is_saved_meanwhile(tmp_path: Path) -> None:
    """However slow the machine is: the draft grows on the disk while the keys keep coming."""
    home = Home(tmp_path)
    home.with_begun_draft()
    end = time.monotonic() + PATIENCE
    with Terminal("--sandbox", home=home.path, command=command("hang:connect")) as terminal:
        to_typing(terminal)
        while not home.names()[0]:
            assert time.monotonic() < end, "nothing was saved while somebody typed on"
            terminal.type("k")
            terminal.read(BETWEEN)


def test_a_kill_at_any_moment_loses_two_seconds_of_typing_at_most(tmp_path: Path, figure: Figure) -> None:
    dice = random.Random(4)
    losses = []
    kills = times(2, 200)
    for count in range(kills):
        home = Home(tmp_path / str(count))
        home.path.mkdir()
        text, ages = killed_while_typing(home, dice.uniform(0.1, times(2, 6)))
        losses.append(lost(home, text, ages))
    assert not LONG or max(losses) <= AT_MOST, losses  # elsewhere a busy machine is no defect of the program
    figure(f"kill -9 while typing: {kills} kills, 0 drafts lost, at most {max(losses):.1f} s of typing lost")


def test_the_control_that_saves_only_in_a_pause_loses_all_of_it(tmp_path: Path, figure: Figure) -> None:
    home = Home(tmp_path)
    text, ages = killed_while_typing(home, 3.0, "naive:steady")
    loss = lost(home, text, ages)
    assert loss > AT_MOST
    figure(f"kill -9 while typing, control that saves only in a pause: {loss:.1f} s lost")
