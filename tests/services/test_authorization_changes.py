"""What an ISV changed since the review, fact by fact: before and after."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from cppo_tui.domain.authorization import AllowedBuyer, PricingKind, ResaleAuthorization
from cppo_tui.domain.authorization_changes import differences
from cppo_tui.domain.pricing_terms import Grant, RateCard, UnitPrice
from tests.domain.given import BUYER, NOW, OTHER_BUYER, an_authorization, limited_to
from tests.domain.kinds import (
    EVERY_KIND,
    ISV_DATES,
    STORAGE,
    cards,
    charges,
    contract,
    fixed,
    installments,
    paid_at_once,
)

Shown = list[tuple[str, str, str]]
DEARER = UnitPrice(dimension_key="seats", wholesale=Decimal("110.001"))
STORAGE_GONE = ("Wholesale of storage for 12 months", "10.5", "none")


def shown(before: ResaleAuthorization, after: ResaleAuthorization) -> Shown:
    """The differences as (label, before, after)."""
    return [(one.label, one.before, one.after) for one in differences(before, after)]


def test_two_equal_readings_show_nothing() -> None:
    assert shown(an_authorization(), an_authorization()) == []


ALONE: list[tuple[dict[str, Any], Shown]] = [
    ({"status": "Restricted"}, [("Status", "Active", "Restricted")]),
    ({"max_offers": 1, "offers_created": 1}, [("Use", "usable", "used up")]),
    ({"extended_status": "Completed-Used"}, [("Use", "usable", "used up")]),
    ({"ends": NOW + timedelta(days=1)}, [("End", "open", "24 November 2026")]),
    ({"currency": "EUR"}, [("Currency", "USD", "EUR")]),
    ({"kind": PricingKind.CONTRACT}, [("Pricing", "usage", "contract")]),
    ({"buyers": (AllowedBuyer(account=BUYER),)}, [("Buyers", "any", BUYER)]),
    (
        {"usage_prices": (UnitPrice(dimension_key="units", wholesale=Decimal("0.0090")),)},
        [("Wholesale of units", "0.008", "0.009")],
    ),
    ({"usage_prices": ()}, [("Wholesale of units", "0.008", "none")]),
    (
        {
            "usage_prices": (
                *an_authorization().usage_prices,
                UnitPrice(dimension_key="hours", wholesale=Decimal(1)),
            )
        },
        [("Wholesale of hours", "none", "1")],
    ),
]


CONTRACT: list[tuple[ResaleAuthorization, dict[str, Any], Shown]] = [
    (contract(), {"rate_cards": ()}, [("Wholesale of seats for 12 months", "100", "none"), STORAGE_GONE]),
    (
        contract("P12M"),
        {"rate_cards": cards("P1Y")},
        [
            ("Wholesale of seats for 12 months", "100", "none"),
            STORAGE_GONE,
            ("Wholesale of seats for 1 year", "none", "100"),
            ("Wholesale of storage for 1 year", "none", "10.5"),
        ],
    ),
    (
        contract("P12M", "P36M"),
        {"rate_cards": (*cards("P12M"), RateCard(duration="P36M", prices=(DEARER, STORAGE)))},
        [("Wholesale of seats for 36 months", "100", "110.001")],
    ),
    (
        installments(),
        {"schedule": (*charges(*ISV_DATES[:2]), *charges(ISV_DATES[2], amount="1000.01"))},
        [("Wholesale due 1 June 2027", "1,000", "1,000.01")],
    ),
    (
        installments(),
        {"schedule": charges(*ISV_DATES[:2])},
        [("Wholesale due 1 June 2027", "1,000", "none")],
    ),
    (installments(), {"fixed": fixed("5")}, [("Wholesale fixed upfront", "none", "5")]),
    (installments(), {"fixed": fixed("0", "P24M")}, [("Upfront length", "12 months", "24 months")]),
    (paid_at_once("5"), {"fixed": fixed("6")}, [("Wholesale fixed upfront", "5", "6")]),
    (
        installments(),
        {"fixed": fixed("0").model_copy(update={"grants": (Grant(dimension_key="seats", quantity=9),)})},
        [("Quantity of seats", "10", "9")],
    ),
    (contract(), {"net_payment": "P30D"}, [("Payment due", "as AWS invoices", "30 days")]),
    (contract(), {"latest_start": date(2027, 3, 1)}, [("Latest start", "any", "1 March 2027")]),
    (contract(), {"eula": "CustomEula"}, [("End-user agreement", "none", "CustomEula")]),
    (
        contract(),
        {"reseller_contract": "CustomResellerContract"},
        [("Reseller contract", "none", "CustomResellerContract")],
    ),
]


@pytest.mark.parametrize(("before", "change", "expected"), CONTRACT)
def test_what_changed_in_a_contract_is_shown_by_length_day_and_dimension(
    before: ResaleAuthorization, change: dict[str, Any], expected: Shown
) -> None:
    after = before.model_copy(update=change)
    assert shown(before, after) == expected
    assert sorted(shown(after, before)) == sorted((label, new, old) for label, old, new in expected)


@pytest.mark.parametrize("name", EVERY_KIND)
def test_an_authorization_of_any_kind_does_not_differ_from_itself(name: str) -> None:
    assert shown(EVERY_KIND[name], EVERY_KIND[name].model_copy()) == []


@pytest.mark.parametrize(("change", "expected"), ALONE)
def test_each_fact_that_alone_changed_is_shown_alone(change: dict[str, Any], expected: Shown) -> None:
    assert shown(an_authorization(), an_authorization(**change)) == expected


@pytest.mark.parametrize(("change", "expected"), ALONE)
def test_and_the_other_way_round_when_it_is_taken_back(change: dict[str, Any], expected: Shown) -> None:
    back = [(label, after, before) for label, before, after in expected]
    assert shown(an_authorization(**change), an_authorization()) == back


def test_several_changes_are_all_shown() -> None:
    after = an_authorization(status="Restricted", currency="EUR")
    assert [label for label, _, _ in shown(an_authorization(), after)] == ["Status", "Currency"]


def test_the_order_of_buyers_is_no_change() -> None:
    assert shown(limited_to(BUYER, OTHER_BUYER), limited_to(OTHER_BUYER, BUYER)) == []


@pytest.mark.parametrize("change", [{"terms_digest": "new"}, {"product_id": "prod-other"}])
def test_a_material_change_without_a_name_is_still_told(change: dict[str, Any]) -> None:
    assert shown(an_authorization(), an_authorization(**change)) == [
        ("Terms", "as you read them", "changed in the ISV's details")
    ]


@pytest.mark.parametrize(
    "change", [{"revision": 9}, {"name": "New name"}, {"eula_url": "https://example.com/2"}]
)
def test_what_no_offer_depends_on_is_no_change(change: dict[str, Any]) -> None:
    assert shown(an_authorization(), an_authorization(**change)) == []
