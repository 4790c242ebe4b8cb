"""The starting points: what each promises is there."""

import json
import re
import time
from collections.abc import Iterator
from typing import Any

import pytest

from cppo_tui.sandbox import seed_used_up
from cppo_tui.sandbox import seed_vendors as vendors
from cppo_tui.sandbox.assumptions import ASSUMPTIONS
from cppo_tui.sandbox.faults import FaultRule
from cppo_tui.sandbox.scenarios import SCENARIOS
from cppo_tui.sandbox.seed_archera import BRONZE, GOLD, SILVER
from cppo_tui.sandbox.seed_hostile import GARNISH, NASTY
from cppo_tui.sandbox.seed_many import MAKERS, many
from cppo_tui.sandbox.seed_model import Day
from cppo_tui.sandbox.seed_offers import DRAFT
from tests.sandbox.changes import create, release, whole_cppo
from tests.sandbox.conftest import START, Clock, MakeWire, Wire


def listed(wire: Wire, kind: str = "ResaleAuthorization", ownership: str = "SHARED") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = wire.entities(kind, ownership, MaxResults=50).body["EntitySummaryList"]
    return found


def test_every_scenario_is_described_in_one_sentence() -> None:
    wanted = {"archera", "hostile-names", "empty", "everything-expired", "awkward-seller"}
    assert wanted | {"many-isvs", "used-up", "not-allowed", "slow", "flaky"} == set(SCENARIOS)
    for name, scenario in SCENARIOS.items():
        assert scenario.name == name
        assert scenario.description.endswith(".")
        assert scenario.pace in {"", "real", "fast", "instant"}
        assert all(FaultRule.parse(rule) for rule in scenario.faults)


@pytest.mark.parametrize("name", SCENARIOS)
def test_everything_listed_can_be_described(make_wire: MakeWire, name: str) -> None:
    wire = make_wire(name)
    for line in listed(wire) + listed(wire, "Offer", "SELF"):
        assert wire.look(line["EntityId"]).status == 200
        assert re.fullmatch(r"[\w\-]+", line["EntityId"], re.ASCII)


@pytest.mark.parametrize("name", SCENARIOS)
def test_two_runs_begin_the_same(make_wire: MakeWire, name: str) -> None:
    assert listed(make_wire(name)) == listed(make_wire(name))


def test_archera_has_three_tiers_of_one_usage_dimension(wire: Wire) -> None:
    for key, price in ((BRONZE, "0.008"), (SILVER, "0.0075"), (GOLD, "0.007")):
        document = wire.document(key)
        assert document["Name"].startswith("Archera-Meridian-Subscription-2024")
        assert document["ManufacturerLegalName"] == "Reserved AI"
        assert document["ProductName"] == "Archera - Subscription"
        [dimension] = document["Dimensions"]
        assert dimension["Name"] == "Guaranteed Reserved Instance Premiums"
        rates = document["Terms"][0]["RateCards"][0]["RateCard"]
        assert rates == [{"DimensionKey": dimension["Key"], "Price": price}]
    assert len({wire.document(key)["Name"] for key in (BRONZE, SILVER, GOLD)}) == 3


def test_archera_has_an_authorization_in_every_state(wire: Wire, clock: Clock) -> None:
    assert len(listed(wire)) >= 13
    assert wire.document(vendors.SINGLE_USE)["Rules"][0]["OffersMaxQuantity"] == 1
    assert wire.document(vendors.USED_UP)["OfferDetails"]["OfferExtendedStatus"] == "Completed-Used"
    assert wire.document(vendors.EXPIRED)["Rules"][0]["AvailabilityEndDate"] < clock.date(0)
    assert wire.document(vendors.RESTRICTED)["Status"] == "Restricted"
    assert wire.document(vendors.ENDS_SOON)["Rules"][0]["AvailabilityEndDate"].startswith(clock.date(5))
    assert len(wire.document(vendors.MANY_DIMENSIONS)["Dimensions"]) == 200
    assert wire.document(vendors.DISTRIBUTOR)["Rules"][1]["ResellerRole"] == "Distributor"
    legal = [term["Documents"][0]["Type"] for term in wire.document(vendors.CUSTOM_LEGAL)["Terms"][1:]]
    assert legal == ["CustomEula", "CustomResellerContract"]


def test_every_dimension_with_a_price_exists(wire: Wire) -> None:
    for line in listed(wire):
        document = wire.document(line["EntityId"])
        known = {one["Key"] for one in document["Dimensions"]}
        assert set(re.findall(r"'DimensionKey': '([^']+)'", str(document["Terms"]))) <= known


def test_archera_has_offers_in_every_state(wire: Wire) -> None:
    states = {
        (line["OfferSummary"]["State"], line["OfferSummary"].get("AvailabilityEndDate", "") > "2026-11-23")
        for line in listed(wire, "Offer", "SELF")
    }
    assert states == {("Draft", False), ("Released", True), ("Released", False)}


