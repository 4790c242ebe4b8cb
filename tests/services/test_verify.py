"""Ours beside AWS's: equal things show as the same, and each difference shows on its own line."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppo_tui.domain.catalog import OfferPrice, OfferView
from cppo_tui.domain.validity import Validity
from cppo_tui.domain.verify import Line, compare
from tests.domain.given import BUYER, OTHER_BUYER, an_authorization, some_terms
from tests.domain.kinds import contract

PRICES = {"units": "0.01", "hours": "1.25"}


def as_aws_has_it(**changes: Any) -> OfferView:
    """The draft offer exactly as reviewed, but for the changes."""
    facts: dict[str, Any] = {
        "id": "offer-x",
        "revision": 1,
        "authorization_id": some_terms().authorization_id,
        "name": "Contoso 2027",
        "description": "Ref Q-8841",
        "markup": "25",
        "buyers": (BUYER, OTHER_BUYER),
        "prices": tuple(OfferPrice(key=key, price=Decimal(price)) for key, price in PRICES.items()),
        "validity": Validity(duration="P365D"),
        "expires": datetime(2027, 1, 31, 23, 59, 59, 999000, tzinfo=UTC),
    }
    return OfferView(**(facts | changes))


def differing(offer: OfferView, prices: dict[str, str] | None = None) -> dict[str, tuple[str, str]]:
    """The lines that differ: label -> (ours, theirs)."""
    lines = compare(some_terms(), PRICES if prices is None else prices, offer)
    return {line.label: (line.ours, line.theirs) for line in lines if not line.same}


def price(key: str, figure: str) -> OfferPrice:
    """One of AWS's prices."""
    return OfferPrice(key=key, price=Decimal(figure))


def test_the_same_offer_shows_no_difference() -> None:
    assert differing(as_aws_has_it()) == {}


def test_a_price_is_called_what_people_know_it_by_and_a_markup_has_its_sign() -> None:
    """The label keeps AWS's key for programs."""
    granted = contract()
    prices = {price.key: "1" for price in granted.wholesale}
    told = compare(some_terms(), prices | {"unheard": "2"}, as_aws_has_it(), granted)
    called = {line.label: line.called for line in told if line.label.startswith("Price")}
    assert called["Price of seats / P12M"] == "Price of seats, 12 months"
    assert called["Price of unheard"] == "Price of unheard"
    assert Line(label="Markup", ours="25", theirs="none").said == ("25 %", "none")


def test_a_price_is_told_in_its_currency_and_another_currency_differs() -> None:
    granted = an_authorization()
    key = granted.usage_prices[0].dimension_key
    sold = as_aws_has_it(prices=(price(key, "0.01"),), currency="EUR")
    told = {line.label: line for line in compare(some_terms(), {key: "0.010"}, sold, granted)}
    assert told[f"Price of {key}"].said == ("$0.01", "€0.01")
    assert not told[f"Price of {key}"].same
    assert (told["Currency"].ours, told["Currency"].theirs) == ("USD", "EUR")
    assert "Currency" not in {line.label for line in compare(some_terms(), {}, as_aws_has_it(), granted)}


def test_without_the_authorization_both_prices_are_told_in_the_offer_s_currency() -> None:
    """Nothing differs, so nothing may look different."""
    told = {line.label: line for line in compare(some_terms(), {"units": "1"}, euros("1"))}
    assert (told["Price of units"].same, told["Price of units"].said) == (True, ("€1.00", "€1.00"))
    assert "Currency" not in told


def test_own_installments_have_a_currency_of_their_own() -> None:
    """It was typed, whatever the authorization has."""
    ours = some_terms().model_copy(update={"currency": "USD"})
    told = {line.label: line for line in compare(ours, {"units": "1"}, euros("1"))}
    assert (told["Currency"].ours, told["Currency"].theirs) == ("USD", "EUR")
    assert not told["Price of units"].same


def euros(figure: str) -> OfferView:
    return as_aws_has_it(prices=(price("units", figure),), currency="EUR")


