"""Prices and percentages as text: every digit that counts, none that does not, never an exponent."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppo_tui.domain.money import (
    amount,
    percent,
    plain_number,
    rounded,
    shown_number,
    stripped,
    ungrouped,
    unit_price,
)

numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=10**18, places=12)


@given(numbers)
def test_plain_digits_are_the_same_number_without_exponent_or_idle_zeros(value: Decimal) -> None:
    text = plain_number(value)
    assert Decimal(text) == value
    assert "e" not in text.lower()
    assert not ("." in text and text.endswith(("0", ".")))


@pytest.mark.parametrize(
    ("value", "text"),
    [("25.0", "25"), ("1E+2", "100"), ("0E-9", "0"), ("1E-8", "0.00000001"), ("100", "100")],
)
def test_numbers_are_written_out(value: str, text: str) -> None:
    assert plain_number(Decimal(value)) == text
    assert stripped(Decimal(value)) == Decimal(value)


@pytest.mark.parametrize(
    ("value", "places", "result"),
    [
        ("0.000000005", 8, "0.00000001"),
        ("0.0000000049", 8, "0"),
        ("2.5", 0, "3"),
        ("0.009999999999975", 8, "0.01"),
    ],
)
def test_halves_are_rounded_up(value: str, places: int, result: str) -> None:
    assert rounded(Decimal(value), places) == Decimal(result)


@pytest.mark.parametrize(
    ("value", "currency", "text"),
    [
        ("0.010", "USD", "$0.01"),
        ("0.0099975", "USD", "$0.0099975"),
        ("5", "EUR", "€5.00"),
        ("5", "JPY", "5.00 JPY"),
        ("5", "", "5.00"),
        ("12500", "USD", "$12,500.00"),
        ("1234567.12345678", "JPY", "1,234,567.12345678 JPY"),
    ],
)
def test_a_unit_price_shows_all_its_digits(value: str, currency: str, text: str) -> None:
    assert unit_price(Decimal(value), currency) == text


@given(numbers)
def test_a_number_for_people_is_the_same_number_in_groups(value: Decimal) -> None:
    assert ungrouped(shown_number(value)) == plain_number(value)
    assert all(len(group) == 3 for group in shown_number(value).partition(".")[0].split(",")[1:])


def test_programs_and_spreadsheets_get_a_price_without_separators() -> None:
    assert ungrouped(unit_price(Decimal("1234567.5"), "EUR")) == "€1234567.50"


def test_an_amount_has_two_decimals_and_groups_of_thousands() -> None:
    assert amount(Decimal("1234567.895"), "USD") == "$1,234,567.90"


@given(st.decimals(0, Decimal(10) ** 40, places=2))
def test_no_amount_is_too_large_to_be_printed(value: Decimal) -> None:
    assert Decimal(amount(value, "").replace(",", "")) == value


@pytest.mark.parametrize(("value", "text"), [("25", "25 %"), ("33.333333333", "≈ 33.33 %"), ("0.5", "0.5 %")])
def test_a_percentage_says_when_digits_were_left_out(value: str, text: str) -> None:
    assert percent(Decimal(value)) == text
