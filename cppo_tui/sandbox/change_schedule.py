"""UpdatePaymentScheduleTerms: the reseller's own installments in place of a markup (fact sheet 2.11)."""

from decimal import Decimal

from cppo_tui.sandbox import authorization
from cppo_tui.sandbox.amounts import unpadded
from cppo_tui.sandbox.case import Case, Complaint
from cppo_tui.sandbox.charges import charge_dates, has_late_charge, too_many_before_expiry
from cppo_tui.sandbox.offer import Offer
from cppo_tui.sandbox.own_terms import money_objections, too_late
from cppo_tui.sandbox.records import Json
from cppo_tui.sandbox.shapes import array, day, record
from cppo_tui.sandbox.term_shapes import CHARGE_AMOUNT, CURRENCY, by_type, typed
from cppo_tui.sandbox.wholesale_cost import shortfalls

_CHARGE = record({"ChargeDate": day, "ChargeAmount": CHARGE_AMOUNT}, required=["ChargeDate", "ChargeAmount"])
_TERM = by_type({"PaymentScheduleTerm": typed({"CurrencyCode": CURRENCY, "Schedule": array(_CHARGE, 1, 60)})})

DETAILS = record({"Terms": array(_TERM, 1, 1)}, required=["Terms"])


def apply(offer: Offer, details: Json) -> Offer:
    """The schedule is replaced; from here on there is no way back to a markup (fact sheet 3)."""
    [term] = details["Terms"]
    charges = [{**one, "ChargeAmount": unpadded(one["ChargeAmount"])} for one in term["Schedule"]]
    return offer.with_own([{**term, "Schedule": charges}], instead_of=("PaymentScheduleTerm",))


def check(case: Case) -> list[Complaint]:
    """Every documented objection, each with its own code."""
    found = [
        *too_late(case, "The payment schedule"),
        *money_objections(case, case.details["Terms"]),
        *_date_objections(case),
    ]
    if case.authorization is not None and Decimal(case.after.markup or "0") > 0:
        text = "Use either UpdatePaymentScheduleTerms with specific payment amounts or UpdateMarkup."
        found.append(Complaint("INCOMPATIBLE_MARKUP_PERCENTAGE", text))
    fixed = case.after.term("FixedUpfrontPricingTerm")
    if fixed is not None and Decimal(fixed["Price"]) > 0:
        text = "Provide a price of zero in FixedUpfrontPricingTerm when there is a PaymentScheduleTerm."
        found.append(Complaint("INCOMPATIBLE_TERMS", text))
    if case.authorization is None:
        return found
    return [*found, *_authorization_objections(case, case.authorization), *shortfalls(case)]


def _date_objections(case: Case) -> list[Complaint]:
    dates = charge_dates(case)
    found = []
    if len(set(dates)) < len(dates):
        found.append(Complaint("DUPLICATE_CHARGE_DATES", "Provide unique charge dates."))
    if min(dates) < case.today:
        found.append(Complaint("INVALID_CHARGE_DATES", "Provide charge dates that aren't in the past."))
    if has_late_charge(case):
        text = "Provide charge dates before the end of the agreement."
        found.append(Complaint("INVALID_CHARGE_DATES", text))
    if too_many_before_expiry(case):
        text = "Provide at most one charge date on or before AvailabilityEndDate."
        found.append(Complaint("TOO_MANY_BACKDATED_CHARGES", text))
    return found


def _authorization_objections(case: Case, doc: Json) -> list[Complaint]:
    """The authorization's dates, each amount no lower; or contract prices to be paid in installments."""
    wrong = []
    granted = authorization.term(doc, authorization.SCHEDULE)
    if granted is None:
        kinds = (authorization.FIXED, authorization.CONFIGURABLE)
        if not any(authorization.term(doc, kind) for kind in kinds):
            wrong.append("PaymentScheduleTerm isn't supported: the ResaleAuthorization has no such price.")
    else:
        least, sent = _amounts(granted), _amounts(case.details["Terms"][0])
        if set(sent) != set(least):
            wrong.append("Provide the charge dates that are in the ResaleAuthorization.")
        if any(sent[one] < least[one] for one in set(sent) & set(least)):
            wrong.append("Ensure the charge amount is greater than or equal to the ResaleAuthorization's.")
    return [Complaint("INCOMPATIBLE_RESALE_AUTHORIZATION", text) for text in wrong]


def _amounts(term: Json) -> dict[str, Decimal]:
    return {one["ChargeDate"][:10]: Decimal(one["ChargeAmount"]) for one in term["Schedule"]}