DIFFERENT: list[tuple[dict[str, Any], str, tuple[str, str]]] = [
    (
        {"authorization_id": "resaleauthz-y"},
        "Authorization",
        ("resaleauthz-wlmpaurnfdqmi", "resaleauthz-y"),
    ),
    ({"name": "contoso 2027"}, "Name", ("Contoso 2027", "contoso 2027")),
    ({"name": ""}, "Name", ("Contoso 2027", "")),
    ({"description": "Ref Q-8842"}, "Description", ("Ref Q-8841", "Ref Q-8842")),
    ({"markup": "25.000000001"}, "Markup", ("25", "25.000000001")),
    ({"markup": ""}, "Markup", ("25", "none")),
    ({"markup": "0"}, "Markup", ("25", "none")),
    ({"markup": "a lot"}, "Markup", ("25", "a lot")),
    ({"buyers": (BUYER,)}, "Buyers", ("0123 4567 8901, 1111 2222 3333", "0123 4567 8901")),
    ({"buyers": ()}, "Buyers", ("0123 4567 8901, 1111 2222 3333", "none")),
    ({"validity": Validity(duration="P366D")}, "Agreement", ("P365D", "P366D")),
    ({"validity": Validity()}, "Agreement", ("P365D", "as long as the buyer chooses")),
    (
        {"expires": datetime(2027, 2, 1, tzinfo=UTC)},
        "Expires",
        ("2027-01-31T23:59:59+00:00", "2027-02-01T00:00:00+00:00"),
    ),
    ({"expires": None}, "Expires", ("2027-01-31T23:59:59+00:00", "missing")),
    (
        {"prices": (price("units", "0.010001"), price("hours", "1.25"))},
        "Price of units",
        ("0.01", "0.010001"),
    ),
    ({"prices": (price("units", "0.01"),)}, "Price of hours", ("1.25", "missing")),
]


@pytest.mark.parametrize(("change", "label", "shown"), DIFFERENT)
def test_each_fact_that_alone_differs_is_shown_as_differing(
    change: dict[str, Any], label: str, shown: tuple[str, str]
) -> None:
    assert differing(as_aws_has_it(**change)) == {label: shown}


def test_a_price_nobody_reviewed_is_shown_as_differing() -> None:
    assert differing(as_aws_has_it(), {"units": "0.01"}) == {"Price of hours": ("not expected", "1.25")}


def test_a_second_price_of_the_same_dimension_is_shown_as_differing() -> None:
    twice = (price("units", "0.02"), price("units", "0.01"), price("hours", "1.25"))
    assert differing(as_aws_has_it(prices=twice)) != {}


@pytest.mark.parametrize(
    "change",
    [
        {"markup": "25.0"},
        {"markup": "025.000"},
        {"buyers": (OTHER_BUYER, BUYER)},
        {"prices": (price("hours", "1.250"), price("units", "0.0100"))},
        {"expires": datetime(2027, 1, 31, 23, 59, 59, tzinfo=UTC)},
    ],
)
def test_another_spelling_of_the_same_is_the_same(change: dict[str, Any]) -> None:
    assert differing(as_aws_has_it(**change)) == {}


@given(st.decimals(0, 10_000, places=9), st.decimals(0, 10_000, places=9))
def test_two_markups_are_the_same_only_if_they_are_the_same_number(ours: Decimal, theirs: Decimal) -> None:
    terms = some_terms(markup=f"{ours.normalize():f}")
    (line,) = (
        one for one in compare(terms, PRICES, as_aws_has_it(markup=f"{theirs:f}")) if one.label == "Markup"
    )
    assert line.same == (ours == theirs)


@pytest.mark.parametrize(
    ("label", "text", "said"),
    [
        ("Agreement", "P3653D", "3,653 days (P3653D)"),
        ("Agreement", "P12M", "12 months (P12M)"),
        ("Agreement", "2027-02-01 to 2028-01-31", "2027-02-01 to 2028-01-31"),
        ("Agreement", "as long as the buyer chooses", "as long as the buyer chooses"),
        ("Payment due", "P60D", "60 days (P60D)"),
        ("Payment due", "none", "none"),
        ("Expires", "2027-01-22T23:59:59+00:00", "22 January 2027, 23:59:59 UTC"),
        ("Expires", "missing", "missing"),
        ("Name", "P3653D", "P3653D"),
    ],
)
def test_lengths_and_moments_are_said_as_people_say_them(label: str, text: str, said: str) -> None:
    assert Line(label=label, ours=text, theirs=text).said == (said, said)


def test_what_differs_as_data_differs_in_words() -> None:
    for label, ours, theirs in (
        ("Agreement", "P12M", "P1Y"),
        ("Expires", "2027-01-22T23:59:59+00:00", "2027-01-22T23:59:58+00:00"),
    ):
        line = Line(label=label, ours=ours, theirs=theirs)
        assert line.said[0] != line.said[1]
