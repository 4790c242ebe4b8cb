"""Text that goes on in the next row at a sensible place: between words, and in a word longer than a row, such
as a link or an id, at one of its signs."""

import re
from typing import Any

from rich.console import Console
from rich.containers import Lines
from rich.text import Text

_SIGNS = (("?&", 0), ("/", 1), ("=", 1), ("-", 1))
"""Where a long word is parted, the better places first; 1: after the sign, 0: before it."""
_SCHEME = "://"
_WORDS = re.compile(r"\s*\S+\s*")


def _place(word: str, width: int) -> int:
    """How many letters of a word too long for a row stand in it."""
    begin = word.find(_SCHEME) + len(_SCHEME) if _SCHEME in word[:width] else 1
    for signs, after in _SIGNS:
        if (at := max(word.rfind(sign, begin, width + 1 - after) for sign in signs)) > 0:
            return at + after
    return width


def breaks(text: str, width: int) -> list[int]:
    """Before which letters a row of so many cells begins; every letter is one cell wide."""
    found, used = [], 0
    for match in _WORDS.finditer(text):
        word, begin = match.group(), match.start()
        if used and used + len(word.rstrip()) > width:
            found.append(begin)
            used = 0
        while len(word.rstrip()) > width:
            place = _place(word, width)
            word, begin = word[place:], begin + place
            found.append(begin)
        used += len(word)
    return found


class Folding(Text):
    """For the values beside their labels."""

    def wrap(self, console: Console, width: int, **options: Any) -> Lines:
        """Rows of at most so many cells. Wide letters are left to Rich, which counts them."""
        if not self.plain.isascii() or width < 1:
            return super().wrap(console, width, **{**options, "overflow": "fold"})
        rows = Lines()
        for line in self.split(allow_blank=True):
            for row in line.divide(breaks(line.plain, width)):
                row.rstrip_end(width)
                rows.append(row)
        return rows
