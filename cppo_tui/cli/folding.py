"""Sentences folded between words at the terminal's edge; a command or an address stays in one piece."""

import os
import re
import textwrap
from typing import TextIO

_COMMAND = re.compile(r"«[^»\n]*»")
_HELD = "\0"
_NARROWEST = 30


def folded(text: str, stream: TextIO) -> str:
    """The text for this stream: as it is for a file or a pipe, folded for a terminal."""
    try:
        width = os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):
        return text
    return fold(text, width)


def fold(text: str, width: int) -> str:
    """Every line at most this wide, an indented one going on under itself; to be copied whole: «commands»."""
    held = _COMMAND.sub(lambda match: match[0].replace(" ", _HELD), text)
    lines = [_fold_line(line, max(width, _NARROWEST)) for line in held.split("\n")]
    return "\n".join(lines).replace(_HELD, " ")


def _fold_line(line: str, width: int) -> str:
    if len(line) <= width:
        return line
    margin = line[: len(line) - len(line.lstrip(" "))]
    parts = textwrap.wrap(
        line,
        width,
        subsequent_indent=margin + "     " if margin else "",
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(parts)
