"""Sentences folded between words at the terminal's edge; a command or an address stays in one piece."""

import os
import re
import textwrap
from typing import TextIO

_WHOLE = re.compile(r"«[^»\n]*»|\b[0-9]{4} [0-9]{4} [0-9]{4}\b")
"""What somebody copies in one piece: a command, an account."""

_HELD = "\0"
_NARROWEST = 30


def width_of(stream: TextIO) -> int | None:
    """The width of the terminal this stream goes to, None for a file or a pipe."""
    try:
        return max(os.get_terminal_size(stream.fileno()).columns, _NARROWEST)
    except (OSError, ValueError):
        return None


def folded(text: str, stream: TextIO) -> str:
    """The text for this stream: as it is for a file or a pipe, folded for a terminal."""
    width = width_of(stream)
    return text if width is None else fold(text, width)


def fold(text: str, width: int) -> str:
    """Every line at most this wide, an indented one going on under itself; what is copied stays whole."""
    lines = [_fold_line(line, max(width, _NARROWEST)) for line in held(text).split("\n")]
    return released("\n".join(lines))


def held(text: str) -> str:
    """The text with what must stay whole in one word."""
    return _WHOLE.sub(lambda match: match[0].replace(" ", _HELD), text)


def released(text: str) -> str:
    """The same as it was."""
    return text.replace(_HELD, " ")


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
