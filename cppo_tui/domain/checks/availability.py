"""The expiry of an offer that is released already: moved, or brought about at once (fact sheet 2.8, 8.8)."""

from datetime import date, datetime

from cppo_tui.domain.catalog import OfferSummary, OfferView
from cppo_tui.domain.checks.agreement import least_days
from cppo_tui.domain.checks.charges import second_charge
from cppo_tui.domain.checks.context import CheckContext
from cppo_tui.domain.checks.terms import check_expiry
from cppo_tui.domain.dates import Length, long_date, parse_when
from cppo_tui.domain.findings import Finding, Severity
from cppo_tui.domain.pricing_terms import due_text, upfront_length
from cppo_tui.domain.terms import Expiry, length_from_today


def check_extension(
    offer: OfferView, expiry: Expiry, ends: datetime | None, context: CheckContext, *, typed: str = ""
) -> tuple[Finding, ...]:
    """What speaks against this new last day to accept; ``ends`` is the authorization's own end. ``typed``: as
    it was typed, which tells from which day it was counted."""
    charges = sorted(date.fromisoformat(due) for price in offer.prices if (due := due_text(price.key)))
    return (
        *_amendable(offer),
        *check_expiry(expiry, ends, context),
        *_against_now(offer, expiry, length_from_today(typed)),
        *_against_agreement(offer, expiry, context),
        *second_charge(charges, expiry, context),
    )


def check_expiring(offer: OfferView | OfferSummary, context: CheckContext) -> tuple[Finding, ...]:
    """What speaks against ending the offer now. Agreements made from it are not touched (fact sheet 8.9)."""
    found = _amendable(offer)
    if offer.expires is not None and offer.expires < context.now:
        over = f"It expired on {long_date(offer.expires.date())}."
        found.append(_finding("EXPIRED_ALREADY", over, "Nothing is left to do."))
    return tuple(found)


def _amendable(offer: OfferView | OfferSummary) -> list[Finding]:
    """Only a released offer of a channel partner's: others have other rules."""
    if not offer.authorization_id:
        return [
            _finding(
                "OFFER_NOT_CPPO",
                "This offer was not made from a resale authorization.",
                "Change it in the AWS console.",
            )
        ]
    if offer.state != "Released":
        return [
            _finding(
                "OFFER_NOT_RELEASED",
                "This offer is a draft, which nobody can accept yet.",
                "Publish it first; its expiry is set there.",
            )
        ]
    return []


def _against_now(offer: OfferView, expiry: Expiry, from_today: str) -> list[Finding]:
    """Held against the day that stands. Who types a length may take it to be added to that."""
    stands = offer.expires.date() if offer.expires else None
    if stands == expiry.day:
        same = f"It expires on {long_date(expiry.day)} already."
        return [_finding("EXPIRY_UNCHANGED", same, "Type another date.")]
    if stands is None or expiry.day > stands:
        return []
    counted = f": “{from_today}” is from today, “{from_today} later” from then" if from_today else ""
    return [
        Finding(
            code="EXPIRY_EARLIER",
            field="expiry",
            message=f"That is earlier: buyers were told {long_date(stands)}.",
            fix=f"Confirm only if they are meant to have less time{counted}.",
            severity=Severity.ASK,
            consent=f"expiry-earlier:{offer.id}:{expiry.day.isoformat()}",
        )
    ]


def _against_agreement(offer: OfferView, expiry: Expiry, context: CheckContext) -> list[Finding]:
    """Start and end of the agreement cannot be changed any more, so the expiry must stay before them."""
    start, end = offer.validity.start, offer.validity.end
    found = []
    if start is not None and start <= expiry.day:
        late = f"The agreement starts on {long_date(start)}, when the offer could still be accepted."
        found.append(_finding("EXPIRY_AFTER_START", late, f"Type a date before {start.isoformat()}."))
    if end is not None and end <= expiry.day:
        late = f"The agreement ends on {long_date(end)}, when the offer could still be accepted."
        found.append(_finding("EXPIRY_AFTER_AGREEMENT", late, f"Type a date before {end.isoformat()}."))
    return found + _annual(offer, expiry, context)


def _annual(offer: OfferView, expiry: Expiry, context: CheckContext) -> list[Finding]:
    """On hourly prices a year bought on the last day must still fit into the agreement (fact sheet 4)."""
    agreement = parse_when(offer.validity.duration) if offer.validity.duration else None
    offered = {length for price in offer.prices if (length := upfront_length(price.key))}
    if not isinstance(agreement, Length) or not offered:
        return []
    until = agreement.after(context.today)
    least = least_days(offered, expiry, context.today)
    if until is None or (until - context.today).days >= least:
        return []
    short = "A year bought on that day would not fit into the agreement."
    return [_finding("EXPIRY_AFTER_ANNUAL", short, "Type an earlier date.")]


def _finding(code: str, message: str, fix: str) -> Finding:
    return Finding(code=code, field="expiry", message=message, fix=fix)
