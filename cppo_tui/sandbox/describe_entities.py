"""DescribeEntity and BatchDescribeEntities (fact sheet 5 and 7.2)."""

from datetime import datetime

from cppo_tui.sandbox import authorization, jsontext
from cppo_tui.sandbox.checked import CATALOG, checked
from cppo_tui.sandbox.context import Context
from cppo_tui.sandbox.errors import not_found
from cppo_tui.sandbox.legal_urls import with_signed_documents
from cppo_tui.sandbox.offer import Offer
from cppo_tui.sandbox.records import AUTHORIZATION, OFFER, Entity, Json
from cppo_tui.sandbox.shapes import array, record, text

# The bare identifier: "@revision" is not accepted here (fact sheet 5).
_ID = text(1, 255, r"[\w\-]+")
_ONE = record({"catalog": CATALOG, "entityId": _ID}, required=["catalog", "entityId"])
_MANY = record(
    {
        "EntityRequestList": array(
            record({"Catalog": CATALOG, "EntityId": _ID}, required=["Catalog", "EntityId"]), 1, 20
        )
    },
    required=["EntityRequestList"],
)


def describe_entity(context: Context, query: Json) -> Json:
    """The latest revision, its document both as an object and as a JSON string."""
    key = checked(_ONE, query)["entityId"]
    entity = visible_entity(context, key)
    if entity is None:
        raise not_found(_absent(key))
    described = _described(entity, context.now)
    return {"Details": jsontext.dumps(described["DetailsDocument"]), **described}


def batch_describe_entities(context: Context, body: Json) -> Json:
    """Up to 20 at once; what can't be described is reported beside the rest, and without a Details string."""
    details: Json = {}
    errors: Json = {}
    for one in checked(_MANY, body)["EntityRequestList"]:
        key = one["EntityId"]
        entity = visible_entity(context, key)
        if entity is None:
            errors[key] = {"ErrorCode": "ResourceNotFound", "ErrorMessage": _absent(key)}
        else:
            details[key] = _described(entity, context.now)
    return {"EntityDetails": details, "Errors": errors}


def visible_entity(context: Context, key: str) -> Entity | None:
    """Our own offers, and authorizations that were made for us and are not the manufacturer's draft."""
    entity = context.world.entity(key)
    return entity if entity is not None and is_visible(entity, context.account) else None


def is_visible(entity: Entity, account: str) -> bool:
    """Whether the account may see the entity at all."""
    if entity.type == AUTHORIZATION:
        return authorization.reseller(entity.doc) == account and entity.doc["Status"] != "Draft"
    return entity.type == OFFER and entity.owner == account


def _absent(key: str) -> str:
    return f"Requested entity '{key}' does not exist."


def _described(entity: Entity, now: datetime) -> Json:
    return {
        "DetailsDocument": _document(entity, now),
        "EntityArn": entity.arn,
        "EntityIdentifier": f"{entity.id}@{entity.revision}",
        "EntityType": f"{entity.type}@1.0",
        "LastModifiedDate": entity.modified,
    }


def _document(entity: Entity, now: datetime) -> Json:
    if entity.type == OFFER:
        return Offer.from_json(entity.doc).document(now)
    return {**entity.doc, "Terms": [with_signed_documents(term, now) for term in entity.doc["Terms"]]}
