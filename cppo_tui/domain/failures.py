"""What AWS's asynchronous error codes mean, and which field of the draft to look at (fact sheet 2.15).

Matched on code and change type, never on AWS's message text.
"""

from cppo_tui.domain.catalog import ChangeError
from cppo_tui.domain.model import Frozen


class Explanation(Frozen):
    """An error in the person's terms. ``field`` is the draft field that can cure it, "" when none can."""

    field: str
    meaning: str


_FIELD_OF_CHANGE = {
    "CreateOfferUsingResaleAuthorization": "authorization",
    "CreateReplacementOfferUsingResaleAuthorization": "authorization",
    "UpdateInformation": "name",
    "UpdateMarkup": "pricing",
    "UpdatePricingTerms": "installments",
    "UpdatePaymentScheduleTerms": "installments",
    "UpdateNetPaymentTerms": "net_payment",
    "UpdateTargeting": "buyers",
    "UpdateLegalTerms": "eula",
    "UpdateAvailability": "expiry",
    "UpdateValidityTerms": "agreement",
}

_FIELD_OF_CODE = {
    "MISSING_BUYER_ACCOUNTS": "buyers",
    "INCOMPATIBLE_TARGETING": "buyers",
    "INVALID_COUNTRY_CODES": "countries",
    "MISSING_NAME": "name",
    "MISSING_DESCRIPTION": "description",
    "MISSING_AVAILABILITY_END_DATE": "expiry",
    "MISSING_AGREEMENT_END_DATE": "agreement",
    "INVALID_AGREEMENT_START_DATE": "start",
    "INCOMPATIBLE_AGREEMENT_START_DATE": "start",
    "INCOMPATIBLE_PRE_EXISTING_AGREEMENT": "purpose",
    "INCOMPATIBLE_PAYMENT_SETTINGS": "",
    "INCOMPATIBLE_SELLER_VERIFICATION": "",
    "TOO_MANY_OFFERS": "",
    "INVALID_TAX_INFORMATION": "",
}

_FIELD_OF_BOTH = {
    ("UpdateTargeting", "INCOMPATIBLE_PRODUCT"): "countries",
    ("UpdateValidityTerms", "INCOMPATIBLE_PRODUCT"): "start",
    ("UpdateValidityTerms", "INCOMPATIBLE_AGREEMENT"): "start",
    ("UpdatePricingTerms", "INCOMPATIBLE_AGREEMENT"): "replaces",
    ("UpdatePaymentScheduleTerms", "TOO_MANY_BACKDATED_CHARGES"): "expiry",
}

_MEANINGS = {
    "INVALID_BUYER_ACCOUNTS": "At least one buyer account does not exist. Compare the ids with the customer.",
    "TOO_MANY_BUYER_ACCOUNTS": "More buyer accounts than AWS takes in one offer.",
    "INCOMPATIBLE_TARGETING": "The buyers of this offer can no longer be changed.",
    "INVALID_COUNTRY_CODES": "AWS does not know one of the countries.",
    "INVALID_TARGETING": "AWS does not take this combination of buyers and countries.",
    "INCOMPATIBLE_MARKUP": "The markup of a released offer cannot be changed.",
    "INVALID_MARKUP_PERCENTAGE": "AWS does not take a markup on this offer.",
    "INVALID_AVAILABILITY_END_DATE": "AWS does not take this expiry date.",
    "MISSING_AVAILABILITY_END_DATE": "The offer has no expiry date.",
    "INVALID_AGREEMENT_DURATION": "AWS does not take this agreement length.",
    "INVALID_AGREEMENT_TIME_INTERVAL": "AWS does not take this combination of start, end and length.",
    "INVALID_AGREEMENT_START_DATE": "AWS does not take this start date.",
    "INVALID_AGREEMENT_END_DATE": "AWS does not take this end date.",
    "MISSING_AGREEMENT_START_DATE": "This pricing asks for a start date, or for no length at all.",
    "MISSING_AGREEMENT_END_DATE": "A replacement offer needs an end date.",
    "INCOMPATIBLE_AGREEMENT": "The agreement that is replaced does not allow this.",
    "INCOMPATIBLE_AGREEMENT_START_DATE": "The start date of a released offer cannot be changed.",
    "INCOMPATIBLE_AGREEMENT_END_DATE": "The end date of a released offer cannot be changed.",
    "INVALID_LEGAL_DOCUMENTS": "AWS cannot read the end-user agreement: its link may have expired, or it "
    "is no plain PDF in S3.",
    "LIMIT_EXCEEDED_LEGAL_DOCUMENT_SIZE": "The end-user agreement's file is larger than AWS takes.",
    "DUPLICATE_DIMENSION_KEYS": "A dimension has two quantities.",
    "DUPLICATE_SELECTORS": "A contract length stands there twice.",
    "DUPLICATE_TERM_TYPES": "A term stands there twice.",
    "INVALID_GRANTS": "AWS does not take these quantities.",
    "TOO_MANY_GRANTS": "Quantities of more dimensions than AWS takes.",
    "TOO_MANY_RATE_CARDS": "More contract lengths than AWS takes.",
    "TOO_MANY_RATES": "Prices of more dimensions than AWS takes.",
    "INVALID_RATE_CARD": "AWS does not take one of the prices.",
    "INCOMPATIBLE_RATES": "The prices do not go with the product's dimensions.",
    "INCOMPATIBLE_RATE_CARD_CONSTRAINTS": "The quantities do not go with what the ISV lets a buyer combine.",
    "INCOMPATIBLE_SELECTOR_DURATION": "The contract length does not go with the product.",
    "INVALID_SELECTOR_DURATION_VALUE": "AWS does not take this contract length.",
    "INVALID_DURATION": "The contract length is not the one between start and end, or AWS does not take it.",
    "MISSING_DURATION": "The contract length is missing.",
    "INVALID_PRICE_CHANGE": "AWS does not take this change of a price.",
    "INVALID_CURRENCY_CODE": "AWS does not take this currency.",
    "INCOMPATIBLE_CURRENCY_CODE": "The currency is not the one of the product's other prices.",
    "DUPLICATE_CHARGE_DATES": "Two installments fall due on the same day.",
    "INVALID_CHARGE_DATES": "An installment falls due too early, or after the agreement ends.",
    "TOO_MANY_CHARGES": "More installments than AWS takes.",
    "TOO_MANY_BACKDATED_CHARGES": "More than one installment falls due before the offer expires.",
    "INCOMPATIBLE_MARKUP_PERCENTAGE": "Own installments do not go with a markup, and this offer has one.",
    "INVALID_PAYMENT_DUE_PERIOD": "AWS does not take this payment term.",
    "MISSING_BUYER_ACCOUNTS": "The offer names no buyer.",
    "MISSING_NAME": "The offer has no name.",
    "MISSING_DESCRIPTION": "The offer has no description.",
    "MISSING_MANDATORY_TERMS": "The product asks for a term this offer does not have.",
    "INCOMPATIBLE_PAYMENT_SETTINGS": "Your account has no disbursement set up for this currency.",
    "INCOMPATIBLE_SELLER_VERIFICATION": "Your account's seller verification is not complete.",
    "INVALID_TAX_INFORMATION": "Your account's tax forms are not complete.",
    "INCOMPATIBLE_PRODUCT": "The product does not take this kind of offer, or has no public offer yet.",
    "INVALID_UPDATE_REQUEST": "The offer has been released already.",
    "TOO_MANY_OFFERS": "Too many offers exist for this product.",
    "INCOMPATIBLE_PRE_EXISTING_AGREEMENT": "The offer's purpose cannot be changed after release.",
    "INCOMPATIBLE_TERMS": "These terms do not go together, or the offer can no longer be changed.",
    "INCOMPATIBLE_RESALE_AUTHORIZATION": "It does not go with the authorization.",
}

