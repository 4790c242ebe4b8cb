"""Completing words: a real bash asks the real command. zsh and fish get the lines made for them."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pexpect
import pytest

from cppo_tui.store import DATABASE_NAME, SqliteStore, data_folder
from tests.e2e.terminal import COMMAND, PATIENCE, clean_environment
from tests.store.samples import TickingClock, a_submission

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
        ("cppo --sandbox dr", ["draft"]),
        ("cppo --profile reseller of", ["offers"]),
        ("cppo --profile=reseller status --off", ["--offline"]),
        ("cppo --sandbox draft ed", ["edit"]),
        ("cppo draft --sandbox ed", ["edit"]),
    ],
)
def test_commands_options_and_choices_are_completed(
    line: str, words: list[str], environment: dict[str, str]
) -> None:
    assert sorted(completed(line, environment)) == words


def command(environment: dict[str, str], *arguments: str) -> str:
    """What the command says on stdout."""
    said = subprocess.run(
        [*COMMAND, *arguments],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
        cwd=environment["HOME"],
        timeout=PATIENCE,
    )
    return said.stdout


@pytest.mark.parametrize(
    "line",
    [
        "cppo draft show --sandbox ",
        "cppo --sandbox draft show ",
        "cppo draft --sandbox show ",
        "cppo --sandbox new --plain ",
        "cppo --at http://127.0.0.1:8770 draft show ",
    ],
)
def test_ids_come_from_the_drafts_of_the_world_that_is_meant(line: str, environment: dict[str, str]) -> None:
    made = command(environment, "draft", "new", "--sandbox", "--title", "One", "--output", "json")
    assert completed(line, environment) == [json.loads(made)["id"]]
    assert completed("cppo draft show ", environment) == []
    assert completed("cppo --profile reseller draft show ", environment) == []


@pytest.mark.parametrize(
    "line",
    ["cppo --profile res", "cppo offers --profile res", "cppo doctor --profile res", "cppo --profile=res"],
)
def test_a_profile_is_one_of_the_aws_files(line: str, environment: dict[str, str], home: Path) -> None:
    assert completed(line, environment) == []
    (home / "config").write_text("[profile reseller]\n[profile other]\n", encoding="utf-8")
    (home / ".aws").mkdir()
    (home / ".aws/credentials").write_text("[reserve]\naws_secret_access_key = resist\n", encoding="utf-8")
    found = completed(line, {**environment, "AWS_CONFIG_FILE": str(home / "config")})
    assert [one.removeprefix("--profile=") for one in sorted(found)] == ["reseller", "reserve"]


@pytest.fixture
def shell(environment: dict[str, str], home: Path) -> Iterator[pexpect.spawn]:
    """A bash on a pty, as a person has it."""
    with pexpect.spawn(
        "bash",
        ["--norc", "-i"],
        env={**environment, "PS1": "ready "},
        cwd=str(home),
        encoding="utf-8",
        timeout=PATIENCE,
        dimensions=(24, 200),
    ) as running:
        running.sendline('eval "$(cppo completion bash)"; echo go"ne"')
        running.expect_exact("gone")
        yield running


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("cppo author", "cppo authorizations "),
        ("cppo --sandbox dr", "cppo --sandbox draft "),
        ("cppo --profile X of", "cppo --profile X offers "),
        ("cppo --sandbox draft exp", "cppo --sandbox draft export "),
        ("cppo plan cont", "cppo plan contoso.yaml "),
        ("cppo --sandbox plan cont", "cppo --sandbox plan contoso.yaml "),
    ],
)
def test_tab_in_an_interactive_bash_writes_the_word_out(
    typed: str, written: str, shell: pexpect.spawn, home: Path
) -> None:
    (home / "contoso.yaml").write_text("buyers: []\n", encoding="utf-8")
    shell.send(f"{typed}\t")
    shell.expect_exact(written)


def test_tab_after_status_writes_the_id_of_what_was_sent(
    shell: pexpect.spawn, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CPPO_HOME", str(home / "cppo"))
    with closing(SqliteStore(data_folder() / DATABASE_NAME, "sandbox", TickingClock())) as store:
        store.add_submission(a_submission("0123abcd-1"))
    shell.send("cppo --sandbox status \t")
    shell.expect_exact("cppo --sandbox status 0123abcd-1 ")


@pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not installed here")
def test_fish_completes_behind_the_options(environment: dict[str, str], home: Path) -> None:
    asked = "cppo completion fish | source; complete -C 'cppo --sandbox dr'"
    done = subprocess.run(
        ["fish", "--no-config", "-c", asked],
        env=environment,
        cwd=home,
        check=True,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert done.stdout.startswith("draft\t")


@pytest.mark.skipif(shutil.which("zsh") is None, reason="zsh is not installed here")
def test_zsh_completes_behind_the_options(environment: dict[str, str], home: Path) -> None:
    begin = 'autoload -Uz compinit; compinit -u -D; eval "$(cppo completion zsh)"; echo go"ne"'
    with pexpect.spawn(
        "zsh",
        ["-f", "-i"],
        env={**environment, "TERM": "dumb"},
        cwd=str(home),
        encoding="utf-8",
        timeout=PATIENCE,
        dimensions=(24, 200),
    ) as running:
        running.sendline(begin)
        running.expect_exact("gone\r")
        running.send("cppo --sandbox dr\t")
        running.expect_exact("cppo --sandbox draft ")


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
