"""One line of ListEntities, with exactly the members real answers have (fact sheet 7.1, obs)."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from cppo_tui.sandbox import authorization, times
from cppo_tui.sandbox.assumptions import LISTED_WITHOUT_NAME_AFTER, NO_END_DATE_SENTINEL
from cppo_tui.sandbox.describe_entities import is_visible
from cppo_tui.sandbox.offer import Offer
from cppo_tui.sandbox.records import OFFER, Entity, Json
from cppo_tui.sandbox.world import EntityRow, entity_of

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


@dataclass(frozen=True, slots=True)
class Line:
    """An entity in a list: the members that filters and sorting look at, and what else is shown."""

    id: str
    arn: str
    type: str
    members: Json


@lru_cache(maxsize=4096)
def line(row: EntityRow, account: str) -> Line | None:
    """The entity's line, or None when the account may not see it.

    Remembered by everything it depends on: a page of fifty must not cost the reading of thousands of
    documents that did not change.
    """
    entity = entity_of(row)
    if not is_visible(entity, account):
        return None
    members = offer_members(entity) if entity.type == OFFER else authorization_members(entity)
    members |= {"EntityId": entity.id, "LastModifiedDate": entity.modified}
    return Line(entity.id, entity.arn, entity.type, members)


def summary(one: Line, now: datetime) -> Json:
    """The line as ListEntities shows it: members of other entity types are there, and null."""
    apart = {"EntityId", "LastModifiedDate"}
    own = {key: value for key, value in sorted(one.members.items()) if key not in apart}
    return {
        **_EMPTY,
        "EntityArn": one.arn,
        "EntityId": one.id,
        "EntityType": one.type,
        "LastModifiedDate": one.members["LastModifiedDate"],
        "Name": None if _is_old_offer(one, now) else own.get("Name"),
        f"{one.type}Summary": own,
        "Visibility": "Private" if one.type == OFFER and not _is_old_offer(one, now) else None,
    }


def _is_old_offer(one: Line, now: datetime) -> bool:
    """Such lines have what the summary has, and not what stands beside it (obs)."""
    age = now - times.load(one.members["LastModifiedDate"])
    return one.type == OFFER and age > LISTED_WITHOUT_NAME_AFTER


def offer_members(entity: Entity) -> Json:
    """Members that are not set are absent. The end date has whole seconds here (obs)."""
    offer = Offer.from_json(entity.doc)
    members: Json = {
        "AvailabilityEndDate": None if offer.end_date is None else f"{offer.end_date}T23:59:59Z",
        "BuyerAccounts": offer.buyers or None,
        "CreatedBySource": "Seller",
        "Name": offer.name,
        "OfferSetId": offer.offer_set_id,
        "ProductId": offer.product_id,
        "ReleaseDate": offer.released,
        "ResaleAuthorizationId": offer.authorization_id,
        "State": offer.state,
        "TargetAgreementId": offer.replaces,
        "Targeting": targeting(offer),
    }
    return {key: value for key, value in members.items() if value is not None}


def targeting(offer: Offer) -> list[str]:
    """The kinds of targeting in use, or "None"."""
    used = {key for side in offer.targeting.values() for key in side}
    return [kind for kind in ("BuyerAccounts", "CountryCodes") if kind in used] or ["None"]


def authorization_members(entity: Entity) -> Json:
    """ResellerAccountID has a capital D here; the entity's rule says ResellerAccountId (fact sheet 7.1)."""
    doc = entity.doc
    partner = authorization.rule(doc, "PartnerTargetingRule")
    members: Json = {
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
    # Of the newer models only (BC+), and absent when the document has no such thing.
    for name, where in (("ResellerRole", partner), ("SourceAuthorization", doc), ("IssuerAccountId", doc)):
        if name in where:
            members[name] = where[name]
    return members