_MEANINGS_OF_BOTH = {
    (
        "CreateOfferUsingResaleAuthorization",
        "INCOMPATIBLE_RESALE_AUTHORIZATION",
    ): "The authorization cannot be used any more.",
    (
        "CreateReplacementOfferUsingResaleAuthorization",
        "INCOMPATIBLE_RESALE_AUTHORIZATION",
    ): "The authorization "
    "cannot be used any more, is for another product, or does not allow the agreement's buyer.",
    (
        "UpdateTargeting",
        "INCOMPATIBLE_RESALE_AUTHORIZATION",
    ): "The authorization does not allow these buyers.",
    (
        "UpdateValidityTerms",
        "INCOMPATIBLE_RESALE_AUTHORIZATION",
    ): "The agreement length, or its start or end, is not the one the authorization asks for.",
    (
        "UpdateMarkup",
        "INCOMPATIBLE_RESALE_AUTHORIZATION",
    ): "The authorization's terms do not go with a markup.",
    (
        "UpdatePricingTerms",
        "INCOMPATIBLE_RESALE_AUTHORIZATION",
    ): "Currency, contract length or quantities are not those of the authorization.",
    ("UpdatePaymentScheduleTerms", "INCOMPATIBLE_RESALE_AUTHORIZATION"): "The authorization takes no own "
    "installments, or the ISV would get less than it asks for, or on other dates.",
    (
        "UpdateNetPaymentTerms",
        "INCOMPATIBLE_RESALE_AUTHORIZATION",
    ): "The authorization has no payment term, or a shorter one.",
    ("UpdateTargeting", "INCOMPATIBLE_PRODUCT"): "The product takes no countries.",
    ("UpdateValidityTerms", "INCOMPATIBLE_PRODUCT"): "Agreements on this product cannot start later.",
    ("UpdateNetPaymentTerms", "INCOMPATIBLE_PRODUCT"): "The product takes no payment term.",
    (
        "UpdateValidityTerms",
        "INCOMPATIBLE_AGREEMENT",
    ): "A replacement starts when it is accepted, so it takes no start date.",
    ("UpdatePricingTerms", "INCOMPATIBLE_AGREEMENT"): "Only agreements with contract prices can be replaced.",
    ("UpdateMarkup", "INCOMPATIBLE_TERMS"): "A markup does not go together with own installments.",
    (
        "UpdateLegalTerms",
        "INCOMPATIBLE_TERMS",
    ): "The end-user agreement of a released or expired offer cannot be changed.",
    ("UpdatePricingTerms", "INCOMPATIBLE_TERMS"): "An own upfront price does not go with a markup, must be 0 "
    "beside installments, and cannot be changed after release.",
}
"""What a code means on one change type, where it means something else on others."""


def explain(change_type: str, error: ChangeError) -> Explanation:
    """What the error means and where to fix it; an unknown code says so and keeps AWS's words."""
    both = (change_type, error.code)
    field = _FIELD_OF_CODE.get(error.code, _FIELD_OF_CHANGE.get(change_type, ""))
    meaning = _MEANINGS_OF_BOTH.get(both, _MEANINGS.get(error.code, ""))
    return Explanation(
        field=_FIELD_OF_BOTH.get(both, field),
        meaning=meaning or "AWS gives this reason; its own words follow.",
    )
