"""Markup, margin and buyer price are three faces of one figure: turning it round loses nothing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppo_tui.domain.draft import PriceBasis
from cppo_tui.domain.findings import Finding
from cppo_tui.domain.markup import Markup, markup_for_margin, markup_for_price, resolve
from cppo_tui.domain.pricing_terms import UnitPrice
from tests.domain.given import an_authorization, priced

LAST_DECIMAL = Decimal("0.000000001")
PRICE_STEP = Decimal("0.00000001")
percentages = st.decimals("0", "1000", places=9)
margins = st.decimals("0", "99.9", places=9)
wholesales = st.decimals("0.00000001", "900", places=8)


@given(percentages)
def test_markup_to_margin_and_back_is_the_same_markup(percentage: Decimal) -> None:
    back = markup_for_margin(Markup(percentage=percentage).margin)
    assert abs(back.percentage - percentage) <= LAST_DECIMAL


@given(margins)
def test_margin_to_markup_and_back_is_the_same_margin(margin: Decimal) -> None:
    assert abs(markup_for_margin(margin).margin - margin) <= LAST_DECIMAL


@given(percentages, wholesales)
def test_markup_to_price_and_back_is_off_by_no_more_than_the_prices_rounding(
    percentage: Decimal, wholesale: Decimal
) -> None:
    price = Markup(percentage=percentage).buyer_price(wholesale)
    if price < wholesale:
        return
    back = markup_for_price(price, wholesale)
    allowed = PRICE_STEP / 2 / wholesale * 100 + LAST_DECIMAL
    assert abs(back.percentage - percentage) <= allowed


@given(wholesales, st.decimals("0", "900", places=8))
def test_a_typed_price_comes_out_as_typed(wholesale: Decimal, extra: Decimal) -> None:
    price = wholesale + extra
    assert markup_for_price(price, wholesale).buyer_price(wholesale) == price


@given(percentages, wholesales)
def test_the_buyer_never_pays_less_than_wholesale(percentage: Decimal, wholesale: Decimal) -> None:
    assert Markup(percentage=percentage).buyer_price(wholesale) >= wholesale


@given(percentages)
def test_the_margin_stays_below_the_markup_and_below_100(percentage: Decimal) -> None:
    margin = Markup(percentage=percentage).margin
    assert 0 <= margin <= percentage
    assert margin < 100


def test_25_percent_markup_is_20_percent_margin_and_the_other_way_round() -> None:
    assert Markup(percentage=Decimal(25)).margin == 20
    assert markup_for_margin(Decimal(20)).text == "25"


@pytest.mark.parametrize(
    ("basis", "text"),
    [(PriceBasis.MARKUP, "25"), (PriceBasis.MARGIN, "20"), (PriceBasis.PRICE, "0.01")],
)
def test_each_way_of_typing_it_means_the_same_markup(basis: PriceBasis, text: str) -> None:
    assert resolve(priced(basis, text), an_authorization("0.008")) == Markup(percentage=Decimal(25))


@pytest.mark.parametrize("text", ["100", "100.5", "250"])
def test_a_margin_of_100_or_more_is_impossible(text: str) -> None:
    found = resolve(priced(PriceBasis.MARGIN, text), an_authorization())
    assert isinstance(found, Finding)
    assert found.code == "MARGIN_TOO_HIGH"


def test_a_price_below_wholesale_is_refused_and_the_wholesale_price_named() -> None:
    found = resolve(priced(PriceBasis.PRICE, "0.0079"), an_authorization("0.008"))
    assert isinstance(found, Finding)
    assert found.code == "PRICE_BELOW_WHOLESALE"
    assert "0.008" in found.message
    assert "0.008" in found.fix


def test_a_price_at_wholesale_is_a_markup_of_zero() -> None:
    assert resolve(priced(PriceBasis.PRICE, "0.008"), an_authorization("0.008")) == Markup(
        percentage=Decimal(0)
    )


def _without_price(found: Markup | Finding) -> bool:
    return isinstance(found, Finding) and found.code == "PRICE_WITHOUT_WHOLESALE"


def test_a_price_means_nothing_without_a_wholesale_price_to_compare_it_with() -> None:
    assert _without_price(resolve(priced(PriceBasis.PRICE, "1"), None))
    assert _without_price(resolve(priced(PriceBasis.PRICE, "1"), an_authorization(usage_prices=())))
    assert _without_price(resolve(priced(PriceBasis.PRICE, "1"), an_authorization("0")))


TWO = (
    UnitPrice(dimension_key="small", wholesale=Decimal("0.1")),
    UnitPrice(dimension_key="large", wholesale=Decimal("0.5")),
)


def test_a_price_is_compared_with_the_wholesale_of_the_dimension_it_was_typed_for() -> None:
    authorization = an_authorization(usage_prices=TWO)
    assert resolve(priced(PriceBasis.PRICE, "1", "large"), authorization) == Markup(percentage=Decimal(100))
    assert resolve(priced(PriceBasis.PRICE, "1", "small"), authorization) == Markup(percentage=Decimal(900))


def test_a_price_typed_for_a_dimension_that_is_gone_is_not_moved_to_another_one() -> None:
    assert _without_price(resolve(priced(PriceBasis.PRICE, "1", "gone"), an_authorization(usage_prices=TWO)))


def test_where_there_is_one_price_only_that_one_can_be_meant() -> None:
    found = resolve(priced(PriceBasis.PRICE, "0.01", "gone"), an_authorization("0.008"))
    assert found == Markup(percentage=Decimal(25))


@given(st.sampled_from(list(PriceBasis)), st.text(max_size=12), st.text(max_size=4))
def test_resolving_any_text_gives_a_markup_or_a_finding(basis: PriceBasis, text: str, key: str) -> None:
    assert isinstance(resolve(priced(basis, text, key), an_authorization()), (Markup, Finding))
