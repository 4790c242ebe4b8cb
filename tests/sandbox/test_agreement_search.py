"""SearchAgreements: which filters there are, which go together, sorting, pages, refusals."""

import pytest

from cppo_tui.sandbox.seed_agreements import ENDED, RUNNING, RUNNING_CONTAINER
from cppo_tui.sandbox.seed_offers import EXPIRED, OLD, OPEN
from tests.sandbox.asking_agreements import (
    Json,
    describe,
    found,
    in_cbor,
    in_json,
    only,
    search,
    search_sorted,
)
from tests.sandbox.conftest import Wire


def test_a_proposer_sees_his_agreements_by_end_time(wire: Wire) -> None:
    assert found(wire) == [ENDED, RUNNING_CONTAINER, RUNNING]


def test_a_line_says_less_than_a_description_and_when_it_last_changed(wire: Wire) -> None:
    [line] = search(wire, OfferId=EXPIRED).body["agreementViewSummaries"]
    described = describe(wire, RUNNING).body
    del described["estimatedCharges"], described["endTimeBehavior"]
    assert line == {
        **described,
        "lastUpdateTime": described["acceptanceTime"],
        "endTimeBehaviorType": "EXPIRE",
        "endTimeBehaviorReasonCode": "NO_RENEWAL_TERM",
    }
    [line] = search(wire, OfferId=OLD).body["agreementViewSummaries"]
    assert line["lastUpdateTime"] == line["endTime"] < wire.clock.now
    assert line["endTimeBehaviorType"] is None


def test_an_accepted_offer_is_found_at_once(wire: Wire) -> None:
    assert found(wire, OfferId=OPEN) == []
    key = wire.sandbox.accept(OPEN)
    assert found(wire, OfferId=OPEN) == [key]


def test_the_seller_is_no_acceptor(wire: Wire) -> None:
    assert found(wire, PartyType="Acceptor") == []


@pytest.mark.parametrize(
    ("filters", "keys"),
    [
        ({"Status": "ACTIVE"}, [RUNNING_CONTAINER, RUNNING]),
        ({"Status": "EXPIRED"}, [ENDED]),
        ({"Status": "CANCELLED"}, []),
        ({"ResourceType": "ContainerProduct"}, [RUNNING_CONTAINER]),
        ({"ResourceType": "SaaSProduct", "Status": "ACTIVE"}, [RUNNING]),
        ({"AcceptorAccountId": "422233334444"}, [RUNNING_CONTAINER]),
        ({"AcceptorAccountId": "422233334444", "OfferId": OLD}, []),
        ({"OfferId": OLD, "Status": "EXPIRED"}, [ENDED]),
        ({"InitialAgreementId": RUNNING}, [RUNNING]),
        ({"EndTimeBehaviorType": "EXPIRE"}, [RUNNING_CONTAINER, RUNNING]),
        ({"EndTimeBehaviorReasonCode": "NO_RENEWAL_TERM"}, [RUNNING_CONTAINER, RUNNING]),
        ({"EndTimeBehaviorType": "RENEW"}, []),
        ({"LicenseArn": "arn:aws:license-manager::1:license:l-1"}, []),
        ({"IncludesContactOfType": "ACCEPTOR"}, []),
        ({"BeforeEndTime": "2026-11-23T10:00:00Z"}, [ENDED]),
        ({"AfterEndTime": "2026-11-23T10:00:00Z"}, [RUNNING_CONTAINER, RUNNING]),
        (
            {"AfterEndTime": "2026-11-23T10:00:00Z", "BeforeEndTime": "2028-01-01T00:00:00Z"},
            [RUNNING_CONTAINER],
        ),
        ({"BeforeStartTime": "2026-10-23T14:26:18Z"}, [ENDED, RUNNING]),
        ({"AfterStartTime": "2026-10-23T14:26:17Z"}, [RUNNING_CONTAINER, RUNNING]),
        ({"AfterLastUpdateTime": "2026-11-01T00:00:00Z"}, [RUNNING_CONTAINER]),
        ({"BeforeLastUpdateTime": "2026-11-01T00:00:00Z"}, [ENDED, RUNNING]),
    ],
)
def test_every_filter_finds_what_it_says(wire: Wire, filters: dict[str, str], keys: list[str]) -> None:
    assert found(wire, **filters) == keys


def test_before_and_after_leave_out_the_moment_itself(wire: Wire) -> None:
    key = wire.sandbox.accept(OPEN)
    assert key not in found(wire, BeforeStartTime="2026-11-23T10:00:00Z")
    assert key not in found(wire, AfterStartTime="2026-11-23T10:00:00Z")
    assert key in found(wire, BeforeStartTime="2026-11-23T10:00:01Z")
    assert key in found(wire, AfterStartTime="2026-11-23T09:59:59Z")


def test_a_product_finds_its_agreements(wire: Wire) -> None:
    product = wire.document(OPEN)["ProductId"]
    assert wire.document(EXPIRED)["ProductId"] == wire.document(OLD)["ProductId"] == product
    assert found(wire, ResourceIdentifier=product) == [ENDED, RUNNING]


