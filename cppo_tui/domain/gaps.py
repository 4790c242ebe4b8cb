"""Which customers have no offer: the table of customers against what was made from one authorization.

A customer without one brings no premium at all (facts 3.11), and no list of AWS's shows who is missing.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from cppo_tui.domain.customers import CustomerRow, Remark
from cppo_tui.domain.dates import long_date
from cppo_tui.domain.model import Frozen
from cppo_tui.domain.offer_states import LATEST, OfferRecord, Standing, by_buyer
from cppo_tui.domain.submission_words import EXPIRED_EARLY


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
_WHY = {Gap.NONE: "never had one", Gap.EXPIRED: "expired", Gap.ENDED: "had an agreement that has ended"}
_PLACE = {gap: place for place, gap in enumerate(Gap)}


class CustomerGap(Frozen):
    """A customer and the best of their offers. ``covered`` of their accounts stand as well as that.
    ``early``: that offer was ended from here, before its day."""

    row: CustomerRow
    gap: Gap
    offer_id: str = ""
    expires: datetime | None = None
    covered: int = 0
    early: bool = False

    @property
    def words(self) -> str:
        """Where the customer stands, in a few words."""
        said = EXPIRED_EARLY if self.early else self.gap.value
        if self.gap is Gap.OPEN:
            said = f"open until {long_date(self.expires.date())}" if self.expires else "open"
        some = 0 < self.covered < len(self.row.accounts)
        return f"{said} ({self.covered} of {len(self.row.accounts)} accounts)" if some else said

    @property
    def to_fill(self) -> CustomerRow:
        """The row from which the missing offer is made: it says that there was one. One that was ended from
        here is asked about by the batch itself."""
        said = ""
        if self.gap is Gap.EXPIRED and not self.early and self.expires:
            said = f"Offer {self.offer_id} to this customer expired on {long_date(self.expires.date())}."
        if self.gap is Gap.ENDED:
            said = f"The agreement from this customer's offer {self.offer_id} has ended."
        more = (Remark(message=said, stops=False),) if said else ()
        return self.row.model_copy(update={"remarks": (*self.row.remarks, *more)})


def missing_words(found: Collection[CustomerGap]) -> str:
    """How many have nothing they could accept, and why: nobody is counted as new who had an offer."""
    missing = [one for one in found if one.gap.missing]
    if not missing and any(one.gap is Gap.UNREAD for one in found):
        return f"0 of {len(found)} customers have no offer."
    if not missing:
        return "No customer is without an offer."
    one, several = len(missing) == 1, len(found) != 1
    have = "has no offer it can accept" if one else "have no offer they can accept"
    said = f"{len(missing)} of {len(found)} customer{'s' if several else ''} {have}"
    counts = Counter(EXPIRED_EARLY if one.early else _WHY[one.gap] for one in missing)
    whys = ", ".join(f"{counts[why]} {why}" for why in (*_WHY.values(), EXPIRED_EARLY) if counts[why])
    return f"{said}: {whys}."


def find_gaps(
    rows: Iterable[CustomerRow], records: Iterable[OfferRecord], ended: Collection[str] = ()
) -> tuple[CustomerGap, ...]:
    """Each customer with the best that any of their accounts has. Nothing is asked: all is joined here.

    ``ended`` are the ids of the offers that were ended from here.
    """
    theirs = by_buyer(records)
    found = (_customer(row, theirs) for row in rows)
    return tuple(
        one.model_copy(update={"early": True}) if one.gap is Gap.EXPIRED and one.offer_id in ended else one
        for one in found
    )


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
