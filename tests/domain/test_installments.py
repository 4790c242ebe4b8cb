"""Own installments instead of a markup: on the ISV's dates, or a schedule and quantities of one's own."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppo_tui.domain.authorization import PricingKind, ResaleAuthorization
from cppo_tui.domain.complete import offer_terms
from cppo_tui.domain.draft import Installments, ProductType
from cppo_tui.domain.installments import OwnSchedule, may_set_installments, resolve_installments
from cppo_tui.domain.pricing_terms import FixedUpfront, Grant, RateCard, UnitPrice
from tests.domain.given import TODAY, a_context, an_authorization, codes
from tests.domain.kinds import (
    ISV_DATES,
    SEATS,
    STORAGE,
    a_draft_of,
    by_the_hour,
    consumption,
    contract,
    hourly,
    installments,
    own_amounts,
    own_schedule,
    paid_at_once,
    rows,
)
from tests.domain.reckoning import found, made, of_rows, said


class TestWhere:
    @pytest.mark.parametrize(
        "authorization", [contract(), contract("P12M", "P36M"), consumption(), installments()]
    )
    def test_contract_prices_or_a_schedule_allow_them(self, authorization: ResaleAuthorization) -> None:
        assert may_set_installments(authorization)

    @pytest.mark.parametrize(
        "authorization",
        [
            None,
            an_authorization(),
            by_the_hour(),
            hourly(),
            paid_at_once(),
            paid_at_once("0"),
            contract(rate_cards=()),
            an_authorization(kind=PricingKind.UNKNOWN),
        ],
    )
    def test_anything_else_does_not_and_says_so(self, authorization: ResaleAuthorization | None) -> None:
        assert not may_set_installments(authorization)
        for own in (own_schedule(), own_amounts("1000"), Installments(own=True)):
            draft = a_draft_of(an_authorization(), installments=own)
            draft = draft.model_copy(update={"authorization": authorization})
            assert codes(said(draft)) == ["INSTALLMENTS_NOT_POSSIBLE"]
            assert offer_terms(draft, a_context()) is None

    def test_hours_and_years_take_none_also_when_only_the_person_says_so(self) -> None:
        draft = a_draft_of(consumption(), installments=own_schedule(), product_type=ProductType.MACHINE)
        assert codes(said(draft)) == ["INSTALLMENTS_NOT_POSSIBLE"]


class TestOnTheIsvsDates:
    def test_the_dates_are_the_isvs_and_the_amounts_ours(self) -> None:
        schedule = made(installments(), own_amounts("1000", "1500.50", "1200"))
        assert [charge.day for charge in schedule.charges] == list(ISV_DATES)
        assert [charge.amount for charge in schedule.charges] == [
            Decimal(1000),
            Decimal("1500.50"),
            Decimal(1200),
        ]
        assert schedule.fixed is None
        assert (schedule.wholesale, schedule.total) == (Decimal(3000), Decimal("3700.50"))

    @pytest.mark.parametrize(
        ("amount", "codes_said"),
        [
            ("999.99", ["CHARGE_BELOW_WHOLESALE"]),
            ("0", ["CHARGE_BELOW_WHOLESALE"]),
            ("1000", []),
            ("1000.00", []),
            ("1000.01", []),
            ("", ["CHARGE_MISSING"]),
            ("-1000", ["CHARGE_UNREADABLE"]),
        ],
    )
    def test_each_amount_is_at_least_the_isvs(self, amount: str, codes_said: list[str]) -> None:
        assert found(installments(), own_amounts("1000", amount, "1000")) == codes_said

    def test_more_on_one_date_does_not_make_up_for_less_on_another(self) -> None:
        assert found(installments(), own_amounts("9000", "999.99", "1000")) == ["CHARGE_BELOW_WHOLESALE"]

    def test_every_line_says_what_is_wrong_with_it(self) -> None:
        draft = a_draft_of(installments(), installments=own_amounts("1", "x"))
        assert [(one.code, one.field) for one in said(draft)] == [
            ("CHARGE_BELOW_WHOLESALE", "installments.0"),
            ("CHARGE_UNREADABLE", "installments.1"),
            ("CHARGE_MISSING", "installments.2"),
        ]
        assert "2026-12-01" in said(draft)[0].message

    def test_typed_dates_quantities_and_lengths_play_no_part(self) -> None:
        own = own_schedule(rows=rows(("soon", "1000"), ("", "1000"), ("2020-01-01", "1000"), ("", "x")))
        schedule = made(installments(), own)
        assert ([charge.day for charge in schedule.charges], schedule.fixed) == (list(ISV_DATES), None)


class TestOwnDates:
    def test_they_come_with_a_price_of_zero_and_the_quantities(self) -> None:
        two = own_schedule(
            quantities=(("seats", "10"), ("storage", " 2 ")), rows=rows(("2026-12-01", "1021"))
        )
        schedule = made(contract("P36M", "P12M"), two)
        assert schedule.fixed == FixedUpfront(
            price=Decimal(0),
            duration="P12M",
            grants=(
                Grant(dimension_key="seats", quantity=10),
                Grant(dimension_key="storage", quantity=2),
            ),
        )
        assert (schedule.wholesale, schedule.total) == (Decimal(1021), Decimal(1021))

    def test_they_are_put_in_order(self) -> None:
        own = own_schedule(rows=rows(("2027-06-01", "600"), ("+8 days", "500")))
        assert [charge.day for charge in made(contract(), own).charges] == [
            date(2026, 12, 1),
            date(2027, 6, 1),
        ]

    @pytest.mark.parametrize(("second", "enough"), [("399.99", False), ("400", True), ("400.01", True)])
    def test_together_they_are_at_least_what_the_isv_gets(self, second: str, enough: bool) -> None:
        lines = (("2026-12-01", "600"), ("2027-06-01", second))
        assert of_rows(*lines) == ([] if enough else ["INSTALLMENTS_BELOW_WHOLESALE"])

    def test_what_is_missing_is_told_in_an_amount_that_can_be_typed(self) -> None:
        dear = RateCard(
            duration="P12M", prices=(UnitPrice(dimension_key="seats", wholesale=Decimal("10.001")),)
        )
        authorization = contract(rate_cards=(dear,))
        own = own_schedule(quantities=(("seats", "1"),), rows=rows(("2026-12-01", "10")))
        (finding,) = said(a_draft_of(authorization, installments=own))
        assert finding.fix == "Raise the installments by at least 0.01."
        assert made(
            authorization, own_schedule(quantities=(("seats", "1"),), rows=rows(("2026-12-01", "10.01")))
        )

    @pytest.mark.parametrize(
        ("line", "code"),
        [
            (("", "600"), "CHARGE_DATE_MISSING"),
            (("2026-12-01", ""), "CHARGE_MISSING"),
            (("01.12.2026", "600"), "CHARGE_DATE_UNREADABLE"),
            (("2026-11-31", "600"), "CHARGE_DATE_UNREADABLE"),
            (("2026-11-22", "600"), "CHARGE_DATE_PAST"),
            (("99999 years", "600"), "CHARGE_DATE_PAST"),
        ],
    )
    def test_a_line_needs_a_date_that_is_not_past_and_an_amount(
        self, line: tuple[str, str], code: str
    ) -> None:
        own = own_schedule(rows=rows(("2027-06-01", "2000"), line))
        (finding,) = said(a_draft_of(contract(), installments=own))
        assert (finding.code, finding.field) == (code, "installments.1")

    def test_today_is_not_past(self) -> None:
        assert of_rows(("2026-11-23", "1000")) == []
        assert of_rows(("0 days", "1000")) == []

    def test_no_date_stands_there_twice_in_whatever_words(self) -> None:
        assert of_rows(("2026-12-01", "600"), ("8 days", "600")) == ["CHARGE_DATE_TWICE"]

    def test_empty_lines_are_passed_over_and_the_others_keep_their_numbers(self) -> None:
        assert of_rows(("", ""), ("2026-12-01", "1000"), (" ", "")) == []
        own = own_schedule(rows=rows(("", ""), ("2026-12-01", "x")))
        assert said(a_draft_of(contract(), installments=own))[0].field == "installments.1"

    @pytest.mark.parametrize("lines", [(), (("", ""), (" ", " "))])
    def test_without_a_line_there_is_no_schedule(self, lines: tuple[tuple[str, str], ...]) -> None:
        assert of_rows(*lines) == ["INSTALLMENTS_MISSING"]

    @pytest.mark.parametrize(("count", "codes_said"), [(60, []), (61, ["INSTALLMENTS_TOO_MANY"])])
    def test_at_most_sixty(self, count: int, codes_said: list[str]) -> None:
        assert of_rows(*((f"{day} days", "100") for day in range(1, count + 1))) == codes_said

    def test_how_many_are_too_many_is_told(self) -> None:
        lines = rows(*((f"{day} days", "100") for day in range(1, 64)))
        (finding,) = said(a_draft_of(contract(), installments=own_schedule(rows=lines)))
        assert finding.fix == "Remove 3."

    @pytest.mark.parametrize("duration", ["", "P24M", "12 months"])
    def test_without_one_of_the_lengths_nothing_can_be_reckoned_and_it_is_said(self, duration: str) -> None:
        (finding,) = said(a_draft_of(contract("P12M", "P36M"), installments=own_schedule(duration=duration)))
        assert (finding.code, finding.fix) == ("LENGTH_NOT_CHOSEN", "Choose one of: 12 months, 36 months.")


amounts = st.decimals(0, 99_999_999, places=2)


@given(st.integers(0, 50), st.integers(0, 50), st.lists(amounts, min_size=1, max_size=8))
def test_a_schedule_stands_exactly_if_the_isv_gets_its_own(
    seats: int, storage: int, typed: list[Decimal]
) -> None:
    quantities = (("seats", str(seats) if seats else ""), ("storage", str(storage) if storage else ""))
    lines = rows(*((f"{n} days", f"{amount:f}") for n, amount in enumerate(typed, 1)))
    cost = SEATS.wholesale * seats + STORAGE.wholesale * storage
    expected = (
        ["QUANTITIES_MISSING"]
        if not seats + storage
        else ["INSTALLMENTS_BELOW_WHOLESALE"]
        if sum(typed) < cost
        else []
    )
    assert found(contract(), own_schedule(quantities=quantities, rows=lines)) == expected


texts = st.text(max_size=8) | st.sampled_from(["5", "5.", "007", "2027-01-01", "8 days", "P12M", "seats"])


@given(
    st.sampled_from([an_authorization(), contract(), consumption(), installments(), paid_at_once(), None]),
    st.lists(st.tuples(texts, texts), max_size=4),
    texts,
    st.lists(st.tuples(texts, texts), max_size=3),
)
def test_no_typed_text_breaks_the_reckoning(
    authorization: ResaleAuthorization | None,
    lines: list[tuple[str, str]],
    duration: str,
    quantities: list[tuple[str, str]],
) -> None:
    own: dict[str, Any] = {"rows": rows(*lines), "duration": duration, "quantities": tuple(quantities)}
    draft = a_draft_of(contract(), installments=own_schedule(**own))
    schedule = resolve_installments(draft.model_copy(update={"authorization": authorization}), TODAY)
    assert isinstance(schedule, OwnSchedule) or len(schedule) > 0
