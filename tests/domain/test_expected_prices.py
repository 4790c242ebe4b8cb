"""What the buyer is expected to pay, for every price of every kind: marked up, or as own installments."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.complete import read_draft
from cppo_tui.domain.draft import Installments, PriceBasis, PricingChoice
from cppo_tui.domain.expected import ExpectedPrice, expected_prices
from cppo_tui.domain.money import rounded
from tests.domain.given import a_context, a_draft, priced
from tests.domain.kinds import (
    EVERY_KIND,
    a_draft_of,
    charges,
    consumption,
    contract,
    fixed,
    installments,
    own_amounts,
    own_schedule,
    paid_at_once,
)


def expected(
    authorization: ResaleAuthorization, markup: str = "25", own: Installments | None = None
) -> tuple[ExpectedPrice, ...]:
    draft = a_draft_of(authorization, pricing=PricingChoice(text=markup), installments=own or Installments())
    return expected_prices(read_draft(draft, a_context()))


def told(prices: tuple[ExpectedPrice, ...]) -> dict[str, str]:
    return {price.key: str(price.buyer) for price in prices}


def test_one_markup_goes_on_every_length_dimension_and_metered_price() -> None:
    assert told(expected(consumption("P12M", "P36M"))) == {
        "seats / P12M": "125",
        "storage / P12M": "13.125",
        "seats / P36M": "125",
        "storage / P36M": "13.125",
        "calls": "0.00125",
    }


def test_and_on_every_installment_to_the_cent() -> None:
    assert told(expected(installments(), "33.333333333")) == {
        "due 2026-12-01": "1333.33",
        "due 2027-03-01": "1333.33",
        "due 2027-06-01": "1333.33",
        "calls": "0.00133333",
    }


@pytest.mark.parametrize(
    ("wholesale", "kind", "buyer"),
    [
        ("0.01", "installment", "0.01"),
        ("0.02", "installment", "0.03"),
        ("0.01", "upfront", "0.013"),
        ("0.001", "upfront", "0.001"),
        ("0.002", "upfront", "0.003"),
    ],
)
def test_halves_are_rounded_up_at_the_decimals_aws_stores(wholesale: str, kind: str, buyer: str) -> None:
    if kind == "installment":
        due = charges(installments().schedule[0].day, amount=wholesale)
        authorization = installments(schedule=due, usage_prices=())
    else:
        authorization = paid_at_once(wholesale)
    (price,) = expected(authorization, "25")
    assert str(price.buyer) == buyer


def test_own_amounts_are_the_prices_and_metered_use_stays_at_wholesale() -> None:
    prices = expected(installments(), own=own_amounts("1000", "1100.50", "1200"))
    assert told(prices) == {
        "due 2026-12-01": "1000",
        "due 2027-03-01": "1100.50",
        "due 2027-06-01": "1200",
        "calls": "0.001",
    }
    assert [price.wholesale.amount if price.wholesale else None for price in prices] == [
        Decimal(1000),
        Decimal(1000),
        Decimal(1000),
        Decimal("0.001"),
    ]


def test_a_schedule_of_ones_own_has_no_wholesale_beside_it_and_replaces_every_other_price() -> None:
    prices = expected(consumption(), own=own_schedule())
    assert told(prices) == {"due 2026-12-01": "600", "due 2027-06-01": "600"}
    assert {price.wholesale for price in prices} == {None}


@pytest.mark.parametrize("name", EVERY_KIND)
def test_there_is_one_price_for_each_wholesale_price_and_none_below_it(name: str) -> None:
    prices = expected(EVERY_KIND[name])
    assert tuple(price.wholesale for price in prices) == EVERY_KIND[name].wholesale
    assert all(price.wholesale and price.buyer >= price.wholesale.amount for price in prices)


def test_as_long_as_the_figure_means_nothing_there_is_no_price() -> None:
    assert expected(contract(), "a lot") == ()
    assert expected(contract(), own=own_schedule(duration="")) == ()
    assert expected_prices(read_draft(a_draft(authorization=None), a_context())) == ()


@pytest.mark.parametrize(
    ("key", "buyer", "markup"),
    [
        ("seats / P36M", "150", "50"),
        ("storage / P12M", "21", "100"),
        ("calls", "0.002", "100"),
        ("", "125", "25"),
    ],
)
def test_a_typed_buyer_price_is_for_the_price_it_names(key: str, buyer: str, markup: str) -> None:
    draft = a_draft_of(consumption("P12M", "P36M"), pricing=priced(PriceBasis.PRICE, buyer, key))
    reading = read_draft(draft, a_context())
    assert reading.markup is not None
    assert reading.markup.text == markup


@given(st.sampled_from(sorted(EVERY_KIND)), st.decimals(0, 999, places=9))
def test_the_buyer_pays_wholesale_and_markup_and_nothing_else(name: str, markup: Decimal) -> None:
    for price in expected(EVERY_KIND[name], f"{markup:f}"):
        assert price.wholesale is not None
        exact = price.wholesale.amount * (100 + markup) / 100
        assert price.buyer == rounded(exact, price.wholesale.places)


def test_a_fixed_price_beside_installments_is_marked_up_too() -> None:
    both = installments(fixed=fixed("100"), usage_prices=())
    assert told(expected(both))["fixed upfront"] == "125"
