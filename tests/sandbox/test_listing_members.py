"""ListEntities takes every filter and sorts by every member of botocore's model, and no other."""

from collections.abc import Iterator
from typing import Any

import botocore.session
import pytest

from tests.sandbox.conftest import Wire

Json = dict[str, Any]

MODEL: Any = botocore.session.get_session().get_service_model("marketplace-catalog")
OWNERSHIP = {"Offer": "SELF", "ResaleAuthorization": "SHARED"}
MOMENT = "2026-11-23T10:00:00Z"


def example(shape: Any, *, long: bool = False) -> Any:
    """A value the shape allows: one item, or as many and as long as may be."""
    if shape.type_name == "structure":
        return {name: example(inner, long=long) for name, inner in shape.members.items()}
    limits = shape.metadata
    if shape.type_name == "list":
        return [example(shape.member, long=long)] * (limits["max"] if long else 1)
    if shape.enum:
        return shape.enum[-1]
    if limits["min"] == limits["max"]:
        return MOMENT if limits["max"] == 20 else "7" * limits["max"]
    beginning = "offerset-" if "offerset-" in limits["pattern"] else ""
    return beginning.ljust(limits["max"], "x") if long else f"{beginning}x1"


def filters() -> Iterator[tuple[str, str, Any]]:
    for kind in OWNERSHIP:
        for name, shape in MODEL.shape_for(f"{kind}Filters").members.items():
            yield kind, name, shape


def forms() -> Iterator[tuple[str, str, str, Any]]:
    """Every way to use every filter."""
    for kind, name, shape in filters():
        for form, inner in shape.members.items():
            yield kind, name, form, inner


def ask(wire: Wire, kind: str, **filters: Json) -> int:
    chosen = {"EntityTypeFilters": {f"{kind}Filters": filters}}
    return wire.entities(kind, OWNERSHIP[kind], **chosen).status


def test_the_model_is_the_newer_one() -> None:
    names = {(kind, name) for kind, name, _ in filters()}
    assert {("Offer", "CreatedBySource"), ("ResaleAuthorization", "IssuerAccountId")} <= names
    assert len(names) == 14 + 16


@pytest.mark.parametrize("long", [False, True], ids=["short", "long"])
@pytest.mark.parametrize(("kind", "name", "form", "inner"), list(forms()))
def test_every_filter_of_the_model_is_taken(
    wire: Wire, kind: str, name: str, form: str, inner: Any, long: bool
) -> None:
    assert ask(wire, kind, **{name: {form: example(inner, long=long)}}) == 200


@pytest.mark.parametrize(("kind", "name", "form", "inner"), list(forms()))
def test_a_filter_does_not_take_more_than_the_model_allows(
    wire: Wire, kind: str, name: str, form: str, inner: Any
) -> None:
    value = example(inner, long=True)
    wrong: list[Any]
    match inner.type_name:
        case "list":
            wrong = [[*value, value[0]], []]
        case "string":
            wrong = [value + "x", ""]
        case _:
            wrong = [{**value, "Between": MOMENT}, {}]
    assert [ask(wire, kind, **{name: {form: one}}) for one in wrong] == [422, 422]


@pytest.mark.parametrize(("kind", "name", "shape"), list(filters()))
def test_a_filter_has_no_other_form(wire: Wire, kind: str, name: str, shape: Any) -> None:
    others = {"ValueList": ["x1"], "WildCardValue": "x1", "DateRange": {"AfterValue": MOMENT}}
    for form in others.keys() - shape.members.keys():
        assert ask(wire, kind, **{name: {form: others[form]}}) == 422


@pytest.mark.parametrize(("kind", "name", "form", "inner"), [one for one in forms() if one[2] == "ValueList"])
def test_an_enumeration_has_no_other_values(wire: Wire, kind: str, name: str, form: str, inner: Any) -> None:
    known = set(inner.member.enum)
    assert {ask(wire, kind, **{name: {form: [value]}}) for value in known} <= {200}
    assert ask(wire, kind, **{name: {form: ["Cheese"]}}) == (422 if known or closed(inner.member) else 200)


