"""Payment schedules against the dates of the offer: expiry, end of the agreement, days already past."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.checks import check_all
from cppo_tui.domain.checks.charges import check_charge_dates, check_installments
from cppo_tui.domain.checks.pricing import check_pricing
from cppo_tui.domain.checks.terms import check_terms
from cppo_tui.domain.draft import PricingChoice
from cppo_tui.domain.findings import Finding, Severity, stopping
from tests.domain.given import TODAY, a_context, codes
from tests.domain.kinds import (
    ISV_DATES,
    a_draft_of,
    charges,
    consumption,
    contract,
    installments,
    own_amounts,
    own_schedule,
    replacing,
    rows,
)


def scheduled(*days: date) -> ResaleAuthorization:
    return installments(schedule=charges(*days))


def at_terms(authorization: ResaleAuthorization, **facts: Any) -> tuple[Finding, ...]:
    return check_terms(a_draft_of(authorization, **facts), a_context())


def at_pricing(authorization: ResaleAuthorization, **facts: Any) -> tuple[Finding, ...]:
    return check_pricing(a_draft_of(authorization, **facts), a_context())


OWN = own_amounts("1000", "1000", "1000")


class TestExpiry:
    """The ISV's installments fall due on 1 December, 1 March and 1 June."""

    @pytest.mark.parametrize("own", [own_schedule().model_copy(update={"own": False}), OWN])
    @pytest.mark.parametrize(
        ("expiry", "said"),
        [
            ("2026-12-20", []),
            ("2027-02-28", []),
            ("2027-03-01", ["EXPIRY_AFTER_CHARGES"]),
            ("2027-05-01", ["EXPIRY_AFTER_CHARGES"]),
        ],
    )
    def test_at_most_one_charge_falls_due_while_the_offer_is_open_inherited_or_own(
        self, own: Any, expiry: str, said: list[str]
    ) -> None:
        assert codes(at_terms(installments(), installments=own, expiry=expiry)) == said

    def test_a_schedule_on_dates_of_ones_own_too(self) -> None:
        own = own_schedule(rows=rows(("2026-12-01", "600"), ("2027-01-22", "600")))
        assert codes(at_terms(contract(), installments=own, expiry="2027-01-22")) == ["EXPIRY_AFTER_CHARGES"]
        assert codes(at_terms(contract(), installments=own, expiry="2027-01-21")) == []

    def test_one_charge_alone_bounds_nothing(self) -> None:
        assert codes(at_terms(scheduled(date(2026, 12, 1)), expiry="2027-06-01")) == []

    def test_the_suggested_sixty_days_are_checked_as_well(self) -> None:
        soon = scheduled(date(2026, 12, 1), date(2026, 12, 20))
        (finding,) = at_terms(soon, expiry=None)
        assert (finding.code, finding.field, finding.stops) == ("EXPIRY_AFTER_CHARGES", "expiry", True)
        assert finding.fix == "Type a date before 2026-12-20."

    @pytest.mark.parametrize(
        ("second", "left"), [(TODAY + timedelta(days=2), True), (TODAY + timedelta(days=1), False)]
    )
    def test_the_fix_is_a_future_date_or_the_isv(self, second: date, left: bool) -> None:
        (finding,) = at_terms(scheduled(date(2026, 11, 1), second))
        assert ("Type a date" in finding.fix) is left
        assert ("ask the ISV" in finding.fix) is not left

    def test_what_the_fix_says_helps(self) -> None:
        soon = scheduled(date(2026, 12, 1), date(2026, 12, 20))
        assert stopping(at_terms(soon, expiry="2026-12-19")) == ()

    def test_an_expiry_nobody_can_read_is_said_alone(self) -> None:
        assert codes(at_terms(installments(), expiry="soon")) == ["DATE_UNREADABLE"]

    @given(st.lists(st.integers(1, 300), min_size=1, max_size=6, unique=True), st.integers(8, 300))
    def test_whatever_passes_leaves_at_most_one_charge_on_or_before_the_expiry(
        self, offsets: list[int], last: int
    ) -> None:
        authorization = scheduled(*(TODAY + timedelta(days=n) for n in sorted(offsets)))
        said = codes(at_terms(authorization, expiry=f"{last} days"))
        assert ("EXPIRY_AFTER_CHARGES" in said) == (sum(n <= last for n in offsets) > 1)


