"""The arguments' door: what was typed on the command line is data, also where it is quoted as wrong."""

import argparse
import os
import re
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NoReturn

from cppo_tui.cli.tables import words_within
from cppo_tui.domain.text import clean

COMPLETING = "_ARGCOMPLETE"
"""The shell sets it when it wants to know how a word may go on: argcomplete's own name."""


_EXPLAINED = re.compile(r"( +\S(?:.*?\S)?)( {2,})(\S.*)")
_BESIDE = 24
"""An explanation that has less room than this goes below what it explains."""
_BELOW = " " * 6


class Manual(argparse.HelpFormatter):
    """Help as a manual page has it: sentences flow to the terminal's width, indented lines (examples, lists)
    stay as they stand, what does not fit going on under itself."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(self._filled(text, width, indent)) + "\n"

    def _filled(self, text: str, width: int, indent: str) -> Iterator[str]:
        for as_it_stands, lines in groupby(text.strip("\n").splitlines(), _stands):
            if as_it_stands:
                yield from (part for line in lines for part in _fitted(f"{indent}{line}", width))
            else:
                yield super()._fill_text(" ".join(lines), width, indent)


def _fitted(line: str, width: int) -> Iterator[str]:
    """An example with its explanation: beside it, or below it where the terminal is too narrow."""
    found = _EXPLAINED.fullmatch(line)
    if len(line) <= width:
        yield line
    elif found is None:
        yield from _continued(line, width)
    elif (room := width - len(found[1] + found[2])) >= _BESIDE:
        first, *rest = words_within(found[3], room)
        yield f"{found[1]}{found[2]}{first}"
        yield from (f"{' ' * (width - room)}{words}" for words in rest)
    else:
        yield from _continued(found[1], width)
        yield from (f"{_BELOW}{words}" for words in words_within(found[3], width - len(_BELOW)))


def _continued(line: str, width: int) -> Iterator[str]:
    """A command that is longer than the terminal, as the shell takes it: broken before its options."""
    margin = line[: len(line) - len(line.lstrip())]
    if len(line) <= width or not line.startswith("  cppo"):
        yield from (f"{margin}{words}" for words in words_within(line.strip(), width - len(margin)))
        return
    parts = re.split(r" (?=--)", line)
    while parts:
        taken = parts.pop(0)
        while parts and len(f"{taken} {parts[0]}") <= width - 2:
            taken = f"{taken} {parts.pop(0)}"
        yield f"{taken} \\" if parts else taken
        if parts:
            parts[0] = f"{_BELOW}{parts[0]}"


def _stands(line: str) -> bool:
    """Indented lines, empty ones and headings, which are short."""
    return not line.strip() or line.startswith(" ") or (line.endswith(":") and len(line) < 40)


WHICH_AWS = ("--profile", "--at")
"""Options with a value that may stand before the command as well as behind it."""


def add_which_aws(made: argparse.ArgumentParser, what: str = "work on") -> None:
    """The options that say which AWS is meant: at most one of them."""
    which = made.add_mutually_exclusive_group()
    which.add_argument("--profile", metavar="NAME", help="AWS profile to use (default: as the AWS CLI would)")
    which.add_argument("--sandbox", action="store_true", help=f"{what} the simulated AWS of this computer")
    served = "the sandbox that «cppo sandbox serve» serves"
    which.add_argument("--at", metavar="URL", type=_sandbox_url, help=served)


def _sandbox_url(text: str) -> str:
    """An address on this computer. Raises argparse.ArgumentTypeError for any other."""
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(text)
        if parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1") and parts.port:
            return text
    except ValueError:
        pass
    raise argparse.ArgumentTypeError("not the address of a sandbox here, such as http://127.0.0.1:8770")


def command_in(arguments: Sequence[str]) -> tuple[str, Sequence[str]]:
    """The command's name and its arguments: which AWS is meant may be said before it. ("", …) without one."""
    before, left = world_before(arguments)
    if left and not left[0].startswith("-"):
        return left[0], [*left[1:], *before]
    return "", arguments


def world_before(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """The options before the first word that say which AWS is meant, and what is left."""
    before: list[str] = []
    left = list(arguments)
    while left and (left[0] == "--sandbox" or left[0].partition("=")[0] in WHICH_AWS):
        before.append(left.pop(0))
        if before[-1] in WHICH_AWS and left:
            before.append(left.pop(0))
    return before, left


class Parser(argparse.ArgumentParser):
    """argparse, whose complaints repeat arguments as they are; a name pasted there may drive the terminal."""

    def parse_args(self, *arguments: Any, **options: Any) -> Any:
        """The options; when the shell completes a word, its completions instead, and the end."""
        if COMPLETING in os.environ:
            from cppo_tui.cli.completion import complete

            complete(self, *arguments)
        self._refuse_empty(*arguments)
        return super().parse_args(*arguments, **options)

    def _refuse_empty(self, typed: Sequence[str] | None = None, *_others: Any) -> None:
        """An empty word is a variable that is not set: it would mean the default, or everything there is."""
        before = ""
        for word in sys.argv[1:] if typed is None else typed:
            option, joined, value = word.partition("=") if word.startswith("--") else ("", "", word)
            if not word or (joined and not value):
                which = f"the argument after {option or before}" if option or before else "an argument"
                self.error(f"{which} is empty; was a variable not set?")
            before = option

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments, and end with 2."""
        super().error(clean(message))
