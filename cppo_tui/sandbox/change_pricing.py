"""UpdatePricingTerms: a fixed upfront price in place of the authorization's prices (fact sheet 2.10).

The schema is that of any private offer; what a CPPO may not have is refused when the set is decided.
"""

from collections import Counter
from decimal import Decimal

from cppo_tui.sandbox.amounts import unpadded
from cppo_tui.sandbox.case import Case, Complaint
from cppo_tui.sandbox.offer import PRICING_TERMS, Offer
from cppo_tui.sandbox.own_terms import money_objections, too_late
from cppo_tui.sandbox.pricing_rates import rate_objections
from cppo_tui.sandbox.pricing_upfront import upfront_objections
from cppo_tui.sandbox.records import Json
from cppo_tui.sandbox.shapes import array, one_of, record, whole_number
from cppo_tui.sandbox.term_shapes import (
    CURRENCY,
    DIMENSION_KEY,
    DURATION,
    RATE,
    UPFRONT_PRICE,
    by_type,
    typed,
)

_FIXED, _CONFIGURABLE, _USAGE = PRICING_TERMS
_MOST_GRANTS_IN_SCHEMA = 800  # the limit for an offer is lower, with a code of its own (TOO_MANY_GRANTS)
_GRANT = record(
    {"DimensionKey": DIMENSION_KEY, "MaxQuantity": whole_number(1, 2_147_483_646)},
    required=["DimensionKey", "MaxQuantity"],
)
_RATES = array(
    record({"DimensionKey": DIMENSION_KEY, "Price": RATE}, required=["DimensionKey", "Price"]), 1, 800
)
_ALLOWED = one_of("Allowed", "Disallowed")
_CONFIGURABLE_CARD = record(
    {
        # Whether a contract can run that long is decided later (INVALID_SELECTOR_DURATION_VALUE).
        "Selector": record({"Type": one_of("Duration"), "Value": DURATION}, required=["Type", "Value"]),
        "RateCard": _RATES,
        "Constraints": record(
            {"MultipleDimensionSelection": _ALLOWED, "QuantityConfiguration": _ALLOWED},
            required=["MultipleDimensionSelection", "QuantityConfiguration"],
        ),
    },
    required=["Selector", "RateCard", "Constraints"],
)
_TERM = by_type(
    {
        _FIXED: typed(
            {
                "CurrencyCode": CURRENCY,
                "Price": UPFRONT_PRICE,
                "Duration": DURATION,
                "Grants": array(_GRANT, 1, _MOST_GRANTS_IN_SCHEMA),
            },
            optional=("Duration",),
        ),
        _CONFIGURABLE: typed({"CurrencyCode": CURRENCY, "RateCards": array(_CONFIGURABLE_CARD, 1, 100)}),
        _USAGE: typed(
            {
                "CurrencyCode": CURRENCY,
                "RateCards": array(record({"RateCard": _RATES}, required=["RateCard"]), 1, 100),
            }
        ),
    }
)

DETAILS = record(
    {"PricingModel": one_of("Contract", "Usage"), "Terms": array(_TERM, 1, 10)},
    required=["PricingModel", "Terms"],
)


def apply(offer: Offer, details: Json) -> Offer:
    """All pricing terms are replaced."""
    terms = {term["Type"]: _canonical(term) for term in details["Terms"]}
    return offer.with_own(list(terms.values()), instead_of=PRICING_TERMS)


def _canonical(term: Json) -> Json:
    if term["Type"] == _FIXED:
        return {**term, "Price": unpadded(term["Price"])}
    cards = [
        {**card, "RateCard": [{**rate, "Price": unpadded(rate["Price"])} for rate in card["RateCard"]]}
        for card in term["RateCards"]
    ]
    return {**term, "RateCards": cards}


def check(case: Case) -> list[Complaint]:
    """Every documented objection, each with its own code."""
    found = [
        *too_late(case, "Prices"),
        *money_objections(case, case.details["Terms"]),
        *_model_objections(case),
        *_reseller_objections(case),
    ]
    for term in case.details["Terms"]:
        found += upfront_objections(case, term) if term["Type"] == _FIXED else rate_objections(case, term)
    return found


def _model_objections(case: Case) -> list[Complaint]:
    """The terms among themselves, and with the pricing model."""
    contract = case.details["PricingModel"] == "Contract"
    counts = Counter(term["Type"] for term in case.details["Terms"])
    found = []
    if max(counts.values()) > 1:
        found.append(Complaint("DUPLICATE_TERM_TYPES", "Provide each type of term once."))
    if contract and not (counts[_FIXED] or counts[_CONFIGURABLE]):
        missing = f"{_FIXED} or {_CONFIGURABLE}"
    elif not contract and not counts[_USAGE]:
        missing = _USAGE
    elif case.after.has("PaymentScheduleTerm") and not counts[_FIXED]:
        missing = _FIXED
    else:
        missing = ""
    if missing:
        found.append(Complaint("MISSING_MANDATORY_TERMS", f"Add {missing}."))
    wrong = []
    if counts[_FIXED] and counts[_CONFIGURABLE]:
        wrong.append(f"{_FIXED} can't be used with {_CONFIGURABLE}.")
    if not contract and (counts[_FIXED] or counts[_CONFIGURABLE]):
        wrong.append("Upfront prices can't be used with PricingModel Usage.")
    return found + [Complaint("INCOMPATIBLE_TERMS", text_) for text_ in wrong]


def _reseller_objections(case: Case) -> list[Complaint]:
    """A CPPO's prices are the authorization's, but for one fixed upfront price, and without a markup."""
    contract = case.details["PricingModel"] == "Contract"
    found = []
    if case.is_replacement and not contract:
        text_ = "Replacement offers are only supported for contract pricing model."
        found.append(Complaint("INCOMPATIBLE_AGREEMENT", text_))
    if case.authorization is None:
        return found
    if Decimal(case.after.markup or "0") > 0:
        text_ = "FixedUpfrontPricingTerm can't be used with a MarkupPercentage greater than 0."
        found.append(Complaint("INCOMPATIBLE_TERMS", text_))
    if not contract or any(term["Type"] != _FIXED for term in case.details["Terms"]):
        text_ = "Only PricingModel Contract with a FixedUpfrontPricingTerm goes with a ResaleAuthorization."
        found.append(Complaint("INCOMPATIBLE_RESALE_AUTHORIZATION", text_))
    return found
