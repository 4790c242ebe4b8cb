"""Tables for people: aligned, and on a terminal inside its width. Nothing is cut off, ids are to be copied.

A table that is too wide for its terminal would be broken by it in the middle of words, and no column would
stand under its heading. So columns in which nothing stands are left out; then cells go on in further lines of
their column; then the last column, which holds the sentences, goes below its row; and where not even that has
room, each member of a row has a line of its own.
"""

from collections.abc import Iterator, Sequence
from unicodedata import combining, east_asian_width

from cppo_tui.cli.folding import held, released

Row = Sequence[str]

_GAP = 2
_SENTENCES, _LEAST = 30, 20
"""A column wider than the first holds sentences; narrower than the second they are no pleasure to read."""
_BELOW = "    "


def table_lines(heads: Row, rows: Sequence[Row], width: int | None) -> Iterator[str]:
    """The lines of a table. ``width`` is the terminal's, None where the lines may be as long as they are."""
    natural = [max(map(cells, column)) for column in zip(heads, *rows, strict=True)]
    if width is None or not rows or _span(natural) <= width:
        return _beside(heads, rows, natural)
    used = [place for place in range(len(heads)) if any(row[place] for row in rows)]
    heads, rows = [heads[place] for place in used], [[row[place] for place in used] for row in rows]
    if widths := _narrowed([heads, *rows], width):
        return _beside(heads, rows, widths)
    if widths := _narrowed([line[:-1] for line in (heads, *rows)], width):
        return _below(heads, rows, widths, width)
    return _stacked(heads, rows, width)


def member_lines(pairs: Sequence[tuple[str, str]], width: int | None) -> Iterator[str]:
    """A line for each member of one thing; what is longer than the terminal goes on under its beginning."""
    first = max((cells(head) for head, _ in pairs), default=0)
    for head, text in pairs:
        room = None if width is None else max(width - first - _GAP, _LEAST)
        for place, line in enumerate(words_within(text, room)):
            yield f"{_padded(head if place == 0 else '', first)}{' ' * _GAP}{line}".rstrip()


def words_within(text: str, width: int | None) -> list[str]:
    """The text in lines of at most this many cells, broken between words only."""
    if width is None or cells(text) <= width:
        return [text]
    lines = [""]
    for word in held(text).split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and cells(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return [released(line) for line in lines]


def cells(text: str) -> int:
    """How many places of a terminal the text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(one) else 2 if east_asian_width(one) in "WF" else 1 for one in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cells(text))


def _span(widths: Sequence[int]) -> int:
    return sum(widths) + _GAP * (len(widths) - 1)


def _narrowed(lines: Sequence[Row], width: int) -> list[int]:
    """The widths under which it fits, the widest column giving way first; none when no word may be broken."""
    columns = list(zip(*lines, strict=True))
    widths = [max(map(cells, column)) for column in columns]
    for least in (list(map(_headless, columns)), list(map(_wordwise, columns))):
        if columns and _span(least) <= width:
            while _span(widths) > width:
                places = [place for place, wide in enumerate(widths) if wide > least[place]]
                widths[max(places, key=widths.__getitem__)] -= 1
            return widths
    return []


def _headless(column: Sequence[str]) -> int:
    """How narrow a column may get when only its heading and sentences go on in further lines."""
    widest = max(map(cells, column[1:]), default=0)
    return max(_wordwise(column), widest if widest <= _SENTENCES else _LEAST)


def _wordwise(column: Sequence[str]) -> int:
    """How narrow it may get between words; sentences not so narrow that nobody likes to read them."""
    longest = max(cells(word) for cell in column for word in held(cell).split(" "))
    return max(longest, _LEAST) if max(map(cells, column)) > _SENTENCES else longest


def _beside(heads: Row, rows: Sequence[Row], widths: Sequence[int]) -> Iterator[str]:
    for row in (heads, *rows):
        yield from _row(row, widths)


def _row(row: Row, widths: Sequence[int]) -> Iterator[str]:
    """One row, as many lines as its longest cell needs."""
    columns = [words_within(cell, wide) for cell, wide in zip(row, widths, strict=True)]
    for place in range(max(map(len, columns))):
        line = [column[place] if place < len(column) else "" for column in columns]
        yield (" " * _GAP).join(map(_padded, line, widths)).rstrip()


def _below(heads: Row, rows: Sequence[Row], widths: Sequence[int], width: int) -> Iterator[str]:
    yield from _row(heads[:-1], widths)
    for row in rows:
        yield from _row(row[:-1], widths)
        if row[-1]:
            yield from (f"{_BELOW}{line}" for line in words_within(row[-1], width - len(_BELOW)))


def _stacked(heads: Row, rows: Sequence[Row], width: int) -> Iterator[str]:
    for place, row in enumerate(rows):
        if place:
            yield ""
        yield from member_lines([pair for pair in zip(heads, row, strict=True) if pair[1]], width)