def test_nothing_can_be_created_when_everything_is_expired(make_wire: MakeWire) -> None:
    wire = make_wire("everything-expired")
    for line in listed(wire):
        reply = wire.start(create(line["EntityId"]))
        if reply.status == 200:
            assert wire.change_set(reply.body["ChangeSetId"])["Status"] == "FAILED"


def everything(wire: Wire) -> Iterator[dict[str, Any]]:
    """Every authorization, page by page."""
    more: dict[str, Any] = {}
    while True:
        page = wire.entities("ResaleAuthorization", "SHARED", MaxResults=50, **more).body
        yield from page["EntitySummaryList"]
        if "NextToken" not in page:
            return
        more = {"NextToken": page["NextToken"]}


def test_many_isvs_are_two_thousand_authorizations_of_every_kind(make_wire: MakeWire) -> None:
    wire = make_wire("many-isvs")
    lines = [line["ResaleAuthorizationSummary"] for line in everything(wire)]
    assert len(lines) == len({line["Name"] for line in lines}) == 2000
    assert len({line["ManufacturerLegalName"] for line in lines}) == 60
    assert {line["Status"] for line in lines} == {"Active", "Restricted"}
    extended = {line["OfferExtendedStatus"] for line in lines}
    assert extended == {"Not Started", "Completed-Used", "Completed-Usable"}
    assert {line["ResellerRole"] for line in lines} == {"ChannelPartner", "Distributor"}
    chained = [line for line in lines if "SourceAuthorization" in line]
    assert chained
    assert all(line["IssuerAccountId"] == "210099999999" for line in chained)
    ends = [line["AvailabilityEndDate"] for line in lines]
    assert min(ends) < "2026-11-23" < max(ends) == "2099-12-31T23:59:59.999Z"


def test_many_isvs_have_every_pricing_in_every_state() -> None:
    seed = many(Day(START.date()))
    found = {
        (
            frozenset(
                term["Type"]
                for term in doc["Terms"]
                if "Pricing" in term["Type"] or "Payment" in term["Type"]
            ),
            doc["Name"].rsplit("-", 2)[1],
        )
        for doc in seed.authorizations.values()
    }
    pricing, states = {kind for kind, _ in found}, {state for _, state in found}
    assert (len(pricing), len(states), len(found)) == (6, 11, 66)
    assert {maker.kind for maker in MAKERS} == {"SaaS", "AMI", "Container", "ProfessionalServices"}


