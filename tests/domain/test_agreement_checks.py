"""How long an agreement may run and when it may start: both sides of every limit (fact sheet 4)."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.checks.terms import check_terms
from cppo_tui.domain.dates import Length
from cppo_tui.domain.draft import ProductType
from cppo_tui.domain.findings import Finding, Severity
from tests.domain.given import TODAY, a_context, an_authorization, codes
from tests.domain.kinds import (
    EVERY_KIND,
    a_draft_of,
    by_the_hour,
    consumption,
    contract,
    hourly,
    installments,
    own_schedule,
    replacing,
)


def findings(authorization: ResaleAuthorization, **facts: Any) -> tuple[Finding, ...]:
    found = check_terms(a_draft_of(authorization, **facts), a_context())
    return tuple(finding for finding in found if finding.field != "purpose")


def found(authorization: ResaleAuthorization, **facts: Any) -> list[str]:
    return codes(findings(authorization, **facts))


@pytest.mark.parametrize("name", EVERY_KIND)
def test_the_suggested_or_usual_terms_of_every_kind_have_nothing_against_them(name: str) -> None:
    assert found(EVERY_KIND[name]) == []


class TestByTheHour:
    @pytest.mark.parametrize(
        ("agreement", "said"),
        [
            ("1095 days", []),
            ("2029-11-22", []),
            ("1096 days", ["AGREEMENT_TOO_LONG"]),
            ("3 years", ["AGREEMENT_TOO_LONG"]),
            ("10 years", ["AGREEMENT_TOO_LONG"]),
        ],
    )
    def test_an_ami_or_container_stops_at_1095_days(self, agreement: str, said: list[str]) -> None:
        assert found(by_the_hour(), agreement=agreement) == said

    def test_saas_usage_has_no_documented_limit_and_is_noted_only(self) -> None:
        assert found(an_authorization(), agreement="1095 days") == []
        (note,) = findings(an_authorization(), agreement="10 years")
        assert (note.code, note.stops) == ("AGREEMENT_LONG", False)

    @pytest.mark.parametrize("agreement", ["10 years", "120 months", "2036-11-23"])
    def test_ten_years_are_said_to_be_right_for_archera(self, agreement: str) -> None:
        (note,) = findings(an_authorization(manufacturer_name="Archera"), agreement=agreement)
        assert (note.code, note.severity) == ("AGREEMENT_LONG", Severity.NOTE)
        assert note.message.startswith("These 3,653 days are the ten years Archera asks for.")

    @pytest.mark.parametrize("agreement", ["11 years", "3650 days", "1 year", "2027-12-31"])
    def test_any_other_length_is_warned_about_and_does_not_stop(self, agreement: str) -> None:
        (note,) = findings(an_authorization(manufacturer_name="Archera"), agreement=agreement)
        assert (note.code, note.severity, note.stops) == ("ARCHERA_OTHER_LENGTH", Severity.WARNING, False)

    def test_the_limit_goes_with_what_the_person_says_the_product_is(self) -> None:
        machine, saas = ProductType.MACHINE, ProductType.SAAS
        assert found(an_authorization(), agreement="1096 days", product_type=machine) == [
            "AGREEMENT_TOO_LONG"
        ]
        assert found(by_the_hour(), agreement="1096 days", product_type=saas) == ["AGREEMENT_LONG"]


class TestHourlyWithAnnual:
    @pytest.mark.parametrize(
        ("expiry", "least"),
        [("+60 days", 60 + 365 + 1), ("+7 days", 7 + 365 + 1), ("2027-02-28", 97 + 365 + 1)],
    )
    def test_a_year_bought_on_the_last_day_must_fit(self, expiry: str, least: int) -> None:
        assert found(hourly(), agreement=f"{least} days", expiry=expiry) == []
        (finding,) = findings(hourly(), agreement=f"{least - 1} days", expiry=expiry)
        assert finding.code == "AGREEMENT_SHORTER_THAN_ANNUAL"
        assert f"{least} days" in finding.fix

    def test_of_two_lengths_the_longer_counts(self) -> None:
        two = hourly("P365D", "P730D")
        assert found(two, agreement="790 days") == ["AGREEMENT_SHORTER_THAN_ANNUAL"]
        assert found(two, agreement="791 days") == []

    def test_the_year_is_counted_from_the_last_day(self) -> None:
        leap = {"expiry": "2028-02-01", "agreement": "802 days"}  # 435 days to it, then a year of 366
        assert "AGREEMENT_SHORTER_THAN_ANNUAL" not in found(hourly("P12M"), **leap)
        assert "AGREEMENT_SHORTER_THAN_ANNUAL" in found(hourly("P12M"), **(leap | {"agreement": "801 days"}))

    def test_without_an_expiry_nothing_is_compared(self) -> None:
        assert found(hourly(), agreement="1 day", expiry="soon") == ["DATE_UNREADABLE"]

    def test_said_to_be_saas_it_is_a_contract_and_needs_no_length(self) -> None:
        assert found(hourly(), agreement=None, product_type=ProductType.SAAS) == []
        assert found(consumption(), agreement="1 day", product_type=ProductType.MACHINE) == [
            "AGREEMENT_SHORTER_THAN_ANNUAL"
        ]


class TestStart:
    """The default expiry is 22 January 2027."""

    @pytest.mark.parametrize(
        ("start", "said"),
        [
            ("2026-11-22", ["START_BEFORE_EXPIRY"]),
            ("2027-01-21", ["START_BEFORE_EXPIRY"]),
            ("2027-01-22", ["START_BEFORE_EXPIRY"]),
            ("2027-01-23", []),
            ("2029-11-23", []),
            ("2029-11-24", ["START_TOO_LATE"]),
            ("9990-01-01", ["START_TOO_LATE"]),
        ],
    )
    @pytest.mark.parametrize("authorization", [contract(), consumption(), installments()])
    def test_it_lies_after_the_last_day_to_accept_and_within_three_years(
        self, authorization: ResaleAuthorization, start: str, said: list[str]
    ) -> None:
        assert [code for code in found(authorization, start=start) if code.startswith("START")] == said

    def test_it_is_judged_before_the_length_is_known(self) -> None:
        before = found(contract("P12M", "P24M"), start="2026-11-22", agreement="soon")
        assert before == ["START_BEFORE_EXPIRY", "LENGTH_NOT_OFFERED"]
        assert found(contract("P12M", "P24M"), start="banana", agreement="soon") == ["DATE_UNREADABLE"]

    @pytest.mark.parametrize(("start", "said"), [("2027-03-01", []), ("2027-03-02", ["START_TOO_LATE"])])
    def test_the_isv_may_set_an_earlier_limit(self, start: str, said: list[str]) -> None:
        assert found(contract(latest_start=date(2027, 3, 1)), start=start) == said

    def test_the_isvs_later_limit_does_not_reach_beyond_three_years(self) -> None:
        late = contract(latest_start=date(2040, 1, 1))
        assert found(late, start="2029-11-23") == []
        assert found(late, start="2029-11-24") == ["START_TOO_LATE"]

    @pytest.mark.parametrize(
        ("authorization", "facts"),
        [
            (an_authorization(), {}),
            (by_the_hour(), {}),
            (hourly(), {}),
            (contract(), {"product_type": ProductType.MACHINE}),
            (contract(), {"product_type": ProductType.SERVICES}),
            (contract(), {"replaces": replacing(), "agreement": "2028-01-31"}),
        ],
    )
    def test_where_there_can_be_none_it_is_refused(
        self, authorization: ResaleAuthorization, facts: dict[str, Any]
    ) -> None:
        (finding,) = findings(authorization, start="2027-03-01", **facts)
        assert (finding.code, finding.field, finding.stops) == ("START_NOT_POSSIBLE", "start", True)

    def test_the_reason_is_the_right_one(self) -> None:
        (saas,) = findings(an_authorization(), start="2027-03-01")
        (other,) = findings(contract(), start="2027-03-01", replaces=replacing(), agreement="2028-01-31")
        assert saas.message.startswith("Only SaaS contracts")
        assert other.message.startswith("A replacement")

    def test_a_text_that_is_no_date_is_said_at_the_start(self) -> None:
        (finding,) = findings(contract(), start="01/02/2027")
        assert (finding.code, finding.field) == ("DATE_ORDER", "start")

    def test_the_fix_names_the_first_day_that_goes(self) -> None:
        (finding,) = findings(contract(), start="2027-01-22")
        assert "2027-01-23" in finding.fix
        assert found(contract(), start="2027-01-23") == []

    def test_which_length_own_installments_are_for_is_not_asked_here(self) -> None:
        assert found(contract(), installments=own_schedule(duration="")) == []


class TestReplacement:
    """The default expiry is 22 January 2027; sixty months from today end on 23 November 2031."""

    @pytest.mark.parametrize(
        ("end", "said"),
        [
            ("2027-01-21", ["AGREEMENT_BEFORE_EXPIRY"]),
            ("2027-01-22", ["AGREEMENT_BEFORE_EXPIRY"]),
            ("2027-01-23", []),
            ("2031-11-23", []),
            ("2031-11-24", ["END_TOO_FAR"]),
            ("9999-12-31", ["END_TOO_FAR"]),
        ],
    )
    def test_it_ends_after_the_last_day_to_accept_and_within_sixty_months(
        self, end: str, said: list[str]
    ) -> None:
        assert found(contract(), replaces=replacing(), agreement=end) == said


@given(st.dates(date(2026, 1, 1), date(2035, 1, 1)), st.integers(1, 400))
def test_whatever_start_passes_is_after_the_expiry_and_not_too_late(start: date, days: int) -> None:
    expiry = TODAY + timedelta(days=days)
    said = found(contract(), start=start.isoformat(), expiry=expiry.isoformat())
    latest = Length(years=3).after(TODAY)
    assert latest is not None
    assert bool({"START_BEFORE_EXPIRY", "START_TOO_LATE"} & set(said)) == (not expiry < start <= latest)
