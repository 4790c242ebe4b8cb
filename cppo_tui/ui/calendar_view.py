"""The dates of an offer as a small picture: when it is open, and when the agreement begins and ends.

The dates stand in order at even distances, since ten years and sixty days have no scale in common; the
picture says so. Everything in it is also said in words.
"""

from datetime import date
from typing import NamedTuple

from textual.content import Content

from cppo_tui.domain.terms import Expiry
from cppo_tui.domain.validity import Validity, length_words
from cppo_tui.ui.plain import lines, plain

ROWS = 4
"""The dates, the offer, and the agreement's two possible spans."""
_LABEL, _SHORT_LABEL = 20, 13
"""Cells of the labels: as wide as in the words above, or narrower where the window is."""
_DATE = len("2026-11-23")
_WIDEST = 100
_OFFER, _AGREEMENT = "├─┤", "╞═╡"


class Span(NamedTuple):
    """A row: from a day to a day, None where the end is the buyer's choice."""

    label: str
    first: date
    last: date | None
    words: str
    line: str = _AGREEMENT


def spans(validity: Validity | None, expiry: Expiry | None, today: date) -> tuple[Span, ...]:
    """The offer, and the agreement accepted today and on the last day; none for an offer that is over."""
    if expiry is None or expiry.day < today:
        return ()
    left = expiry.days_left(today)
    offer = Span("Offer open", today, expiry.day, _days(left), _OFFER)
    if validity is None:
        return (offer,)
    if validity.start is not None and validity.end is not None:
        return offer, Span("Agreement", validity.start, validity.end, "whenever accepted")
    if validity.end is not None:
        return offer, Span("Agreement", today, validity.end, "from acceptance to one end")
    ends = [_accepted("If today", today, validity)]
    if left:
        ends.append(_accepted("If last day", expiry.day, validity))
    return offer, *ends


def _accepted(label: str, day: date, validity: Validity) -> Span:
    end = validity.ends_if_accepted(day)
    if validity.duration:
        return Span(label, day, end, length_words(validity.duration))
    return Span(label, day, end, "as the buyer chooses")


def _days(count: int) -> str:
    return f"{count:,} day{'s' if count != 1 else ''}"


def picture(shown: tuple[Span, ...], width: int) -> Content:
    """The rows, so many cells wide; nothing where the dates would touch."""
    marks = _marks(shown)
    label = _LABEL if width - _LABEL >= 4 * (_DATE + 1) else _SHORT_LABEL
    room = min(width - label, _WIDEST)
    if len(marks) < 2 or room < len(marks) * (_DATE + 1) - 1:
        return plain("")
    columns = dict(zip(marks, _places(len(marks), room), strict=True))
    rows = [plain((f"{'Not to scale':<{label}}", "$text-muted"), _dates(columns, room))]
    for span in shown:
        name = _LONG.get(span.label, span.label) if label == _LABEL else span.label
        bar = _bar(span, columns[span.first], columns[span.last])
        rows.append(plain((f"{name:<{label}}", "$text-muted"), bar))
    return lines(*rows)


_LONG = {"If today": "If accepted today", "If last day": "If on the last day"}


def _marks(shown: tuple[Span, ...]) -> list[date | None]:
    """Every day a span begins or ends, in order; last, if it is needed, the end nobody knows yet."""
    days = {day for span in shown for day in (span.first, span.last)}
    known: list[date | None] = [*sorted(day for day in days if day is not None)]
    return [*known, None] if None in days else known


def _places(count: int, room: int) -> list[int]:
    """The column of each date's mark: the first at the left end, the last at the right, others in the middle
    of their text."""
    starts = [number * (room - _DATE) // (count - 1) for number in range(count)]
    return [0, *(start + _DATE // 2 for start in starts[1:-1]), room - 1]


def _dates(columns: dict[date | None, int], room: int) -> str:
    row = ""
    for day, column in columns.items():
        start = min(max(column - _DATE // 2, 0), room - _DATE)
        row = row.ljust(start) + (day.isoformat() if day else f"{'later':>{_DATE}}")
    return row


def _bar(span: Span, start: int, end: int) -> str:
    """The span as a line with its words inside, where they have room."""
    left, line, right = tuple(span.line if span.last else f"{span.line[:2]}▶")
    inside = end - start - 1
    words = f" {span.words} "
    middle = words.center(inside, line) if len(words) + 2 <= inside else line * inside
    return " " * start + (left + middle + right if end > start else "│")
