"""Who has no offer: each customer stands as well as the best of their offers."""

import time
from collections.abc import Callable
from datetime import timedelta

import pytest

from cppo_tui.domain.catalog import AgreementSummary
from cppo_tui.domain.customers import CustomerRow
from cppo_tui.domain.gaps import Gap, find_gaps, missing_words
from cppo_tui.domain.offer_states import offer_records
from tests.domain.given import BUYER, NOW, OTHER_BUYER, an_offer

PAST = NOW - timedelta(days=1)


def customer(*accounts: str) -> CustomerRow:
    return CustomerRow(line=2, customer="Contoso", accounts=accounts)


def agreement(offer: str, status: str = "ACTIVE", acceptor: str = BUYER) -> AgreementSummary:
    return AgreementSummary(id=f"agmt-{offer}", status=status, acceptor=acceptor, offer_id=offer)


OPEN, DRAFT = an_offer(id="open"), an_offer(id="draft", state="Draft")
EXPIRED, OTHERS = an_offer(id="expired", expires=PAST), an_offer(id="others", buyers=(OTHER_BUYER,))


@pytest.mark.parametrize(
    ("offers", "agreements", "gap", "words"),
    [
        ((), (), Gap.NONE, "none"),
        ((OTHERS,), (), Gap.NONE, "none"),
        ((DRAFT,), (), Gap.DRAFT, "draft only"),
        ((EXPIRED,), (), Gap.EXPIRED, "expired"),
        ((EXPIRED, DRAFT), (), Gap.DRAFT, "draft only"),
        ((DRAFT, OPEN), (), Gap.OPEN, "open until 31 January 2027"),
        ((EXPIRED,), (agreement("expired"),), Gap.ACCEPTED, "accepted"),
        ((EXPIRED,), (agreement("expired", "CANCELLED"),), Gap.ENDED, "agreement ended"),
        ((OPEN, EXPIRED), (agreement("expired"),), Gap.ACCEPTED, "accepted"),
    ],
)
def test_the_best_of_the_offers_counts(
    offers: tuple[object, ...], agreements: tuple[AgreementSummary, ...], gap: Gap, words: str
) -> None:
    (found,) = find_gaps([customer(BUYER)], offer_records(offers, agreements, (), NOW))  # type: ignore[arg-type]
    assert (found.gap, found.words) == (gap, words)


@pytest.mark.parametrize(
    ("offers", "agreements", "ended", "words", "why", "remark"),
    [
        ((), (), "", "none", "1 never had one", ""),
        ((EXPIRED,), (), "", "expired", "1 expired", "expired on 22 November 2026"),
        ((EXPIRED,), (), "expired", "expired early", "1 expired early", ""),  # the batch asks about it
        (
            (EXPIRED,),
            (agreement("expired", "CANCELLED"),),
            "expired",
            "agreement ended",
            "1 had an agreement that has ended",
            "The agreement from this customer's offer expired has ended.",
        ),
    ],
)
def test_who_had_an_offer_is_not_counted_as_new_and_not_filled_silently(
    offers: tuple[object, ...],
    agreements: tuple[AgreementSummary, ...],
    ended: str,
    words: str,
    why: str,
    remark: str,
) -> None:
    records = offer_records(offers, agreements, (), NOW)  # type: ignore[arg-type]
    (found,) = find_gaps([customer(BUYER)], records, {ended})
    assert found.words == words
    assert missing_words([found]) == f"1 of 1 customer has no offer it can accept: {why}."
    assert remark in " ".join(one.message for one in found.to_fill.remarks)
    assert found.to_fill.stopped is False


def test_the_customers_without_an_offer_are_counted_by_why() -> None:
    have = {BUYER: OPEN, OTHER_BUYER: EXPIRED.model_copy(update={"buyers": (OTHER_BUYER,)})}
    rows = [customer(one) for one in (BUYER, OTHER_BUYER, "600000000000", "700000000000")]
    found = find_gaps(rows, offer_records(tuple(have.values()), (), (), NOW), {"expired"})
    assert missing_words(found) == (
        "3 of 4 customers have no offer they can accept: 2 never had one, 1 expired early."
    )
    assert missing_words(found[:1]) == "No customer is without an offer."


def test_missing_is_who_can_accept_nothing_and_has_nothing_on_its_way() -> None:
    assert {gap for gap in Gap if gap.missing} == {Gap.NONE, Gap.EXPIRED, Gap.ENDED}


def test_one_of_two_accounts_is_enough_and_said() -> None:
    (found,) = find_gaps([customer(BUYER, OTHER_BUYER)], offer_records([OPEN], (), (), NOW))
    assert (found.gap.missing, found.words) == (False, "open until 31 January 2027 (1 of 2 accounts)")


def test_a_row_without_a_valid_account_is_no_gap() -> None:
    (found,) = find_gaps([customer()], ())
    assert (found.gap, found.gap.missing) == (Gap.UNREAD, False)


def test_ten_thousand_offers_are_joined_with_two_thousand_customers_in_a_second(
    figure: Callable[[str], None],
) -> None:
    offers = [an_offer(id=f"offer-{n}", buyers=(f"{n % 1500:012}",)) for n in range(10_000)]
    agreements = [agreement(f"offer-{n}", acceptor=f"{n % 1500:012}") for n in range(0, 10_000, 3)]
    customers = [CustomerRow(line=n + 2, customer=f"C{n}", accounts=(f"{n:012}",)) for n in range(2_000)]
    began = time.process_time()
    found = find_gaps(customers, offer_records(offers, agreements, (), NOW))
    took = time.process_time() - began
    assert sum(one.gap.missing for one in found) == 500
    assert took < 1.0
    figure(f"gaps: 10,000 offers, 3,334 agreements and 2,000 customers joined in {took:.2f} s")
