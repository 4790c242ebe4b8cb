"""Installments beside the offer's other dates: when the agreement ends, and which charges that leaves out."""

from datetime import date

from cppo_tui.sandbox import durations
from cppo_tui.sandbox.case import Case


def charge_dates(case: Case) -> list[date]:
    """The dates of the offer's payment schedule, in the order sent; empty without one."""
    schedule = case.after.term("PaymentScheduleTerm")
    return [date.fromisoformat(one["ChargeDate"][:10]) for one in schedule["Schedule"]] if schedule else []


def agreement_end(case: Case) -> date | None:
    """The agreement's last day, were the offer accepted today; None when nothing says how long it runs."""
    validity = case.after.validity or {}
    if "AgreementEndDate" in validity:
        return date.fromisoformat(validity["AgreementEndDate"])
    fixed = case.after.term("FixedUpfrontPricingTerm") or {}
    length = validity.get("AgreementDuration", fixed.get("Duration"))
    return durations.parse(length).after(case.today) if length else None


def has_late_charge(case: Case) -> bool:
    """Whether a charge would fall after the end of the agreement."""
    end = agreement_end(case)
    return end is not None and any(one > end for one in charge_dates(case))


def too_many_before_expiry(case: Case) -> bool:
    """Whether more than one charge falls on or before the offer's last day (fact sheet 2.11)."""
    last = case.after.end_date
    return last is not None and sum(one.isoformat() <= last for one in charge_dates(case)) > 1
