"""Dates and lengths as typed: calendar facts, one reading or none."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cppo_tui.domain.dates import DateProblem, Length, long_date, parse_when

near_days = st.dates(date(2020, 1, 1), date(2200, 12, 31))


@given(near_days)
@example(date(2028, 2, 29))
@example(date(2096, 2, 29))
@example(date(2025, 3, 5))
def test_ten_years_later_is_the_same_day_of_the_same_month(start: date) -> None:
    end = Length(years=10).after(start)
    assert end is not None
    assert (end.year, end.month) == (start.year + 10, start.month)
    leap_day_lost = (start.month, start.day) == (2, 29)
    assert end.day == (28 if leap_day_lost else start.day)


@pytest.mark.parametrize(
    ("start", "days"),
    [
        (date(2025, 3, 5), 3652),
        (date(2026, 11, 23), 3653),
        (date(2027, 3, 1), 3653),
        (date(2028, 2, 29), 3652),
        (date(2028, 3, 1), 3652),
        (date(2092, 3, 1), 3651),
    ],
)
def test_ten_years_is_a_number_of_days_that_depends_on_the_start(start: date, days: int) -> None:
    end = Length(years=10).after(start)
    assert end is not None
    assert (end - start).days == days


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 3, 31), 1, date(2026, 4, 30)),
        (date(2026, 8, 31), 18, date(2028, 2, 29)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
    ],
)
def test_a_month_that_is_too_short_ends_the_length_on_its_last_day(
    start: date, months: int, end: date
) -> None:
    assert Length(months=months).after(start) == end


@given(near_days, st.integers(0, 20), st.integers(0, 60), st.integers(0, 4000))
def test_years_are_twelve_months_and_days_come_after_both(
    start: date, years: int, months: int, days: int
) -> None:
    whole = Length(months=years * 12 + months).after(start)
    assert whole is not None
    assert Length(years=years, months=months, days=days).after(start) == whole + timedelta(days=days)


@given(st.dates(), st.integers(0, 99_999), st.integers(0, 99_999), st.integers(0, 99_999))
@example(date.max, 0, 0, 1)
@example(date(9999, 1, 1), 1, 0, 0)
@example(date(9998, 12, 31), 0, 12, 0)
def test_past_the_calendar_there_is_no_day_and_no_exception(
    start: date, years: int, months: int, days: int
) -> None:
    end = Length(years=years, months=months, days=days).after(start)
    assert end is None or end >= start


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("10 years", Length(years=10)),
        ("10 Years", Length(years=10)),
        ("10y", Length(years=10)),
        ("1 yr", Length(years=1)),
        ("18 months", Length(months=18)),
        ("18 mo", Length(months=18)),
        ("+60 days", Length(days=60)),
        ("+ 60 days", Length(days=60)),
        ("60d", Length(days=60)),
        ("2 weeks", Length(days=14)),
        ("1 year 2 months", Length(years=1, months=2)),
        ("1 year, 2 months and 3 days", Length(years=1, months=2, days=3)),
        ("  10   years ", Length(years=10)),
        ("10\u00a0years", Length(years=10)),
        ("P3650D", Length(days=3650)),
        ("p12m", Length(months=12)),
        ("P1Y2M3D", Length(years=1, months=2, days=3)),
        ("0 days", Length()),
        ("ten years", Length(years=10)),
        ("One year", Length(years=1)),
        ("TWELVE  months", Length(months=12)),
        ("+sixty days", Length(days=60)),
        ("two weeks", Length(days=14)),
        ("one year, two months and 3 days", Length(years=1, months=2, days=3)),
    ],
)
def test_a_length_is_read_in_words_or_as_iso_duration(text: str, length: Length) -> None:
    assert parse_when(text) == length


@pytest.mark.parametrize(
    ("text", "day"), [("2036-11-23", date(2036, 11, 23)), ("2036-1-5", date(2036, 1, 5))]
)
def test_a_date_is_read_as_year_month_day(text: str, day: date) -> None:
    assert parse_when(text) == day


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2026-02-30", "DATE_DOES_NOT_EXIST"),
        ("2027-02-29", "DATE_DOES_NOT_EXIST"),
        ("2026-13-01", "DATE_DOES_NOT_EXIST"),
        ("2026-00-10", "DATE_DOES_NOT_EXIST"),
        ("2026-04-31", "DATE_DOES_NOT_EXIST"),
        ("2026-04-00", "DATE_DOES_NOT_EXIST"),
        ("0000-01-01", "DATE_DOES_NOT_EXIST"),
        ("0000-02-30", "DATE_DOES_NOT_EXIST"),
        ("01/02/2026", "DATE_ORDER"),
        ("1.2.2026", "DATE_ORDER"),
        ("01-02-2026", "DATE_ORDER"),
        ("02/03/27", "DATE_ORDER"),
        ("60", "DATE_UNIT"),
        ("+60", "DATE_UNIT"),
        ("１０ years", "DATE_DIGITS"),
        ("٢٠٣٦-11-23", "DATE_DIGITS"),
        ("2036–11–23", "DATE_DIGITS"),
        ("2036−11−23", "DATE_DIGITS"),
        ("99999999999 days", "DATE_NUMBER"),
        ("20361123", "DATE_NUMBER"),
        ("", "DATE_UNREADABLE"),
        ("P", "DATE_UNREADABLE"),
        ("PT5H", "DATE_UNREADABLE"),
        ("-5 days", "DATE_UNREADABLE"),
        ("1.5 years", "DATE_UNREADABLE"),
        ("ten", "DATE_UNREADABLE"),
        ("twenty-one years", "DATE_UNREADABLE"),
        ("twenty one years", "DATE_UNREADABLE"),
        ("one hundred twenty days", "DATE_UNREADABLE"),
        ("fifteen days", "DATE_UNREADABLE"),
        ("often years", "DATE_UNREADABLE"),
        ("1 two days", "DATE_UNREADABLE"),
        ("5 min", "DATE_UNREADABLE"),
        ("10 yearsfoo", "DATE_UNREADABLE"),
        ("1e3 days", "DATE_UNREADABLE"),
        ("dix années", "DATE_UNREADABLE"),
    ],
)
def test_anything_else_is_refused_with_the_reason(text: str, code: str) -> None:
    problem = parse_when(text)
    assert isinstance(problem, DateProblem)
    assert problem.code == code


def test_a_day_that_does_not_exist_is_explained_by_the_month() -> None:
    problem = parse_when("2027-02-29")
    assert isinstance(problem, DateProblem)
    assert problem.message == "February 2027 has 28 days, not 29."


lookalikes = st.text(alphabet="0123456789-/.+ PpYyMmDdWwTeyearsonthdk,１٣–−", max_size=24)


@given(st.one_of(st.text(), lookalikes))
def test_no_text_breaks_the_reading(text: str) -> None:
    assert isinstance(parse_when(text), (date, Length, DateProblem))


@given(st.dates())
def test_every_date_of_the_calendar_is_read_back(day: date) -> None:
    assert parse_when(day.isoformat()) == day


@given(st.integers(1, 9999), st.integers(1, 9999), st.integers(1, 99999))
def test_every_iso_duration_in_years_months_and_days_is_read_back(years: int, months: int, days: int) -> None:
    expected = Length(years=years, months=months, days=days)
    assert parse_when(f"P{years}Y{months}M{days}D") == expected
    assert parse_when(f"{years} years {months} months {days} days") == expected


def test_a_date_is_shown_with_the_months_name() -> None:
    assert long_date(date(2036, 11, 3)) == "3 November 2036"
