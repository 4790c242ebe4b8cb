"""Completing words: a real bash asks the real command. zsh and fish get the lines made for them."""

import os
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from tests.e2e.terminal import COMMAND, PATIENCE, clean_environment

ASK = """\
eval "$(cppo completion bash)"
COMP_LINE="$1"; COMP_POINT=${#1}; COMP_TYPE=9; COMPREPLY=()
_python_argcomplete cppo
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture
def environment(home: Path) -> dict[str, str]:
    """A home in which «cppo» is on the PATH."""
    folder = home / "bin"
    folder.mkdir()
    (folder / "cppo").write_text(f'#!/bin/sh\nexec {" ".join(COMMAND)} "$@"\n', encoding="utf-8")
    (folder / "cppo").chmod(0o700)
    return clean_environment(home, PATH=f"{folder}:{os.environ.get('PATH', os.defpath)}")


def completed(line: str, environment: dict[str, str]) -> list[str]:
    """What bash would offer at the end of this line."""
    done = subprocess.run(
        ["bash", "--norc", "-c", ASK, "bash", line],
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
    )
    assert done.stderr == ""
    return [word.strip() for word in done.stdout.splitlines() if word.strip()]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("cppo rel", ["release"]),
        ("cppo --scenario host", ["hostile-names"]),
        ("cppo release --diff", ["--differing"]),
        ("cppo draft ed", ["edit"]),
        ("cppo sandbox serve --pace ", ["fast", "instant", "real"]),
    ],
)
def test_commands_options_and_choices_are_completed(
    line: str, words: list[str], environment: dict[str, str]
) -> None:
    assert sorted(completed(line, environment)) == words


def test_ids_come_from_the_drafts_of_the_world_that_is_meant(environment: dict[str, str]) -> None:
    made = subprocess.run(
        [*COMMAND, "draft", "new", "--sandbox", "--title", "One", "--output", "json"],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    (found,) = completed("cppo draft show --sandbox ", environment)
    assert found in made.stdout
    assert completed("cppo draft show ", environment) == []


def test_tab_in_an_interactive_bash_writes_the_word_out(environment: dict[str, str], home: Path) -> None:
    with pexpect.spawn(
        "bash",
        ["--norc", "-i"],
        env={**environment, "PS1": "ready "},
        cwd=str(home),
        encoding="utf-8",
        timeout=PATIENCE,
    ) as shell:
        shell.sendline('eval "$(cppo completion bash)"; echo go"ne"')
        shell.expect_exact("gone")
        shell.send("cppo author\t")
        shell.expect_exact("authorizations ")


@pytest.mark.parametrize(
    ("shell", "words"), [("zsh", "compdef _python_argcomplete cppo"), ("fish", "complete --command cppo")]
)
def test_the_other_shells_get_their_own_lines(shell: str, words: str, environment: dict[str, str]) -> None:
    done = subprocess.run(
        ["cppo", "completion", shell], env=environment, check=True, capture_output=True, text=True
    )
    assert words in done.stdout
    descriptors = {**environment, "_ARGCOMPLETE": "1", "_ARGCOMPLETE_SHELL": shell, "_ARGCOMPLETE_IFS": "\n"}
    line = "cppo rel"
    asked = subprocess.run(
        [sys.executable, "-m", "cppo_tui"],
        env={
            **descriptors,
            "COMP_LINE": line,
            "COMP_POINT": str(len(line)),
            "COMP_TYPE": "9",
            "_ARGCOMPLETE_STDOUT_FILENAME": str(Path(environment["HOME"]) / "said"),
        },
        check=True,
        capture_output=True,
        text=True,
    )
    assert (asked.stdout, asked.stderr) == ("", "")
    assert (Path(environment["HOME"]) / "said").read_text().strip().startswith("release")