class TestEndOfTheAgreement:
    """Accepted today, the year ends on 23 November 2027."""

    @pytest.mark.parametrize(
        ("day", "late"), [("2027-11-22", False), ("2027-11-23", True), ("2028-01-01", True)]
    )
    def test_own_dates_lie_before_the_end_even_if_accepted_today(self, day: str, late: bool) -> None:
        own = own_schedule(rows=rows(("2026-12-01", "600"), (day, "600")))
        said = at_pricing(contract(), installments=own)
        assert ("CHARGE_AFTER_AGREEMENT" in codes(stopping(said))) is late

    @pytest.mark.parametrize(("day", "late"), [("2028-02-28", False), ("2028-02-29", True)])
    def test_with_a_start_the_end_is_the_one_that_is_sent(self, day: str, late: bool) -> None:
        own = own_schedule(rows=rows(("2026-12-01", "600"), (day, "600")))
        said = at_pricing(contract(), installments=own, start="2027-03-01")
        assert ("CHARGE_AFTER_AGREEMENT" in codes(said)) is late

    def test_and_of_a_replacement_the_one_that_is_typed(self) -> None:
        facts: dict[str, Any] = {"installments": own_schedule(), "replaces": replacing()}
        assert "CHARGE_AFTER_AGREEMENT" in codes(at_pricing(contract(), agreement="2027-06-01", **facts))
        assert "CHARGE_AFTER_AGREEMENT" not in codes(at_pricing(contract(), agreement="2027-06-02", **facts))

    def test_the_isvs_own_late_date_stops_own_amounts_and_only_warns_under_a_markup(self) -> None:
        late = scheduled(date(2026, 12, 1), date(2027, 11, 23))
        (stopped,) = check_charge_dates(
            a_draft_of(late, installments=own_amounts("1000", "1000")), a_context()
        )
        (warned,) = at_pricing(late)
        assert (stopped.severity, warned.severity) == (Severity.BLOCKING, Severity.WARNING)
        assert "ISV" in stopped.fix

    def test_and_stops_a_replacement_whose_end_comes_before_it(self) -> None:
        """AWS refuses it, and the end is ours to choose: found by random drafts."""
        late = scheduled(date(2026, 12, 1), date(2027, 11, 23))
        (stopped,) = stopping(at_pricing(late, agreement="300 days", replaces=replacing()))
        assert (stopped.code, stopped.fix) == ("CHARGE_AFTER_AGREEMENT", "Let the agreement end later.")
        assert stopping(at_pricing(late, agreement="400 days", replaces=replacing())) == ()

    def test_as_long_as_the_end_is_not_known_nothing_is_said(self) -> None:
        late = scheduled(date(2026, 12, 1), date(2030, 1, 1))
        assert "CHARGE_AFTER_AGREEMENT" not in codes(at_pricing(late, start="soon"))


class TestPast:
    """An authorization whose schedule has begun already."""

    PARTLY = scheduled(date(2026, 11, 22), date(2027, 3, 1), date(2027, 6, 1))

    def test_own_amounts_cannot_be_sent_for_a_past_date(self) -> None:
        draft = a_draft_of(self.PARTLY, installments=OWN)
        found = check_installments(draft, a_context())
        assert codes(stopping(found)) == ["ISV_CHARGE_PAST"]
        assert "22 November 2026" in found[-1].message

    def test_what_it_advises_helps(self) -> None:
        assert stopping(check_all(a_draft_of(self.PARTLY), a_context())) == ()

    def test_a_first_date_of_today_is_not_past(self) -> None:
        today = a_draft_of(scheduled(TODAY, *ISV_DATES[1:]), installments=OWN)
        assert stopping(check_installments(today, a_context())) == ()

    def test_two_past_dates_leave_no_offer_at_all(self) -> None:
        over = scheduled(date(2026, 10, 1), date(2026, 11, 22), date(2027, 6, 1))
        stopped = stopping(check_all(a_draft_of(over), a_context()))
        assert codes(stopped) == ["EXPIRY_AFTER_CHARGES"]
        assert "ISV" in stopped[0].fix


def test_that_there_is_no_way_back_is_noted_and_stops_nothing() -> None:
    for authorization, own in ((installments(), OWN), (contract(), own_schedule())):
        (note,) = check_installments(a_draft_of(authorization, installments=own), a_context())
        assert (note.code, note.severity) == ("INSTALLMENTS_ARE_FINAL", Severity.NOTE)


def test_a_schedule_of_ones_own_leaves_no_metered_prices_and_says_so() -> None:
    metered = check_installments(a_draft_of(consumption(), installments=own_schedule()), a_context())
    assert codes(metered) == ["INSTALLMENTS_ARE_FINAL", "INSTALLMENTS_DROP_USAGE"]
    assert stopping(metered) == ()
    kept = check_installments(a_draft_of(installments(), installments=OWN), a_context())
    assert codes(kept) == ["INSTALLMENTS_ARE_FINAL"]


def test_an_abandoned_draft_may_hold_a_markup_so_it_is_not_completed_with_installments() -> None:
    draft = a_draft_of(installments(), installments=OWN, reuse_offer_id="offer-x")
    assert codes(stopping(check_pricing(draft, a_context()))) == ["INSTALLMENTS_WITH_REUSE"]
    assert stopping(check_pricing(a_draft_of(installments(), reuse_offer_id="offer-x"), a_context())) == ()


def test_with_own_installments_the_markup_is_not_asked_for() -> None:
    draft = a_draft_of(installments(), installments=OWN, pricing=PricingChoice(text="a lot"))
    assert stopping(check_pricing(draft, a_context())) == ()
