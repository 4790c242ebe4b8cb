"""When an agreement starts and ends (fact sheet 4; SDK model, ValidityTerm)."""

from datetime import UTC, date, datetime, time
from typing import NamedTuple

from cppo_tui.sandbox import durations, times
from cppo_tui.sandbox.agreement_charges import chosen_card
from cppo_tui.sandbox.offer import Offer


class Period(NamedTuple):
    """From the start to the end; without an end when only use is paid for, and nothing says how long."""

    start: datetime
    end: datetime | None


def period(offer: Offer, accepted: datetime) -> Period:
    """The ValidityTerm's dates or its duration from acceptance, otherwise that of the contract prices."""
    term = offer.validity or {}
    start = _midnight(term["AgreementStartDate"]) if "AgreementStartDate" in term else accepted
    if "AgreementEndDate" in term:
        return Period(start, times.end_of_day(term["AgreementEndDate"]))
    length = term.get("AgreementDuration") or _contract_length(offer)
    return Period(start, None if length is None else _after(start, length))


def _contract_length(offer: Offer) -> str | None:
    """The Selector of the rate card the buyer takes, or the length of what is paid at a fixed price."""
    configurable = offer.term("ConfigurableUpfrontPricingTerm")
    if configurable:
        return str(chosen_card(configurable)["Selector"]["Value"])
    fixed = offer.term("FixedUpfrontPricingTerm") or {}
    return fixed.get("Duration")


def _midnight(text: str) -> datetime:
    return datetime.combine(date.fromisoformat(text[:10]), time(), UTC)


def _after(start: datetime, length: str) -> datetime:
    """The same time of day, that much later (obs: AWS's sample of SearchAgreements)."""
    return datetime.combine(durations.parse(length).after(start.date()), start.timetz())
