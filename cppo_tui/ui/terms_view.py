"""Dates in words: both ends of an agreement, the very last moment to accept, in whose time."""

from datetime import date, datetime, tzinfo

from rich.table import Table

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.dates import long_date
from cppo_tui.domain.terms import Expiry
from cppo_tui.domain.validity import Validity, validity_words
from cppo_tui.ui.plain import pairs

BRIEF = 76
"""In windows below this many columns a line has no room to say a date twice."""


def agreement_content(
    validity: Validity,
    expiry: Expiry | None,
    authorization: ResaleAuthorization | None,
    today: date,
    *,
    brief: bool = False,
) -> Table:
    """When the agreement ends, accepted today and accepted on the last day."""
    if validity.end is not None and validity.start is None:
        return pairs(_one_end(validity.end, expiry, today), 19)
    sent = f", sent as {validity.duration}" if validity.duration and not brief else ""
    rows = [_pair("Length", f"{validity_words(validity, authorization)}{sent}")]
    if validity.duration:
        rows.append(_pair("If accepted today", _span(validity, today, brief=brief)))
        if expiry is not None and expiry.day > today:
            rows.append(_pair("If on the last day", _span(validity, expiry.day, brief=brief)))
    return pairs(rows, 19)


def _one_end(end: date, expiry: Expiry | None, today: date) -> list[tuple[str, str]]:
    """A replacement ends on one day, so its length is what depends on the day of acceptance."""
    rows = [("Ends", f"{long_date(end)}, whenever the buyer accepts")]
    if end > today:
        rows.append(("If accepted today", f"it lasts {_days(end, today)}"))
    if expiry is not None and today < expiry.day < end:
        rows.append(("If on the last day", f"it lasts {_days(end, expiry.day)}"))
    return rows


def _days(end: date, start: date) -> str:
    count = (end - start).days
    return f"{count:,} day{'s' if count != 1 else ''}"


def expiry_content(
    expiry: Expiry | None,
    authorization: ResaleAuthorization | None,
    today: date,
    zone: tzinfo | None,
) -> Table:
    """The last moment in UTC and here, the days left, and the authorization's end beside it."""
    if expiry is None:
        return pairs([("The last moment to accept appears here.", "")], 60)
    left = expiry.days_left(today)
    rows = [
        _pair("Last moment", f"{expiry.day.isoformat()} 23:59:59 UTC"),
        _pair("In your time", local_instant(expiry.instant, zone)),
        _pair("Days left", f"{left} from today, {long_date(today)}" if left >= 0 else "past"),
    ]
    ends = authorization.ends if authorization else None
    end = long_date(ends.date()) if ends else "no end date"
    rows.append(_pair("Authorization ends", end))
    return pairs(rows, 19)


def local_instant(instant: datetime, zone: tzinfo | None) -> str:
    """An instant with weekday, in the person's zone, the zone named."""
    local = instant.astimezone(zone)
    return f"{local.strftime('%a')} {local.strftime('%Y-%m-%d %H:%M:%S')} {local.tzname() or ''}".strip()


def _span(validity: Validity, start: date, *, brief: bool) -> str:
    end = validity.ends_if_accepted(start)
    if end is None:
        return "after the year 9999"
    said = date.isoformat if brief else long_date
    return f"{said(start)} to {said(end)}"


def _pair(label: str, value: str) -> tuple[str, str]:
    return label, value
