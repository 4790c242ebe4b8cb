"""What nobody could confirm about AWS is a switch, and it works in every position (fact sheet 11)."""

from collections.abc import Callable
from dataclasses import fields
from datetime import timedelta
from typing import Any

import pytest

from cppo_tui.sandbox import seed_vendors as vendors
from cppo_tui.sandbox.assumptions import ASSUMPTIONS
from cppo_tui.sandbox.behaviour import Behaviour, Rounding, Switch, UsedWhen, with_switches
from cppo_tui.sandbox.pace import FAST, Pace
from cppo_tui.sandbox.prices import marked_up
from cppo_tui.sandbox.seed_archera import GOLD
from tests.sandbox.changes import (
    create,
    information,
    markup,
    release,
    whole_cppo,
)
from tests.sandbox.conftest import Clock, MakeWire, Wire

Json = dict[str, Any]
DRAFT = "offer-draftseats3mvx"
OPEN = "offer-openbronze2kqw"

Make = Callable[..., Wire]


@pytest.fixture
def turned(make_wire: MakeWire) -> Make:
    """A world with some switches turned."""

    def make(pace: Pace = FAST, path: Any = ":memory:", **switches: Any) -> Wire:
        return make_wire(pace=pace, path=path, behaviour=Behaviour(**switches))

    return make


def use(wire: Wire, authorization: str = vendors.SINGLE_USE) -> Json:
    details: Json = wire.document(authorization)["OfferDetails"]
    return details


def listed(wire: Wire, kind: str = "Offer", ownership: str = "SELF") -> list[Json]:
    found: list[Json] = wire.entities(kind, ownership, MaxResults=50).body["EntitySummaryList"]
    return found


def ids(wire: Wire) -> set[str]:
    return {line["EntityId"] for line in listed(wire)}


def sets(wire: Wire, **members: Any) -> list[Json]:
    request = {"Catalog": "AWSMarketplace", **members}
    found: list[Json] = wire.post("ListChangeSets", request).body["ChangeSetSummaryList"]
    return found


def test_every_switch_has_its_sentence() -> None:
    sentences = " ".join(ASSUMPTIONS)
    for switch in fields(Behaviour):
        assert f"Switch {switch.name.replace('_', '-')}:" in sentences, switch.name


class TestWritten:
    """As ``cppo sandbox serve --switch`` reads them."""

    def test_every_switch_can_be_turned_and_all_together(self) -> None:
        texts = (
            *("token-lifetime=60", "list-lag=0", "used-when=released", "failed-set-leaves-draft=yes"),
            *("rounding=half-even", "signature-window=300", "throttles=yes"),
        )
        switches = [Switch.parse(text) for text in texts]
        assert [str(one) for one in switches] == list(texts)
        assert {one.name for one in switches} == {one.name for one in fields(Behaviour)}
        assert with_switches(switches) == Behaviour(
            token_lifetime=timedelta(minutes=1),
            used_when=UsedWhen.RELEASED,
            failed_set_leaves_draft=True,
            rounding=Rounding.HALF_EVEN,
            signature_window=timedelta(minutes=5),
            throttles=True,
        )

    def test_none_leave_everything_as_documented(self) -> None:
        assert with_switches([]) == Behaviour()
        assert with_switches([Switch.parse("throttles=no")]) == Behaviour()

    @pytest.mark.parametrize(
        "text",
        [
            *("", "throttles", "throttles=", "throttles=maybe", "colour=blue", "token-lifetime=-1"),
            *("list-lag=1.5", "list-lag=٥", "list-lag=9999999999", "rounding=up", "used-when=never"),
        ],
    )
    def test_anything_else_is_refused_with_the_allowed_forms(self, text: str) -> None:
        with pytest.raises(ValueError, match=r"NAME=VALUE.*token-lifetime.*released.*half-even"):
            Switch.parse(text)


class TestTokenLifetime:
    def test_a_token_is_remembered_for_ever(self, wire: Wire, clock: Clock) -> None:
        first = wire.start(information(DRAFT), ClientRequestToken="t-1")
        clock.forward(days=4000)
        assert wire.start(information(DRAFT), ClientRequestToken="t-1").body == first.body

    @pytest.mark.parametrize(("hours", "sets_made"), [(23, 1), (24, 2), (999, 2)])
    def test_a_token_is_forgotten_after_its_lifetime(
        self, turned: Make, clock: Clock, hours: int, sets_made: int
    ) -> None:
        wire = turned(token_lifetime=timedelta(days=1))
        wire.start(information(DRAFT), ClientRequestToken="t-1")
        clock.forward(hours * 3600)
        assert wire.start(information(DRAFT), ClientRequestToken="t-1").status == 200
        assert len(sets(wire)) == sets_made

    def test_a_forgotten_token_takes_another_request_and_counts_from_there(
        self, turned: Make, clock: Clock
    ) -> None:
        wire = turned(token_lifetime=timedelta(hours=1))
        wire.start(markup("1", DRAFT), ClientRequestToken="t-1")
        clock.forward(3600)
        second = wire.start(markup("2", DRAFT), ClientRequestToken="t-1")
        clock.forward(3599)
        assert wire.start(markup("2", DRAFT), ClientRequestToken="t-1").body == second.body
        assert wire.start(markup("1", DRAFT), ClientRequestToken="t-1").status == 422

    def test_a_refused_request_does_not_take_the_forgotten_token(self, turned: Make, clock: Clock) -> None:
        wire = turned(token_lifetime=timedelta(hours=1))
        wire.start(markup("1", DRAFT), ClientRequestToken="t-1")
        clock.forward(3600)
        assert wire.start(release("offer-nobody"), ClientRequestToken="t-1").status == 404
        assert wire.start(markup("2", DRAFT), ClientRequestToken="t-1").status == 200


