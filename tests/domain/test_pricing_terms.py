"""Every figure a markup goes on, each once, with a key of its own and the decimals AWS stores (fact 3)."""

from datetime import date
from decimal import Decimal

import pytest

from cppo_tui.domain.pricing_terms import FIXED_KEY, UnitPrice, wholesale_prices
from tests.domain.kinds import (
    CALLS,
    EVERY_KIND,
    ISV_DATES,
    STORAGE,
    cards,
    charges,
    consumption,
    contract,
    fixed,
    hourly,
    installments,
    paid_at_once,
)


def test_a_contract_has_a_price_for_each_length_and_dimension() -> None:
    assert [(price.key, price.amount, price.places) for price in contract("P12M", "P36M").wholesale] == [
        ("seats / P12M", Decimal(100), 3),
        ("storage / P12M", Decimal("10.5"), 3),
        ("seats / P36M", Decimal(100), 3),
        ("storage / P36M", Decimal("10.5"), 3),
    ]


def test_consumption_comes_after_the_upfront_prices_and_has_eight_decimals() -> None:
    *_, last = consumption().wholesale
    assert (last.key, last.dimension_key, last.duration, last.places) == ("calls", "calls", "", 8)


def test_installments_come_first_with_two_decimals_and_hold_the_money_of_the_fixed_price() -> None:
    prices = installments().wholesale
    assert [price.day for price in prices[:3]] == list(ISV_DATES)
    assert {price.places for price in prices[:3]} == {2}
    assert [price.key for price in prices[3:]] == ["calls"]


def test_a_fixed_price_beside_installments_counts_where_it_is_not_zero() -> None:
    assert FIXED_KEY in [price.key for price in installments(fixed=fixed("0.001")).wholesale]


@pytest.mark.parametrize("price", ["1000", "0"])
def test_a_fixed_price_alone_counts_even_when_it_is_zero(price: str) -> None:
    (only,) = paid_at_once(price).wholesale
    assert (only.key, only.amount, only.places) == (FIXED_KEY, Decimal(price), 3)


def test_an_hour_and_a_year_of_the_same_machine_are_two_prices() -> None:
    assert [price.key for price in hourly().wholesale] == ["m5.large / P365D", "m5.large"]


@pytest.mark.parametrize("name", EVERY_KIND)
def test_no_two_prices_share_a_key(name: str) -> None:
    keys = [price.key for price in EVERY_KIND[name].wholesale]
    assert len(set(keys)) == len(keys) > 0


def test_nothing_is_left_out_and_nothing_counted_twice() -> None:
    hundreds = tuple(UnitPrice(dimension_key=f"d{n}", wholesale=Decimal(n)) for n in range(250))
    schedule = charges(date(2027, 1, 1), date(2027, 2, 1))
    prices = wholesale_prices(hundreds, cards("P12M", "P24M"), fixed("5"), schedule)
    assert len(prices) == 250 + 2 * 2 + 1 + 2
    assert sum(price.amount for price in prices) == sum(range(250)) + 221 + 5 + 2000


def test_there_is_nothing_without_terms() -> None:
    assert wholesale_prices((), (), None, ()) == ()
    assert wholesale_prices((CALLS, STORAGE), (), None, ())[1].key == "storage"
