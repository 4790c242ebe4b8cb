"""The starting points: what each promises is there."""

import json
import re
from typing import Any

import pytest

from cppo_tui.sandbox import seed_vendors as vendors
from cppo_tui.sandbox.assumptions import ASSUMPTIONS
from cppo_tui.sandbox.scenarios import SCENARIOS
from cppo_tui.sandbox.seed_archera import BRONZE, GOLD, SILVER
from cppo_tui.sandbox.seed_hostile import GARNISH, NASTY
from tests.sandbox.changes import create, release
from tests.sandbox.conftest import Clock, MakeWire, Wire


def listed(wire: Wire, kind: str = "ResaleAuthorization", ownership: str = "SHARED") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = wire.entities(kind, ownership, MaxResults=50).body["EntitySummaryList"]
    return found


def test_every_scenario_is_described_in_one_sentence() -> None:
    assert {"archera", "hostile-names", "empty", "everything-expired"} <= set(SCENARIOS)
    for name, scenario in SCENARIOS.items():
        assert scenario.name == name
        assert scenario.description.endswith(".")


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
