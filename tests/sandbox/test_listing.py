"""ListEntities (fact sheet 7.1): who sees what, filters, sorting, pages, and the form of a line."""

from typing import Any

import pytest

from cppo_tui.sandbox import seed_vendors as vendors
from cppo_tui.sandbox.seed_archera import BRONZE
from tests.sandbox.changes import create
from tests.sandbox.conftest import Clock, MakeWire, Wire, recorded

Json = dict[str, Any]


def lines(wire: Wire, kind: str, ownership: str, **members: Any) -> list[Json]:
    reply = wire.entities(kind, ownership, MaxResults=50, **members)
    assert reply.status == 200, reply
    found: list[Json] = reply.body["EntitySummaryList"]
    return found


def without_newer(line: Json, member: str) -> Json:
    """The line without what the models had not got yet when the answers were recorded."""
    newer = {"CreatedBySource", "ResellerRole"}
    return {**line, member: {key: value for key, value in line[member].items() if key not in newer}}


def keys(value: Any) -> Any:
    return {name: keys(one) for name, one in value.items()} if isinstance(value, dict) else None


@pytest.mark.parametrize(
    ("kind", "ownership", "name"),
    [
        ("ResaleAuthorization", "SHARED", "list_entities_resale_authorizations"),
        ("Offer", "SELF", "list_entities_offers"),
    ],
)
def test_a_line_has_exactly_the_members_of_a_recorded_one(
    wire: Wire, kind: str, ownership: str, name: str
) -> None:
    real = keys(recorded(name)["EntitySummaryList"][0])
    shown = [
        line for line in lines(wire, kind, ownership) if line["EntityId"] not in ("offer-draftseats3mvx",)
    ]
    released = [line for line in shown if (line["OfferSummary"] or {}).get("State") != "Draft"]
    assert released
    assert [keys(without_newer(line, f"{kind}Summary")) for line in released] == [real] * len(released)


def test_dates_have_the_recorded_forms(wire: Wire) -> None:
    authorization = lines(wire, "ResaleAuthorization", "SHARED")[0]["ResaleAuthorizationSummary"]
    assert (len(authorization["CreatedDate"]), len(authorization["AvailabilityEndDate"])) == (24, 24)
    offer = next(line for line in lines(wire, "Offer", "SELF") if line["EntityId"] == "offer-openbronze2kqw")
    assert offer["OfferSummary"]["AvailabilityEndDate"] == "2027-01-03T23:59:59Z"
    assert len(offer["LastModifiedDate"]) == 20


def test_without_an_end_the_date_is_the_sentinel(wire: Wire) -> None:
    filters = {"ResaleAuthorizationFilters": {"EntityId": {"ValueList": [BRONZE]}}}
    [line] = lines(wire, "ResaleAuthorization", "SHARED", EntityTypeFilters=filters)
    assert line["ResaleAuthorizationSummary"]["AvailabilityEndDate"] == "2099-12-31T23:59:59.999Z"


def test_authorizations_are_shared_and_offers_are_ours(wire: Wire) -> None:
    assert lines(wire, "ResaleAuthorization", "SELF") == []
    assert lines(wire, "Offer", "SHARED") == []
    default = wire.post("ListEntities", {"Catalog": "AWSMarketplace", "EntityType": "Offer"}).body
    assert default["EntitySummaryList"]


def test_another_resellers_authorization_is_never_seen(wire: Wire) -> None:
    shared = [line["EntityId"] for line in lines(wire, "ResaleAuthorization", "SHARED")]
    assert vendors.SOMEBODY_ELSES not in shared
    assert wire.look(vendors.SOMEBODY_ELSES).status == 404


