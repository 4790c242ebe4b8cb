"""A limit AWS states in a form we do not know must never pass for "no limit"."""

from typing import Any

import pytest

from cppo_tui.domain.authorization import PricingKind
from cppo_tui.domain.authorization_reading import authorization_from_entity
from cppo_tui.domain.checks.opportunity import check_authorization, usability
from cppo_tui.domain.checks.pricing import check_pricing
from cppo_tui.domain.draft import PriceBasis
from tests.domain.given import a_context, a_draft, an_authorization, an_offer, codes, priced


def read(rule: dict[str, Any], *extra_terms: str) -> Any:
    usage = {
        "Type": "ResaleUsageBasedPricingTerm",
        "CurrencyCode": "USD",
        "RateCards": [{"RateCard": [{"DimensionKey": "units", "Price": "0.1"}]}],
    }
    document = {
        "Status": "Active",
        "Terms": [usage, *({"Type": name} for name in extra_terms)],
        "Rules": [{"Type": "AvailabilityRule", **rule}],
    }
    return authorization_from_entity({"EntityIdentifier": "ra-1@1", "DetailsDocument": document})


@pytest.mark.parametrize(
    ("rule", "unread"),
    [
        ({}, ()),
        ({"AvailabilityEndDate": None, "OffersMaxQuantity": None}, ()),
        ({"AvailabilityEndDate": "2027-12-12T23:59:59.999Z", "OffersMaxQuantity": 1}, ()),
        ({"AvailabilityEndDate": "12.12.2027"}, ("end date",)),
        ({"AvailabilityEndDate": 1828656000}, ("end date",)),
        ({"OffersMaxQuantity": "1"}, ("number of offers",)),
        ({"AvailabilityEndDate": "soon", "OffersMaxQuantity": -1}, ("end date", "number of offers")),
    ],
)
def test_an_unreadable_limit_is_named_and_stops_the_offer(
    rule: dict[str, Any], unread: tuple[str, ...]
) -> None:
    authorization = read(rule)
    assert authorization.unread == unread
    assert ("AUTHORIZATION_UNREAD" in codes(usability(authorization, a_context()))) == bool(unread)


@pytest.mark.parametrize(
    "term", ["ResaleBlockScheduleTerm", "ResaleTieredPricingTerm", "ResaleRecurringPaymentTerm"]
)
def test_a_pricing_term_nobody_knows_is_not_taken_for_usage_pricing(term: str) -> None:
    assert read({}, term).kind is PricingKind.UNKNOWN


def test_an_offer_listed_without_its_buyers_may_be_for_anybody() -> None:
    from cppo_tui.domain.checks import check_all

    context = a_context(offers=(an_offer(buyers=()),))
    assert "OFFER_EXISTS" in codes(check_all(a_draft(), context))


def test_a_draft_offer_being_completed_is_not_stopped_by_having_used_its_authorization_up() -> None:
    used_up = an_authorization(extended_status="Completed-Used")
    assert codes(check_authorization(a_draft(authorization=used_up), a_context())) == [
        "AUTHORIZATION_USED_UP"
    ]
    completing = a_draft(authorization=used_up, reuse_offer_id="offer-x", reuse_offer_revision=1)
    assert check_authorization(completing, a_context()) == ()


def test_a_target_price_no_markup_comes_out_at_is_said() -> None:
    wholesale = an_authorization("3000")
    reached = a_draft(authorization=wholesale, pricing=priced(PriceBasis.PRICE, "3750"))
    missed = a_draft(authorization=wholesale, pricing=priced(PriceBasis.PRICE, "3750.000001"))
    assert check_pricing(reached, a_context()) == ()
    assert codes(check_pricing(missed, a_context())) == ["PRICE_NOT_REACHED"]
