"""UpdateMarkup (fact sheet 2.5 and 3)."""

from dataclasses import replace
from decimal import Decimal

from cppo_tui.sandbox import authorization
from cppo_tui.sandbox.case import Case, Complaint
from cppo_tui.sandbox.offer import Offer
from cppo_tui.sandbox.records import Json
from cppo_tui.sandbox.shapes import record, text

# A string, not a number: "25", "25.0", ".5", "0"; not "25.", "-1", "1e2", "25,0".
PERCENTAGE = r"([0-9]*\.)?[0-9]{1,9}"

DETAILS = record({"Percentage": text(1, 16384, PERCENTAGE)}, required=["Percentage"])

_FROM_THE_AUTHORIZATION = {
    "PaymentScheduleTerm": authorization.SCHEDULE,
    "FixedUpfrontPricingTerm": authorization.FIXED,
}


def apply(offer: Offer, details: Json) -> Offer:
    """Any earlier markup is overwritten; prices are always worked out from wholesale."""
    return replace(offer, markup=details["Percentage"])


def check(case: Case) -> list[Complaint]:
    """Before release, on offers from an authorization, with the authorization's own terms only."""
    found = []
    if case.was_released:
        found.append(
            Complaint("INCOMPATIBLE_MARKUP", "The markup can't be changed after the offer was released.")
        )
    if case.authorization is None:
        text_ = "A markup needs an offer that was created from a resale authorization."
        return [*found, Complaint("INVALID_MARKUP_PERCENTAGE", text_)]
    raised = Decimal(case.details["Percentage"]) > 0
    # "0" in the same set is how a reseller leaves the markup for a price of one's own (fact sheet 3).
    judged = case.after if raised else case.before
    foreign = [
        kind
        for kind, origin in _FROM_THE_AUTHORIZATION.items()
        if judged.has(kind) and authorization.term(case.authorization, origin) is None
    ]
    if foreign:
        text_ = f"The resale authorization has no {' or '.join(foreign)}, but the offer has."
        found.append(Complaint("INCOMPATIBLE_RESALE_AUTHORIZATION", text_))
    if raised and any(term["Type"] in _FROM_THE_AUTHORIZATION for term in case.after.own_terms):
        text_ = "A markup can't be combined with your own price or payment schedule."
        found.append(Complaint("INCOMPATIBLE_TERMS", text_))
    return found
