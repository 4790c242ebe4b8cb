"""Buyer price = wholesale x (1 + markup / 100), rounded as assumed and printed unpadded (fact sheet 3)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppo_tui.sandbox.prices import marked_up


@pytest.mark.parametrize(
    ("wholesale", "percentage", "places", "price"),
    [
        ("0.008", "25.0", 8, "0.01"),
        ("0.0075", "33.3", 8, "0.0099975"),
        ("0.0075", "33.333333333", 8, "0.01"),
        ("0.007", "42.857142857", 8, "0.01"),
        ("0.1", "25", 8, "0.125"),
        ("10", "5.0", 2, "10.5"),
        ("0.0", "25", 3, "0"),
        ("1000", "25", 3, "1250"),
        ("0.005", "0", 2, "0.01"),
        ("3456.125", ".5", 3, "3473.406"),
        ("1", "9" * 5000, 2, "1" + "0" * 4998 + ".99"),
    ],
)
def test_the_price_is_marked_up_and_rounded_half_up(
    wholesale: str, percentage: str, places: int, price: str
) -> None:
    assert marked_up(wholesale, percentage, places) == price


@given(st.integers(0, 10**9), st.integers(0, 10**12), st.sampled_from([2, 3, 8]))
def test_the_printed_price_is_a_plain_number_with_at_most_the_places_allowed(
    thousandths: int, billionths: int, places: int
) -> None:
    price = marked_up(f"{thousandths / 1000:.3f}", f"{billionths // 10**9}.{billionths % 10**9:09d}", places)
    whole, _, rest = price.partition(".")
    assert whole.isdigit()
    assert len(rest) <= places
    assert not rest.endswith("0")
