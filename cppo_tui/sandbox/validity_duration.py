"""Rules for an agreement that runs a fixed time from acceptance (fact sheet 4)."""

from datetime import date

from cppo_tui.sandbox import durations
from cppo_tui.sandbox.assumptions import MAX_HOURLY_DAYS
from cppo_tui.sandbox.case import Case, Complaint
from cppo_tui.sandbox.charges import has_late_charge

_HOURLY_KINDS = ("AMI", "Container")


def duration_objections(case: Case, text: str) -> list[Complaint]:
    """Objections to AgreementDuration, by pricing kind and product type."""
    duration = durations.parse(text)
    if duration.is_zero:
        return [Complaint("INVALID_AGREEMENT_DURATION", "The agreement duration must be at least 1 day.")]
    late = "The agreement duration must be >= the time to the last charge date."
    found = [Complaint("INVALID_AGREEMENT_DURATION", late)] if has_late_charge(case) else []
    if _is_hourly(case):
        return found + _hourly_objections(case, duration)
    if case.after.has("ConfigurableUpfrontPricingTerm"):
        text_ = "An agreement start date is needed with a ConfigurableUpfrontPricingTerm."
        return [*found, Complaint("MISSING_AGREEMENT_START_DATE", text_)]
    return found + _contract_objections(case, duration)


def _contract_objections(case: Case, duration: durations.Duration) -> list[Complaint]:
    """A fixed price is for the length the authorization says."""
    fixed = (case.after.term("FixedUpfrontPricingTerm") or {}) if case.authorization else {}
    if "Duration" in fixed and durations.parse(fixed["Duration"]) != duration:
        text_ = "Ensure AgreementDuration matches duration specified in the ResaleAuthorization."
        return [Complaint("INCOMPATIBLE_RESALE_AUTHORIZATION", text_)]
    return []


def ends_before_a_year_bought_last(case: Case) -> bool:
    """Whether the offer's duration is too short for the annual prices of its last day."""
    length = (case.after.validity or {}).get("AgreementDuration")
    if length is None or not _is_hourly(case):
        return False
    return (durations.parse(length).after(case.today) - case.today).days <= _days_for_a_year_bought_last(case)


def _is_hourly(case: Case) -> bool:
    return case.product.kind in _HOURLY_KINDS and case.after.has("UsageBasedPricingTerm")


def _days_for_a_year_bought_last(case: Case) -> int:
    """From today to the end of a term that is bought on the offer's last day; 0 when there is none to buy."""
    annual = case.after.term("ConfigurableUpfrontPricingTerm")
    if not annual or not case.after.end_date:
        return 0
    last = date.fromisoformat(case.after.end_date)
    longest = max(durations.parse(card["Selector"]["Value"]).after(last) for card in annual["RateCards"])
    return (longest - case.today).days


def _hourly_objections(case: Case, duration: durations.Duration) -> list[Complaint]:
    """At most 1,095 days; with annual prices, long enough for a year bought on the offer's last day."""
    found = []
    days = (duration.after(case.today) - case.today).days
    if days > MAX_HOURLY_DAYS + (1 if duration.months else 0):
        found.append(f"The agreement duration must be <= {MAX_HOURLY_DAYS} days.")
    least = _days_for_a_year_bought_last(case)
    if days <= least:
        found.append(f"The agreement duration must be >= {least + 1} days.")
    return [Complaint("INVALID_AGREEMENT_DURATION", text) for text in found]
