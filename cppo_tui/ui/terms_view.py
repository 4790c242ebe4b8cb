"""Dates in words: both ends of an agreement, the very last moment to accept, in whose time."""

from datetime import date, datetime, tzinfo

from textual.content import Content

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.dates import long_date
from cppo_tui.domain.terms import Agreement, Expiry
from cppo_tui.ui.plain import lines, plain


def agreement_content(agreement: Agreement | None, expiry: Expiry | None, today: date) -> Content:
    """When the agreement ends, accepted today and accepted on the last day."""
    if agreement is None:
        return plain(("Both possible ends appear here.", "$text-muted"))
    length = f"{agreement.days:,} days, sent as {agreement.duration}; runs from the day the buyer accepts"
    rows = [_pair("Length", length), _pair("If accepted today", _span(agreement, today))]
    if expiry is not None and expiry.day > today:
        rows.append(_pair("If on the last day", _span(agreement, expiry.day)))
    return lines(*rows)


def expiry_content(
    expiry: Expiry | None, authorization: ResaleAuthorization | None, today: date, zone: tzinfo | None
) -> Content:
    """The last moment in UTC and here, the days left, and the authorization's end beside it."""
    if expiry is None:
        return plain(("The last moment to accept appears here.", "$text-muted"))
    left = expiry.days_left(today)
    rows = [
        _pair("Last moment", f"{expiry.day.isoformat()} 23:59:59 UTC"),
        _pair("In your time", local_instant(expiry.instant, zone)),
        _pair("Days left", f"{left} from today, {long_date(today)}" if left >= 0 else "past"),
    ]
    ends = authorization.ends if authorization else None
    end = long_date(ends.date()) if ends else "open; it limits when offers can be made"
    rows.append(_pair("Authorization ends", end))
    return lines(*rows)


def local_instant(instant: datetime, zone: tzinfo | None) -> str:
    """An instant with weekday, in the person's zone, the zone named."""
    local = instant.astimezone(zone)
    return f"{local.strftime('%a')} {local.strftime('%Y-%m-%d %H:%M:%S')} {local.tzname() or ''}".strip()


def _span(agreement: Agreement, start: date) -> str:
    end = agreement.ends_if_accepted(start)
    return f"{start.isoformat()} to {long_date(end)}" if end else "beyond the calendar"


def _pair(label: str, value: str) -> Content:
    return plain((f"{label:<20}", "$text-muted"), value)
