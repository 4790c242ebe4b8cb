"""What a change set uses up and what it leaves behind: two switches, also together (fact sheet 11)."""

from collections.abc import Callable
from typing import Any

import pytest

from cppo_tui.sandbox import seed_vendors as vendors
from cppo_tui.sandbox.behaviour import Behaviour, UsedWhen
from cppo_tui.sandbox.pace import FAST
from cppo_tui.sandbox.seed_archera import GOLD
from tests.sandbox.changes import (
    NEW,
    buyers,
    create,
    information,
    lasting,
    markup,
    release,
    until,
    whole_cppo,
)
from tests.sandbox.conftest import Clock, MakeWire, Wire

Json = dict[str, Any]
DRAFT = "offer-draftseats3mvx"
RA = "INCOMPATIBLE_RESALE_AUTHORIZATION"
UNUSED = {"OfferExtendedStatus": "Not Started", "OfferCreatedCount": 0}
USED = {"OfferExtendedStatus": "Completed-Used", "OfferCreatedCount": 1}

Make = Callable[..., Wire]


@pytest.fixture
def turned(make_wire: MakeWire) -> Make:
    """A world with some switches turned."""
    return lambda **switches: make_wire(pace=FAST, behaviour=Behaviour(**switches))


def use(wire: Wire, authorization: str = vendors.SINGLE_USE) -> Json:
    details: Json = wire.document(authorization)["OfferDetails"]
    return details


def ids(wire: Wire) -> set[str]:
    lines = wire.entities("Offer", "SELF", MaxResults=50).body["EntitySummaryList"]
    return {line["EntityId"] for line in lines}


class TestUsedWhen:
    def test_when_created_a_draft_is_enough(self, turned: Make, clock: Clock) -> None:
        wire = turned(used_when=UsedWhen.CREATED)
        wire.start(create(vendors.SINGLE_USE))
        assert use(wire) == UNUSED
        clock.forward(60)
        assert use(wire) == USED
        assert wire.codes(create(vendors.SINGLE_USE)) == {"CreateOfferUsingResaleAuthorization": {RA}}

    def test_when_released_drafts_are_free_and_the_first_release_uses_it(
        self, turned: Make, clock: Clock
    ) -> None:
        wire = turned(used_when=UsedWhen.RELEASED)
        end = clock.date(40)
        *making, releasing = whole_cppo(end, vendors.SINGLE_USE)
        first, second = wire.succeed(*making), wire.succeed(*making)
        assert use(wire) == UNUSED
        wire.succeed(release(second))
        assert use(wire) == USED
        assert wire.codes(release(first)) == {"ReleaseOffer": {RA}}
        assert wire.codes(*making) == {"CreateOfferUsingResaleAuthorization": {RA}}
        assert releasing["ChangeType"] == "ReleaseOffer"

    def test_when_released_one_set_with_everything_uses_it_once(self, turned: Make, clock: Clock) -> None:
        wire = turned(used_when=UsedWhen.RELEASED)
        wire.succeed(*whole_cppo(clock.date(40), vendors.SINGLE_USE))
        assert use(wire) == USED

    def test_when_released_a_second_release_of_the_same_offer_counts_nothing(
        self, turned: Make, clock: Clock
    ) -> None:
        wire = turned(used_when=UsedWhen.RELEASED)
        offer = wire.succeed(*whole_cppo(clock.date(40), GOLD))
        assert wire.codes(release(offer)) == {"ReleaseOffer": {"INVALID_UPDATE_REQUEST"}}
        assert use(wire, GOLD)["OfferCreatedCount"] == 1

    def test_when_submitted_it_is_used_at_once_and_the_set_still_succeeds(
        self, turned: Make, clock: Clock
    ) -> None:
        wire = turned(used_when=UsedWhen.SUBMITTED)
        key = wire.start(*whole_cppo(clock.date(40), vendors.SINGLE_USE)).body["ChangeSetId"]
        assert use(wire) == USED
        clock.forward(60)
        assert wire.change_set(key)["Status"] == "SUCCEEDED"
        assert use(wire) == USED

    @pytest.mark.parametrize("becomes", ["FAILED", "CANCELLED"])
    def test_when_submitted_it_stays_used_whatever_becomes_of_the_set(
        self, turned: Make, clock: Clock, becomes: str
    ) -> None:
        wire = turned(used_when=UsedWhen.SUBMITTED)
        key = wire.start(create(vendors.SINGLE_USE), release()).body["ChangeSetId"]
        if becomes == "CANCELLED":
            assert wire.cancel(key).status == 200
        clock.forward(60)
        assert wire.change_set(key)["Status"] == becomes
        assert use(wire) == USED
        assert wire.codes(create(vendors.SINGLE_USE)) == {"CreateOfferUsingResaleAuthorization": {RA}}

    def test_when_submitted_the_first_of_two_gets_it(self, turned: Make, clock: Clock) -> None:
        wire = turned(used_when=UsedWhen.SUBMITTED)
        keys = [wire.start(create(vendors.SINGLE_USE)).body["ChangeSetId"] for _ in range(2)]
        clock.forward(60)
        assert [wire.change_set(key)["Status"] for key in keys] == ["SUCCEEDED", "FAILED"]
        assert use(wire) == USED

    def test_when_submitted_a_refused_request_uses_nothing(self, turned: Make) -> None:
        wire = turned(used_when=UsedWhen.SUBMITTED)
        assert wire.start(create(vendors.SINGLE_USE), release("offer-nobody")).status == 404
        assert use(wire) == UNUSED


