"""The command from outside: exit codes, and one plain line where no screen can be drawn."""

import os
import subprocess
from pathlib import Path

import pytest

from cppo_tui import __version__
from tests.e2e.terminal import COMMAND, clean_environment


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command with its input and output redirected."""
    return subprocess.run(
        [*COMMAND, *arguments],
        env=clean_environment(home),
        cwd=home,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )


def run_with_tty(home: Path, *, tty: set[str], term: str = "xterm-256color") -> tuple[int, str, str]:
    """Exit code, stdout and stderr, with a terminal as stdin or stdout and a pipe as the other."""
    controller, terminal = os.openpty()
    with subprocess.Popen(
        [*COMMAND, "--sandbox"],
        env=clean_environment(home, TERM=term),
        cwd=home,
        stdin=terminal if "stdin" in tty else subprocess.DEVNULL,
        stdout=terminal if "stdout" in tty else subprocess.PIPE,
        stderr=subprocess.PIPE,
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
    return process.returncode, drawn + (output or ""), error


def test_version_is_one_line(home: Path) -> None:
    done = run(home, "--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"cppo {__version__}\n", "")


def test_help_shows_examples_to_copy(home: Path) -> None:
    done = run(home, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert "cppo --sandbox" in done.stdout


def test_asking_for_help_or_version_leaves_no_file_behind(home: Path) -> None:
    run(home, "--version")
    run(home, "--help")
    assert list(home.iterdir()) == []


def test_an_unknown_option_is_refused_with_2(home: Path) -> None:
    done = run(home, "--sandwich")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--sandwich" in done.stderr


@pytest.mark.parametrize("tty", [set(), {"stdin"}, {"stdout"}], ids=["neither", "only stdin", "only stdout"])
def test_without_a_terminal_there_is_one_plain_line(home: Path, tty: set[str]) -> None:
    code, output, error = run_with_tty(home, tty=tty)
    assert (code, output) == (2, "")
    assert error.startswith("cppo: the wizard needs a terminal")
    assert (error.count("\n"), "\x1b" in error) == (1, False)


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_terminal_that_cannot_draw_gets_one_plain_line(home: Path, term: str) -> None:
    code, output, error = run_with_tty(home, tty={"stdin", "stdout"}, term=term)
    assert (code, output) == (2, "")
    assert error.startswith("cppo: the wizard needs a terminal that can draw")
    assert (error.count("\n"), "\x1b" in error) == (1, False)
