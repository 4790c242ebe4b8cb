"""One line of ListEntities, with exactly the members real answers have (fact sheet 7.1, obs)."""

from cppo_tui.sandbox import authorization
from cppo_tui.sandbox.assumptions import NO_END_DATE_SENTINEL
from cppo_tui.sandbox.offer import Offer
from cppo_tui.sandbox.records import OFFER, Entity, Json

_EMPTY: Json = {
    "AmiProductSummary": None,
    "ContainerProductSummary": None,
    "DataProductSummary": None,
    "EntityArn": None,
    "EntityId": None,
    "EntityType": None,
    "LastModifiedDate": None,
    "Name": None,
    "OfferSummary": None,
    "ResaleAuthorizationSummary": None,
    "SaaSProductSummary": None,
    "TypeAttributes": None,
    "Visibility": None,
}


def summary(entity: Entity) -> Json:
    """The summary: members of other entity types are there, and null."""
    own = offer_summary(entity) if entity.type == OFFER else authorization_summary(entity)
    return {
        **_EMPTY,
        "EntityArn": entity.arn,
        "EntityId": entity.id,
        "EntityType": entity.type,
        "LastModifiedDate": entity.modified,
        "Name": own.get("Name"),
        f"{entity.type}Summary": own,
        "Visibility": "Private" if entity.type == OFFER else None,
    }


def offer_summary(entity: Entity) -> Json:
    """Members that are not set are absent. The end date has whole seconds here (obs)."""
    offer = Offer.from_json(entity.doc)
    members: Json = {
        "AvailabilityEndDate": None if offer.end_date is None else f"{offer.end_date}T23:59:59Z",
        "BuyerAccounts": offer.buyers or None,
        "Name": offer.name,
        "OfferSetId": offer.offer_set_id,
        "ProductId": offer.product_id,
        "ReleaseDate": offer.released,
        "ResaleAuthorizationId": offer.authorization_id,
        "State": offer.state,
        "Targeting": targeting(offer),
    }
    return {key: value for key, value in members.items() if value is not None}


def targeting(offer: Offer) -> list[str]:
    """The kinds of targeting in use, or "None"."""
    used = {key for side in offer.targeting.values() for key in side}
    return [kind for kind in ("BuyerAccounts", "CountryCodes") if kind in used] or ["None"]


def authorization_summary(entity: Entity) -> Json:
    """ResellerAccountID has a capital D here; the entity's rule says ResellerAccountId (fact sheet 7.1)."""
    doc = entity.doc
    partner = authorization.rule(doc, "PartnerTargetingRule")
    return {
        "AvailabilityEndDate": authorization.end_date(doc) or NO_END_DATE_SENTINEL,
        "CreatedDate": doc["CreatedDate"],
        "ManufacturerAccountId": doc["ManufacturerAccountId"],
        "ManufacturerLegalName": doc["ManufacturerLegalName"],
        "Name": doc["Name"],
        "OfferExtendedStatus": doc["OfferDetails"]["OfferExtendedStatus"],
        "ProductId": doc["ProductId"],
        "ProductName": doc["ProductName"],
        "ResellerAccountID": partner["ResellerAccountId"],
        "ResellerLegalName": partner["ResellerLegalName"],
        "Status": doc["Status"],
    }
