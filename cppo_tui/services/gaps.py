"""Who has no offer: the table of customers, AWS's two lists and our submissions, each read once."""

from collections.abc import Iterable
from datetime import datetime

from cppo_tui.domain.catalog import AgreementSummary, OfferSummary
from cppo_tui.domain.customers import CustomerRow
from cppo_tui.domain.gaps import CustomerGap, find_gaps
from cppo_tui.domain.ports import SubmissionStore
from cppo_tui.domain.submission_words import ended_early
from cppo_tui.services.just_made import Offers
from cppo_tui.services.offer_records import join_records


def read_gaps(
    customers: Iterable[CustomerRow],
    offers: tuple[OfferSummary, ...],
    agreements: Iterable[AgreementSummary],
    catalog: Offers,
    store: SubmissionStore,
    now: datetime,
    *,
    world: str,
    authorization_id: str,
) -> tuple[CustomerGap, ...]:
    """Each customer and the best that stands for them, known from the same records as the desk of offers.

    Raises CatalogError, StoreError.
    """
    records = join_records(
        offers, agreements, catalog, store, now, world=world, authorization_id=authorization_id
    )
    return find_gaps(customers, records, ended_early(store.submissions()))
