"""From an authorization to a draft offer: the terms it hands down, translated (fact sheet 3)."""

from cppo_tui.sandbox import authorization
from cppo_tui.sandbox.legal_urls import STANDARD_EULAS, copy_address
from cppo_tui.sandbox.offer import Offer
from cppo_tui.sandbox.records import Json

_TRANSLATED = {
    authorization.USAGE: "UsageBasedPricingTerm",
    authorization.CONFIGURABLE: "ConfigurableUpfrontPricingTerm",
    authorization.FIXED: "FixedUpfrontPricingTerm",
    authorization.SCHEDULE: "PaymentScheduleTerm",
    "ResaleNetPaymentTerm": "NetPaymentTerm",
    "BuyerLegalTerm": "LegalTerm",
}


def draft_from(authorization_id: str, doc: Json, offer_id: str, details: Json) -> Offer:
    """The draft a create makes. The contract between manufacturer and partner stays behind."""
    named = authorization.buyers(doc)
    fixed = authorization.term(doc, authorization.FIXED)
    return Offer(
        id=offer_id,
        product_id=doc["ProductId"],
        authorization_id=authorization_id,
        offer_set_id=details.get("OfferSetId"),
        name=details.get("Name"),
        description=details.get("Description"),
        wholesale_terms=[_translated(term, offer_id) for term in doc["Terms"] if term["Type"] in _TRANSLATED],
        targeting={"PositiveTargeting": {"BuyerAccounts": named}} if named else {},
        validity={"Type": "ValidityTerm", "AgreementDuration": fixed["Duration"]} if fixed else None,
    )


def _translated(term: Json, offer_id: str) -> Json:
    kept = {key: value for key, value in term.items() if key not in ("Type", "Id")}
    if "Documents" in kept:
        kept["Documents"] = [_document(one, offer_id) for one in kept["Documents"]]
    return {"Type": _TRANSLATED[term["Type"]], **kept}


def _document(document: Json, offer_id: str) -> Json:
    """AWS's own copy of the text."""
    copied: Json = {"Type": document["Type"]}
    if document["Type"] == "StandardEula":
        copied["Version"] = document.get("Version", STANDARD_EULAS[-1])
    name = document["Url"].split("?")[0].rsplit("/", 1)[-1]
    return {**copied, "Url": copy_address(offer_id, name)}
