"""What was reviewed beside what AWS computed: side by side where there is room, else one below the other."""

from itertools import takewhile

from rich.table import Table
from rich.text import Text

from cppo_tui.domain.text import shorten
from cppo_tui.domain.verify import Line
from cppo_tui.ui.plain import pairs

SIDE_BY_SIDE = 100
"""Cells a comparison needs for two columns of facts."""
_LABEL = 22
SAME, DIFFERS = "same", "DIFFERS"
"""The words that say it; bold and underlined only repeat them."""


def comparison(rows: tuple[Line, ...], width: int) -> Table:
    """What differs first, named by a word; within it the part that differs underlined."""
    ordered = sorted(rows, key=lambda row: row.same)
    return _beside(ordered) if width >= SIDE_BY_SIDE else _below(ordered)


def _beside(rows: list[Line]) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=len(DIFFERS), no_wrap=True)
    grid.add_column(width=_LABEL, no_wrap=True)
    grid.add_column(ratio=1)
    grid.add_column(ratio=1)
    if rows:
        grid.add_row("", "", *(Text(head, style="bold") for head in ("You reviewed", "AWS has")))
    for row in rows:
        mark = Text(SAME, style="dim") if row.same else Text(DIFFERS, style="bold")
        label = Text(shorten(row.label, _LABEL), style="dim")
        grid.add_row(mark, label, _marked(row.ours, row.theirs), _marked(row.theirs, row.ours))
    return grid


def _below(rows: list[Line]) -> Table:
    shown: list[tuple[str, str | Text]] = [("Beside the review", "as AWS has it")] if rows else []
    for row in rows:
        word = SAME if row.same else DIFFERS
        shown.append((f"{word:<{len(DIFFERS)}} {shorten(row.label, _LABEL)}", _marked(row.theirs, row.ours)))
        if not row.same:
            shown.append((f"{'':<{len(DIFFERS)}} you reviewed", _marked(row.ours, row.theirs)))
    return pairs(shown, len(DIFFERS) + 1 + _LABEL)


def _marked(text: str, other: str) -> Text:
    """Bold where it differs from the other, and the very characters underlined."""
    told = Text(text, overflow="fold")
    if text != other:
        begin = _alike(text, other)
        told.stylize("bold")
        told.stylize("underline", begin, len(text) - _alike(text[begin:][::-1], other[begin:][::-1]))
    return told


def _alike(one: str, other: str) -> int:
    """How many characters both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
