"""Which customers have no offer: the table of customers against what was made from one authorization.

A customer without one brings no premium at all (facts 3.11), and no list of AWS's shows who is missing.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from cppo_tui.domain.customers import CustomerRow
from cppo_tui.domain.dates import long_date
from cppo_tui.domain.model import Frozen
from cppo_tui.domain.offer_states import LATEST, OfferRecord, Standing, by_buyer


class Gap(StrEnum):
    """Where a customer stands, the best first: one good offer is enough."""

    ACCEPTED = "accepted"
    OPEN = "open"
    IN_FLIGHT = "in flight"
    DRAFT = "draft only"
    EXPIRED = "expired"
    ENDED = "agreement ended"
    NONE = "none"
    UNREAD = "no valid account"

    @property
    def missing(self) -> bool:
        """True when this customer has nothing that could bring money, and nothing on its way. A draft is
        not missing: it wants to be released, not made once more."""
        return self in (Gap.NONE, Gap.EXPIRED, Gap.ENDED)


_OF_STANDING = {
    Standing.ON_ITS_WAY: Gap.IN_FLIGHT,
    Standing.EXPIRING: Gap.OPEN,
    Standing.OPEN: Gap.OPEN,
    Standing.DRAFT: Gap.DRAFT,
    Standing.EXPIRED: Gap.EXPIRED,
    Standing.ACCEPTED: Gap.ACCEPTED,
    Standing.ENDED: Gap.ENDED,
}
_PLACE = {gap: place for place, gap in enumerate(Gap)}


class CustomerGap(Frozen):
    """A customer and the best of their offers. ``covered`` of their accounts stand as well as that."""

    row: CustomerRow
    gap: Gap
    offer_id: str = ""
    expires: datetime | None = None
    covered: int = 0

    @property
    def words(self) -> str:
        """Where the customer stands, in a few words."""
        said = self.gap.value
        if self.gap is Gap.OPEN:
            said = f"open until {long_date(self.expires.date())}" if self.expires else "open"
        some = 0 < self.covered < len(self.row.accounts)
        return f"{said} ({self.covered} of {len(self.row.accounts)} accounts)" if some else said


def find_gaps(rows: Iterable[CustomerRow], records: Iterable[OfferRecord]) -> tuple[CustomerGap, ...]:
    """Each customer with the best that any of their accounts has. Nothing is asked: all is joined here."""
    theirs = by_buyer(records)
    return tuple(_customer(row, theirs) for row in rows)


def _customer(row: CustomerRow, theirs: dict[str, tuple[OfferRecord, ...]]) -> CustomerGap:
    best: list[tuple[Gap, OfferRecord]] = []
    for account in row.accounts:
        standings = [(_OF_STANDING[one.standing_for(account)], one) for one in theirs.get(account, ())]
        if standings:
            best.append(min(standings, key=lambda pair: (_PLACE[pair[0]], _ends_last(pair[1]))))
    if not best:
        return CustomerGap(row=row, gap=Gap.NONE if row.accounts else Gap.UNREAD)
    gap, record = min(best, key=lambda pair: (_PLACE[pair[0]], _ends_last(pair[1])))
    return CustomerGap(
        row=row,
        gap=gap,
        offer_id=record.offer.id,
        expires=record.offer.expires,
        covered=sum(one is gap for one, _ in best),
    )


def _ends_last(record: OfferRecord) -> timedelta:
    return LATEST - (record.offer.expires or LATEST)
