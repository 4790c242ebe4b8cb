"""ListEntities: our offers (SELF) and the authorizations shared with us (SHARED) (fact sheet 7.1)."""

from typing import Any

from cppo_tui.sandbox.checked import CATALOG, checked
from cppo_tui.sandbox.context import Context
from cppo_tui.sandbox.entity_filters import FILTERS, matcher
from cppo_tui.sandbox.errors import FieldProblem, validation
from cppo_tui.sandbox.history import entities_as_of
from cppo_tui.sandbox.paging import TOKEN, page
from cppo_tui.sandbox.records import AUTHORIZATION, OFFER, Json
from cppo_tui.sandbox.shapes import array, one_of, record, text, whole_number
from cppo_tui.sandbox.summaries import Line, line, summary

_ORDER = one_of("ASCENDING", "DESCENDING")
_OFFER_SORT = one_of(
    *("EntityId", "Name", "ProductId", "ResaleAuthorizationId", "ReleaseDate", "AvailabilityEndDate"),
    *("BuyerAccounts", "State", "Targeting", "LastModifiedDate", "OfferSetId"),
    *("TargetAgreementId", "TargetAgreementIntent", "CreatedBySource"),
)
_AUTHORIZATION_SORT = one_of(
    *("EntityId", "Name", "ProductId", "ProductName", "ManufacturerAccountId", "ManufacturerLegalName"),
    *("ResellerAccountID", "ResellerLegalName", "Status", "OfferExtendedStatus", "CreatedDate"),
    *("AvailabilityEndDate", "LastModifiedDate", "ResellerRole", "SourceAuthorization", "IssuerAccountId"),
)
_SORTS = record(
    {
        "OfferSort": record({"SortBy": _OFFER_SORT, "SortOrder": _ORDER}),
        "ResaleAuthorizationSort": record({"SortBy": _AUTHORIZATION_SORT, "SortOrder": _ORDER}),
    }
)
_FILTER = record(
    {"Name": one_of("EntityId"), "ValueList": array(text(1, 255), 1, 10)}, required=["Name", "ValueList"]
)
_REQUEST = record(
    {
        "Catalog": CATALOG,
        "EntityType": text(1, 255, r"[a-zA-Z]+"),
        "OwnershipType": one_of("SELF", "SHARED"),
        "MaxResults": whole_number(1, 50),
        "NextToken": TOKEN,
        "FilterList": array(_FILTER, 1, 8),
        "Sort": record({"SortBy": one_of("LastModifiedDate", "EntityId"), "SortOrder": _ORDER}),
        "EntityTypeFilters": FILTERS,
        "EntityTypeSort": _SORTS,
    },
    required=["Catalog", "EntityType"],
)
_HOME = {OFFER: "SELF", AUTHORIZATION: "SHARED"}


def list_entities(context: Context, body: Json) -> Json:
    """A page of summaries; a reseller owns no authorizations, and nobody shares offers with him."""
    request = checked(_REQUEST, body)
    kind = request["EntityType"]
    if kind not in _HOME:
        message = f"The sandbox does not simulate listing entities of type '{kind}'."
        raise validation(message, FieldProblem(message, "EntityType"))
    _refuse_a_mix(request)
    test = matcher(kind, request.get("EntityTypeFilters"))
    by, descending = _sorting(request, kind)
    found = [one for one in _lines(context, request) if test(one.members) and _listed(one, request)]
    found.sort(key=lambda one: (_sort_value(one.members.get(by)), one.id), reverse=descending)
    shown, token = page(found, lambda one: one.id, request)
    answer: Json = {"EntitySummaryList": [summary(one, context.now) for one in shown]}
    return {**answer, "NextToken": token} if token else answer


def _lines(context: Context, request: Json) -> list[Line]:
    """Everything of the type that the account may see, as it was before the lists' lag."""
    kind = request["EntityType"]
    if request.get("OwnershipType", "SELF") != _HOME[kind]:
        return []
    moment = context.now - context.behaviour.list_lag
    found = (line(row, context.account) for row in entities_as_of(context.world, kind, moment))
    return [one for one in found if one is not None]


def _refuse_a_mix(request: Json) -> None:
    """Either FilterList and Sort, or EntityTypeFilters and EntityTypeSort (fact sheet 7.1)."""
    legacy, newer = {"FilterList", "Sort"}, {"EntityTypeFilters", "EntityTypeSort"}
    if legacy & set(request) and newer & set(request):
        message = "FilterList and Sort can't be combined with EntityTypeFilters and EntityTypeSort."
        raise validation(message, FieldProblem(message, "EntityTypeFilters"))


def _listed(one: Line, request: Json) -> bool:
    """The legacy filter list, which knows EntityId only."""
    return all(one.id in wanted["ValueList"] for wanted in request.get("FilterList", []))


def _sorting(request: Json, kind: str) -> tuple[str, bool]:
    sorts = request.get("EntityTypeSort")
    if sorts is not None and list(sorts) != [f"{kind}Sort"]:
        message = f"EntityTypeSort must have exactly {kind}Sort."
        raise validation(message, FieldProblem(message, "EntityTypeSort"))
    chosen = sorts[f"{kind}Sort"] if sorts else request.get("Sort", {})
    return chosen.get("SortBy", "LastModifiedDate"), chosen.get("SortOrder", "DESCENDING") == "DESCENDING"


def _sort_value(value: Any) -> str:
    return ",".join(value) if isinstance(value, list) else value or ""
