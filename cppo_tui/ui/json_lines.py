"""The change set as lines for reading: indented, foldable by change, wrapped under their own indent."""

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from cppo_tui.domain.plan import Changes

HANG = 4
"""Cells a wrapped line's further rows stand to the right of its beginning."""
OPEN, FOLDED = "▾", "▸"
"""Stand in the indent of a change's first row."""
_TOKEN = re.compile(r'(?P<key>"(?:[^"\\]|\\.)*"(?=\s*:))|(?P<value>"(?:[^"\\]|\\.)*")|(?P<mark>[\[\]{},:])')


class Line(NamedTuple):
    """One line of the indented JSON; ``change`` counts from 0, -1 for the brackets around all of them."""

    text: str
    change: int
    first: bool


class Row(NamedTuple):
    """What stands in one row: ``text`` from column ``indent``, being ``line``'s characters from ``start``.

    ``folded``: the row stands for a whole change, and its text is ours.
    """

    line: int
    start: int
    text: str
    indent: int
    folded: bool = False


class Match(NamedTuple):
    """Where a searched text stands."""

    line: int
    start: int
    end: int


def pretty(changes: Changes) -> str:
    """The change set with indents, for reading. What is sent is the same JSON without them. ASCII only, so
    that nothing in it can move the cursor."""
    return json.dumps(changes, indent=2, ensure_ascii=True)


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines of an indented change set, each with the change it belongs to."""
    found, change = [], -1
    for line in text.splitlines():
        inside = line.startswith("  ")
        first = line == "  {"
        change += first
        found.append(Line(line, change if inside else -1, first))
    return tuple(found)


def rows_of(lines: tuple[Line, ...], folded: frozenset[int], width: int) -> tuple[Row, ...]:
    """The rows of a view so many cells wide; a folded change is one row."""
    rows: list[Row] = []
    for number, line in enumerate(lines):
        if line.change not in folded:
            rows += [Row(number, *piece) for piece in wrapped(line.text, width)]
        elif line.first:
            inside = [one for one in lines if one.change == line.change]
            rows.append(Row(number, 0, folded_text(inside)[:width], 0, folded=True))
    return tuple(rows)


def folded_text(lines: list[Line]) -> str:
    """A change in one row: what its first member says, which is its type, and how long it is."""
    named = lines[1].text.partition(":")[2].strip(' ",') if len(lines) > 1 else ""
    return f"  {{…}} {named}, {len(lines)} lines"


def wrapped(text: str, width: int) -> Iterator[tuple[int, str, int]]:
    """Pieces as (start, text, indent): the further ones hang under the beginning, not under column 0.

    Broken after a space where that leaves the next word whole or the row half full, else wherever the row
    ends; together the pieces are the text, character for character.
    """
    hang = min(len(text) - len(text.lstrip()) + HANG, max(width // 2, 1))
    start, indent = 0, 0
    while (end := start + max(width - indent, 1)) < len(text):
        space = text.rfind(" ", start, end)
        word = len(text[space + 1 :].partition(" ")[0])
        if text[start : max(space, start)].strip() and (word <= width - hang or space >= (start + end) // 2):
            end = space + 1
        yield start, text[start:end], indent
        start, indent = end, hang
    yield start, text[start:], indent


def kinds(text: str) -> Iterator[tuple[int, int, str]]:
    """The parts of a line that look different, as (start, end, ``key`` | ``value`` | ``mark``)."""
    for found in _TOKEN.finditer(text):
        yield found.start(), found.end(), found.lastgroup or ""


def matches(lines: tuple[Line, ...], wanted: str) -> tuple[Match, ...]:
    """Every place of a text, whatever its case; none for an empty one."""
    if not wanted:
        return ()
    sought = re.compile(re.escape(wanted), re.IGNORECASE)
    return tuple(
        Match(number, found.start(), found.end())
        for number, line in enumerate(lines)
        for found in sought.finditer(line.text)
    )
