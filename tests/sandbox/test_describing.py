"""DescribeEntity and BatchDescribeEntities (fact sheet 5 and 7.2)."""

import json

import pytest

from cppo_tui.sandbox import seed_vendors as vendors
from cppo_tui.sandbox.seed_archera import BRONZE
from cppo_tui.sandbox.seed_model import Day, Scenario, Seed
from tests.sandbox.conftest import MakeWire, Wire, recorded

OPEN = "offer-openbronze2kqw"


def test_an_offer_has_exactly_the_members_of_the_recorded_one(wire: Wire) -> None:
    real, shown = recorded("describe_entity_cppo_offer"), wire.entity(OPEN)
    assert set(shown) == set(real)
    assert list(shown["DetailsDocument"]) == list(real["DetailsDocument"])
    assert [rule["Type"] for rule in shown["DetailsDocument"]["Rules"]] == [
        "AvailabilityRule",
        "TargetingRule",
    ]
    assert shown["EntityType"] == "Offer@1.0"
    assert shown["EntityIdentifier"] == f"{OPEN}@2"


def test_an_authorization_has_the_members_of_the_recorded_one(wire: Wire) -> None:
    real = recorded("resale_authorization_details")
    shown = wire.document(vendors.INSTALLMENTS)
    assert set(shown) == set(real)
    assert {term["Type"] for term in real["Terms"]} == {term["Type"] for term in shown["Terms"]}
    for mine, theirs in ((a, b) for a in shown["Terms"] for b in real["Terms"] if a["Type"] == b["Type"]):
        assert set(mine) == set(theirs)
    assert set(shown["Dimensions"][0]) == set(real["Dimensions"][0])
    availability, partner = shown["Rules"]
    assert set(availability) == set(real["Rules"][0])
    assert set(partner) == {*real["Rules"][1], "ResellerRole"}
    assert (partner["ResellerAccountId"], partner["ResellerRole"]) == ("777788889999", "ChannelPartner")


def test_details_is_the_document_as_a_string(wire: Wire) -> None:
    entity = wire.entity(OPEN)
    assert json.loads(entity["Details"]) == entity["DetailsDocument"]


def test_an_unlimited_authorization_has_no_end_and_says_so(wire: Wire) -> None:
    rule = wire.document(BRONZE)["Rules"][0]
    assert rule["Usage"] == "Unlimited"
    assert not {"AvailabilityEndDate", "OffersMaxQuantity"} & set(rule)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        (f"catalog=AWSMarketplace&entityId={OPEN}@2", 422),
        (f"catalog=Other&entityId={OPEN}", 422),
        (f"entityId={OPEN}", 422),
        ("catalog=AWSMarketplace", 422),
        (f"catalog=AWSMarketplace&entityId={OPEN}&entityId={BRONZE}", 422),
        ("catalog=AWSMarketplace&entityId=%F0%9F%98%80", 422),
        ("catalog=AWSMarketplace&entityId=offer-nobody", 404),
    ],
)
def test_a_bad_question_is_refused(wire: Wire, query: str, status: int) -> None:
    assert wire.send("GET", f"/DescribeEntity?{query}").status == status


def test_a_batch_describes_what_it_can_and_reports_the_rest(wire: Wire) -> None:
    wanted = [OPEN, BRONZE, "offer-nobody", vendors.SOMEBODY_ELSES]
    requests = [{"Catalog": "AWSMarketplace", "EntityId": key} for key in wanted]
    reply = wire.post("BatchDescribeEntities", {"EntityRequestList": requests})
    assert reply.status == 200
    assert set(reply.body["EntityDetails"]) == {OPEN, BRONZE}
    assert set(reply.body["EntityDetails"][OPEN]) == {
        *("EntityType", "EntityArn", "EntityIdentifier", "LastModifiedDate", "DetailsDocument")
    }
    assert reply.body["Errors"]["offer-nobody"] == {
        "ErrorCode": "ResourceNotFound",
        "ErrorMessage": "Requested entity 'offer-nobody' does not exist.",
    }


def test_a_manufacturers_product_is_not_ours_to_see_and_our_own_cannot_be_described(wire: Wire) -> None:
    theirs, ours = vendors.QUILLON.product_id, wire.document("offer-ourproduct4glb")["ProductId"]
    unseen = wire.look(theirs)
    assert (unseen.status, unseen.error) == (403, "AccessDeniedException")
    unsupported = wire.look(ours)
    assert (unsupported.status, unsupported.error) == (415, "ResourceNotSupportedException")
    assert wire.look("prod-nobodysprod2").status == 404
    requests = [{"Catalog": "AWSMarketplace", "EntityId": key} for key in (theirs, ours, OPEN)]
    batch = wire.post("BatchDescribeEntities", {"EntityRequestList": requests})
    assert {key: error["ErrorCode"] for key, error in batch.body["Errors"].items()} == {
        theirs: "AccessDenied",
        ours: "ResourceNotSupported",
    }
    assert set(batch.body["EntityDetails"]) == {OPEN}


def test_a_product_of_an_authorization_we_cannot_see_does_not_exist_for_us(
    make_wire: MakeWire, monkeypatch: pytest.MonkeyPatch
) -> None:
    def only_theirs(day: Day) -> Seed:
        key = vendors.SOMEBODY_ELSES
        return Seed({key: vendors.unusable_authorizations(day)[key]})

    theirs = Scenario("theirs", "Shared with somebody else.", only_theirs)
    monkeypatch.setattr("cppo_tui.sandbox.service.SCENARIOS", {"theirs": theirs})
    assert make_wire("theirs").look(vendors.FERROUS.product_id).status == 404


@pytest.mark.parametrize("count", [0, 21])
def test_a_batch_has_1_to_20_entities(wire: Wire, count: int) -> None:
    requests = [{"Catalog": "AWSMarketplace", "EntityId": OPEN}] * count
    assert wire.post("BatchDescribeEntities", {"EntityRequestList": requests}).status == 422
