"""What the offer says of its agreement's length: the right form for every kind, and exactly what is meant."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.dates import Length
from cppo_tui.domain.findings import Finding
from cppo_tui.domain.validity import (
    Validity,
    length_meant,
    length_words,
    resolve_start,
    resolve_validity,
    validity_words,
)
from tests.domain.given import TODAY, an_authorization, archera
from tests.domain.kinds import (
    a_draft_of,
    by_the_hour,
    consumption,
    contract,
    hourly,
    installments,
    own_amounts,
    own_schedule,
    paid_at_once,
    replacing,
)


def resolved(authorization: ResaleAuthorization, **facts: object) -> Validity:
    draft = a_draft_of(authorization, **facts)
    validity = resolve_validity(draft, TODAY)
    assert isinstance(validity, Validity), validity
    return validity


def problem(authorization: ResaleAuthorization, **facts: object) -> str:
    finding = resolve_validity(a_draft_of(authorization, **facts), TODAY)
    assert isinstance(finding, Finding), finding
    return finding.code


@pytest.mark.parametrize("authorization", [an_authorization(), by_the_hour(), hourly()])
def test_usage_and_hours_send_the_days_that_were_typed(authorization: ResaleAuthorization) -> None:
    assert resolved(authorization, agreement="10 years").term == {
        "Type": "ValidityTerm",
        "AgreementDuration": "P3653D",
    }


@pytest.mark.parametrize("authorization", [contract(), contract("P12M", "P36M"), consumption()])
@pytest.mark.parametrize("typed", [None, "", "12 months", "nonsense"])
def test_a_contract_that_begins_at_acceptance_sends_nothing(
    authorization: ResaleAuthorization, typed: str | None
) -> None:
    assert resolved(authorization, agreement=typed).term is None


@pytest.mark.parametrize("authorization", [installments(), paid_at_once()])
@pytest.mark.parametrize("typed", [None, "", "36 months"])
def test_a_fixed_price_sends_the_authorizations_own_length(
    authorization: ResaleAuthorization, typed: str | None
) -> None:
    assert resolved(authorization, agreement=typed).term == {
        "Type": "ValidityTerm",
        "AgreementDuration": "P12M",
    }


def test_own_amounts_on_the_isvs_dates_keep_its_length_whatever_else_was_once_chosen() -> None:
    own = own_amounts("1000").model_copy(update={"duration": "P36M"})
    assert resolved(installments(), installments=own).duration == "P12M"


def test_own_installments_send_the_length_they_are_for() -> None:
    own = own_schedule(duration="P36M")
    assert resolved(contract("P12M", "P36M"), installments=own).duration == "P36M"


@pytest.mark.parametrize("duration", ["", "P24M", "12 months"])
def test_own_installments_without_one_of_the_lengths_have_none(duration: str) -> None:
    own = own_schedule(duration=duration)
    assert problem(contract("P12M", "P36M"), installments=own) == "LENGTH_NOT_CHOSEN"
    assert problem(contract("P12M", "P36M"), installments=own, start="2027-02-01") == "LENGTH_NOT_CHOSEN"


@pytest.mark.parametrize("authorization", [contract(), installments(), paid_at_once()])
def test_a_start_with_the_only_length_there_is_ends_one_day_before_its_anniversary(
    authorization: ResaleAuthorization,
) -> None:
    assert resolved(authorization, start="2027-02-01", agreement=None).term == {
        "Type": "ValidityTerm",
        "AgreementStartDate": "2027-02-01",
        "AgreementEndDate": "2028-01-31",
    }


@pytest.mark.parametrize(
    ("typed", "end"),
    [
        ("12 months", date(2028, 1, 31)),
        ("1 year", date(2028, 1, 31)),
        ("P1Y", date(2028, 1, 31)),
        ("36 months", date(2030, 1, 31)),
        ("3 years", date(2030, 1, 31)),
        ("2 years 12 months", date(2030, 1, 31)),
        ("365 days", None),
        ("24 months", None),
        ("2028-01-31", None),
        ("", None),
    ],
)
def test_with_several_lengths_a_start_needs_one_of_them_in_whatever_words(
    typed: str, end: date | None
) -> None:
    two = contract("P12M", "P36M")
    if end is None:
        assert problem(two, start="2027-02-01", agreement=typed) == "LENGTH_NOT_OFFERED"
    else:
        assert resolved(two, start="2027-02-01", agreement=typed).end == end


def test_an_authorization_may_count_in_years_too() -> None:
    years = contract("P1Y", "P3Y")
    assert resolved(years, start="2027-02-01", agreement="36 months").end == date(2030, 1, 31)
    assert resolved(years, start="2027-02-01", agreement="P3Y").end == date(2030, 1, 31)
    assert problem(years, start="2027-02-01", agreement="37 months") == "LENGTH_NOT_OFFERED"


def test_the_finding_names_the_lengths_there_are() -> None:
    finding = resolve_validity(a_draft_of(contract("P12M", "P36M"), start="2027-02-01"), TODAY)
    assert isinstance(finding, Finding)
    assert finding.fix == "Type 12 months or 36 months."


def test_own_installments_with_a_start_run_as_long_as_they_are_for_whatever_is_typed_on_step_4() -> None:
    two = contract("P12M", "P36M")
    later = resolved(
        two, start="2027-02-01", agreement="12 months", installments=own_schedule(duration="P36M")
    )
    assert later.end == date(2030, 1, 31)


def test_a_start_may_be_a_number_of_days_from_today() -> None:
    assert resolved(contract(), start="+90 days").start == date(2027, 2, 21)


@pytest.mark.parametrize("start", ["9999-06-01", "9999 years"])
def test_a_start_no_calendar_reaches_is_said_to_be_one(start: str) -> None:
    assert problem(contract(), start=start) == "START_BEYOND_CALENDAR"


def test_a_replacement_sends_its_end_alone() -> None:
    expected = {"Type": "ValidityTerm", "AgreementEndDate": "2028-01-31"}
    assert resolved(contract(), replaces=replacing(), agreement="2028-01-31").term == expected
    assert resolved(contract(), replaces=replacing(), agreement="434 days").term == expected


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (None, "END_MISSING"),
        (" ", "END_MISSING"),
        ("31.01.2028", "DATE_ORDER"),
        ("2026-11-22", "END_NOT_IN_FUTURE"),
        ("2026-11-23", "END_NOT_IN_FUTURE"),
        ("0 days", "END_NOT_IN_FUTURE"),
        ("9999 years", "END_NOT_IN_FUTURE"),
    ],
)
def test_a_replacement_needs_an_end_in_the_future(typed: str | None, code: str) -> None:
    assert problem(contract(), replaces=replacing(), agreement=typed) == code


def test_archeras_ten_years_are_usage_pricings() -> None:
    assert resolved(archera(), agreement=None).duration == "P3653D"


@pytest.mark.parametrize(
    ("validity", "text", "words"),
    [
        (Validity(), "as long as the buyer chooses", "12 months from acceptance, as the buyer chooses"),
        (Validity(duration="P12M"), "P12M", "12 months from acceptance"),
        (
            Validity(start=date(2027, 2, 1), end=date(2028, 1, 31)),
            "2027-02-01 to 2028-01-31",
            "1 February 2027 to 31 January 2028",
        ),
        (
            Validity(end=date(2028, 1, 31)),
            "acceptance to 2028-01-31",
            "from acceptance to 31 January 2028",
        ),
    ],
)
def test_each_form_has_its_words(validity: Validity, text: str, words: str) -> None:
    assert validity.text == text
    assert validity_words(validity, contract()) == words


@pytest.mark.parametrize(
    ("validity", "ends"),
    [
        (Validity(), None),
        (Validity(duration="P12M"), date(2027, 11, 23)),
        (Validity(duration="P3653D"), date(2036, 11, 23)),
        (Validity(duration="P1Y6M"), date(2028, 5, 23)),
        (Validity(duration="9999 years"), None),
        (Validity(duration="a while"), None),
        (Validity(end=date(2028, 1, 31)), date(2028, 1, 31)),
        (Validity(start=date(2027, 2, 1), end=date(2028, 1, 31)), date(2028, 1, 31)),
    ],
)
def test_when_it_ends_if_accepted_today_is_told_where_it_can_be(
    validity: Validity, ends: date | None
) -> None:
    assert validity.ends_if_accepted(TODAY) == ends


@pytest.mark.parametrize(
    ("duration", "words"),
    [
        ("P12M", "12 months"),
        ("P1M", "1 month"),
        ("P1Y6M", "1 year 6 months"),
        ("P3653D", "3,653 days"),
        ("P1D", "1 day"),
        ("", ""),
        ("P1W", "P1W"),
    ],
)
def test_a_duration_is_told_in_words_and_an_unknown_one_as_it_is(duration: str, words: str) -> None:
    assert length_words(duration) == words


counts = st.tuples(st.integers(0, 99), st.integers(0, 99), st.integers(0, 9999)).filter(any)


@given(counts)
def test_an_iso_duration_means_its_years_months_and_days_and_so_do_its_words(
    count: tuple[int, int, int],
) -> None:
    years, months, days = count
    iso = "P" + "".join(f"{n}{unit}" for n, unit in zip(count, "YMD", strict=True) if n)
    assert length_meant(iso) == Length(years=years, months=months, days=days)
    assert length_meant(length_words(iso).replace(",", "")) == length_meant(iso)


DURATION = re.compile(r"P(?=.)(\d+Y)?(\d+M)?(\d+D)?", re.ASCII)


@given(st.dates(date(2026, 11, 24), date(2060, 1, 1)), st.integers(1, 60))
def test_between_start_and_end_lies_exactly_the_authorizations_length(start: date, months: int) -> None:
    validity = resolved(contract(f"P{months}M"), start=start.isoformat())
    assert validity.start == start
    assert validity.end is not None
    assert validity.end + timedelta(days=1) == Length(months=months).after(start)


@given(st.dates(date(2026, 11, 24), date(2200, 1, 1)))
def test_days_to_a_typed_end_come_out_on_that_day(end: date) -> None:
    validity = resolved(an_authorization(), agreement=end.isoformat())
    assert DURATION.fullmatch(validity.duration)
    assert validity.ends_if_accepted(TODAY) == end


texts = st.text(max_size=10) | st.sampled_from(
    ["2027-02-01", "12 months", "P12M", "9999-12-31", "99999 years"]
)
AUTHORIZATIONS = st.sampled_from([an_authorization(), contract("P12M", "P36M"), installments(), hourly()])


@given(AUTHORIZATIONS, texts, texts, st.booleans(), st.sampled_from(["", "P12M", "P36M", "x"]))
def test_no_text_breaks_the_resolving(
    authorization: ResaleAuthorization, start: str, agreement: str, own: bool, duration: str
) -> None:
    schedule = own_schedule(duration=duration).model_copy(update={"own": own})
    draft = a_draft_of(authorization, start=start, agreement=agreement, installments=schedule)
    validity = resolve_validity(draft, TODAY)
    if isinstance(validity, Validity) and validity.duration:
        assert DURATION.fullmatch(validity.duration)
    assert isinstance(resolve_start(start, TODAY), (date, Finding))


@given(st.dates(), st.dates())
def test_a_term_has_the_members_that_are_there_and_no_others(start: date, end: date) -> None:
    assume(start < end)
    term = Validity(start=start, end=end).term
    assert term == {
        "Type": "ValidityTerm",
        "AgreementStartDate": start.isoformat(),
        "AgreementEndDate": end.isoformat(),
    }