def test_an_agreement_without_an_end_comes_last_and_after_every_date(wire: Wire) -> None:
    with wire.sandbox._world.transaction():
        doc = wire.sandbox._world.agreements()[RUNNING]
        wire.sandbox._world.put_agreement("agmt-endless", {**doc, "endTime": None})
    assert found(wire)[-1] == "agmt-endless"
    assert found(wire, AfterEndTime="9998-12-31T00:00:00Z") == ["agmt-endless"]
    assert "agmt-endless" not in found(wire, BeforeEndTime="9998-12-31T00:00:00Z")
    [line] = search(wire, AfterEndTime="9998-12-31T00:00:00Z").body["agreementViewSummaries"]
    assert (line["endTime"], line["endTimeBehaviorType"]) == (None, None)
    assert describe(wire, "agmt-endless").body["endTime"] is None


@pytest.mark.parametrize(
    ("sort", "keys"),
    [
        ({"sortBy": "EndTime", "sortOrder": "DESCENDING"}, [RUNNING, RUNNING_CONTAINER, ENDED]),
        ({"sortBy": "EndTime"}, [ENDED, RUNNING_CONTAINER, RUNNING]),
        ({"sortOrder": "DESCENDING"}, [RUNNING, RUNNING_CONTAINER, ENDED]),
        ({"sortBy": "StartTime"}, [ENDED, RUNNING, RUNNING_CONTAINER]),
        ({"sortBy": "LastUpdateTime", "sortOrder": "DESCENDING"}, [RUNNING_CONTAINER, RUNNING, ENDED]),
        ({}, [ENDED, RUNNING_CONTAINER, RUNNING]),
    ],
)
def test_sorting(wire: Wire, sort: Json, keys: list[str]) -> None:
    lines = search_sorted(wire, sort).body["agreementViewSummaries"]
    assert [line["agreementId"] for line in lines] == keys


def test_pages_follow_each_other_whatever_is_accepted_meanwhile(wire: Wire) -> None:
    given: Json = {"filters": only(), "maxResults": 1}
    seen, token = [], None
    for _ in range(10):
        page = in_json(wire.sandbox, "SearchAgreements", {**given, "nextToken": token}).body
        seen += [line["agreementId"] for line in page["agreementViewSummaries"]]
        token = page["nextToken"]
        if len(seen) == 2:
            newest = wire.sandbox.accept(OPEN)
        if token is None:
            break
    assert seen == [ENDED, RUNNING_CONTAINER, RUNNING, newest]


def test_a_token_belongs_to_its_query(wire: Wire) -> None:
    given: Json = {"filters": only(), "maxResults": 1}
    token = in_cbor(wire.sandbox, "SearchAgreements", given).body["nextToken"]
    other = {"filters": only(Status="ACTIVE"), "maxResults": 1, "nextToken": token}
    assert in_cbor(wire.sandbox, "SearchAgreements", other).reason[1] == "INVALID_NEXT_TOKEN"


