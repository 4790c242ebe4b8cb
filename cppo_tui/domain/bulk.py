"""One offer for each customer: what its draft is, under which id, and the digest of all of them."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from enum import StrEnum

from cppo_tui.domain.catalog import OfferSummary
from cppo_tui.domain.customers import FIGURES, CustomerRow
from cppo_tui.domain.defaults import TITLE_MAX
from cppo_tui.domain.draft import OfferDraft, PriceBasis, PricingChoice
from cppo_tui.domain.findings import Finding, Severity
from cppo_tui.domain.model import Frozen
from cppo_tui.domain.plan import Plan, PublishMode
from cppo_tui.domain.text import shorten


class RowState(StrEnum):
    """Where a row stands."""

    WAITING = "to be sent"
    GOING = "on its way"
    MADE = "made"
    FAILED = "failed"
    STOPPED = "not sent"
    UNKNOWN = "not known"

    @property
    def over(self) -> bool:
        """True when nothing more is done about it in this run."""
        return self not in (RowState.WAITING, RowState.GOING)


class BulkRow(Frozen):
    """A customer's offer. ``plan`` is what would be sent, None when something stops it or it was sent
    before; then ``submission_id`` and ``offer_id`` tell of that. ``asks`` are the questions that keep it
    from being sent where nothing else does: the key of the consent, and the sentence it answers."""

    line: int
    customer: str
    accounts: tuple[str, ...]
    draft_id: str
    state: RowState = RowState.WAITING
    plan: Plan | None = None
    markup: str = ""
    price: str = ""
    expires: str = ""
    says: tuple[str, ...] = ()
    asks: tuple[tuple[str, str], ...] = ()
    submission_id: str = ""
    offer_id: str = ""


def rows_here(rows: Iterable[BulkRow], as_here: Callable[[str], str]) -> tuple[BulkRow, ...]:
    """The rows, what is said of them made to fit where it is read: the commands it names, for one."""
    return tuple(
        row.model_copy(
            update={
                "says": tuple(map(as_here, row.says)),
                "asks": tuple((key, as_here(said)) for key, said in row.asks),
            }
        )
        for row in rows
    )


class Batch(Frozen):
    """All rows, as they would be sent now. ``problems`` stop the batch as a whole."""

    authorization_id: str
    rows: tuple[BulkRow, ...]
    problems: tuple[str, ...] = ()

    @property
    def to_send(self) -> tuple[BulkRow, ...]:
        """The rows that would be sent."""
        return tuple(row for row in self.rows if row.state is RowState.WAITING)

    @property
    def digest(self) -> str:
        """SHA-256 over what would be sent, to whom, in order: the bytes of every change set."""
        lines = (f"{row.draft_id} {row.plan.digest}" for row in self.to_send if row.plan)
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    @property
    def token(self) -> str:
        """What a script gives to confirm exactly this batch: how many offers, and the digest's beginning."""
        return f"{len(self.to_send)}-{self.digest[:8]}"

    def count(self, state: RowState) -> int:
        """How many rows stand so."""
        return sum(row.state is state for row in self.rows)


def ending_words(batch: Batch, rows: Collection[BulkRow]) -> str:
    """What became of the whole batch: ``3 of 5 rows were sent, 2 left out.`` ``rows`` as they stand now."""
    counts = Counter(row.state for row in rows)
    before, left, waiting = batch.count(RowState.MADE), counts[RowState.STOPPED], counts[RowState.WAITING]
    sent = len(rows) - before - left - waiting
    told = f"{sent} of {len(rows)} row{'s' if len(rows) != 1 else ''} {'was' if sent == 1 else 'were'} sent"
    more = (
        (counts[RowState.FAILED], "of them failed at AWS"),
        (counts[RowState.UNKNOWN] + counts[RowState.GOING], "of them with an outcome not known yet"),
        (before, "made by an earlier run"),
        (waiting, "still to be sent"),
        (left, "left out"),
    )
    return ", ".join([told, *(f"{count} {words}" for count, words in more if count)]) + "."


def row_draft_id(world: str, seller: str, authorization_id: str, batch: str, accounts: Iterable[str]) -> str:
    """The same offer in the same batch has the same id in every run, whatever else of the file was changed:
    so a second run finds what the first one sent. (A random one would make every offer twice.)"""
    what = "\0".join(("cppo bulk", world, seller, authorization_id, batch, *sorted(accounts)))
    return hashlib.sha256(what.encode()).hexdigest()[:32]


def template_problem(draft: OfferDraft) -> str:
    """Why this cannot be made for many customers, "" when it can."""
    if draft.buyers or draft.buyer_entry:
        return "The template names buyers; for many customers they come from the table. Take them out."
    if draft.replaces is not None or draft.reuse_offer_id:
        return "The template replaces an agreement or completes an offer: that is one customer's only."
    if draft.mode is not PublishMode.DIRECT:
        return "The template verifies each offer first; many are published directly. Set its mode to direct."
    return ""


def ended_offer(offers: Iterable[OfferSummary], ended: Collection[str], now: datetime) -> tuple[Finding, ...]:
    """Whoever ended a customer's offer is asked whether a batch is to make another one.

    ``offers`` are those to this customer, ``ended`` the ids of those that were ended from here. Nothing is
    said beside an open offer: of that one it is asked already.
    """
    released = [one for one in offers if one.state == "Released"]
    if any(one.expires is None or one.expires >= now for one in released):
        return ()
    theirs = [(one.expires, one.id) for one in released if one.id in ended and one.expires is not None]
    if not theirs:
        return ()
    offer_id = max(theirs)[1]
    return (
        Finding(
            code="OFFER_ENDED",
            field="buyers",
            message=f"You ended this customer's offer {offer_id} early.",
            fix="Confirm only if the customer is to get another one.",
            severity=Severity.ASK,
            consent=f"offer-ended:{offer_id}",
        ),
    )


def row_draft(template: OfferDraft, row: CustomerRow, draft_id: str) -> OfferDraft:
    """The template's offer for this customer, with what the row has of its own."""
    own = dict(row.changes)
    updates: dict[str, object] = {
        "id": draft_id,
        "buyers": row.accounts,
        "title": shorten(row.customer, TITLE_MAX),
    }
    updates |= {key: own[key] for key in ("name", "description", "agreement", "expiry") if key in own}
    for figure in FIGURES:
        if figure in own:
            kept = template.pricing.dimension_key
            choice = PricingChoice(basis=PriceBasis(figure), text=own[figure], dimension_key=kept)
            updates["pricing"] = choice
    return template.model_copy(update=updates)


class OffersByBuyer:
    """The existing offers, looked up by buyer: each row is checked against those that concern it alone.

    An offer that AWS lists without buyers may be for anybody, so it concerns every row.
    """

    def __init__(self, offers: Iterable[OfferSummary]) -> None:
        self._of: dict[str, list[OfferSummary]] = defaultdict(list)
        self._for_anybody: list[OfferSummary] = []
        for offer in offers:
            for buyer in offer.buyers:
                self._of[buyer].append(offer)
            if not offer.buyers:
                self._for_anybody.append(offer)

    def concerning(self, accounts: Iterable[str]) -> tuple[OfferSummary, ...]:
        """The offers to any of these accounts."""
        found = {offer.id: offer for account in accounts for offer in self._of.get(account, ())}
        return (*found.values(), *self._for_anybody)
