"""EntityTypeFilters of ListEntities: which there are, what they take, what matches (fact sheet 7.1)."""

import re
from collections.abc import Callable
from typing import Any

from cppo_tui.sandbox.errors import FieldProblem, validation
from cppo_tui.sandbox.records import AUTHORIZATION, OFFER, Json
from cppo_tui.sandbox.shapes import Shape, array, moment, one_of, record, text

_RANGE = record({"AfterValue": moment, "BeforeValue": moment}, low=1)
_DATES = record({"DateRange": _RANGE}, low=1)
_DATES_OR_VALUES = record({"DateRange": _RANGE, "ValueList": array(moment, 1, 10)}, low=1)


def _values(item: Shape, most: int = 10) -> Shape:
    return record({"ValueList": array(item, 1, most)}, low=1)


def _values_or_wildcard(item: Shape) -> Shape:
    return record({"ValueList": array(item, 1, 10), "WildCardValue": item}, low=1)


_ID = text(1, 255, r"[\w\-]+")
_LONG = text(1, 255, r".+", "a text of one line")
_ACCOUNT = text(12, 12, r"[0-9]{12}", "twelve digits")

# The SDK model has only one intent and two sources, and allows two of each (BC+).
MEMBERS: dict[str, dict[str, Shape]] = {
    OFFER: {
        "EntityId": _values(_ID),
        "Name": _values_or_wildcard(text(1, 150, r".+", "a text of one line")),
        "ProductId": _values(_LONG),
        "ResaleAuthorizationId": _values(_LONG),
        "ReleaseDate": _DATES,
        "AvailabilityEndDate": _DATES,
        "BuyerAccounts": record({"WildCardValue": _LONG}, low=1),
        "State": _values(one_of("Draft", "Released"), 2),
        "Targeting": _values(one_of("BuyerAccounts", "ParticipatingPrograms", "CountryCodes", "None"), 4),
        "LastModifiedDate": _DATES,
        "OfferSetId": _values(text(1, 50, r"offerset-[\w.\-/]+")),
        "TargetAgreementId": _values(text(1, 64)),
        "TargetAgreementIntent": _values(one_of("Renew"), 2),
        "CreatedBySource": _values(one_of("Seller", "AwsMarketplace"), 2),
    },
    AUTHORIZATION: {
        "EntityId": _values(_ID),
        "Name": _values_or_wildcard(_LONG),
        "ProductId": _values_or_wildcard(_LONG),
        "CreatedDate": _DATES_OR_VALUES,
        "AvailabilityEndDate": _DATES_OR_VALUES,
        "ManufacturerAccountId": _values_or_wildcard(_ACCOUNT),
        "ProductName": _values_or_wildcard(_LONG),
        "ManufacturerLegalName": _values_or_wildcard(_LONG),
        "ResellerAccountID": _values_or_wildcard(_ACCOUNT),
        "ResellerLegalName": _values_or_wildcard(_LONG),
        "Status": _values(one_of("Draft", "Active", "Restricted")),
        "OfferExtendedStatus": _values(_LONG),
        "LastModifiedDate": _DATES,
        "ResellerRole": _values(one_of("ChannelPartner", "Distributor")),
        "SourceAuthorization": _values(_LONG),
        "IssuerAccountId": _values(_ACCOUNT),
    },
}

FILTERS = record({f"{kind}Filters": record(members) for kind, members in MEMBERS.items()})

_MOST_FILTERS = 8


def matcher(entity_type: str, filters: Json | None) -> Callable[[Json], bool]:
    """A test of a summary's members (with EntityId among them) against already well-formed filters."""
    if filters is None:
        return lambda _: True
    if list(filters) != [f"{entity_type}Filters"]:
        message = f"EntityTypeFilters must have exactly {entity_type}Filters."
        raise validation(message, FieldProblem(message, "EntityTypeFilters"))
    wanted: Json = filters[f"{entity_type}Filters"]
    if len(wanted) > _MOST_FILTERS or sum("WildCardValue" in one for one in wanted.values()) > 1:
        message = f"At most {_MOST_FILTERS} filters, and one wildcard filter, per request."
        raise validation(message, FieldProblem(message, "EntityTypeFilters"))
    return lambda members: all(_matches(members.get(name), one) for name, one in wanted.items())


def _matches(value: Any, wanted: Json) -> bool:
    values = value if isinstance(value, list) else [] if value is None else [value]
    if "ValueList" in wanted and not any(_comparable(one) in wanted["ValueList"] for one in values):
        return False
    if "WildCardValue" in wanted and not any(_wild(wanted["WildCardValue"], one) for one in values):
        return False
    limits = wanted.get("DateRange")
    if limits is None:
        return True
    low, high = limits.get("AfterValue", ""), limits.get("BeforeValue", "9999")
    return any(low <= _comparable(one) <= high for one in values)


def _comparable(value: str) -> str:
    """Filters have whole seconds; an authorization's dates have milliseconds."""
    return re.sub(r"(T\d\d:\d\d:\d\d)\.\d{3}Z$", r"\1Z", value)


def _wild(pattern: str, value: str) -> bool:
    """Whether the pieces between the asterisks follow each other; an end without one is anchored."""
    text = value.lower()
    first, *rest = (pattern if "*" in pattern else f"*{pattern}*").lower().split("*")
    if not text.startswith(first):
        return False
    place = len(first)
    for piece in rest[:-1]:
        place = text.find(piece, place)
        if place < 0:
            return False
        place += len(piece)
    return len(text) - len(rest[-1]) >= place and text.endswith(rest[-1])
