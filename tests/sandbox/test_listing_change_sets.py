"""ListChangeSets (fact sheet 7.3)."""

from typing import Any

import pytest

from cppo_tui.sandbox.pace import FAST
from tests.sandbox.changes import create, markup, release
from tests.sandbox.conftest import Clock, MakeWire, Wire

DRAFT = "offer-draftseats3mvx"


@pytest.fixture
def busy(make_wire: MakeWire, clock: Clock) -> Wire:
    """One succeeded, one failed, one cancelled, one running; a minute apart."""
    wire = make_wire(pace=FAST)
    wire.start(create(), ChangeSetName="first")
    clock.forward(60)
    wire.start(create(), release(), ChangeSetName="second")
    clock.forward(60)
    wire.cancel(wire.start(create(), ChangeSetName="third").body["ChangeSetId"])
    clock.forward(60)
    wire.start(markup("3", DRAFT), ChangeSetName="fourth")
    return wire


def names(wire: Wire, **members: Any) -> list[str]:
    reply = wire.post("ListChangeSets", {"Catalog": "AWSMarketplace", **members})
    assert reply.status == 200, reply
    return [one["ChangeSetName"] for one in reply.body["ChangeSetSummaryList"]]


def test_the_newest_come_first(busy: Wire) -> None:
    assert names(busy) == ["fourth", "third", "second", "first"]
    assert names(busy, Sort={"SortBy": "StartTime", "SortOrder": "ASCENDING"})[0] == "first"
    assert names(busy, Sort={"SortBy": "EndTime", "SortOrder": "DESCENDING"})[0] == "fourth"


@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        ("ChangeSetName", ["second", "nobody"], ["second"]),
        ("Status", ["SUCCEEDED"], ["first"]),
        ("Status", ["FAILED", "CANCELLED"], ["third", "second"]),
        ("Status", ["PREPARING"], ["fourth"]),
        ("EntityId", [DRAFT], ["fourth"]),
        ("EntityId", ["offer-test000000002"], ["first"]),
        ("EntityId", ["offer-nobody"], []),
        ("AfterStartTime", ["2026-11-23T10:01:00Z"], ["fourth", "third"]),
        ("BeforeStartTime", ["2026-11-23T10:01:00Z"], ["first"]),
        ("BeforeEndTime", ["2026-11-23T10:01:00Z"], ["first"]),
        ("AfterEndTime", ["2026-11-23T10:01:06Z"], ["third"]),
    ],
)
def test_change_sets_are_filtered(busy: Wire, name: str, values: list[str], expected: list[str]) -> None:
    assert names(busy, FilterList=[{"Name": name, "ValueList": values}]) == expected


def test_a_created_offer_is_listed_with_its_set_once_it_exists(make_wire: MakeWire, clock: Clock) -> None:
    wire = make_wire(pace=FAST)
    wire.start(create())
    assert (
        wire.post("ListChangeSets", {"Catalog": "AWSMarketplace"}).body["ChangeSetSummaryList"][0][
            "EntityIdList"
        ]
        == []
    )
    clock.forward(6)
    [line] = wire.post("ListChangeSets", {"Catalog": "AWSMarketplace"}).body["ChangeSetSummaryList"]
    assert len(line["EntityIdList"]) == 1
    assert "@" not in line["EntityIdList"][0]


def test_a_failed_set_says_why_in_short(busy: Wire) -> None:
    reply = busy.post(
        "ListChangeSets",
        {"Catalog": "AWSMarketplace", "FilterList": [{"Name": "Status", "ValueList": ["FAILED"]}]},
    )
    assert reply.body["ChangeSetSummaryList"][0]["FailureCode"] == "CLIENT_ERROR"


def test_pages_follow_each_other(busy: Wire) -> None:
    first = busy.post("ListChangeSets", {"Catalog": "AWSMarketplace", "MaxResults": 3}).body
    rest = names(busy, MaxResults=3, NextToken=first["NextToken"])
    assert rest == ["first"]


@pytest.mark.parametrize(
    "members",
    [
        {"MaxResults": 21},
        {"FilterList": [{"Name": "Colour", "ValueList": ["red"]}]},
        {"FilterList": [{"Name": "Status", "ValueList": ["PENDING"]}]},
        {"FilterList": [{"Name": "AfterStartTime", "ValueList": ["yesterday"]}]},
        {"FilterList": [{"Name": "AfterStartTime", "ValueList": ["2026-11-23T10:00:00Z"] * 2}]},
        {"FilterList": [{"Name": "Status"}]},
        {"Sort": {"SortBy": "Name"}},
        {"Catalog": "Other"},
    ],
)
def test_a_question_out_of_form_is_a_422(busy: Wire, members: dict[str, Any]) -> None:
    assert busy.post("ListChangeSets", {"Catalog": "AWSMarketplace", **members}).status == 422
