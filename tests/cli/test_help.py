"""``--help`` of every command is its manual: what it does, examples that work, every exit code."""

import io
import shlex
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from typing import Any

import pytest

from cppo_tui.cli.arguments import Parser
from cppo_tui.cli.commands import COMMANDS
from cppo_tui.cli.commands.draft import VERBS
from cppo_tui.cli.main import main

WORLDS = ("serve", "reset", "scenarios", "assumptions", "accept")
EVERY = (
    *((name,) for name in COMMANDS),
    *(("draft", verb) for verb in VERBS),
    *(("sandbox", verb) for verb in WORLDS),
)


class Parsed(Exception):
    """The arguments were understood."""


def manual(command: Sequence[str], monkeypatch: pytest.MonkeyPatch) -> str:
    """What --help prints on a terminal of 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")
    out = io.StringIO()
    with redirect_stdout(out):
        try:
            code = main([*command, "--help"])
        except SystemExit as left:
            code = int(left.code or 0)
    assert code == 0
    return out.getvalue()


def examples(told: str) -> list[str]:
    """The lines of the shell under «examples:», without what is said of them."""
    part = told.split("\nexamples:\n")[1].split("\n\n")[0].replace(" \\\n      ", " ")
    lines = [line.strip() for line in part.splitlines() if line.startswith("  ") and line[2] != " "]
    return [line.partition("  ")[0].partition(" | ")[0].partition(" > ")[0] for line in lines]


@pytest.mark.parametrize("command", EVERY, ids=" ".join)
def test_it_has_a_description_examples_and_every_exit_code(
    command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = manual(command, monkeypatch)
    usage, description = told.split("\n\n")[:2]
    assert usage.startswith(f"usage: cppo {' '.join(command)}")
    assert description.strip().endswith((".", ":")), description
    assert max(map(len, told.splitlines())) <= 80
    codes = told.split("exit codes:\n")[1].split("\n\n")[0].splitlines()
    assert [line.split()[0] for line in codes][:1] == ["0"]
    assert all(line.startswith("  ") and line.split()[0].isdecimal() for line in codes)
    assert examples(told)


@pytest.mark.parametrize("command", EVERY, ids=" ".join)
def test_its_examples_are_understood(command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    told = manual(command, monkeypatch)
    understand = Parser.parse_args

    def only_parse(self: Parser, *arguments: Any, **options: Any) -> Any:
        understand(self, *arguments, **options)
        raise Parsed

    monkeypatch.setattr(Parser, "parse_args", only_parse)
    for example in examples(told):
        program, *arguments = shlex.split(example)
        if program != "cppo":  # completion's are lines of a shell's start file
            assert command == ("completion",)
            continue
        complaint = io.StringIO()
        with pytest.raises(Parsed), redirect_stderr(complaint):
            main(arguments)
