"""What was made from here a moment ago is known here: AWS's list of offers may not have it yet, or have it as
it was before. The desks and commands tell of it, the review asks about it, and the guards before sending look
for it, as if it were listed."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Protocol

from cppo_tui.domain.catalog import OfferSummary, OfferView
from cppo_tui.domain.checks.existing import unasked_offers
from cppo_tui.domain.errors import NotFound
from cppo_tui.domain.plan import Plan, PlanKind
from cppo_tui.domain.ports import Catalog, SubmissionRow, SubmissionStore
from cppo_tui.domain.reviewed_terms import reviewed_expiry
from cppo_tui.domain.submission import SubmissionState
from cppo_tui.domain.terms import LAST_INSTANT

LISTED_BY_THEN = timedelta(days=1)
"""After this AWS's list of offers surely has what was made (how late it may be is not documented)."""

LISTED_AS_MADE_BY_THEN = timedelta(hours=1)
"""After this AWS's word counts about an offer that it lists: somebody else may have changed it since."""


class Offers(Protocol):
    """Where one offer can be read."""

    def offer(self, offer_id: str) -> OfferView:
        """One offer, read now. Raises CatalogError."""
        ...


def offers_now(
    catalog: Catalog, store: SubmissionStore, authorization_id: str, *, now: datetime, world: str
) -> tuple[OfferSummary, ...]:
    """Those AWS lists from one authorization, and what was just made. Raises CatalogError, StoreError."""
    listed = catalog.offers(authorization_id)
    return with_just_made(listed, catalog, store, authorization_id, now=now, world=world)


def with_just_made(
    listed: tuple[OfferSummary, ...],
    catalog: Offers,
    store: SubmissionStore,
    authorization_id: str,
    *,
    now: datetime,
    world: str,
    buyers: tuple[str, ...] = (),
    draft_id: str = "",
    seller: str = "",
) -> tuple[OfferSummary, ...]:
    """AWS's list with what it does not show yet: from one authorization, or from all of them when that is "";
    only what concerns ``buyers`` when they are named, nothing that came of ``draft_id``, and nothing of
    another account than ``seller`` when that is known: one store serves all of a person's accounts.

    Raises CatalogError, StoreError.
    """
    offers = {offer.id: offer for offer in listed}
    for row in _latest((row for row in store.submissions() if row.draft_id != draft_id), now):
        offer_id = row.offer_id or row.id
        if _listed_as_made(row, offers.get(offer_id), now):
            continue
        plan = store.load_submission(row.id).plan
        theirs = not buyers or not plan.buyers or set(buyers) & set(plan.buyers)
        if authorization_id not in ("", plan.authorization_id) or not theirs:
            continue
        if seller not in ("", plan.seller_account):
            continue
        if world == "sandbox" and _started_over(catalog, row.offer_id):
            continue
        offers[offer_id] = as_listed(plan, offer_id)
    return tuple(offers.values())


def unasked_now(
    plan: Plan,
    listed: tuple[OfferSummary, ...],
    catalog: Offers,
    store: SubmissionStore,
    *,
    now: datetime,
    world: str,
) -> tuple[OfferSummary, ...]:
    """The open offers to the plan's buyers that the person was not asked about: of those AWS lists, and of
    those made from here. Raises CatalogError, StoreError."""
    of, draft = plan.authorization_id, plan.draft_id
    offers = with_just_made(
        listed, catalog, store, of, now=now, world=world, buyers=plan.buyers, draft_id=draft
    )
    return unasked_offers(plan, offers, now)


def as_listed(plan: Plan, offer_id: str) -> OfferSummary:
    """The offer a plan has made, as AWS will list it."""
    return OfferSummary(
        id=offer_id,
        name=plan.title,
        state="Draft" if plan.kind is PlanKind.DRAFT else "Released",
        product_id=plan.product_id,
        authorization_id=plan.authorization_id,
        buyers=plan.buyers,
        expires=datetime.combine(reviewed_expiry(plan), LAST_INSTANT),
    )


def _latest(rows: Iterable[SubmissionRow], now: datetime) -> Iterator[SubmissionRow]:
    """Of each offer the last thing that was done to it, while AWS may still be late in listing it."""
    done = [row for row in rows if row.state == SubmissionState.SUCCEEDED]
    seen: set[str] = set()
    for row in sorted(done, key=lambda one: one.updated, reverse=True):
        offer_id = row.offer_id or row.id
        if offer_id not in seen and abs(now - row.updated) <= LISTED_BY_THEN:
            yield row
        seen.add(offer_id)


def _listed_as_made(row: SubmissionRow, listed: OfferSummary | None, now: datetime) -> bool:
    """Whether AWS lists what was done, so that its word counts. What was verified first has been listed as a
    draft long before its release; what was opened again may still be listed as expired."""
    if listed is None:
        return False
    if row.kind == PlanKind.DRAFT:
        return True
    if listed.state == "Draft":
        return False  # what was released never becomes a draft again
    if abs(now - row.updated) > LISTED_AS_MADE_BY_THEN:
        return True
    if listed.state != "Released":
        return False
    return row.kind != PlanKind.EXTEND or listed.expires is None or listed.expires >= now


def _started_over(catalog: Offers, offer_id: str) -> bool:
    """Whether the sandbox was started over since, and has no such offer any more. AWS deletes none."""
    try:
        catalog.offer(offer_id)
    except NotFound:
        return True
    return False
