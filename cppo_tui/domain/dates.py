"""Dates and lengths as people type them. Calendar facts: "10 years" is 3652 or 3653 days, not 3650."""

import re
from calendar import monthrange
from datetime import date, timedelta

from cppo_tui.domain.model import Frozen

_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_ISO_LENGTH = re.compile(r"P(?=.)(?:([0-9]{1,4})Y)?(?:([0-9]{1,4})M)?(?:([0-9]{1,5})D)?", re.IGNORECASE)
_PART = re.compile(
    r"([0-9]{1,5})\s*(years?|yrs?|y|months?|mos?|mths?|m|weeks?|wks?|w|days?|d)\b\s*(?:,|and)?\s*",
    re.IGNORECASE,
)
_NUMBERS = {
    **{"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6"},
    **{"seven": "7", "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12"},
    **{"twenty": "20", "thirty": "30", "sixty": "60", "ninety": "90"},
}
_NUMBER = re.compile(
    rf"(?<![\w-])({'|'.join(_NUMBERS)})(?=\s+(?:year|month|week|day)s?\b)", re.IGNORECASE
)  # right before its unit: of “twenty one years” nothing is read
_OTHER_DATE = re.compile(
    r"[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4}|[0-9]{1,2}\.? ?[A-Za-z]{3,9}\.? ?[0-9]{2,4}"
)


class Length(Frozen):
    """A length of time in calendar units, exactly as meant."""

    years: int = 0
    months: int = 0
    days: int = 0

    def after(self, start: date) -> date | None:
        """The day this length after ``start``; 29 February counts as the 28th in other years.

        None when the calendar ends before that (year 9999)."""
        months = start.year * 12 + start.month - 1 + self.years * 12 + self.months
        year, month = divmod(months, 12)
        if year > date.max.year:
            return None
        day = min(start.day, monthrange(year, month + 1)[1])
        try:
            return date(year, month + 1, day) + timedelta(days=self.days)
        except OverflowError:
            return None


class DateProblem(Frozen):
    """Why a text is not a date or length: what is so, and what to type instead."""

    code: str
    message: str
    fix: str


def lacks_unit(text: str) -> bool:
    """Whether it is a number and nothing else: of days, months or years?"""
    return re.fullmatch(r"\+?[0-9]{1,4}", text.strip()) is not None


def parse_when(text: str, example: str = "60 days") -> date | Length | DateProblem:
    """Read a date (``2036-11-23``) or a length (``10 years``, ``ten years``, ``+60 days``, ``P3653D``).
    ``example``: a length that is usual where this was typed."""
    text = " ".join(text.split())
    if match := _ISO_DATE.fullmatch(text):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    length = _length(text.removeprefix("+").strip())
    return length if length is not None else _unreadable(text, example)


def _unreadable(text: str, example: str) -> DateProblem:
    """What speaks against it, and how to write it."""
    if lacks_unit(text):
        return DateProblem(
            code="DATE_UNIT",
            message="The number needs a unit.",
            fix=f"Add one, such as “{text.lstrip('+')} days”.",
        )
    if re.search(r"[^\D0-9]|[0-9] ?[\u2010-\u2015\u2212]", text):
        return DateProblem(
            code="DATE_DIGITS",
            message="Some characters only look like digits or dashes.",
            fix="Type it again with the digits 0 to 9 and plain dashes.",
        )
    if re.search(r"[0-9]{6,}", text):
        return DateProblem(
            code="DATE_NUMBER",
            message="A number here has at most five digits.",
            fix=f"Write a date with dashes, such as 2036-11-23, or a shorter length, such as {example}.",
        )
    if _OTHER_DATE.search(text):
        return DateProblem(
            code="DATE_ORDER",
            message="Only year-month-day is read, so that day and month cannot be mixed up.",
            fix="Write the date as year-month-day, such as 2036-11-23.",
        )
    return DateProblem(
        code="DATE_UNREADABLE",
        message="This is neither a date nor a length.",
        fix=f"Type a date such as 2036-11-23 or a length in digits, such as {example}.",
    )


def in_digits(text: str) -> str:
    """The text with ``10 years`` for ``ten years``; larger numbers in words stay as they are."""
    return _NUMBER.sub(lambda match: _NUMBERS[match[1].lower()], text)


def _date(year: int, month: int, day: int) -> date | DateProblem:
    try:
        return date(year, month, day)
    except ValueError:
        pass
    if not 1 <= month <= 12:
        what = f"There is no month {month}."
    elif year < 1:
        what = "There is no year 0."
    else:
        what = f"{_MONTHS[month - 1]} {year} has {monthrange(year, month)[1]} days, not {day}."
    return DateProblem(code="DATE_DOES_NOT_EXIST", message=what, fix="Type a date that exists.")


def _length(text: str) -> Length | None:
    if match := _ISO_LENGTH.fullmatch(text):
        return Length(years=int(match[1] or 0), months=int(match[2] or 0), days=int(match[3] or 0))
    text = in_digits(text)
    years = months = days = position = 0
    while position < len(text):
        match = _PART.match(text, position)
        if match is None:
            return None
        count, unit = int(match[1]), match[2][0].lower()
        years += count if unit == "y" else 0
        months += count if unit == "m" else 0
        days += count * {"w": 7, "d": 1}.get(unit, 0)
        position = match.end()
    return Length(years=years, months=months, days=days) if position else None


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def long_date(day: date) -> str:
    """A date as people read it, without doubt about the order: ``23 November 2036``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
