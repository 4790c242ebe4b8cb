"""UpdateNetPaymentTerms: how soon an invoiced buyer pays, never later than granted (fact sheet 2.12)."""

from cppo_tui.sandbox import authorization, durations
from cppo_tui.sandbox.case import Case, Complaint
from cppo_tui.sandbox.offer import Offer
from cppo_tui.sandbox.own_terms import too_late
from cppo_tui.sandbox.records import Json
from cppo_tui.sandbox.shapes import array, record
from cppo_tui.sandbox.term_shapes import DURATION, by_type, typed

PERIODS = ("P15D", "P30D", "P45D", "P60D", "P90D", "P120D")
_WITHOUT_INVOICES = ("AMI", "Container")

_TERM = by_type({"NetPaymentTerm": typed({"PaymentDuePeriod": DURATION})})

# A term too many is decided later, with a code of its own (DUPLICATE_TERM_TYPES).
DETAILS = record({"Terms": array(_TERM, 0, 2)}, required=["Terms"])


def apply(offer: Offer, details: Json) -> Offer:
    """The term is replaced, or removed by an empty list."""
    return offer.with_own(details["Terms"][:1], instead_of=("NetPaymentTerm",))


def check(case: Case) -> list[Complaint]:
    """Before release, a period AWS knows, and no later than the authorization says."""
    terms = case.details["Terms"]
    found = too_late(case, "Net payment terms")
    if len(terms) > 1:
        found.append(Complaint("DUPLICATE_TERM_TYPES", "Provide at most one NetPaymentTerm."))
    if terms and case.product.kind in _WITHOUT_INVOICES:
        found.append(Complaint("INCOMPATIBLE_PRODUCT", "NetPaymentTerm isn't supported for the product."))
    periods = [term["PaymentDuePeriod"] for term in terms]
    if not set(periods) <= set(PERIODS):
        text = f"Provide a valid PaymentDuePeriod: one of {', '.join(PERIODS)}."
        found.append(Complaint("INVALID_PAYMENT_DUE_PERIOD", text))
    if case.authorization is not None:
        granted = authorization.term(case.authorization, "ResaleNetPaymentTerm")
        found += _authorization_objections(granted, periods)
    return found


def _authorization_objections(granted: Json | None, periods: list[str]) -> list[Complaint]:
    """What the authorization grants can be shortened, not added, not removed."""
    wrong = []
    if granted is None and periods:
        wrong.append("NetPaymentTerm isn't supported because the ResaleAuthorization doesn't contain one.")
    if granted is not None:
        longest = durations.parse(granted["PaymentDuePeriod"])
        if not periods:
            wrong.append("NetPaymentTerm can't be removed because the ResaleAuthorization contains one.")
        if any(durations.parse(period).days > longest.days for period in periods):
            longest_text = granted["PaymentDuePeriod"]
            wrong.append(f"Provide a PaymentDuePeriod of at most {longest_text}, as the ResaleAuthorization.")
    return [Complaint("INCOMPATIBLE_RESALE_AUTHORIZATION", text) for text in wrong]
