"""What comes to its end soon: offers still to be accepted, authorizations still to be used (facts 3.4)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from cppo_tui.domain.authorization_words import uses_text
from cppo_tui.domain.catalog import AuthorizationListing
from cppo_tui.domain.checks.context import CheckContext
from cppo_tui.domain.checks.opportunity import listing_problems
from cppo_tui.domain.model import Frozen
from cppo_tui.domain.offer_states import OfferRecord, Standing, left_words


class Due(Frozen):
    """Something that ends. ``what`` is "offer" or "authorization", ``waiting_for`` the offer's buyers who can
    still accept it."""

    what: str
    id: str
    name: str
    ends: datetime
    left: str
    waiting_for: tuple[str, ...] = ()
    says: str = ""


def due(
    records: Iterable[OfferRecord],
    listings: Iterable[AuthorizationListing],
    until: datetime,
    context: CheckContext,
) -> tuple[Due, ...]:
    """What ends between now and then, the next first. Offers nobody is expected to accept any more and
    authorizations no offer can be made from are left out."""
    offers = [_offer(record, context.now) for record in records if waits(record)]
    shared = [_authorization(one, context.now) for one in listings if not listing_problems(one, context)]
    found = [one for one in (*offers, *shared) if one is not None and context.now <= one.ends <= until]
    return tuple(sorted(found, key=lambda one: (one.ends, one.id)))


def ends_within(record: OfferRecord, days: int, now: datetime) -> bool:
    """True for an offer somebody can still accept, but only for so many days."""
    ends = record.offer.expires
    return ends is not None and waits(record) and now <= ends <= now + timedelta(days=days)


def waits(record: OfferRecord) -> bool:
    """True when somebody can still accept it. An offer listed without its buyers may still be somebody's,
    unless it is accepted."""
    still_open = record.by_date in (Standing.OPEN, Standing.EXPIRING)
    return still_open and bool(record.waiting_for or not (record.offer.buyers or record.agreements))


def _offer(record: OfferRecord, now: datetime) -> Due | None:
    ends = record.offer.expires
    if ends is None:
        return None
    return Due(
        what="offer",
        id=record.offer.id,
        name=record.offer.name,
        ends=ends,
        left=left_words(ends - now),
        waiting_for=record.waiting_for,
        says="still to be accepted",
    )


def _authorization(listing: AuthorizationListing, now: datetime) -> Due | None:
    if listing.detail is None or listing.detail.ends is None:
        return None
    ends = listing.detail.ends
    uses = uses_text(listing.detail)
    return Due(
        what="authorization",
        id=listing.id,
        name=listing.name,
        ends=ends,
        left=left_words(ends - now),
        says=f"no new offer after it; {uses}",
    )
