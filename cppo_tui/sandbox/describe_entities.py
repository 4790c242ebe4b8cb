"""DescribeEntity and BatchDescribeEntities (fact sheet 5 and 7.2)."""

from cppo_tui.sandbox import authorization, jsontext
from cppo_tui.sandbox.checked import CATALOG, checked
from cppo_tui.sandbox.context import Context
from cppo_tui.sandbox.errors import ApiError, access_denied, not_found, not_supported
from cppo_tui.sandbox.legal_urls import with_signed_documents
from cppo_tui.sandbox.offer import Offer
from cppo_tui.sandbox.records import AUTHORIZATION, OFFER, Entity, Json
from cppo_tui.sandbox.shapes import array, record, text
from cppo_tui.sandbox.world import entity_of

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
        raise _refusal(context, key)
    described = _described(context, entity)
    return {"Details": jsontext.dumps(described["DetailsDocument"]), **described}


def batch_describe_entities(context: Context, body: Json) -> Json:
    """Up to 20 at once; what can't be described is reported beside the rest, and without a Details string."""
    details: Json = {}
    errors: Json = {}
    for one in checked(_MANY, body)["EntityRequestList"]:
        key = one["EntityId"]
        entity = visible_entity(context, key)
        if entity is None:
            refusal = _refusal(context, key)
            code = refusal.code.removesuffix("Exception")
            errors[key] = {"ErrorCode": code, "ErrorMessage": refusal.message}
        else:
            details[key] = _described(context, entity)
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


def _refusal(context: Context, key: str) -> ApiError:
    """ASSUMPTION: a manufacturer's product is not ours to see, and our own is of a type we can't describe."""
    if _is_product_of(context, AUTHORIZATION, key):
        return access_denied(f"You do not have access to entity '{key}'.")
    if _is_product_of(context, OFFER, key):
        return not_supported(f"Entity '{key}' is of a type that is not supported.")
    return not_found(f"Requested entity '{key}' does not exist.")


def _is_product_of(context: Context, kind: str, key: str) -> bool:
    """Whether a visible entity of this type is about the product; documents without the text stay unread."""
    member = {AUTHORIZATION: "ProductId", OFFER: "product_id"}[kind]
    candidates = (entity_of(row) for row in context.world.entity_rows(kind) if key in row[-1])
    return any(one.doc[member] == key and is_visible(one, context.account) for one in candidates)


def _described(context: Context, entity: Entity) -> Json:
    return {
        "DetailsDocument": _document(context, entity),
        "EntityArn": entity.arn,
        "EntityIdentifier": f"{entity.id}@{entity.revision}",
        "EntityType": f"{entity.type}@1.0",
        "LastModifiedDate": entity.modified,
    }


def _document(context: Context, entity: Entity) -> Json:
    if entity.type == OFFER:
        return Offer.from_json(entity.doc).document(context.now, context.behaviour.rounding)
    terms = [with_signed_documents(term, context.now) for term in entity.doc["Terms"]]
    return {**entity.doc, "Terms": terms}