@pytest.mark.parametrize(
    "members",
    [
        {"EntityTypeFilters": {}},
        {"EntityTypeFilters": {"ResaleAuthorizationFilters": {}}},
        {"EntityTypeFilters": {"OfferFilters": {}, "ResaleAuthorizationFilters": {}}},
        {"EntityTypeFilters": {"OfferFilters": {"Price": {"ValueList": ["1"]}}}},
        {"EntityTypeFilters": {"OfferFilters": {"EntityId": {"ValueList": ["x"] * 11}}}},
        {"EntityTypeFilters": {"OfferFilters": {"State": {"ValueList": ["Expired"]}}}},
        {"EntityTypeFilters": {"OfferFilters": {"Name": {"WildCardValue": "two\nlines"}}}},
        {
            "EntityTypeFilters": {
                "OfferFilters": {"AvailabilityEndDate": {"DateRange": {"AfterValue": "2026-11-23"}}}
            }
        },
        {
            "EntityTypeFilters": {
                "OfferFilters": {"Name": {"WildCardValue": "a"}, "BuyerAccounts": {"WildCardValue": "1"}}
            }
        },
        {
            "EntityTypeFilters": {
                "OfferFilters": {"AvailabilityEndDate": {"DateRange": {"AfterValue": "2026-13-45T00:00:00Z"}}}
            }
        },
        {"EntityTypeSort": {"OfferSort": {"SortBy": "Price"}}},
        {"EntityTypeSort": {"ResaleAuthorizationSort": {"SortBy": "Name"}}},
        {"MaxResults": 51},
        {"MaxResults": 0},
        {"MaxResults": "20"},
        {"NextToken": "bm9uc2Vuc2U="},
        {"NextToken": "%%%"},
        {"OwnershipType": "OURS"},
        {"EntityType": "Offer@1.0"},
        {"EntityType": "Cheese"},
        {"Catalog": "Other"},
        {"Everything": True},
    ],
    ids=lambda members: str(members)[:60],
)
def test_a_question_out_of_form_is_a_422(wire: Wire, members: Json) -> None:
    request = {"Catalog": "AWSMarketplace", "EntityType": "Offer", **members}
    reply = wire.post("ListEntities", request)
    assert (reply.status, reply.error) == (422, "ValidationException")


@pytest.mark.parametrize("order", ["ASCENDING", "DESCENDING"])
@pytest.mark.parametrize("by", ["Name", "EntityId", "AvailabilityEndDate", "CreatedDate", "LastModifiedDate"])
def test_lines_are_sorted(wire: Wire, by: str, order: str) -> None:
    sort = {"ResaleAuthorizationSort": {"SortBy": by, "SortOrder": order}}
    found = [
        {**line, **line["ResaleAuthorizationSummary"]}[by]
        for line in lines(wire, "ResaleAuthorization", "SHARED", EntityTypeSort=sort)
    ]
    assert found == sorted(found, reverse=order == "DESCENDING")
    assert len(set(found)) > 5


def test_the_newest_come_first_unless_asked(wire: Wire) -> None:
    found = [line["LastModifiedDate"] for line in lines(wire, "Offer", "SELF")]
    assert found == sorted(found, reverse=True)


@pytest.mark.parametrize("size", [1, 2, 7, 20, 50])
def test_the_pages_together_are_the_whole_list(wire: Wire, size: int) -> None:
    whole = [line["EntityId"] for line in lines(wire, "ResaleAuthorization", "SHARED")]
    found: list[str] = []
    token: Json = {}
    while True:
        reply = wire.entities("ResaleAuthorization", "SHARED", MaxResults=size, **token)
        found += [line["EntityId"] for line in reply.body["EntitySummaryList"]]
        if "NextToken" not in reply.body:
            break
        token = {"NextToken": reply.body["NextToken"]}
    assert found == whole


def test_a_page_has_twenty_lines_by_default(make_wire: MakeWire) -> None:
    wire = make_wire()
    for _ in range(16):
        wire.succeed(create())
    reply = wire.entities("Offer", "SELF")
    assert len(reply.body["EntitySummaryList"]) == 20
    assert "NextToken" in reply.body


def test_an_offer_added_between_two_pages_repeats_nothing(wire: Wire, clock: Clock) -> None:
    first = wire.entities("Offer", "SELF", MaxResults=3).body
    wire.succeed(create())
    second = wire.entities("Offer", "SELF", MaxResults=10, NextToken=first["NextToken"]).body
    shown = [line["EntityId"] for page in (first, second) for line in page["EntitySummaryList"]]
    assert len(shown) == len(set(shown)) == 6


def test_a_token_of_another_question_is_a_422(wire: Wire) -> None:
    token = wire.entities("Offer", "SELF", MaxResults=1).body["NextToken"]
    assert wire.entities("ResaleAuthorization", "SHARED", NextToken=token).status == 422
