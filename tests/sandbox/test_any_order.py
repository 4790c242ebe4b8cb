"""Random operations in any order, by a state machine that keeps its own books of what must be so.

Locks are released, revisions grow by one for each change set that succeeded, no offer appears without a
create, quotas are never exceeded, nothing that has ended changes again.
"""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from cppo_tui.sandbox import seed_vendors as vendors
from cppo_tui.sandbox.acceptance import AcceptanceRefused
from cppo_tui.sandbox.gate import MAX_OFFERS_IN_WORK
from cppo_tui.sandbox.pace import Pace
from cppo_tui.sandbox.records import Entity
from cppo_tui.sandbox.seed_archera import BRONZE
from cppo_tui.sandbox.service import Sandbox
from tests.sandbox.changes import buyers, create, information, lasting, markup, release, until
from tests.sandbox.conftest import Clock, Counter, Wire

Json = dict[str, Any]
OPEN = ("PREPARING", "APPLYING")
AUTHORIZATIONS = st.sampled_from([BRONZE, vendors.SINGLE_USE, vendors.CONTRACT, vendors.EXPIRED])
BUYERS = st.sampled_from(["111122223333", "000000000000"])
SLOW = Pace(10, 20, 30)


class AnyOrder(RuleBasedStateMachine):
    """A reseller, or several, doing things in any order while time passes."""

    sets = Bundle("sets")
    offers = Bundle("offers")

    def __init__(self) -> None:
        super().__init__()
        self.clock = Clock()
        self.sandbox = Sandbox(pace=SLOW, clock=self.clock, new_id=Counter())
        self.wire = Wire(self.sandbox, self.clock)
        self.at_first = self._offer_ids()
        self.started: dict[str, set[str]] = {}
        self.ended: dict[str, Json] = {}
        self.revisions: dict[str, int] = {key: self._revision(key) for key in self.at_first}
        self.tokens: dict[str, tuple[str, Json]] = {}

    @initialize(target=offers)
    def what_is_there_already(self) -> Any:
        """An open offer and a draft of earlier days."""
        return multiple("offer-openbronze2kqw", "offer-draftseats3mvx")

    def teardown(self) -> None:
        self.sandbox.close()

    @rule(target=sets, authorization=AUTHORIZATIONS, buyer=BUYERS, releases=st.booleans())
    def make_an_offer(self, authorization: str, buyer: str, releases: bool) -> str:
        changes = [create(authorization), information(), markup(), buyers(buyer), until(self.clock.date(30))]
        changes += [lasting()] if authorization != vendors.CONTRACT else []
        changes.append(release())
        return self._start(changes if releases else changes[:-1])

    @rule(
        target=sets,
        offer=offers.filter(bool),
        what=st.sampled_from(["rename", "extend", "release", "markup", "buyers"]),
    )
    def change_an_offer(self, offer: str, what: str) -> str:
        changes = {
            "rename": information(offer, Name="Another name"),
            "extend": until(self.clock.date(50), offer),
            "release": release(offer),
            "markup": markup("30", offer),
            "buyers": buyers("111122223333", offer=offer),
        }
        return self._start([changes[what]], offer)

    @rule(token=st.sampled_from(["a", "b"]), name=st.sampled_from(["One", "Two"]))
    def send_with_a_token(self, token: str, name: str) -> None:
        """The same token and words: the same set. Other words: refused, and nothing happens."""
        changes = [create(BRONZE), information(Name=name)]
        reply = self.wire.start(*changes, ClientRequestToken=token)
        known, body = self.tokens.get(token, (name, reply.body))
        if known != name:
            assert reply.status == 422
        elif reply.status == 200:
            assert reply.body == body
            self.tokens[token] = (name, body)
            self.started.setdefault(body["ChangeSetId"], set())

    @rule(seconds=st.sampled_from([1, 9, 25, 70]))
    def time_passes(self, seconds: int) -> None:
        self.clock.forward(seconds)

    @rule(key=sets)
    def cancel(self, key: str) -> None:
        if key:
            before = self.wire.change_set(key)["Status"]
            assert (self.wire.cancel(key).status == 200) == (before == "PREPARING")

    @rule(target=offers, key=consumes(sets))
    def look(self, key: str) -> str:
        """The offer a set worked on, once it succeeded."""
        seen: Json = self.wire.change_set(key) if key else {"Status": ""}
        if seen["Status"] != "SUCCEEDED":
            return ""
        return str(seen["ChangeSet"][0]["Entity"]["Identifier"]).partition("@")[0]

    @rule(offer=offers.filter(bool))
    def a_buyer_accepts(self, offer: str) -> None:
        try:
            assert self.sandbox.accept(offer).startswith("agmt-")
        except AcceptanceRefused:
            return

    @invariant()
    def the_books_agree(self) -> None:
        """In this order: the first brings the books up to date."""
        self.what_has_ended_stays_as_it_ended()
        self.no_offer_without_a_create_that_succeeded()
        self.revisions_grow_by_one_for_each_success()
        self.at_most_so_many_offers_are_in_work_and_each_in_one_set()

    def what_has_ended_stays_as_it_ended(self) -> None:
        for key in self.started:
            seen = self.wire.change_set(key)
            if key in self.ended:
                assert seen == self.ended[key]
            elif seen["Status"] not in OPEN:
                self.ended[key] = seen
                self._book(key, seen)

    def no_offer_without_a_create_that_succeeded(self) -> None:
        made = {
            str(change["Entity"]["Identifier"]).partition("@")[0]
            for seen in self.ended.values()
            for change in seen["ChangeSet"]
            if seen["Status"] == "SUCCEEDED" and change["ChangeType"].startswith("Create")
        }
        assert self._offer_ids() == self.at_first | made

    def revisions_grow_by_one_for_each_success(self) -> None:
        assert {key: self._revision(key) for key in self._offer_ids()} == self.revisions

    def at_most_so_many_offers_are_in_work_and_each_in_one_set(self) -> None:
        """A create's offer has no name yet, so it counts by its set."""
        open_sets = [key for key in self.started if key not in self.ended]
        held = [offer for key in open_sets for offer in (self.started[key] or {key})]
        assert len(held) == len(set(held)) <= MAX_OFFERS_IN_WORK

    def _start(self, changes: list[Json], offer: str = "") -> str:
        """An offer another set works on is refused as locked, and no other is."""
        held = {one for key in self.started if key not in self.ended for one in self.started[key]}
        reply = self.wire.start(*changes)
        assert reply.status in (200, 402, 422, 423), reply
        assert (reply.status == 423) == (offer in held)
        if reply.status != 200:
            return ""
        key = str(reply.body["ChangeSetId"])
        self.started[key] = {offer} - {""}
        return key

    def _book(self, key: str, seen: Json) -> None:
        if seen["Status"] == "SUCCEEDED":
            for offer in {str(one["Entity"]["Identifier"]).partition("@")[0] for one in seen["ChangeSet"]}:
                self.revisions[offer] = self.revisions.get(offer, 0) + 1

    def _offer_ids(self) -> set[str]:
        found: set[str] = set()
        token: dict[str, str] = {}
        while True:
            page = self.wire.entities("Offer", "SELF", MaxResults=50, **token).body
            found |= {line["EntityId"] for line in page["EntitySummaryList"]}
            if "NextToken" not in page:
                return found
            token = {"NextToken": page["NextToken"]}

    def _revision(self, key: str) -> int:
        return int(self.wire.entity(key)["EntityIdentifier"].partition("@")[2])


SETTINGS = settings(max_examples=60, stateful_step_count=30, deadline=None)
CONTROL = settings(SETTINGS, max_examples=200, database=None, phases=[Phase.generate])
TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = SETTINGS


def _no_locks(_world: object, _changes: object) -> None:
    """A gate that lets every set through."""


def _two_at_once(entity: Entity, doc: Json, modified: str) -> Entity:
    """A revision too many."""
    return replace(entity, doc=doc, revision=entity.revision + 2, modified=modified)


@pytest.mark.parametrize(
    ("where", "broken"),
    [
        ("cppo_tui.sandbox.gate._check_locks", _no_locks),
        ("cppo_tui.sandbox.records.Entity.revised", _two_at_once),
    ],
)
def test_a_world_that_breaks_its_word_is_noticed(
    monkeypatch: pytest.MonkeyPatch, where: str, broken: object
) -> None:
    """The controls."""
    monkeypatch.setattr(where, broken)
    with pytest.raises(AssertionError):
        run_state_machine_as_test(AnyOrder, settings=CONTROL)