class TestFailedSetLeavesDraft:
    BAD = buyers("000000000000")

    def test_by_default_nothing_stays(self, turned: Make) -> None:
        wire = turned(failed_set_leaves_draft=False)
        before = ids(wire)
        assert wire.codes(create(GOLD), information(), self.BAD)
        assert ids(wire) == before
        assert use(wire, GOLD) == UNUSED

    def test_a_draft_stays_with_what_nobody_objected_to(self, turned: Make, clock: Clock) -> None:
        wire = turned(failed_set_leaves_draft=True)
        before = ids(wire)
        changes = [
            create(GOLD),
            information(),
            markup(),
            self.BAD,
            until(clock.date(30)),
            lasting(),
            release(),
        ]
        wire.codes(*changes)
        [left] = ids(wire) - before
        document = wire.document(left)
        assert (document["State"], document["Name"], document["MarkupPercentage"]) == (
            "Draft",
            "Spring deal",
            "25.0",
        )
        assert [rule["Type"] for rule in document["Rules"]] == ["AvailabilityRule"]
        assert wire.entity(left)["EntityIdentifier"] == f"{left}@1"
        assert use(wire, GOLD)["OfferCreatedCount"] == 1

    def test_the_draft_can_be_put_right(self, turned: Make, clock: Clock) -> None:
        wire = turned(failed_set_leaves_draft=True)
        before = ids(wire)
        wire.codes(create(GOLD), information(), self.BAD, until(clock.date(30)), lasting(), release())
        [left] = ids(wire) - before
        wire.succeed(buyers(offer=left), release(left))
        assert wire.document(left)["State"] == "Released"

    def test_a_create_that_was_refused_leaves_none(self, turned: Make) -> None:
        wire = turned(failed_set_leaves_draft=True)
        before = ids(wire)
        wire.codes(create(vendors.USED_UP), information())
        assert ids(wire) == before

    def test_of_two_creates_on_a_single_use_authorization_one_stays(self, turned: Make) -> None:
        wire = turned(failed_set_leaves_draft=True)
        before = ids(wire)
        wire.codes(create(vendors.SINGLE_USE), create(vendors.SINGLE_USE, "Second"))
        assert len(ids(wire) - before) == 1
        assert use(wire) == USED

    def test_an_offer_that_was_there_stays_as_it_was(self, turned: Make) -> None:
        wire = turned(failed_set_leaves_draft=True)
        before = wire.entity(DRAFT)
        wire.codes(create(GOLD), markup("77", DRAFT), self.BAD)
        assert wire.entity(DRAFT)["EntityIdentifier"] == before["EntityIdentifier"]

    def test_a_set_that_succeeds_is_not_touched_by_the_switch(self, turned: Make, clock: Clock) -> None:
        wire = turned(failed_set_leaves_draft=True)
        offer = wire.succeed(*whole_cppo(clock.date(30)))
        assert wire.document(offer)["State"] == "Released"

    @pytest.mark.parametrize(
        ("used_when", "count"), [(UsedWhen.CREATED, 1), (UsedWhen.RELEASED, 0), (UsedWhen.SUBMITTED, 1)]
    )
    def test_what_stays_counts_as_the_other_switch_says(
        self, turned: Make, used_when: UsedWhen, count: int
    ) -> None:
        wire = turned(failed_set_leaves_draft=True, used_when=used_when)
        wire.codes(create(vendors.SINGLE_USE), information(NEW), self.BAD)
        assert use(wire)["OfferCreatedCount"] == count
