"""The three ways the Catalog writes a moment, and how the sandbox stores one."""

import re
from calendar import monthrange
from datetime import UTC, date, datetime

END_OF_DAY = "T23:59:59.999Z"
START_OF_DAY = "T00:00:00.000Z"

_CALENDAR_DATE = re.compile(r"[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}", re.ASCII)


def seconds(moment: datetime) -> str:
    """``2026-10-07T22:30:48Z``: the 20 characters of StartTime and LastModifiedDate (fact sheet 5, obs)."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def millis(moment: datetime) -> str:
    """``2026-10-07T20:48:55.720Z``: the form of an authorization's CreatedDate (fact sheet 5.2, obs)."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def store(moment: datetime) -> str:
    """A text that sorts as the moments do, to the microsecond."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def load(text: str) -> datetime:
    """Read back what ``store``, ``seconds`` or ``millis`` wrote."""
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def calendar_date(text: str) -> date | None:
    """A real ``YYYY-MM-DD`` calendar date, or None (DATE of fact sheet 2.1)."""
    if not _CALENDAR_DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def end_of_day(text: str) -> datetime:
    """The last instant an end date covers: 23:59:59.999 UTC (fact sheet 2.8)."""
    return datetime.combine(date.fromisoformat(text[:10]), datetime.max.time(), UTC).replace(
        microsecond=999000
    )


def add_months(start: date, months: int) -> date:
    """The same day ``months`` later, or the last day of a shorter month, or the last date there is."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
