"""Terminals that can do little: readable where something can be drawn, one plain line where nothing can."""

import os
import re
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.e2e.terminal import COMMAND, Terminal, clean_environment
from tests.reliability.scale import LONG
from tests.reliability.troubled import command
from tests.reliability.windows import Home, missing, to_typing

Figure = Callable[[str], None]
MORE_TERMS = ("xterm", "vt220", "screen-256color", "tmux-256color")
"""Named when everything is run; what they are told differs in colours only."""
DRAWN: Mapping[str, Mapping[str, str]] = {
    "LC_ALL=C": {"LC_ALL": "C", "LANG": "C"},
    "LC_ALL=C without UTF-8 mode": {
        "LC_ALL": "C",
        "LANG": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
    },
    "PYTHONIOENCODING=latin-1": {"PYTHONIOENCODING": "latin-1"},
    "NO_COLOR": {"NO_COLOR": "1"},
    "TERM=screen": {"TERM": "screen"},
    "TERM=linux": {"TERM": "linux"},
} | {f"TERM={name}": {"TERM": name} for name in MORE_TERMS if LONG}
STREAMS = ("stdin", "stdout", "stderr")
REFUSED: tuple[tuple[str, frozenset[str], str], ...] = (
    ("TERM=dumb", frozenset(STREAMS), "dumb"),
    ("TERM unset", frozenset(STREAMS), ""),
    ("no terminal at all", frozenset(), "xterm"),
    ("stdin redirected", frozenset({"stdout", "stderr"}), "xterm"),
    ("stdout redirected", frozenset({"stdin", "stderr"}), "xterm"),
    ("stderr redirected", frozenset({"stdin", "stdout"}), "xterm"),
)


def refusal(home: Path, terminals: frozenset[str], term: str) -> tuple[int, str]:
    """Exit code, and all that was written anywhere."""
    controller, terminal = os.openpty()
    environment = clean_environment(home)
    if term:
        environment["TERM"] = term
    else:
        del environment["TERM"]
    with subprocess.Popen(
        [*COMMAND, "--sandbox"],
        env=environment,
        cwd=home,
        stdin=terminal if "stdin" in terminals else subprocess.DEVNULL,
        stdout=terminal if "stdout" in terminals else subprocess.PIPE,
        stderr=terminal if "stderr" in terminals else subprocess.PIPE,
        text=True,
    ) as process:
        output, error = process.communicate(timeout=20)
    os.set_blocking(controller, False)
    os.close(terminal)
    try:
        drawn = os.read(controller, 65_536).decode()
    except OSError:  # Linux says EIO where nothing was ever written and the other end is closed
        drawn = ""
    os.close(controller)
    return process.returncode, drawn + (output or "") + (error or "")


def test_where_no_screen_can_be_drawn_there_is_one_plain_line_and_exit_code_2(
    tmp_path: Path, figure: Figure
) -> None:
    for name, terminals, term in REFUSED:
        code, said = refusal(tmp_path, terminals, term)
        assert code == 2, name
        assert said.startswith("cppo: the wizard "), name
        assert (said.count("\n"), "\x1b" in said, "Traceback" in said) == (1, False, False), name
    assert not (tmp_path / "cppo").exists()
    figure(f"{len(REFUSED)} of {len(REFUSED)} terminals that cannot draw: one plain line, exit code 2")


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_refused_without_a_traceback(tmp_path: Path, closed: str) -> None:
    words = " ".join(COMMAND)
    with Terminal(home=tmp_path, command=("/bin/sh", "-c", f"{words} --sandbox {closed}")) as terminal:
        assert terminal.exit_status() == 2
        assert "Traceback" not in terminal.screen_text()


def test_where_a_screen_can_be_drawn_it_is_readable(tmp_path: Path, figure: Figure) -> None:
    for count, (name, environment) in enumerate(DRAWN.items()):
        home = Home(tmp_path / str(count))
        home.path.mkdir()
        home.with_begun_draft()
        trouble = command("hang:connect")
        with Terminal("--sandbox", home=home.path, command=trouble, environment=environment) as terminal:
            to_typing(terminal)
            terminal.type("Müller – 日本")
            seen = terminal.wait_for("Müller – ")
            assert "▸2 Information" in seen, name
            assert "\\u" not in seen, name
            terminal.press("ctrl+q")
            assert terminal.exit_status() == 0, name
            assert missing(bytes(terminal.raw)) == [], name
            if name == "NO_COLOR":
                assert not coloured(bytes(terminal.raw))
        assert home.names() == ["Müller – 日本"], name
    figure(f"{len(DRAWN)} of {len(DRAWN)} odd terminals: readable, what is typed is kept")


def coloured(raw: bytes) -> bool:
    """True when a colour other than black, white and greys was asked for."""
    for red, green, blue in re.findall(rb"[34]8;2;(\d+);(\d+);(\d+)", raw):
        if not int(red) == int(green) == int(blue):
            return True
    return False
