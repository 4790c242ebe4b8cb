"""Quantities and amounts of own installments: which texts are figures, and that not a cent is lost."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppo_tui.domain.complete import offer_terms
from cppo_tui.domain.pricing_terms import Grant, RateCard, UnitPrice
from tests.domain.given import TODAY, a_context
from tests.domain.kinds import (
    a_draft_of,
    charges,
    contract,
    installments,
    own_amounts,
    own_schedule,
    rows,
)
from tests.domain.reckoning import found, made, of_rows


class TestQuantities:
    @pytest.mark.parametrize(
        ("quantity", "codes_said"),
        [
            ("1", []),
            ("10", []),
            (" 7 ", []),
            ("007", []),
            ("0", ["QUANTITY_UNREADABLE"]),
            ("-1", ["QUANTITY_UNREADABLE"]),
            ("1.5", ["QUANTITY_UNREADABLE"]),
            ("1,000", ["QUANTITY_UNREADABLE"]),
            ("１0", ["QUANTITY_UNREADABLE"]),
            ("ten", ["QUANTITY_UNREADABLE"]),
            ("2147483647", ["QUANTITY_UNREADABLE"]),
            ("", ["QUANTITIES_MISSING"]),
        ],
    )
    def test_they_are_whole_numbers_from_one_to_awss_limit(
        self, quantity: str, codes_said: list[str]
    ) -> None:
        assert found(contract(), own_schedule(quantities=(("seats", quantity),))) == codes_said

    def test_the_largest_is_taken_and_reckoned_to_the_last_digit(self) -> None:
        cheap = RateCard(
            duration="P12M", prices=(UnitPrice(dimension_key="seats", wholesale=Decimal("0.001")),)
        )
        own = own_schedule(quantities=(("seats", "2147483646"),), rows=rows(("2026-12-01", "2147483.65")))
        assert made(contract(rate_cards=(cheap,)), own).wholesale == Decimal("2147483.646")

    def test_a_dimension_the_length_has_no_price_for_is_passed_over(self) -> None:
        own = own_schedule(quantities=(("gone", "x"), ("seats", "10")))
        fixed = made(contract(), own).fixed
        assert fixed is not None
        assert [grant.dimension_key for grant in fixed.grants] == ["seats"]

    def test_a_dimension_is_never_sent_twice(self) -> None:
        fixed = made(contract(), own_schedule(quantities=(("seats", "1"), ("seats", "10")))).fixed
        assert fixed is not None
        assert fixed.grants == (Grant(dimension_key="seats", quantity=10),)

    @pytest.mark.parametrize(("count", "codes_said"), [(200, []), (201, ["QUANTITIES_TOO_MANY"])])
    def test_at_most_two_hundred_dimensions(self, count: int, codes_said: list[str]) -> None:
        prices = tuple(UnitPrice(dimension_key=f"d{n}", wholesale=Decimal(1)) for n in range(count))
        authorization = contract(rate_cards=(RateCard(duration="P12M", prices=prices),))
        own = own_schedule(quantities=tuple((price.dimension_key, "1") for price in prices))
        assert found(authorization, own) == codes_said


AMOUNTS = [
    ("0", "0"),
    ("5", "5"),
    ("5.", "5"),
    ("5.5", "5.5"),
    ("5.50", "5.5"),
    ("007", "7"),
    (" 5 ", "5"),
    ("99999999.99", "99999999.99"),
    ("100000000", "100000000"),
    ("100000000.00", "100000000"),
]
NO_AMOUNTS = (
    "100000000.01", "999999999", "0100000000", ".5", "5.555", "1,000", "1.000.00", "1e3", "-5", "+5", "$5",
    "5 000", "٥", "５", "NaN", "Infinity", "5..", ".",
)  # fmt: skip


@pytest.mark.parametrize(("typed", "sent"), AMOUNTS)
def test_an_amount_awss_grammar_takes_goes_out_in_its_plainest_form(typed: str, sent: str) -> None:
    free = contract(rate_cards=(RateCard(duration="P12M", prices=(free_seat(),)),))
    draft = a_draft_of(free, installments=own_schedule(rows=rows(("2026-12-01", typed))))
    terms = offer_terms(draft, a_context())
    assert terms is not None
    assert [charge.amount for charge in terms.charges] == [Decimal(sent)]


def free_seat() -> UnitPrice:
    """A seat that costs nothing: any schedule is enough for it."""
    return UnitPrice(dimension_key="seats", wholesale=Decimal(0))


@pytest.mark.parametrize("typed", NO_AMOUNTS)
def test_any_other_amount_is_refused_on_either_kind_of_schedule(typed: str) -> None:
    assert of_rows(("2026-12-01", typed)) == ["CHARGE_UNREADABLE"]
    assert found(installments(), own_amounts("1000", typed, "1000")) == ["CHARGE_UNREADABLE"]


amounts = st.decimals(0, 99_999_999, places=2)


@given(st.lists(amounts, min_size=1, max_size=60))
def test_every_cent_that_is_typed_is_charged(typed: list[Decimal]) -> None:
    days = tuple(TODAY + timedelta(days=n) for n in range(1, len(typed) + 1))
    authorization = installments(schedule=charges(*days, amount="0"))
    schedule = made(authorization, own_amounts(*(f"{amount:f}" for amount in typed)))
    assert [charge.amount for charge in schedule.charges] == typed
    assert schedule.total == sum(typed)
