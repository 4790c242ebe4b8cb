"""Rules for a fixed upfront price and what it grants (fact sheet 2.10 and 2.15)."""

from datetime import date
from decimal import Decimal

from cppo_tui.sandbox import authorization, durations
from cppo_tui.sandbox.assumptions import MAX_CONTRACT_MONTHS, MAX_DIMENSIONS
from cppo_tui.sandbox.case import Case, Complaint
from cppo_tui.sandbox.records import Json
from cppo_tui.sandbox.wholesale_cost import authorized_durations, rates_for, shortfalls


def upfront_objections(case: Case, term: Json) -> list[Complaint]:
    """Objections to the duration, the price and the grants."""
    found = _duration_objections(case, term) if "Duration" in term else _without_duration()
    if case.after.has("PaymentScheduleTerm") and Decimal(term["Price"]) > 0:
        text = "Provide a price of zero in FixedUpfrontPricingTerm when there is a PaymentScheduleTerm."
        found.append(Complaint("INCOMPATIBLE_TERMS", text))
    return [*found, *_grant_objections(case, term), *_authorization_objections(case, term)]


def _without_duration() -> list[Complaint]:
    return [Complaint("MISSING_DURATION", "Provide a Duration in FixedUpfrontPricingTerm.")]


def _duration_objections(case: Case, term: Json) -> list[Complaint]:
    duration = durations.parse(term["Duration"])
    validity = case.after.validity or {}
    wrong = []
    if not duration.is_contract_length:
        wrong.append(f"Provide a Duration between 1 and {MAX_CONTRACT_MONTHS} months.")
    if "AgreementStartDate" in validity and "AgreementEndDate" in validity:
        start = date.fromisoformat(validity["AgreementStartDate"])
        if duration.last_day_from(start).isoformat() != validity["AgreementEndDate"]:
            wrong.append("Provide a Duration equal to the time between AgreementStartDate and the end.")
    found = [Complaint("INVALID_DURATION", text) for text in wrong]
    agreed = validity.get("AgreementDuration")
    if agreed and durations.parse(agreed) != duration:
        text = "Ensure AgreementDuration matches the Duration of FixedUpfrontPricingTerm."
        found.append(Complaint("INVALID_AGREEMENT_DURATION", text))
    if case.authorization and duration not in authorized_durations(case.authorization):
        text = "Ensure Duration matches duration specified in the ResaleAuthorization."
        found.append(Complaint("INCOMPATIBLE_RESALE_AUTHORIZATION", text))
    return found


def _grant_objections(case: Case, term: Json) -> list[Complaint]:
    keys = [grant["DimensionKey"] for grant in term["Grants"]]
    found = []
    if len(set(keys)) < len(keys):
        found.append(Complaint("DUPLICATE_DIMENSION_KEYS", "Provide each DimensionKey once."))
    if len(keys) > MAX_DIMENSIONS:
        found.append(Complaint("TOO_MANY_GRANTS", f"Provide at most {MAX_DIMENSIONS} grants."))
    if case.authorization is None:
        return found
    entitled = _entitled(case.authorization)
    if not entitled:
        text = "FixedUpfrontPricingTerm isn't supported for the product: it has no entitled dimension."
        return [*found, Complaint("INCOMPATIBLE_PRODUCT", text)]
    unknown = sorted(set(keys) - entitled)
    if unknown:
        text = f"Provide grants for entitled dimensions of the product. Invalid: [{', '.join(unknown)}]."
        found.append(Complaint("INVALID_GRANTS", text))
    return found


def _entitled(doc: Json) -> set[str]:
    """The product's contract dimensions, as the authorization lists them."""
    return {one["Key"] for one in doc["Dimensions"] if "Entitled" in one["Types"]}


def _authorization_objections(case: Case, term: Json) -> list[Complaint]:
    """The authorization has contract prices, for just these grants, and they are covered."""
    doc = case.authorization
    if doc is None:
        return []
    inherited = authorization.term(doc, authorization.FIXED)
    if inherited is not None:
        fits = _granted(inherited) == _granted(term)
    elif authorization.term(doc, authorization.CONFIGURABLE) is not None:
        rates = rates_for(doc, term["Duration"]) if "Duration" in term else None
        # Without rates for this long it is the duration that does not fit; unknown keys are no grants.
        fits = rates is None or _entitled(doc).intersection(_granted(term)) <= set(rates)
    else:
        fits = False
    text = "Ensure the grants match the rate cards in the ResaleAuthorization."
    wrong = [] if fits else [Complaint("INCOMPATIBLE_RESALE_AUTHORIZATION", text)]
    return wrong + shortfalls(case)


def _granted(term: Json) -> dict[str, int]:
    return {grant["DimensionKey"]: grant["MaxQuantity"] for grant in term["Grants"]}
