"""Everything known of our offers, read once: offers, agreements, and what is on its way from here."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from cppo_tui.domain.catalog import AgreementSummary, OfferSummary
from cppo_tui.domain.offer_states import OfferRecord, offer_records
from cppo_tui.domain.ports import IN_FLIGHT, SubmissionStore
from cppo_tui.services.just_made import Offers, with_just_made


class Lists(Offers, Protocol):
    """The two lists of AWS's that are joined."""

    def offers(self, authorization_id: str = "") -> tuple[OfferSummary, ...]:
        """All offers of this account, or those made from one authorization."""
        ...

    def every_agreement(self) -> tuple[AgreementSummary, ...]:
        """All agreements buyers have or had with us."""
        ...


def read_records(
    lists: Lists,
    store: SubmissionStore,
    now: datetime,
    *,
    world: str,
    authorization_id: str = "",
    seller: str = "",
) -> tuple[OfferRecord, ...]:
    """Each list read once and joined here; only of one authorization when it is named. Blocks.

    ``seller`` is the account the lists are of: what was sent from here for another one stands in its list.

    Raises CatalogError when a list could not be read whole: half of one would show accepted offers as
    waiting. Raises StoreError when what is on its way cannot be read.
    """
    offers, agreements = lists.offers(authorization_id), lists.every_agreement()
    return join_records(
        offers,
        agreements,
        lists,
        store,
        now,
        world=world,
        authorization_id=authorization_id,
        seller=seller,
    )


def join_records(
    offers: tuple[OfferSummary, ...],
    agreements: Iterable[AgreementSummary],
    catalog: Offers,
    store: SubmissionStore,
    now: datetime,
    *,
    world: str,
    authorization_id: str,
    seller: str = "",
) -> tuple[OfferRecord, ...]:
    """AWS's two lists, what is on its way from here, and what was just made and is not listed yet."""
    going = [store.load_submission(row.id) for row in store.submissions() if row.state in IN_FLIGHT]
    ours = [
        one
        for one in going
        if authorization_id in ("", one.plan.authorization_id) and seller in ("", one.plan.seller_account)
    ]
    known = with_just_made(offers, catalog, store, authorization_id, now=now, world=world, seller=seller)
    return offer_records(known, agreements, ours, now)
