"""Step 4: from when to when. Everything counts in UTC days, from the day the buyer accepts."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppo_tui.domain.checks import CheckContext
from cppo_tui.domain.checks.terms import check_terms
from cppo_tui.domain.findings import Finding, Severity
from cppo_tui.domain.terms import Agreement, Expiry, resolve_agreement, resolve_expiry
from tests.domain.given import TODAY, a_context, a_draft, an_authorization, codes

typed = st.one_of(st.text(), st.text(alphabet="0123456789-+ PYMDyearsmonthdw", max_size=20))


def found(agreement: str = "1 year", expiry: str = "+60 days", **authorization: Any) -> list[str]:
    draft = a_draft(agreement=agreement, expiry=expiry, authorization=an_authorization(**authorization))
    return codes(check_terms(draft, a_context()))


@given(st.dates(date(2020, 1, 1), date(2150, 1, 1)))
def test_ten_years_are_sent_in_days_to_the_very_day(today: date) -> None:
    agreement = resolve_agreement("10 years", today)
    assert isinstance(agreement, Agreement)
    assert agreement.duration == f"P{agreement.days}D"
    end = agreement.ends_if_accepted(today)
    assert end is not None
    assert (end.year, end.month) == (today.year + 10, today.month)
    assert agreement.days in (3651, 3652, 3653)


@pytest.mark.parametrize(
    ("text", "days", "by_date"),
    [
        ("10 years", 3653, False),
        ("18 months", 547, False),
        ("P3650D", 3650, False),
        ("2036-11-23", 3653, True),
        ("2026-11-24", 1, True),
        ("1 day", 1, False),
    ],
)
def test_a_length_or_an_end_date_becomes_days_from_today(text: str, days: int, by_date: bool) -> None:
    assert resolve_agreement(text, TODAY) == Agreement(days=days, by_date=by_date)


@given(st.dates(date(2020, 1, 1), date(2100, 1, 1)), st.integers(1, 5000))
def test_the_day_after_today_plus_n_is_the_same_typed_as_date_or_as_length(today: date, days: int) -> None:
    by_date = resolve_agreement((today + timedelta(days=days)).isoformat(), today)
    by_length = resolve_agreement(f"{days} days", today)
    assert isinstance(by_date, Agreement)
    assert isinstance(by_length, Agreement)
    assert by_date.days == by_length.days == days


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "AGREEMENT_MISSING"),
        ("  ", "AGREEMENT_MISSING"),
        ("2026-11-23", "AGREEMENT_ENDS_TOO_EARLY"),
        ("2020-01-01", "AGREEMENT_ENDS_TOO_EARLY"),
        ("0 days", "AGREEMENT_ENDS_TOO_EARLY"),
        ("P0D", "AGREEMENT_ENDS_TOO_EARLY"),
        ("9999 years", "AGREEMENT_BEYOND_CALENDAR"),
        ("9999-12-31", "AGREEMENT_BEYOND_CALENDAR"),
        ("3650", "DATE_UNIT"),
        ("2027-02-29", "DATE_DOES_NOT_EXIST"),
    ],
)
def test_an_agreement_that_cannot_be_is_refused(text: str, code: str) -> None:
    finding = resolve_agreement(text, TODAY)
    assert isinstance(finding, Finding)
    assert (finding.code, finding.field, finding.stops) == (code, "agreement", True)


@given(typed, st.dates())
def test_no_text_and_no_day_breaks_either_reading(text: str, today: date) -> None:
    agreement = resolve_agreement(text, today)
    assert isinstance(agreement, (Agreement, Finding))
    if isinstance(agreement, Agreement):
        assert 1 <= agreement.days <= 99_999
        assert agreement.ends_if_accepted(date.max) is None
    assert isinstance(resolve_expiry(text, today), (Expiry, Finding))


@given(typed, typed)
def test_no_two_texts_break_the_check(agreement: str, expiry: str) -> None:
    for finding in check_terms(a_draft(agreement=agreement, expiry=expiry), a_context()):
        assert finding.field in ("agreement", "expiry")


@given(st.dates(date(2020, 1, 1), date(2999, 12, 31)))
def test_an_offer_expires_in_the_last_millisecond_of_its_day_in_utc(day: date) -> None:
    instant = Expiry(day=day).instant
    assert instant.isoformat(timespec="milliseconds") == f"{day.isoformat()}T23:59:59.999+00:00"


@pytest.mark.parametrize(
    ("expiry", "expected"),
    [
        ("2026-11-22", ["EXPIRY_PAST"]),
        ("1999-12-31", ["EXPIRY_PAST"]),
        ("2026-11-23", ["EXPIRY_TODAY"]),
        ("0 days", ["EXPIRY_TODAY"]),
        ("2026-11-24", ["EXPIRY_TOMORROW"]),
        ("2 days", ["EXPIRY_SOON"]),
        ("6 days", ["EXPIRY_SOON"]),
        ("7 days", []),
        ("60 days", []),
        ("1 year", []),
        ("367 days", ["EXPIRY_FAR"]),
        ("9999-12-31", ["EXPIRY_FAR"]),
        ("99999 years", ["EXPIRY_BEYOND_CALENDAR"]),
        ("", ["EXPIRY_MISSING"]),
    ],
)
def test_the_offers_last_day_is_in_the_future_and_neither_too_near_nor_too_far(
    expiry: str, expected: list[str]
) -> None:
    assert found(expiry=expiry) == expected


def test_a_past_or_present_last_day_stops_the_offer_and_a_near_one_only_warns() -> None:
    def severity(expiry: str) -> Severity:
        return check_terms(a_draft(expiry=expiry), a_context())[0].severity

    assert severity("2026-11-22") is Severity.BLOCKING
    assert severity("2026-11-23") is Severity.BLOCKING
    assert severity("2026-11-24") is Severity.ASK
    assert severity("2026-11-25") is Severity.WARNING
    assert severity("500 days") is Severity.WARNING


@pytest.mark.parametrize(
    ("agreement", "stopped"),
    [
        ("2027-01-21", True),
        ("2027-01-22", True),
        ("2027-01-23", False),
        ("59 days", False),
        ("1 year", False),
    ],
)
def test_an_agreement_by_date_must_end_after_the_offers_last_day_and_one_by_length_always_does(
    agreement: str, stopped: bool
) -> None:
    assert ("AGREEMENT_BEFORE_EXPIRY" in found(agreement=agreement, expiry="2027-01-22")) is stopped


def test_the_fix_names_the_day_the_agreement_must_outlast() -> None:
    (finding,) = check_terms(a_draft(agreement="2026-12-24", expiry="2027-01-22"), a_context())
    assert "2027-01-22" in finding.fix
    assert "24 December 2026" in finding.message


@pytest.mark.parametrize("text", ["30 days from today", "30 days FROM  TODAY ", "+30 days from today"])
def test_a_length_from_today_is_that_length(text: str) -> None:
    """The window for another last day teaches it, so it is understood wherever a last day is typed."""
    assert resolve_expiry(text, TODAY) == resolve_expiry("30 days", TODAY)


def test_a_date_does_not_count_from_a_day() -> None:
    assert isinstance(resolve_expiry("2027-02-01 from today", TODAY), Finding)


def test_an_agreement_has_two_ends_as_it_runs_from_acceptance() -> None:
    agreement = Agreement(days=3653)
    assert agreement.ends_if_accepted(TODAY) == date(2036, 11, 23)
    assert agreement.ends_if_accepted(date(2027, 1, 22)) == date(2037, 1, 22)


@pytest.mark.parametrize(
    ("agreement", "noted"), [("1095 days", False), ("1096 days", True), ("10 years", True)]
)
def test_more_than_three_years_is_noted_and_never_stopped(agreement: str, noted: bool) -> None:
    findings = check_terms(a_draft(agreement=agreement), a_context())
    assert codes(findings) == (["AGREEMENT_LONG"] if noted else [])
    assert not any(finding.stops for finding in findings)


@pytest.mark.parametrize(
    ("ends", "warned"),
    [
        (datetime(2027, 1, 22, 23, 59, 59, 999000, tzinfo=UTC), False),
        (datetime(2027, 1, 21, 23, 59, 59, 999000, tzinfo=UTC), True),
        (None, False),
    ],
)
def test_an_offer_that_outlives_its_authorization_is_warned_about(
    ends: datetime | None, warned: bool
) -> None:
    assert ("EXPIRY_AFTER_AUTHORIZATION" in found(expiry="2027-01-22", ends=ends)) is warned


@pytest.mark.parametrize(
    ("hours", "local", "utc"),
    [(-8, "2026-11-23T16:30", date(2026, 11, 24)), (9, "2026-11-24T08:00", date(2026, 11, 23))],
)
def test_today_is_the_day_in_utc_also_where_the_local_calendar_says_another(
    hours: int, local: str, utc: date
) -> None:
    now = datetime.fromisoformat(local).replace(tzinfo=timezone(timedelta(hours=hours)))
    assert CheckContext(now=now).today == utc


def test_the_local_evening_does_not_turn_todays_date_into_a_future_one() -> None:
    evening = datetime(2026, 11, 23, 16, 30, tzinfo=timezone(timedelta(hours=-8)))
    findings = check_terms(a_draft(expiry="2026-11-24"), a_context(now=evening))
    assert codes(findings) == ["EXPIRY_TODAY"]


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_whatever_date_passes_lies_in_the_future(day: date) -> None:
    stops = any(f.stops for f in check_terms(a_draft(expiry=day.isoformat()), a_context()))
    assert stops == (day <= TODAY)
