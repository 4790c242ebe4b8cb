"""What was reviewed beside what AWS computed: side by side where there is room, else one below the other."""

from itertools import takewhile

from rich.table import Table
from rich.text import Text

from cppo_tui.domain.verify import Line

SIDE_BY_SIDE = 100
"""Cells a comparison needs for two columns of facts."""
_LABEL, _NARROW_LABEL = 26, 19
"""Cells of the facts' names; an offer's usual name has its row beside them in a window of 80 columns."""
SAME, DIFFERS, MOVED = "as reviewed", "DIFFERS", "moved"
"""The words that say it; bold and underlined only repeat them."""


def comparison(rows: tuple[Line, ...], width: int) -> Table:
    """What differs first, named by a word; within it the part that differs underlined."""
    beside = width >= SIDE_BY_SIDE
    grid = Table.grid(padding=(0, 2, 0, 0) if beside else (0, 1, 0, 0))
    grid.add_column(width=len(SAME), no_wrap=True)
    grid.add_column(width=_LABEL if beside else _NARROW_LABEL)
    heads = ("You reviewed", "AWS has") if beside else ("AWS has",)
    for _ in heads:
        grid.add_column(ratio=1)
    if rows:
        grid.add_row("", "", *(Text(head, style="bold") for head in heads))
    for row in sorted(rows, key=lambda row: row.same):
        mark = _mark(row)
        label = Text(row.called, style="dim", overflow="fold")
        our_words, their_words = row.said
        ours = _marked(our_words, their_words)
        theirs = _marked(their_words, our_words)
        if row.moved:
            theirs.append(f", {row.moved}")
        if beside:
            grid.add_row(mark, label, ours, theirs)
            continue
        grid.add_row(mark, label, theirs)
        if not row.same:
            grid.add_row("", Text("you reviewed", style="dim"), ours)
    return grid


def _mark(row: Line) -> Text:
    """What was changed from here since then is no surprise."""
    if row.same:
        return Text(SAME, style="dim")
    return Text(MOVED) if row.moved else Text(DIFFERS, style="bold")


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
