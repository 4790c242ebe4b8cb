"""The expiry of a released offer: what it may be moved to, and when it may be ended (fact sheet 2.8, 8.8)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from cppo_tui.domain.catalog import OfferPrice
from cppo_tui.domain.checks.availability import check_expiring, check_extension
from cppo_tui.domain.findings import Severity
from cppo_tui.domain.terms import Expiry
from cppo_tui.domain.validity import Validity
from tests.domain.given import NOW, a_context, a_released_offer, codes

STANDS = date(2027, 1, 31)
"""The last day of ``a_released_offer``."""


def moved_to(day: date, **facts: Any) -> list[str]:
    return codes(check_extension(a_released_offer(**facts), Expiry(day=day), None, a_context()))


def test_a_later_day_has_nothing_against_it() -> None:
    assert moved_to(STANDS + timedelta(days=30)) == []


def test_an_expired_offer_can_be_opened_again() -> None:
    assert moved_to(date(2027, 1, 1), expires=NOW - timedelta(days=40)) == []


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 22), ["EXPIRY_PAST", "EXPIRY_EARLIER"]),
        (date(2026, 11, 23), ["EXPIRY_TODAY", "EXPIRY_EARLIER"]),
        (date(2026, 11, 24), ["EXPIRY_TOMORROW", "EXPIRY_EARLIER"]),
        (date(2026, 12, 24), ["EXPIRY_EARLIER"]),
        (STANDS, ["EXPIRY_UNCHANGED"]),
        (date(2028, 11, 23), ["EXPIRY_FAR"]),
    ],
)
def test_the_day_is_judged_as_in_the_wizard_and_against_the_one_that_stands(
    day: date, said: list[str]
) -> None:
    assert moved_to(day) == said


def test_a_past_day_is_never_an_extension() -> None:
    """It would expire the offer at once; that is another command, with other words."""
    findings = check_extension(a_released_offer(), Expiry(day=date(2026, 11, 22)), None, a_context())
    assert findings[0].severity is Severity.BLOCKING


@pytest.mark.parametrize(
    ("validity", "last", "code"),
    [
        (
            Validity(start=date(2027, 3, 1), end=date(2028, 2, 29)),
            date(2027, 2, 28),
            "EXPIRY_AFTER_START",
        ),
        (Validity(end=date(2027, 3, 1)), date(2027, 2, 28), "EXPIRY_AFTER_AGREEMENT"),
    ],
)
def test_the_agreements_own_dates_cannot_be_changed_so_the_expiry_stays_before_them(
    validity: Validity, last: date, code: str
) -> None:
    assert moved_to(last, validity=validity) == []
    assert moved_to(last + timedelta(days=1), validity=validity) == [code]


def test_at_most_one_installment_falls_due_before_the_expiry() -> None:
    prices = tuple(
        OfferPrice(key=f"due {day}", price=Decimal(100)) for day in ("2027-02-01", "2027-04-01", "2027-08-01")
    )
    assert moved_to(date(2027, 3, 31), prices=prices) == []
    assert moved_to(date(2027, 4, 1), prices=prices) == ["EXPIRY_AFTER_CHARGES"]


def test_on_hourly_prices_a_year_bought_on_the_last_day_still_fits_into_the_agreement() -> None:
    """450 days from today, a year of 365: the 84th day from today is the last."""
    prices = (OfferPrice(key="m7", price=Decimal(1)), OfferPrice(key="m7 / P365D", price=Decimal(9)))
    facts = {"validity": Validity(duration="P450D"), "prices": prices}
    assert moved_to(date(2027, 2, 15), **facts) == []
    assert moved_to(date(2027, 2, 16), **facts) == ["EXPIRY_AFTER_ANNUAL"]


def test_beyond_the_authorizations_own_end_is_told() -> None:
    ends = Expiry(day=date(2027, 2, 10)).instant
    findings = check_extension(a_released_offer(), Expiry(day=date(2027, 2, 11)), ends, a_context())
    assert codes(findings) == ["EXPIRY_AFTER_AUTHORIZATION"]


def test_only_released_offers_of_a_channel_partner_are_touched() -> None:
    assert codes(check_expiring(a_released_offer(state="Draft"), a_context())) == ["OFFER_NOT_RELEASED"]
    assert codes(check_expiring(a_released_offer(authorization_id=""), a_context())) == ["OFFER_NOT_CPPO"]
    assert "OFFER_NOT_RELEASED" in moved_to(date(2027, 3, 1), state="Draft")


def test_what_has_expired_is_not_expired_again() -> None:
    gone = a_released_offer(expires=NOW - timedelta(days=1))
    assert codes(check_expiring(gone, a_context())) == ["EXPIRED_ALREADY"]
    assert check_expiring(a_released_offer(), a_context()) == ()
