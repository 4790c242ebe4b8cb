"""Rules for an agreement with a start and an end date: future-dated offers (fact sheet 2.15 and 4)."""

from datetime import date

from cppo_tui.sandbox import authorization, durations, times
from cppo_tui.sandbox.assumptions import MAX_SPAN_YEARS, MAX_START_YEARS_AHEAD
from cppo_tui.sandbox.case import Case, Complaint
from cppo_tui.sandbox.charges import has_late_charge
from cppo_tui.sandbox.records import Json
from cppo_tui.sandbox.wholesale_cost import authorized_durations


def date_objections(case: Case, term: Json) -> list[Complaint]:
    """Objections to the start, the end, and the two together."""
    start = _date(term, "AgreementStartDate")
    end = _date(term, "AgreementEndDate")
    found: list[Complaint] = []
    if start:
        found += _start_objections(case, start, end)
    if end:
        found += _end_objections(case, end)
    if start and end and start <= end:
        found += _span_objections(case, start, end)
    return found


def _date(term: Json, key: str) -> date | None:
    return date.fromisoformat(term[key]) if key in term else None


def _start_objections(case: Case, start: date, end: date | None) -> list[Complaint]:
    found = []
    contract = case.after.has("ConfigurableUpfrontPricingTerm") or case.after.has("FixedUpfrontPricingTerm")
    if case.product.kind != "SaaS" or not contract:
        found.append(Complaint("INCOMPATIBLE_PRODUCT", "Future-dated agreements need a SaaS contract."))
    wrong = []
    if case.after.end_date and start.isoformat() <= case.after.end_date:
        wrong.append("The agreement start date must be after the availability end date.")
    if end and start >= end:
        wrong.append("The agreement start date must be before the agreement end date.")
    if start > times.add_months(case.today, 12 * MAX_START_YEARS_AHEAD):
        wrong.append(f"The agreement start date must be within {MAX_START_YEARS_AHEAD} years.")
    found += [Complaint("INVALID_AGREEMENT_START_DATE", text) for text in wrong]
    limit = authorization.term(case.authorization, "BuyerValidityTerm") if case.authorization else None
    if limit and start.isoformat() > limit["MaximumAgreementStartDate"][:10]:
        text_ = "The agreement start date is later than the resale authorization allows."
        found.append(Complaint("INCOMPATIBLE_RESALE_AUTHORIZATION", text_))
    return found


def _end_objections(case: Case, end: date) -> list[Complaint]:
    wrong = []
    if end <= case.today or (case.after.end_date and end.isoformat() <= case.after.end_date):
        wrong.append("The agreement end date must be in the future and after the availability end date.")
    if has_late_charge(case):
        wrong.append("The agreement end date must not be before the last charge date.")
    return [Complaint("INVALID_AGREEMENT_END_DATE", text_) for text_ in wrong]


def _span_objections(case: Case, start: date, end: date) -> list[Complaint]:
    found = []
    if end >= times.add_months(start, 12 * MAX_SPAN_YEARS):
        text_ = f"The agreement can't run longer than {MAX_SPAN_YEARS} years."
        found.append(Complaint("INVALID_AGREEMENT_TIME_INTERVAL", text_))
    allowed = _authorized_durations(case)
    if allowed and end not in [duration.last_day_from(start) for duration in allowed]:
        text_ = "The time from agreement start to end does not match the resale authorization."
        found.append(Complaint("INCOMPATIBLE_RESALE_AUTHORIZATION", text_))
    return found


def _authorized_durations(case: Case) -> list[durations.Duration]:
    """What the offer's fixed price is for, or else what the authorization sells."""
    if case.authorization is None:
        return []
    fixed = case.after.term("FixedUpfrontPricingTerm") or {}
    if "Duration" in fixed:
        return [durations.parse(fixed["Duration"])]
    return authorized_durations(case.authorization)