def test_fifty_are_shown_at_most(wire: Wire) -> None:
    with wire.sandbox._world.transaction():
        doc = wire.sandbox._world.agreements()[RUNNING]
        for number in range(60):
            wire.sandbox._world.put_agreement(f"agmt-{number:02}", doc)
    assert len(found(wire)) == 50


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"catalog": "Elsewhere", "filters": only()}, "INVALID_CATALOG"),
        ({}, "MISSING_PARTY_TYPE"),
        ({"filters": []}, "MISSING_PARTY_TYPE"),
        ({"filters": only()[1:]}, "MISSING_PARTY_TYPE"),
        ({"filters": only()[:1]}, "UNSUPPORTED_FILTERS"),
        ({"filters": "PartyType"}, "INVALID_FILTERS"),
        ({"filters": [7]}, "INVALID_FILTERS"),
        ({"filters": [*only(), {"name": "Status", "values": ["ACTIVE"], "more": 1}]}, "INVALID_FILTERS"),
        ({"filters": only() * 2}, "INVALID_FILTERS"),
        ({"filters": only() * 6}, "INVALID_FILTERS"),
        ({"filters": [{"values": ["x"]}]}, "MISSING_FILTER_NAME"),
        ({"filters": [{"name": "AgreementId", "values": ["x"]}]}, "INVALID_FILTER_NAME"),
        ({"filters": [{"name": ["PartyType"], "values": ["x"]}]}, "INVALID_FILTER_NAME"),
        ({"filters": [{"name": "PartyType"}]}, "MISSING_FILTER_VALUES"),
        ({"filters": [{"name": "Status", "values": []}]}, "INVALID_FILTER_VALUES"),
        ({"filters": [{"name": "Status", "values": ["ACTIVE", "EXPIRED"]}]}, "INVALID_FILTER_VALUES"),
        ({"filters": [{"name": "Status", "values": "ACTIVE"}]}, "INVALID_FILTER_VALUES"),
        ({"filters": only(PartyType="Manufacturer")}, "INVALID_PARTY_TYPE"),
        ({"filters": only(AgreementType="VendorInsightsAgreement")}, "INVALID_FILTER_VALUES"),
        ({"filters": only(Status="CANCELED")}, "INVALID_FILTER_VALUES"),
        ({"filters": only(AcceptorAccountId="1234")}, "INVALID_FILTER_VALUES"),
        ({"filters": only(ResourceType="DataProduct")}, "INVALID_FILTER_VALUES"),
        ({"filters": only(OfferId="offer 1")}, "INVALID_FILTER_VALUES"),
        ({"filters": only(BeforeEndTime="2026-11-23")}, "INVALID_FILTER_VALUES"),
        ({"filters": only(AfterStartTime="2026-02-30T00:00:00Z")}, "INVALID_FILTER_VALUES"),
        ({"filters": only(), "sort": {"sortBy": "Status"}}, "INVALID_SORT_BY"),
        ({"filters": only(), "sort": {"sortBy": ["EndTime"]}}, "INVALID_SORT_BY"),
        ({"filters": only(), "sort": "EndTime"}, "INVALID_SORT_BY"),
        ({"filters": only(), "sort": {"sortOrder": "descending"}}, "INVALID_SORT_ORDER"),
        ({"filters": only(PartyType="Acceptor"), "sort": {"sortBy": "StartTime"}}, "INVALID_SORT_BY"),
        ({"filters": only(), "maxResults": 0}, "INVALID_MAX_RESULTS"),
        ({"filters": only(), "maxResults": 51}, "INVALID_MAX_RESULTS"),
        ({"filters": only(), "maxResults": True}, "INVALID_MAX_RESULTS"),
        ({"filters": only(), "nextToken": "not a token"}, "INVALID_NEXT_TOKEN"),
        ({"filters": only(), "nextToken": "bm90aGluZw=="}, "INVALID_NEXT_TOKEN"),
    ],
)
def test_every_refusal_has_its_reason(wire: Wire, given: Json, reason: str) -> None:
    answer = in_cbor(wire.sandbox, "SearchAgreements", given)
    assert (answer.status, *answer.reason) == (400, "ValidationException", reason)
    assert answer.body["message"]


VALUES = {
    "ResourceIdentifier": "prod-1",
    "ResourceType": "SaaSProduct",
    "OfferId": "offer-1",
    "OfferSetId": "offerset-1",
    "Status": "ACTIVE",
    "AcceptorAccountId": "111122223333",
    "InitialAgreementId": "agmt-1",
    "BeforeStartTime": "2026-01-01T00:00:00Z",
}
END_TIMES: tuple[dict[str, str], ...] = (
    {},
    {"BeforeEndTime": "2030-01-01T00:00:00Z"},
    {"AfterEndTime": "2020-01-01T00:00:00Z"},
)
BOTH_END_TIMES = {"BeforeEndTime": "2030-01-01T00:00:00Z", "AfterEndTime": "2020-01-01T00:00:00Z"}

ACCEPTOR_MAY: list[tuple[str, ...]] = [
    (),
    ("Status",),
    ("ResourceIdentifier",),
    ("ResourceIdentifier", "Status"),
    ("ResourceType",),
    ("OfferId",),
    ("OfferId", "Status"),
    ("OfferSetId",),
    ("OfferSetId", "Status"),
]
ACCEPTOR_MAY_NOT = [
    ("ResourceType", "Status"),
    ("ResourceType", "ResourceIdentifier"),
    ("OfferId", "ResourceIdentifier"),
    ("OfferId", "OfferSetId"),
    ("AcceptorAccountId",),
    ("InitialAgreementId",),
    ("BeforeStartTime",),
    ("OfferId", "Status", "AcceptorAccountId"),
]


@pytest.mark.parametrize("names", ACCEPTOR_MAY)
@pytest.mark.parametrize("end_times", [*END_TIMES, BOTH_END_TIMES])
def test_an_acceptor_may_combine_what_is_documented(
    wire: Wire, names: tuple[str, ...], end_times: dict[str, str]
) -> None:
    wanted = {name: VALUES[name] for name in names}
    assert search(wire, PartyType="Acceptor", **wanted, **end_times).status == 200


@pytest.mark.parametrize("names", ACCEPTOR_MAY_NOT)
@pytest.mark.parametrize("end_times", END_TIMES)
def test_an_acceptor_may_combine_nothing_else(
    wire: Wire, names: tuple[str, ...], end_times: dict[str, str]
) -> None:
    wanted = {name: VALUES[name] for name in names}
    answer = search(wire, PartyType="Acceptor", **wanted, **end_times)
    assert answer.reason == ("ValidationException", "UNSUPPORTED_FILTERS")


@pytest.mark.parametrize("names", [*ACCEPTOR_MAY, *ACCEPTOR_MAY_NOT])
def test_a_proposer_may_combine_anything(wire: Wire, names: tuple[str, ...]) -> None:
    assert search(wire, **{name: VALUES[name] for name in names}).status == 200
