"""How long the agreement runs and how long the offer can be accepted (fact sheet 4).

The agreement runs from the day the buyer accepts, so it has two possible ends: accepted today, and
accepted on the offer's last day. For usage pricing AWS gets the length in days.
"""

import re
from datetime import UTC, date, datetime, time, timedelta

from cppo_tui.domain.dates import DateProblem, Length, lacks_unit, parse_when
from cppo_tui.domain.findings import Finding
from cppo_tui.domain.model import Frozen

LAST_INSTANT = time(23, 59, 59, 999000, tzinfo=UTC)
"""An offer expires at 23:59:59.999 UTC of its AvailabilityEndDate (fact sheet 2.8)."""


class Agreement(Frozen):
    """An agreement length as it will be sent. ``by_date`` tells that an end date was typed."""

    days: int
    by_date: bool = False

    @property
    def duration(self) -> str:
        """The length as AgreementDuration wants it; usage pricing is counted in days (fact sheet 4)."""
        return f"P{self.days}D"

    def ends_if_accepted(self, day: date) -> date | None:
        """The day the agreement ends when the buyer accepts on ``day``; None past the calendar."""
        try:
            return day + timedelta(days=self.days)
        except OverflowError:
            return None


class Expiry(Frozen):
    """The last day on which the buyer can accept."""

    day: date

    @property
    def instant(self) -> datetime:
        """The very last moment, in UTC."""
        return datetime.combine(self.day, LAST_INSTANT)

    def days_left(self, today: date) -> int:
        """Whole days from ``today`` to the last day; 0 on the last day, negative when past."""
        return (self.day - today).days


def resolve_agreement(text: str, today: date, example: str = "10 years") -> Agreement | Finding:
    """The agreement length meant by a date or length, counted from ``today``; ``example``: one that is usual
    for what is sold."""
    if not text.strip():
        return _finding(
            "AGREEMENT_MISSING",
            "agreement",
            "No agreement length is given.",
            f"Type a length such as {example}.",
        )
    when = parse_when(text, example)
    if isinstance(when, DateProblem):
        return _problem("agreement", when)
    end = when.after(today) if isinstance(when, Length) else when
    if end is None or (end - today).days > 99_999:
        return _finding(
            "AGREEMENT_BEYOND_CALENDAR",
            "agreement",
            "That is further away than a calendar can tell.",
            f"Type a shorter length such as {example}.",
        )
    if end <= today:
        what = "The agreement would end before it starts." if end < today else "The agreement has no days."
        return _finding(
            "AGREEMENT_ENDS_TOO_EARLY", "agreement", what, f"Type a date after {today.isoformat()}."
        )
    return Agreement(days=(end - today).days, by_date=isinstance(when, date))


_FROM_TODAY = re.compile(r"\s+from\s+today\s*$", re.IGNORECASE)


def resolve_expiry(text: str, today: date) -> Expiry | Finding:
    """The offer's last day meant by a date or a number of days from ``today``."""
    if not text.strip():
        return _finding("EXPIRY_MISSING", "expiry", "No expiry is given.", "Type a date or +60 days.")
    told = _FROM_TODAY.sub("", text)  # only a length counts from a day
    when = parse_when(told if isinstance(parse_when(told), Length) else text)
    if isinstance(when, DateProblem):
        return _problem("expiry", when)
    day = when.after(today) if isinstance(when, Length) else when
    if day is None:
        return _finding(
            "EXPIRY_BEYOND_CALENDAR",
            "expiry",
            "That is further away than a calendar can tell.",
            "Type a shorter length such as 60 days.",
        )
    return Expiry(day=day)


_ADDED = re.compile(r"(?:\b|(?<=[a-z]))(later|more)\b")
"""Beside a length: it counts from the last day that stands."""


def added_length(text: str) -> str:
    """The length in ``20 days later``, ``20 more days``, ``+20 days more``; "" for any other text."""
    rest, count = _ADDED.subn(" ", text.lower())
    return " ".join(rest.split()) if count == 1 else ""


def length_from_today(text: str) -> str:
    """The length in ``20 days`` and ``+20 days``, which counts from today; "" for any other text."""
    return " ".join(text.replace("+", " ").split()) if isinstance(parse_when(text), Length) else ""


def resolve_new_expiry(text: str, stands: date | None, today: date) -> Expiry | Finding:
    """As ``resolve_expiry``, for an offer that has a last day: ``10 days later`` counts from that one."""
    if _FROM_TODAY.search(text):
        return resolve_expiry(text, today)
    added = added_length(text) if stands is not None else ""
    length = length_from_today(text) if text.strip().startswith("+") else ""
    if stands is not None and stands >= today and not added and length:
        return _from_either_day(length)
    when = parse_when(added or text)
    if stands is not None and isinstance(when, DateProblem) and lacks_unit(added or text):
        number = (added or text).strip().lstrip("+").strip()
        return _problem("expiry", when.model_copy(update={"fix": _from_either_day(f"{number} days").fix}))
    if stands is None or not added or not isinstance(when, Length):
        return resolve_expiry(text, today)
    return resolve_expiry(added, stands)


def _from_either_day(length: str) -> Finding:
    return _finding(
        "EXPIRY_PLUS",
        "expiry",
        f"From which day “+{length}” counts is not said.",
        f"Type “{length} later” to count from the present last day, “{length}” from today.",
    )


def _problem(field: str, problem: DateProblem) -> Finding:
    return _finding(problem.code, field, problem.message, problem.fix)


def _finding(code: str, field: str, message: str, fix: str) -> Finding:
    return Finding(code=code, field=field, message=message, fix=fix)