class TestListLag:
    def test_without_a_lag_lists_are_current(self, turned: Make) -> None:
        wire = turned(pace=Pace(0, 0, 0))
        offer = wire.succeed(*whole_cppo("2027-01-31"))
        assert offer in ids(wire)
        assert sets(wire)[0]["Status"] == "SUCCEEDED"

    def test_a_new_offer_is_described_at_once_and_listed_after_the_lag(
        self, turned: Make, clock: Clock
    ) -> None:
        wire = turned(pace=Pace(0, 0, 0), list_lag=timedelta(seconds=30))
        started = wire.start(*whole_cppo("2027-01-31")).body["ChangeSetId"]
        offer = wire.change_set(started)["ChangeSet"][0]["Entity"]["Identifier"].removesuffix("@1")
        assert wire.entity(offer)["DetailsDocument"]["State"] == "Released"
        assert offer not in ids(wire)
        clock.forward(29.9)
        assert offer not in ids(wire)
        clock.forward(0.1)
        assert offer in ids(wire)

    def test_a_changed_offer_is_listed_as_it_was(self, turned: Make, clock: Clock) -> None:
        wire = turned(pace=Pace(0, 0, 0), list_lag=timedelta(seconds=30))

        def shown() -> str:
            [line] = [one for one in listed(wire) if one["EntityId"] == OPEN]
            return str(line["Name"])

        before = shown()
        for name in ("Second", "Third"):
            key = wire.start(information(OPEN, Name=name)).body["ChangeSetId"]
            assert wire.change_set(key)["Status"] == "SUCCEEDED"
            clock.forward(10)
        assert (wire.document(OPEN)["Name"], shown()) == ("Third", before)
        clock.forward(10)
        assert shown() == "Second"
        clock.forward(10)
        assert shown() == "Third"
        assert wire.sandbox.scenario_name == "archera"

    def test_a_used_authorization_is_listed_as_unused(self, turned: Make, clock: Clock) -> None:
        wire = turned(pace=Pace(0, 0, 0), list_lag=timedelta(seconds=30))
        wire.change_set(wire.start(create(GOLD)).body["ChangeSetId"])

        def status() -> str:
            lines = listed(wire, "ResaleAuthorization", "SHARED")
            [line] = [one for one in lines if one["EntityId"] == GOLD]
            return str(line["ResaleAuthorizationSummary"]["OfferExtendedStatus"])

        assert use(wire, GOLD)["OfferExtendedStatus"] == "Completed-Usable"
        assert status() == "Not Started"
        clock.forward(30)
        assert status() == "Completed-Usable"

    def test_change_sets_are_listed_as_they_were(self, turned: Make, clock: Clock) -> None:
        wire = turned(pace=Pace(5, 5, 0), list_lag=timedelta(seconds=20))
        key = wire.start(create(), information(OPEN)).body["ChangeSetId"]
        seen = {}
        for second in range(0, 31, 5):
            [line] = sets(wire) or [{}]
            seen[second] = (line.get("Status"), len(line.get("EntityIdList", [])), "EndTime" in line)
            clock.forward(5)
        assert wire.change_set(key)["Status"] == "SUCCEEDED"
        assert seen == {
            **dict.fromkeys((0, 5, 10, 15), (None, 0, False)),
            20: ("PREPARING", 1, False),
            25: ("APPLYING", 1, False),
            30: ("SUCCEEDED", 2, True),
        }

    def test_a_filter_asks_about_the_world_that_is_shown(self, turned: Make, clock: Clock) -> None:
        wire = turned(pace=Pace(0, 0, 0), list_lag=timedelta(seconds=20))
        wire.start(markup("3", DRAFT))
        clock.forward(20)
        wire.start(release(OPEN))
        clock.forward(19)
        failed = {"FilterList": [{"Name": "Status", "ValueList": ["FAILED"]}]}
        assert sets(wire, **failed) == []
        clock.forward(1)
        assert len(sets(wire, **failed)) == 1


class TestRounding:
    @pytest.mark.parametrize(
        ("rounding", "prices"),
        [
            (Rounding.HALF_UP, ["0.01", "0.02", "0.03"]),
            (Rounding.HALF_EVEN, ["0", "0.02", "0.02"]),
            (Rounding.DOWN, ["0", "0.01", "0.02"]),
        ],
    )
    def test_a_half_and_what_is_beside_it(self, rounding: Rounding, prices: list[str]) -> None:
        assert [marked_up(one, "0", 2, rounding) for one in ("0.005", "0.0151", "0.025")] == prices

    @pytest.mark.parametrize(
        ("rounding", "after_odd", "after_even"),
        [
            (Rounding.HALF_UP, "0.00700004", "0.00700011"),
            (Rounding.HALF_EVEN, "0.00700004", "0.0070001"),
            (Rounding.DOWN, "0.00700003", "0.0070001"),
        ],
    )
    def test_the_described_offer_is_rounded_by_it(
        self, turned: Make, rounding: Rounding, after_odd: str, after_even: str
    ) -> None:
        wire = turned(rounding=rounding)
        for percentage, price in (("0.0005", after_odd), ("0.0015", after_even)):
            offer = wire.succeed(create(GOLD), markup(percentage))
            [term] = [one for one in wire.document(offer)["Terms"] if one["Type"] == "UsageBasedPricingTerm"]
            assert term["RateCards"][0]["RateCard"][0]["Price"] == price
            batch = {"EntityRequestList": [{"Catalog": "AWSMarketplace", "EntityId": offer}]}
            answer = wire.post("BatchDescribeEntities", batch).body["EntityDetails"][offer]
            assert term in answer["DetailsDocument"]["Terms"]
