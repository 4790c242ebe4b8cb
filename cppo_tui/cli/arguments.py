"""The arguments' door: what was typed on the command line is data, also where it is quoted as wrong."""

import argparse
import os
from collections.abc import Iterator
from itertools import groupby
from typing import Any, NoReturn

from cppo_tui.domain.text import clean

COMPLETING = "_ARGCOMPLETE"
"""The shell sets it when it wants to know how a word may go on: argcomplete's own name."""


class Manual(argparse.HelpFormatter):
    """Help as a manual page has it: sentences flow to the terminal's width, indented lines (examples, lists)
    stay as they stand."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(self._filled(text, width, indent)) + "\n"

    def _filled(self, text: str, width: int, indent: str) -> Iterator[str]:
        for as_it_stands, lines in groupby(text.strip("\n").splitlines(), _stands):
            if as_it_stands:
                yield from (f"{indent}{line}" for line in lines)
            else:
                yield super()._fill_text(" ".join(lines), width, indent)


def _stands(line: str) -> bool:
    """Indented lines, empty ones and headings, which are short."""
    return not line.strip() or line.startswith(" ") or (line.endswith(":") and len(line) < 40)


class Parser(argparse.ArgumentParser):
    """argparse, whose complaints repeat arguments as they are; a name pasted there may drive the terminal."""

    def parse_args(self, *arguments: Any, **options: Any) -> Any:
        """The options; when the shell completes a word, its completions instead, and the end."""
        if COMPLETING in os.environ:
            from cppo_tui.cli.completion import complete

            complete(self)
        return super().parse_args(*arguments, **options)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments, and end with 2."""
        super().error(clean(message))
