"""A buyer accepts an offer: when AWS would let him, and what ends an agreement."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from cppo_tui.sandbox import seed_vendors as vendors
from cppo_tui.sandbox.acceptance import AcceptanceRefused
from cppo_tui.sandbox.pace import FAST
from cppo_tui.sandbox.seed_agreements import ENDED, RUNNING
from cppo_tui.sandbox.seed_offers import DRAFT, EXPIRED, OLD, OPEN, USED
from tests.sandbox.accepting import accepted, change_offer, refusal, released, stored
from tests.sandbox.changes import (
    BUYER,
    buyers,
    change,
    create,
    information,
    lasting,
    release,
    until,
    validity,
)
from tests.sandbox.conftest import Clock, MakeWire, Wire

DELMAR = "422233334444"
OSTRAVA = {"PositiveTargeting": {"BuyerAccounts": ["433344445555"]}}


def test_the_only_buyer_need_not_be_named(wire: Wire) -> None:
    assert accepted(wire, OPEN)["acceptor"] == {"accountId": DELMAR}


def test_a_named_buyer_accepts(wire: Wire) -> None:
    assert accepted(wire, OPEN, DELMAR)["acceptor"] == {"accountId": DELMAR}


def test_one_of_several_buyers_must_be_named_and_each_can_accept(wire: Wire) -> None:
    others = ("411122223333", DELMAR)
    end = wire.clock.date(30)
    offer = wire.succeed(create(), information(), buyers(*others), until(end), lasting(), release())
    assert "say which accepts it: 411122223333, 422233334444" in refusal(wire.sandbox, offer)
    made = {accepted(wire, offer, buyer)["acceptor"]["accountId"] for buyer in others}
    assert made == set(others)


def test_nobody_else_accepts(wire: Wire) -> None:
    assert "is not for account 111122223333; it is for 422233334444" in refusal(wire.sandbox, OPEN, BUYER)


def test_an_offer_without_buyers_is_accepted_by_nobody(wire: Wire) -> None:
    change_offer(wire, OPEN, targeting={})
    assert "not targeted" in refusal(wire.sandbox, OPEN, DELMAR)


def test_a_buyer_accepts_once(wire: Wire) -> None:
    key = wire.sandbox.accept(OPEN)
    assert f"already accepted offer {OPEN} (agreement {key})" in refusal(wire.sandbox, OPEN)
    wire.clock.forward(days=15)
    assert "already accepted" in refusal(wire.sandbox, OPEN, DELMAR)


def test_an_agreement_that_has_ended_was_an_acceptance_all_the_same(wire: Wire) -> None:
    change_offer(wire, OLD, end_date=wire.clock.date(9))
    assert ENDED in refusal(wire.sandbox, OLD)


def test_a_draft_is_not_accepted(wire: Wire) -> None:
    assert "has not been released" in refusal(wire.sandbox, DRAFT)


@pytest.mark.parametrize("key", ["offer-nobody", "", "offer-ü", vendors.EURO])
def test_what_is_no_offer_is_not_accepted(wire: Wire, key: str) -> None:
    assert f"There is no offer {key}" in refusal(wire.sandbox, key)


def test_an_offer_is_accepted_to_the_end_of_its_last_day_and_no_later(wire: Wire, clock: Clock) -> None:
    offer = released(wire, vendors.EURO, lasting(), days=30)
    clock.now = datetime(2026, 12, 23, 23, 59, 59, 999000, UTC)
    assert wire.document(offer)["Rules"][0]["AvailabilityEndDate"] == "2026-12-23T23:59:59.999Z"
    assert accepted(wire, offer)["acceptanceTime"] == "2026-12-23T23:59:59.999Z"


def test_an_expired_offer_is_not_accepted(wire: Wire, clock: Clock) -> None:
    assert f"expired at the end of {clock.date(-12)}" in refusal(wire.sandbox, EXPIRED)
    offer = released(wire, vendors.EURO, lasting(), days=30)
    clock.now = datetime(2026, 12, 24, tzinfo=UTC)
    assert "expired at the end of 2026-12-23" in refusal(wire.sandbox, offer)


def test_a_release_that_is_due_counts_and_one_that_is_not_does_not(make_wire: MakeWire, clock: Clock) -> None:
    wire = make_wire(pace=FAST)
    end, offer = clock.date(30), "offer-test000000002"
    wire.start(create(), information(), buyers(), until(end), lasting(), release())
    clock.forward(5)
    assert "There is no offer" in refusal(wire.sandbox, offer)
    clock.forward(1)
    assert accepted(wire, offer)["acceptanceTime"] == "2026-11-23T10:00:06.000Z"


def test_a_state_file_that_fails_is_a_refusal_with_a_sentence(wire: Wire) -> None:
    wire.sandbox.close()
    with pytest.raises(AcceptanceRefused, match="state file"):
        wire.sandbox.accept(OPEN)


def test_an_agreement_expires_at_its_end(wire: Wire, clock: Clock) -> None:
    offer = released(wire, vendors.EURO, lasting("P30D"))
    key = wire.sandbox.accept(offer)
    end = stored(wire.sandbox)[key]["endTime"]
    clock.forward(days=30)
    wire.look(OPEN)
    assert stored(wire.sandbox)[key]["status"] == "ACTIVE"
    clock.forward(0.001)
    wire.look(OPEN)
    made = stored(wire.sandbox)[key]
    assert (made["status"], made["lastUpdateTime"]) == ("EXPIRED", end)


def test_a_replacement_ends_the_agreement_it_replaces(wire: Wire) -> None:
    first = stored(wire.sandbox)[RUNNING]
    change_offer(wire, OPEN, replaces=RUNNING, targeting=OSTRAVA)
    wire.clock.forward(5)
    key = wire.sandbox.accept(OPEN)
    found = stored(wire.sandbox)
    assert found[RUNNING] == {**first, "status": "REPLACED", "lastUpdateTime": "2026-11-23T10:00:05.000Z"}
    assert (found[key]["replaces"], found[key]["initialAgreementId"]) == (RUNNING, RUNNING)
    assert found[key]["status"] == "ACTIVE"


def test_what_was_replaced_does_not_expire_any_more(wire: Wire) -> None:
    change_offer(wire, OPEN, replaces=RUNNING, targeting=OSTRAVA)
    wire.sandbox.accept(OPEN)
    wire.clock.forward(days=800)
    wire.look(OPEN)
    assert stored(wire.sandbox)[RUNNING]["status"] == "REPLACED"


def test_a_chain_of_replacements_keeps_its_first_link(wire: Wire) -> None:
    change_offer(wire, OPEN, replaces=RUNNING, targeting=OSTRAVA)
    second = wire.sandbox.accept(OPEN)
    change_offer(wire, USED, replaces=second, targeting=OSTRAVA)
    third = accepted(wire, USED)
    assert (third["replaces"], third["initialAgreementId"]) == (second, RUNNING)


@pytest.mark.parametrize("key", [ENDED, "agmt-nobody"])
def test_only_an_active_agreement_is_replaced(wire: Wire, key: str) -> None:
    change_offer(wire, OPEN, replaces=key)
    assert f"replaces agreement {key}, which is not active" in refusal(wire.sandbox, OPEN)


def test_nobody_ends_another_buyers_agreement(wire: Wire) -> None:
    change_offer(wire, OPEN, replaces=RUNNING)
    assert "of another account" in refusal(wire.sandbox, OPEN)


def test_an_agreement_made_yesterday_is_still_there_today(make_wire: MakeWire, tmp_path: Path) -> None:
    first = make_wire(path=tmp_path / "world.sqlite")
    key = first.sandbox.accept(OPEN)
    first.sandbox.close()
    again = make_wire(path=tmp_path / "world.sqlite")
    assert key in stored(again.sandbox)
    again.sandbox.reset()
    assert key not in stored(again.sandbox)


def test_a_replacement_offer_of_the_catalog_leads_from_one_agreement_to_the_next(wire: Wire) -> None:
    first = wire.sandbox.accept(released(wire, vendors.CONTRACT))
    details = {"ResaleAuthorizationId": vendors.CONTRACT, "AgreementId": first}
    made = change("CreateReplacementOfferUsingResaleAuthorization", None, details, ChangeName="CreateCPPO")
    ends = validity(AgreementEndDate=wire.clock.date(400))
    offer = wire.succeed(made, information(), until(wire.clock.date(30)), ends, release())
    second = accepted(wire, offer)
    assert (second["replaces"], second["startTime"]) == (first, second["acceptanceTime"])
    assert second["endTime"] == f"{wire.clock.date(400)}T23:59:59.999Z"
    assert stored(wire.sandbox)[first]["status"] == "REPLACED"