def closed(shape: Any) -> bool:
    """Whether only digits, dates or identifiers of one kind will do."""
    return shape.metadata["min"] > 1 or "offerset-" in shape.metadata["pattern"]


@pytest.mark.parametrize("kind", OWNERSHIP)
@pytest.mark.parametrize("name", ["Price", "entityid", "ManufacturerId", ""])
def test_a_filter_the_model_does_not_know_is_refused(wire: Wire, kind: str, name: str) -> None:
    assert ask(wire, kind, **{name: {"ValueList": ["x1"]}}) == 422


@pytest.mark.parametrize("order", MODEL.shape_for("SortOrder").enum)
@pytest.mark.parametrize(
    ("kind", "by"), [(kind, by) for kind in OWNERSHIP for by in MODEL.shape_for(f"{kind}SortBy").enum]
)
def test_every_sort_of_the_model_is_taken_and_sorts(wire: Wire, kind: str, by: str, order: str) -> None:
    sort = {"EntityTypeSort": {f"{kind}Sort": {"SortBy": by, "SortOrder": order}}}
    reply = wire.entities(kind, OWNERSHIP[kind], MaxResults=50, **sort)
    assert reply.status == 200, reply
    found = [{**line, **line[f"{kind}Summary"]}.get(by) or "" for line in reply.body["EntitySummaryList"]]
    texts = [",".join(one) if isinstance(one, list) else one for one in found]
    assert texts == sorted(texts, reverse=order == "DESCENDING")
    assert len(texts) > 3


@pytest.mark.parametrize("kind", OWNERSHIP)
@pytest.mark.parametrize("by", ["Price", "name", "Description", "Visibility"])
def test_a_sort_the_model_does_not_know_is_refused(wire: Wire, kind: str, by: str) -> None:
    assert by not in MODEL.shape_for(f"{kind}SortBy").enum
    reply = wire.entities(kind, OWNERSHIP[kind], EntityTypeSort={f"{kind}Sort": {"SortBy": by}})
    assert reply.status == 422


@pytest.mark.parametrize("kind", OWNERSHIP)
def test_a_line_has_only_members_the_model_knows(wire: Wire, kind: str) -> None:
    known = set(MODEL.shape_for(f"{kind}Summary").members)
    shown = wire.entities(kind, OWNERSHIP[kind], MaxResults=50).body["EntitySummaryList"]
    used = {member for line in shown for member in line[f"{kind}Summary"]}
    assert used <= known
    optional = {"OfferSetId", "TargetAgreementId", "TargetAgreementIntent"}
    assert known - used <= optional | {"SourceAuthorization", "IssuerAccountId"}


@pytest.mark.parametrize("kind", OWNERSHIP)
def test_eight_filters_and_one_wildcard_are_allowed_and_no_more(wire: Wire, kind: str) -> None:
    forms_of = {name: shape for which, name, shape in filters() if which == kind}
    plain = {
        name: {form: example(shape.members[form])}
        for name, shape in forms_of.items()
        for form in shape.members
        if form != "WildCardValue"
    }
    wild = [name for name, shape in forms_of.items() if "WildCardValue" in shape.members]
    assert ask(wire, kind, **dict(list(plain.items())[:8])) == 200
    assert ask(wire, kind, **dict(list(plain.items())[:9])) == 422
    one, two = ({name: {"WildCardValue": "7" * 12}} for name in wild[:2])
    assert ask(wire, kind, **one) == 200
    assert ask(wire, kind, **one, **two) == 422


@pytest.mark.parametrize("legacy", [{"FilterList": [{"Name": "EntityId", "ValueList": ["x"]}]}, {"Sort": {}}])
def test_the_two_kinds_of_question_are_not_mixed(wire: Wire, legacy: Json) -> None:
    newer = {"EntityTypeSort": {"OfferSort": {"SortBy": "Name"}}}
    assert wire.entities("Offer", "SELF", **legacy).status == 200
    assert wire.entities("Offer", "SELF", **newer).status == 200
    assert wire.entities("Offer", "SELF", **legacy, **newer).status == 422
