"""From an authorization to a draft offer: the terms it hands down, translated (fact sheet 3)."""

from cppo_tui.sandbox import authorization
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
_NEWEST_STANDARD_EULA = "2022-07-14"
_OFFER_DOCUMENTS = "https://aws-mp-offer-legal-artifacts-us-east-1-prod.s3.amazonaws.com"


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
    """AWS keeps its own copy of the text, at an address of the offer's (obs)."""
    copied: Json = {"Type": document["Type"]}
    if document["Type"] == "StandardEula":
        copied["Version"] = document.get("Version", _NEWEST_STANDARD_EULA)
    name = document["Url"].split("?")[0].rsplit("/", 1)[-1]
    return {**copied, "Url": f"{_OFFER_DOCUMENTS}/{offer_id}/{name}"}
