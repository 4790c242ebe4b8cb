"""Calendar arithmetic at its edges (fact sheet 2.1 and 4)."""

import re
from datetime import date

import pytest

from cppo_tui.sandbox import durations, times
from cppo_tui.sandbox.ids import random_id


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2027-01-31", 1, "2027-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2027-12-15", 1, "2028-01-15"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2027-11-30", 0, "2027-11-30"),
        ("2027-01-01", 10**30, "9999-12-31"),
    ],
)
def test_months_are_added_by_the_calendar(start: str, months: int, end: str) -> None:
    assert times.add_months(date.fromisoformat(start), months) == date.fromisoformat(end)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("P12M", "2028-01-31"),
        ("P1Y", "2028-01-31"),
        ("P365D", "2028-01-31"),
        ("P1Y6M", "2028-07-31"),
        ("P1M1D", "2027-03-01"),
        ("P" + "9" * 40 + "D", "9999-12-30"),
    ],
)
def test_a_period_ends_the_day_before_its_anniversary(text: str, last: str) -> None:
    assert durations.parse(text).last_day_from(date(2027, 2, 1)) == date.fromisoformat(last)


def test_twelve_months_are_a_year_but_365_days_are_not() -> None:
    assert durations.parse("P12M") == durations.parse("P1Y") != durations.parse("P365D")


@pytest.mark.parametrize("text", ["", "P", "12M", "P1W", "PT1H", "P1D1Y", "P-1D"])
def test_other_forms_are_no_durations(text: str) -> None:
    with pytest.raises(ValueError, match="not a duration"):
        durations.parse(text)


@pytest.mark.parametrize(
    "text", ["2027-02-29", "2027-2-1", "0999-01-01", "2027-02-01 ", "٢٠٢٧-01-01", "20270201"]
)
def test_what_is_no_calendar_date_is_none(text: str) -> None:
    assert times.calendar_date(text) is None


@pytest.mark.parametrize(
    ("kind", "pattern"),
    [("offer", r"offer-[a-z2-7]{13}"), ("change_set", r"[a-z0-9]{25}"), ("request", r"[0-9a-f-]{36}")],
)
def test_new_identifiers_have_the_observed_forms(kind: str, pattern: str) -> None:
    assert re.fullmatch(pattern, random_id(kind))
    with pytest.raises(ValueError, match="no identifier form"):
        random_id("cheese")