def test_many_isvs_are_planted_and_listed_fast(make_wire: MakeWire) -> None:
    """In the processor's time, so that a busy machine does not matter."""
    begun = time.process_time()
    wire = make_wire("many-isvs")
    assert time.process_time() - begun < 1.5
    took = []
    sort = {"EntityTypeSort": {"ResaleAuthorizationSort": {"SortBy": "Name"}}}
    for members in (
        {},
        sort,
        {"EntityTypeFilters": {"ResaleAuthorizationFilters": {"Name": {"WildCardValue": "x"}}}},
    ):
        wire.entities("ResaleAuthorization", "SHARED", MaxResults=50, **members)
        for _ in range(3):
            begun = time.process_time()
            wire.entities("ResaleAuthorization", "SHARED", MaxResults=50, **members)
            took.append(time.process_time() - begun)
    assert sorted(took)[len(took) // 2] < 0.060


def test_an_authorization_among_thousands_can_be_used(make_wire: MakeWire) -> None:
    wire = make_wire("many-isvs")
    usable = next(line for line in everything(wire) if "-open-" in line["Name"])
    wire.succeed(create(usable["EntityId"]))


def test_used_up_has_spent_single_deals_and_a_few_to_go(make_wire: MakeWire) -> None:
    wire = make_wire("used-up")
    assert {line["EntityId"] for line in listed(wire)} == {*seed_used_up.SPENT, *seed_used_up.LEFT}
    for key in (*seed_used_up.SPENT, *seed_used_up.LEFT):
        assert wire.document(key)["Rules"][0]["OffersMaxQuantity"] == 1
    sources = {line["OfferSummary"]["ResaleAuthorizationId"] for line in listed(wire, "Offer", "SELF")}
    assert sources == set(seed_used_up.SPENT)
    for key in seed_used_up.SPENT:
        assert wire.document(key)["OfferDetails"]["OfferExtendedStatus"] == "Completed-Used"
        reply = wire.start(create(key))
        assert reply.status == 422 or wire.change_set(reply.body["ChangeSetId"])["Status"] == "FAILED"
    for key in seed_used_up.LEFT:
        wire.succeed(create(key))
        assert wire.codes(create(key))


def test_used_up_offers_are_in_every_state(make_wire: MakeWire) -> None:
    wire = make_wire("used-up")
    shown = {
        line["EntityId"]: (
            line["OfferSummary"]["State"],
            line["OfferSummary"].get("AvailabilityEndDate", "") > "2026-11-23",
        )
        for line in listed(wire, "Offer", "SELF")
    }
    assert shown == {
        seed_used_up.OPEN: ("Released", True),
        seed_used_up.EXPIRED: ("Released", False),
        seed_used_up.DRAFT: ("Draft", False),
        seed_used_up.INSTALLMENTS: ("Released", True),
    }


def test_not_allowed_reads_everything_and_changes_nothing(make_wire: MakeWire) -> None:
    wire = make_wire("not-allowed")
    assert listed(wire) == listed(make_wire("archera"))
    assert wire.look(BRONZE).status == 200
    assert wire.post("ListChangeSets", {"Catalog": "AWSMarketplace"}).status == 200
    arn = wire.entity(DRAFT)["EntityArn"]
    assert wire.post("ListTagsForResource", {"ResourceArn": arn}).status == 200
    refused = [
        wire.start(create()),
        wire.start({"not": "well formed"}),
        wire.cancel("nothing"),
        wire.post("TagResource", {"ResourceArn": arn, "Tags": [{"Key": "a", "Value": "b"}]}),
        wire.post("UntagResource", {"ResourceArn": arn, "TagKeys": ["a"]}),
    ]
    assert {(reply.status, reply.error) for reply in refused} == {(403, "AccessDeniedException")}
    assert "not authorized to perform: aws-marketplace:StartChangeSet" in refused[0].message
    assert wire.post("ListChangeSets", {"Catalog": "AWSMarketplace"}).body == {"ChangeSetSummaryList": []}


def test_permissions_belong_to_the_world_and_not_to_the_process(make_wire: MakeWire, tmp_path: Any) -> None:
    make_wire("not-allowed", path=tmp_path / "world").sandbox.close()
    again = make_wire("archera", path=tmp_path / "world")
    assert again.start(create()).status == 403
    assert again.sandbox.scenario_name == "not-allowed"
    again.sandbox.reset()
    assert again.start(create()).status == 200
    assert again.sandbox.scenario_name == "archera"


def test_a_seller_who_is_not_verified_meets_no_403(make_wire: MakeWire) -> None:
    wire = make_wire("awkward-seller")
    codes = wire.codes(*whole_cppo("2027-01-31"))
    assert "INCOMPATIBLE_SELLER_VERIFICATION" in codes["ReleaseOffer"]


def test_slow_suggests_the_real_pace_and_flaky_its_troubles() -> None:
    assert (SCENARIOS["slow"].pace, SCENARIOS["slow"].faults) == ("real", ())
    rules = [FaultRule.parse(rule) for rule in SCENARIOS["flaky"].faults]
    assert {rule.operation for rule in rules} > {"StartChangeSet", "ListEntities", "DescribeChangeSet"}
    assert sum(rule.operation == "StartChangeSet" for rule in rules) == 1
    assert all(rule.step > 1 and rule.last is None and not rule.hits(1) for rule in rules)
    assert all(not scenario.faults for name, scenario in SCENARIOS.items() if name != "flaky")


def test_empty_is_empty(make_wire: MakeWire) -> None:
    wire = make_wire("empty")
    assert listed(wire) + listed(wire, "Offer", "SELF") == []


@pytest.mark.parametrize("text", NASTY.values(), ids=list(NASTY))
def test_every_nasty_text_arrives_unharmed(make_wire: MakeWire, text: str) -> None:
    wire = make_wire("hostile-names")
    [line] = [line for line in listed(wire) if line["Name"] == text]
    summary = line["ResaleAuthorizationSummary"]
    assert summary["ManufacturerLegalName"] == summary["ProductName"] == summary["ResellerLegalName"] == text
    entity = wire.entity(line["EntityId"])
    assert json.loads(entity["Details"]) == entity["DetailsDocument"]
    assert entity["DetailsDocument"]["Dimensions"][0]["Description"] == text
    assert text in [line["OfferSummary"]["Name"] for line in listed(wire, "Offer", "SELF")]


def test_a_hostile_world_garnishes_its_messages(make_wire: MakeWire) -> None:
    wire = make_wire("hostile-names")
    assert wire.look("offer-nobody").message.endswith(GARNISH)
    key = listed(wire)[0]["EntityId"]
    done = wire.run(create(key), release())
    assert done["ChangeSet"][1]["ErrorDetailList"][0]["ErrorMessage"].endswith(GARNISH)


def test_the_nasty_texts_cover_what_terminals_fear() -> None:
    everything = "".join(NASTY.values())
    for sign in ("[/b]", "[@click=", "[$accent]", "\x1b]52;", "\x1b[2J", "\u202e", "\u200b", "\ud83d"):
        assert sign in everything
    assert max(map(len, NASTY.values())) >= 10_000


def test_assumptions_are_sentences() -> None:
    assert all(one.endswith(".") for one in ASSUMPTIONS)


def test_every_legal_document_lies_at_an_address_of_its_own_authorization(make_wire: MakeWire) -> None:
    wire = make_wire()
    for one in listed(wire):
        document = wire.entity(one["EntityId"])["DetailsDocument"]
        for term in document["Terms"]:
            for file in term.get("Documents", ()):
                assert f".amazonaws.com/{one['EntityId']}/" in file["Url"]
