"""ReleaseOffer: the whole offer is checked and shown to its buyers (fact sheet 2.13 and 2.15)."""

from dataclasses import replace
from datetime import datetime

from cppo_tui.sandbox import times
from cppo_tui.sandbox.case import Case, Complaint
from cppo_tui.sandbox.offer import RELEASED, Offer
from cppo_tui.sandbox.shapes import record
from cppo_tui.sandbox.wholesale_cost import lacks_installments

DETAILS = record({})


def release(offer: Offer, moment: datetime) -> Offer:
    """Released as of this moment; the first release date stays."""
    return replace(offer, state=RELEASED, released=offer.released or times.seconds(moment))


def check(case: Case) -> list[Complaint]:
    """Everything that is missing, all at once."""
    if case.was_released:
        return [Complaint("INVALID_UPDATE_REQUEST", "The offer is already released.")]
    return [
        *_missing_parts(case),
        *_missing_terms(case),
        *_seller_objections(case),
        *_product_objections(case),
    ]


def _missing_parts(case: Case) -> list[Complaint]:
    found = []
    if not case.after.name:
        found.append(Complaint("MISSING_NAME", "Provide a name for the offer."))
    if not case.after.description:
        found.append(Complaint("MISSING_DESCRIPTION", "Provide a description for the offer."))
    if not case.after.buyers:
        found.append(Complaint("MISSING_BUYER_ACCOUNTS", "Provide buyer accounts for the offer."))
    end = case.after.end_date
    gone_by = end is not None and end < case.today.isoformat()
    if case.is_replacement and "AgreementEndDate" not in (case.after.validity or {}):
        text = "Provide an AgreementEndDate for the replacement offer."
        found.append(Complaint("MISSING_AGREEMENT_END_DATE", text))
    # Inside one set, the change that sends a date or a null is the one to complain about it.
    if (end is None or gone_by) and "UpdateAvailability" not in case.siblings:
        found.append(Complaint("MISSING_AVAILABILITY_END_DATE", "Provide a future availability end date."))
    return found


def _missing_terms(case: Case) -> list[Complaint]:
    offer = case.after
    contract = offer.has("ConfigurableUpfrontPricingTerm") or offer.has("FixedUpfrontPricingTerm")
    wanted = {
        "LegalTerm": True,
        "ValidityTerm": offer.has("UsageBasedPricingTerm") and not contract,
        "FixedUpfrontPricingTerm": offer.has("PaymentScheduleTerm"),
        "PaymentScheduleTerm": lacks_installments(case),
    }
    missing = [kind for kind, needed in wanted.items() if needed and not offer.has(kind)]
    return (
        [Complaint("MISSING_MANDATORY_TERMS", f"Add {', '.join(missing)} to the offer.")] if missing else []
    )


def _seller_objections(case: Case) -> list[Complaint]:
    seller = case.facts.seller
    found = []
    if not seller.verified:
        found.append(Complaint("INCOMPATIBLE_SELLER_VERIFICATION", "Complete the seller verification."))
    currencies = {term["CurrencyCode"] for term in case.after.terms() if "CurrencyCode" in term}
    unpaid = sorted(currencies - set(seller.disbursement_currencies))
    if unpaid:
        text = f"Set up a disbursement method for {', '.join(unpaid)}."
        found.append(Complaint("INCOMPATIBLE_PAYMENT_SETTINGS", text))
    if case.live_offers >= seller.max_released_offers:
        found.append(Complaint("TOO_MANY_OFFERS", "Too many released offers."))
    return found


def _product_objections(case: Case) -> list[Complaint]:
    found = []
    if not case.product.public_offer:
        found.append(Complaint("INCOMPATIBLE_PRODUCT", "First create a public offer for the product."))
    if case.product.kind == "ProfessionalServices" and not case.facts.seller.tax_form_on_file:
        found.append(Complaint("INVALID_TAX_INFORMATION", "Complete the seller tax form."))
    return found
