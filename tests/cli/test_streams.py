"""The command on the streams a shell gives it: closed, full, in an old encoding, nobody reading on."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cppo_tui.cli.endings import Exit
from tests.e2e.terminal import COMMAND, clean_environment

LISTS = (*COMMAND, "rules")


def shell(home: Path, line: str, *command: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """``"$@"`` in the line stands for the command."""
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", line, "bash", *command],
        env=clean_environment(home, **environment),
        cwd=home,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_who_stops_reading_ends_it_without_a_word(tmp_path: Path) -> None:
    """141, as with every command of a shell. The reader has gone before the first word: no race."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as nobody:
        done = subprocess.run(
            LISTS,
            env=clean_environment(tmp_path),
            stdout=nobody,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    assert (done.returncode, done.stderr) == (Exit.NOBODY_READS, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="the system has no full device")
@pytest.mark.parametrize("command", [LISTS, (*COMMAND, "completion", "bash")])
def test_a_full_disk_is_said_in_a_line(tmp_path: Path, command: tuple[str, ...]) -> None:
    done = shell(tmp_path, '"$@" > /dev/full', *command)
    assert done.returncode == Exit.TROUBLE
    assert done.stderr == "cppo: The output could not be written: No space left on device.\n"


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&- <&-"])
def test_a_closed_stream_is_nobody_s_file(tmp_path: Path, closed: str) -> None:
    """The first file that is opened would get its number: the database must not hold what is printed."""
    done = shell(tmp_path, f'"$@" {closed}', *COMMAND, "draft", "new", "--sandbox")
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    listed = shell(tmp_path, '"$@"', *COMMAND, "draft", "list", "--sandbox", "--output", "json")
    assert [row["revision"] for row in json.loads(listed.stdout)] == [1]
    assert not any(b"new --plain" in one.read_bytes() for one in tmp_path.rglob("cppo.db*"))


def test_json_stays_json_in_an_encoding_that_lacks_its_letters(tmp_path: Path) -> None:
    """Python would write «\\xfc» there, which no reader of JSON takes."""
    title = "Größe → 株 😀"
    ascii_only = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    made = shell(
        tmp_path,
        '"$@"',
        *COMMAND,
        "draft",
        "new",
        "--sandbox",
        "--title",
        title,
        "--output",
        "json",
        **ascii_only,
    )
    assert made.returncode == 0, made
    assert made.stdout.isascii()
    assert json.loads(made.stdout)["title"] == title
    table = shell(tmp_path, '"$@"', *COMMAND, "draft", "list", "--sandbox", **ascii_only)
    assert (table.returncode, "Gr\\u00f6\\u00dfe" in table.stdout) == (0, True)


def test_answers_that_are_no_text_are_no_crash(tmp_path: Path) -> None:
    """A terminal of another encoding: what is typed there is refused in words."""
    code = (
        "import sys; from cppo_tui.cli import streams; streams.prepare(); "
        "print(ascii(sys.stdin.readline().strip()))"
    )
    done = shell(tmp_path, "printf 'Gr\\366\\337e\\n' | \"$@\"", sys.executable, "-c", code)
    assert done.stdout.strip() == ascii("Gr\ufffd\ufffde")


def test_leaving_at_once_loses_nothing_that_was_printed_or_left_to_be_done(tmp_path: Path) -> None:
    code = (
        "import atexit, sys; from cppo_tui.cli.endings import leave; atexit.register(print, 'done'); "
        "print('x' * 100_000); print('said', end='', file=sys.stderr); leave(3)"
    )
    done = shell(tmp_path, '"$@" | cat', sys.executable, "-c", code)
    assert (done.returncode, done.stderr) == (3, "said")
    assert done.stdout == f"{'x' * 100_000}\ndone\n"


def test_nobody_leaves_while_another_thread_works(tmp_path: Path) -> None:
    code = (
        "import sys, threading; from cppo_tui.cli.endings import leave; "
        "threading.Thread(target=lambda: print('worked', sys.stdin.read())).start(); leave(3)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], env=clean_environment(tmp_path), stdin=-1, stdout=-1, text=True
    ) as running:
        assert running.communicate("late")[0] == "worked late\n"
    assert running.returncode == 3
