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
    "UpdateInformation": "name",
    "UpdateMarkup": "pricing",
    "UpdateTargeting": "buyers",
    "UpdateAvailability": "expiry",
    "UpdateValidityTerms": "agreement",
}

_MEANINGS = {
    "INCOMPATIBLE_RESALE_AUTHORIZATION": {
        "CreateOfferUsingResaleAuthorization": "The authorization cannot be used any more.",
        "UpdateTargeting": "The authorization does not allow these buyers.",
        "UpdateValidityTerms": "The agreement length is not the one the authorization asks for.",
        "UpdateMarkup": "The authorization's terms do not go with a markup.",
    },
    "INVALID_BUYER_ACCOUNTS": "At least one buyer account does not exist. Compare the ids with the customer.",
    "TOO_MANY_BUYER_ACCOUNTS": "More buyer accounts than AWS takes in one offer.",
    "INCOMPATIBLE_TARGETING": "The buyers of this offer can no longer be changed.",
    "INCOMPATIBLE_MARKUP": "The markup of a released offer cannot be changed.",
    "INVALID_MARKUP_PERCENTAGE": "AWS does not take a markup on this offer.",
    "INVALID_AVAILABILITY_END_DATE": "AWS does not take this expiry date.",
    "MISSING_AVAILABILITY_END_DATE": "The offer has no expiry date.",
    "INVALID_AGREEMENT_DURATION": "AWS does not take this agreement length.",
    "INVALID_AGREEMENT_TIME_INTERVAL": "AWS does not take this combination of start, end and length.",
    "MISSING_BUYER_ACCOUNTS": "The offer names no buyer.",
    "MISSING_NAME": "The offer has no name.",
    "MISSING_DESCRIPTION": "The offer has no description.",
    "MISSING_MANDATORY_TERMS": "The product asks for a term this offer does not have.",
    "INCOMPATIBLE_PAYMENT_SETTINGS": "Your account has no disbursement set up for this currency.",
    "INCOMPATIBLE_SELLER_VERIFICATION": "Your account's seller verification is not complete.",
    "INCOMPATIBLE_PRODUCT": "The product does not take this kind of offer, or has no public offer yet.",
    "INVALID_UPDATE_REQUEST": "The offer has been released already.",
    "TOO_MANY_OFFERS": "Too many offers exist for this product.",
    "INCOMPATIBLE_PRE_EXISTING_AGREEMENT": "The offer's purpose cannot be changed after release.",
    "INCOMPATIBLE_TERMS": "These terms do not go together, or the offer can no longer be changed.",
    "INVALID_COUNTRY_CODES": "AWS does not know one of the countries.",
    "INVALID_TARGETING": "AWS does not take this combination of buyers and countries.",
    "INCOMPATIBLE_AGREEMENT": "The agreement this replaces does not allow such dates.",
    "INCOMPATIBLE_AGREEMENT_START_DATE": "The start date of a released offer cannot be changed.",
    "INCOMPATIBLE_AGREEMENT_END_DATE": "The end date of a released offer cannot be changed.",
    "INVALID_AGREEMENT_START_DATE": "AWS does not take this start date.",
    "INVALID_AGREEMENT_END_DATE": "AWS does not take this end date.",
    "MISSING_AGREEMENT_START_DATE": "This pricing asks for a start date, or for no length at all.",
    "MISSING_AGREEMENT_END_DATE": "A replacement offer needs an end date.",
    "INVALID_TAX_INFORMATION": "Your account's tax forms are not complete.",
}

_FIELD_OF_CODE = {
    "MISSING_BUYER_ACCOUNTS": "buyers",
    "MISSING_NAME": "name",
    "MISSING_DESCRIPTION": "description",
    "MISSING_AVAILABILITY_END_DATE": "expiry",
    "INCOMPATIBLE_PAYMENT_SETTINGS": "",
    "INCOMPATIBLE_SELLER_VERIFICATION": "",
    "TOO_MANY_OFFERS": "",
    "INVALID_TAX_INFORMATION": "",
    "MISSING_AGREEMENT_END_DATE": "agreement",
    "INCOMPATIBLE_TARGETING": "buyers",
}


def explain(change_type: str, error: ChangeError) -> Explanation:
    """What the error means and where to fix it; an unknown code says so and keeps AWS's words."""
    field = _FIELD_OF_CODE.get(error.code, _FIELD_OF_CHANGE.get(change_type, ""))
    meaning = _MEANINGS.get(error.code)
    if isinstance(meaning, dict):
        meaning = meaning.get(change_type, "It does not go with the authorization.")
    return Explanation(field=field, meaning=meaning or "AWS gives this reason; its own words follow.")
