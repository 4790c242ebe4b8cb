"""One set per offer at a time, one effect per token, and so much work at once (fact sheet 6.6, 6.7, 6.11)."""

from dataclasses import replace

import pytest

from cppo_tui.sandbox import gate
from cppo_tui.sandbox.pace import FAST
from cppo_tui.sandbox.records import Facts, Seller
from cppo_tui.sandbox.scenarios import SCENARIOS
from tests.sandbox.changes import create, information, markup, until, whole_cppo
from tests.sandbox.conftest import Clock, MakeWire, Wire

DRAFT = "offer-draftseats3mvx"


def test_an_offer_in_a_running_set_is_locked_and_the_message_names_the_set(make_wire: MakeWire) -> None:
    wire = make_wire(pace=FAST)
    key = wire.start(markup("1", DRAFT)).body["ChangeSetId"]
    reply = wire.start(until("2027-01-31", DRAFT))
    assert (reply.status, reply.error) == (423, "ResourceInUseException")
    assert reply.message == (
        f"Requested change set has entities locked by change sets - entity: '{DRAFT}' change sets: {key}"
    )


def test_the_lock_goes_with_the_end_of_the_set(make_wire: MakeWire, clock: Clock) -> None:
    wire = make_wire(pace=FAST)
    wire.start(markup("1", DRAFT))
    clock.forward(6)
    assert wire.start(markup("2", DRAFT)).status == 200


def test_the_lock_goes_with_a_failed_set_too(make_wire: MakeWire, clock: Clock) -> None:
    wire = make_wire(pace=FAST)
    wire.start(until("2020-01-01", DRAFT))
    clock.forward(6)
    assert wire.start(markup("2", DRAFT)).status == 200


def test_creating_two_offers_from_one_authorization_at_once_is_no_conflict(make_wire: MakeWire) -> None:
    wire = make_wire(pace=FAST)
    assert [wire.start(create()).status for _ in range(2)] == [200, 200]


def test_the_same_token_and_request_lead_to_the_same_change_set(wire: Wire, clock: Clock) -> None:
    first = wire.start(*whole_cppo("2027-01-31"), ClientRequestToken="t-1")
    clock.forward(days=3)
    second = wire.start(*whole_cppo("2027-01-31"), ClientRequestToken="t-1")
    assert first.body == second.body
    assert len(wire.post("ListChangeSets", {"Catalog": "AWSMarketplace"}).body["ChangeSetSummaryList"]) == 1


def test_the_same_token_with_another_request_is_a_422(wire: Wire) -> None:
    wire.start(information(DRAFT, Name="One"), ClientRequestToken="t-1")
    reply = wire.start(information(DRAFT, Name="Two"), ClientRequestToken="t-1")
    assert (reply.status, reply.error) == (422, "ValidationException")


def test_a_refused_request_leaves_its_token_free(wire: Wire) -> None:
    assert wire.start(markup("x", DRAFT), ClientRequestToken="t-1").status == 422
    assert wire.start(markup("1", DRAFT), ClientRequestToken="t-1").status == 200


def test_without_a_token_every_request_counts(wire: Wire) -> None:
    assert wire.start(create()).body["ChangeSetId"] != wire.start(create()).body["ChangeSetId"]


def test_twenty_offers_can_be_in_work_and_the_next_is_a_402(make_wire: MakeWire, clock: Clock) -> None:
    wire = make_wire(pace=FAST)
    assert {wire.start(create()).status for _ in range(gate.MAX_OFFERS_IN_WORK)} == {200}
    reply = wire.start(create())
    assert (reply.status, reply.error) == (402, "ServiceQuotaExceededException")
    clock.forward(6)
    assert wire.start(create()).status == 200


def test_too_many_open_requests_are_a_402(make_wire: MakeWire, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "MAX_OPEN_REQUESTS", 3)
    wire = make_wire(pace=FAST)
    assert {wire.start(create()).status for _ in range(3)} == {200}
    assert wire.start(create()).status == 402


def test_a_seller_who_is_not_paid_cannot_create(make_wire: MakeWire, monkeypatch: pytest.MonkeyPatch) -> None:
    archera = SCENARIOS["archera"]
    unpaid = Facts(seller=Seller(paid=False))
    free = replace(archera, build=lambda day: replace(archera.build(day), facts=unpaid))
    monkeypatch.setattr("cppo_tui.sandbox.service.SCENARIOS", {"free": free})
    reply = make_wire("free").start(create())
    assert (reply.status, reply.message) == (422, "Channel partner must be a paid seller.")
