"""What ends soon: offers somebody can still accept, authorizations an offer can still be made from."""

from datetime import timedelta
from typing import Any

from cppo_tui.domain.catalog import AgreementSummary, AuthorizationListing, OfferSummary
from cppo_tui.domain.due import Due, due
from cppo_tui.domain.offer_states import offer_records
from tests.domain.given import BUYER, NOW, OTHER_BUYER, a_context, an_authorization, an_offer

SOON = NOW + timedelta(days=3)


def within(
    days: int, *offers: OfferSummary, agreements: tuple[AgreementSummary, ...] = (), **authorization: Any
) -> list[Due]:
    detail = an_authorization(**authorization)
    listing = AuthorizationListing(id=detail.id, name=detail.name, ends=detail.ends, detail=detail)
    records = offer_records(offers, agreements, [], NOW)
    return list(due(records, [listing], NOW + timedelta(days=days), a_context()))


def test_the_next_comes_first_whatever_it_is() -> None:
    found = within(
        30, an_offer(id="b", expires=SOON), an_offer(id="a", expires=SOON), ends=NOW + timedelta(days=1)
    )
    assert [one.id for one in found] == ["resaleauthz-wlmpaurnfdqmi", "a", "b"]
    assert found[0].left == "1 day left"


def test_what_ends_later_or_has_ended_is_not_due() -> None:
    assert within(2, an_offer(expires=SOON), an_offer(expires=NOW - timedelta(days=1))) == []
    assert within(30, an_offer(expires=None)) == []


def test_an_accepted_offer_is_not_due_unless_another_buyer_is_waited_for() -> None:
    done = (AgreementSummary(id="agmt-1", acceptor=BUYER, offer_id="o"),)
    assert within(30, an_offer(id="o", expires=SOON), agreements=done) == []
    found = within(30, an_offer(id="o", expires=SOON, buyers=(BUYER, OTHER_BUYER)), agreements=done)
    assert [one.waiting_for for one in found] == [(OTHER_BUYER,)]


def test_an_offer_listed_without_its_buyers_may_be_somebodys() -> None:
    assert len(within(30, an_offer(expires=SOON, buyers=()))) == 1


def test_an_authorization_nothing_can_be_made_from_is_not_due() -> None:
    assert within(30, ends=SOON, status="Restricted") == []
    assert [one.what for one in within(30, ends=SOON)] == ["authorization"]
