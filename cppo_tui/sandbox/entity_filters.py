"""EntityTypeFilters of ListEntities: which there are, what they take, what matches (fact sheet 7.1)."""

import re
from collections.abc import Callable
from typing import Any

from cppo_tui.sandbox.errors import FieldProblem, validation
from cppo_tui.sandbox.records import AUTHORIZATION, OFFER, Json
from cppo_tui.sandbox.shapes import Shape, array, moment, one_of, record, text

_RANGE = record({"AfterValue": moment, "BeforeValue": moment}, low=1)
_WILD = text(1, 255)


def _values(item: Shape, most: int = 10) -> Shape:
    return record({"ValueList": array(item, 1, most)}, low=1)


def _values_or_wildcard(longest: int) -> Shape:
    return record({"ValueList": array(text(1, longest), 1, 10), "WildCardValue": text(1, longest)}, low=1)


_ID = text(1, 255, r"[\w\-]+")
_LONG = _values_or_wildcard(255)

MEMBERS: dict[str, dict[str, Shape]] = {
    OFFER: {
        "EntityId": _values(_ID),
        "Name": _values_or_wildcard(150),
        "ProductId": _values(text(1, 255)),
        "ResaleAuthorizationId": _values(text(1, 255)),
        "State": _values(one_of("Draft", "Released"), 2),
        "BuyerAccounts": record({"WildCardValue": _WILD}, low=1),
        "AvailabilityEndDate": record({"DateRange": _RANGE}, low=1),
    },
    AUTHORIZATION: {
        "EntityId": _values(_ID),
        "Name": _LONG,
        "ProductId": _LONG,
        "ProductName": _LONG,
        "ManufacturerLegalName": _LONG,
        "Status": _values(one_of("Draft", "Active", "Restricted")),
        "AvailabilityEndDate": record({"DateRange": _RANGE, "ValueList": array(moment, 1, 10)}, low=1),
    },
}

FILTERS = record({f"{kind}Filters": record(members) for kind, members in MEMBERS.items()})

_MOST_FILTERS = 8


def matcher(entity_type: str, filters: Json) -> Callable[[Json], bool]:
    """A test of a summary's members (with EntityId among them) against already well-formed filters."""
    if not filters:
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
