"""What became of each offer: AWS's list of offers, its list of agreements and our submissions, joined.

AWS says only Draft or Released; that an offer was accepted shows as an agreement alone (facts 1.3, fact
sheet 8.13). Each list is read once; nothing here asks AWS again.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from cppo_tui.domain.accounts import grouped
from cppo_tui.domain.catalog import AgreementSummary, OfferSummary
from cppo_tui.domain.dates import long_date
from cppo_tui.domain.model import Frozen
from cppo_tui.domain.plan import AMENDING, PlanKind
from cppo_tui.domain.reviewed_terms import reviewed_expiry
from cppo_tui.domain.submission import Submission
from cppo_tui.domain.terms import Expiry

EXPIRING_DAYS = 14
"""An open offer with no more days than this needs a word with its buyer: our own figure."""

ACTIVE = "ACTIVE"
"""The status of an agreement that runs."""


class Standing(StrEnum):
    """Where an offer stands, the most urgent first."""

    ON_ITS_WAY = "on its way"
    EXPIRING = "expiring"
    OPEN = "open"
    DRAFT = "draft"
    EXPIRED = "expired"
    ACCEPTED = "accepted"
    ENDED = "ended"
    """Accepted, and that agreement does not run any more."""


LATEST = datetime.max.replace(tzinfo=UTC)
"""Stands for the end of what does not end."""

_EARLIEST = datetime.min.replace(tzinfo=UTC)
_ORDER = {standing: place for place, standing in enumerate(Standing)}


class OfferRecord(Frozen):
    """An offer made from an authorization, and everything known of it.

    ``by_date`` is where it stands for a buyer who has not accepted. ``agreements`` are those made from it,
    ended ones too. ``submission`` is the id of what is on its way about it, "" for nothing; an offer that
    is just being made has no id yet.
    """

    offer: OfferSummary
    standing: Standing
    by_date: Standing
    agreements: tuple[AgreementSummary, ...] = ()
    submission: str = ""

    @property
    def running(self) -> tuple[AgreementSummary, ...]:
        """The agreements from it that run."""
        return tuple(one for one in self.agreements if one.status == ACTIVE)

    @property
    def waiting_for(self) -> tuple[str, ...]:
        """The buyers who can still accept it."""
        if self.by_date not in (Standing.OPEN, Standing.EXPIRING):
            return ()
        done = {one.acceptor for one in self.agreements}
        return tuple(buyer for buyer in self.offer.buyers if buyer not in done)

    def standing_for(self, buyer: str) -> Standing:
        """Where it stands for one of its buyers: each of them can accept it (fact sheet 2.6, inferred)."""
        theirs = [one for one in self.agreements if one.acceptor == buyer]
        if not theirs:
            return self.by_date
        return Standing.ACCEPTED if any(one.status == ACTIVE for one in theirs) else Standing.ENDED

    def words(self, now: datetime) -> str:
        """Where it stands, with the date that matters."""
        if self.agreements:
            return self._accepted_words()
        day = self.offer.expires
        if self.by_date is Standing.EXPIRED and day is not None:
            return f"expired on {long_date(day.date())}"
        if self.by_date in (Standing.OPEN, Standing.EXPIRING):
            return f"open until {long_date(day.date())}, {left_words(day - now)}" if day else "open"
        return {Standing.DRAFT: "draft, nobody sees it"}.get(self.by_date, self.by_date.value)

    def _accepted_words(self) -> str:
        ids = ", ".join(one.id for one in self.agreements)
        if not self.running:
            return f"accepted, but that agreement has ended ({ids})"
        if len(self.offer.buyers) > 1:
            done = _runs(self.agreements)
            who = ", ".join(f"{grouped(one)}{'' if runs else ' (ended)'}" for one, runs in done.items())
            return f"accepted by {len(done)} of {len(self.offer.buyers)}: {who} ({ids})"
        return f"accepted ({ids})"


def _runs(agreements: Iterable[AgreementSummary]) -> dict[str, bool]:
    """Who has accepted, and whether an agreement of theirs runs."""
    done: dict[str, bool] = {}
    for one in agreements:
        done[one.acceptor] = done.get(one.acceptor, False) or one.status == ACTIVE
    return done


def acceptable_words(expires: datetime | None, now: datetime, accepted: str = "") -> str:
    """Until when a released offer can be accepted, or that nobody can any more; shorter where it is told
    beside this that it has been ``accepted``."""
    if expires is None:
        return "It can be accepted; until when is not known."
    moment = f"{expires:%Y-%m-%d %H:%M} UTC"
    if expires < now and accepted:
        return f"It could be accepted until {moment}; another day opens it again."
    if expires < now:
        return f"It could be accepted until {moment}; nobody can accept it now. Another day opens it again."
    return f"It can be accepted until {moment}."


def accepted_words(buyers: tuple[str, ...], agreements: Iterable[AgreementSummary]) -> str:
    """That an offer has been accepted already, and of several buyers by how many, and what of that has ended
    since; "" when it has not."""
    done = _runs(agreements)
    over = sum(not runs for runs in done.values())
    if not done:
        return ""
    if len(buyers) <= 1:
        return "Accepted already, and that agreement has ended" if over == len(done) else "Accepted already"
    ended = f"the agreement{'s' if over > 1 else ''} of {over} {'have' if over > 1 else 'has'} ended"
    return f"Accepted already by {len(done)} of {len(buyers)}" + (f"; {ended}" if over else "")


def another_day_words(buyers: tuple[str, ...], agreements: Iterable[AgreementSummary]) -> str:
    """What another last day means where an offer has been accepted; "" where it has not. Nobody could confirm
    whether a buyer whose agreement has ended can accept the same offer again."""
    made = tuple(agreements)
    accepted = accepted_words(buyers, made)
    if not accepted:
        return ""
    if not all(_runs(made).values()):
        return f"{accepted}. Whether AWS lets a buyer accept it again is not known."
    whom = "that buyer" if len(buyers) <= 1 else "them"
    return f"{accepted}: another last day changes nothing for {whom}."


def offer_records(
    offers: Iterable[OfferSummary],
    agreements: Iterable[AgreementSummary],
    in_flight: Iterable[Submission],
    now: datetime,
) -> tuple[OfferRecord, ...]:
    """Everything that was made from an authorization, the most urgent first. ``in_flight`` are our
    submissions whose outcome is open."""
    by_offer: dict[str, list[AgreementSummary]] = defaultdict(list)
    for agreement in agreements:
        by_offer[agreement.offer_id].append(agreement)
    going = tuple(in_flight)
    about = {one.plan.offer_id: one.id for one in going if one.plan.offer_id}
    listed = [
        _record(offer, tuple(by_offer.get(offer.id, ())), about.get(offer.id, ""), now)
        for offer in offers
        if offer.authorization_id
    ]
    made = [_being_made(one) for one in going if one.plan.kind not in AMENDING and not one.plan.offer_id]
    return tuple(sorted((*made, *listed), key=_place))


def by_buyer(records: Iterable[OfferRecord]) -> dict[str, tuple[OfferRecord, ...]]:
    """The offers to each buyer account, in the order given."""
    found: dict[str, list[OfferRecord]] = defaultdict(list)
    for record in records:
        for buyer in dict.fromkeys((*record.offer.buyers, *(one.acceptor for one in record.agreements))):
            found[buyer].append(record)
    return {buyer: tuple(theirs) for buyer, theirs in found.items()}


def left_words(left: timedelta) -> str:
    """How long that still is, in the unit one would use."""
    if left.days >= 1:
        return f"{left.days} day{'s' if left.days != 1 else ''} left"
    hours = int(left.total_seconds()) // 3600
    return f"{hours} hour{'s' if hours != 1 else ''} left" if hours >= 1 else "less than an hour left"


def _record(
    offer: OfferSummary, agreements: tuple[AgreementSummary, ...], submission: str, now: datetime
) -> OfferRecord:
    by_date = _by_date(offer, now)
    standing = by_date
    if agreements:
        runs = any(one.status == ACTIVE for one in agreements)
        standing = Standing.ACCEPTED if runs else Standing.ENDED
    return OfferRecord(
        offer=offer, standing=standing, by_date=by_date, agreements=agreements, submission=submission
    )


def _by_date(offer: OfferSummary, now: datetime) -> Standing:
    if offer.state != "Released":
        return Standing.DRAFT
    if offer.expires is None:
        return Standing.OPEN
    if offer.expires < now:
        return Standing.EXPIRED
    return Standing.EXPIRING if offer.expires - now <= timedelta(days=EXPIRING_DAYS) else Standing.OPEN


def _being_made(submission: Submission) -> OfferRecord:
    """An offer AWS has no id for yet, from what is being sent; its expiry is the plan's."""
    plan = submission.plan
    offer = OfferSummary(
        id="",
        name=plan.title,
        state="Draft" if plan.kind is PlanKind.DRAFT else "Released",
        product_id=plan.product_id,
        authorization_id=plan.authorization_id,
        buyers=plan.buyers,
        expires=Expiry(day=reviewed_expiry(plan)).instant,
    )
    return OfferRecord(
        offer=offer, standing=Standing.ON_ITS_WAY, by_date=Standing.ON_ITS_WAY, submission=submission.id
    )


def _place(record: OfferRecord) -> tuple[int, timedelta, str]:
    """By urgency, then by expiry: of what is over the last first, of what is open the next first."""
    expires = record.offer.expires or LATEST
    over = record.standing in (Standing.EXPIRED, Standing.ACCEPTED, Standing.ENDED)
    return _ORDER[record.standing], LATEST - expires if over else expires - _EARLIEST, record.offer.id
