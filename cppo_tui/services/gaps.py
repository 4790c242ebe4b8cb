"""Who has no offer: the table of customers, AWS's two lists and our submissions, each read once."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from cppo_tui.domain.catalog import AgreementSummary, OfferSummary
from cppo_tui.domain.customers import CustomerRow
from cppo_tui.domain.gaps import CustomerGap, find_gaps
from cppo_tui.domain.offer_states import offer_records
from cppo_tui.domain.plan import AMENDING
from cppo_tui.domain.ports import IN_FLIGHT, SubmissionStore

LISTED_BY_THEN = timedelta(days=1)
"""A listing may lag behind (fact sheet 11.7). Younger than this, an offer we made and AWS does not list
yet counts as on its way."""


def read_gaps(
    customers: Iterable[CustomerRow],
    offers: tuple[OfferSummary, ...],
    agreements: Iterable[AgreementSummary],
    store: SubmissionStore,
    now: datetime,
    *,
    authorization_id: str,
) -> tuple[CustomerGap, ...]:
    """Each customer and the best that stands for them. Raises StoreError."""
    listed = {offer.id for offer in offers}
    ours = []
    for row in store.submissions():
        fresh = row.state == "succeeded" and now - row.updated < LISTED_BY_THEN
        if row.kind in AMENDING and row.state not in IN_FLIGHT:
            continue
        if row.state in IN_FLIGHT or (fresh and row.offer_id not in listed):
            ours.append(store.load_submission(row.id))
    going = [one for one in ours if one.plan.authorization_id == authorization_id]
    return find_gaps(customers, offer_records(offers, agreements, going, now))
