"""A status is a function of time, and an outcome does not depend on when somebody looked (fact sheet 6.5)."""

import pytest

from cppo_tui.sandbox import seed_vendors as vendors
from cppo_tui.sandbox.pace import FAST, INSTANT, REAL, Pace
from tests.sandbox.changes import create, markup, until, whole_cppo
from tests.sandbox.conftest import START, Clock, MakeWire, Wire

SLOW = Pace(10, 20, 100)


@pytest.mark.parametrize(
    ("seconds", "status"),
    [
        (0, "PREPARING"),
        (9.9, "PREPARING"),
        (10, "APPLYING"),
        (29.9, "APPLYING"),
        (30, "SUCCEEDED"),
        (9e5, "SUCCEEDED"),
    ],
)
def test_preparing_then_applying_then_the_end(
    make_wire: MakeWire, clock: Clock, seconds: float, status: str
) -> None:
    wire = make_wire(pace=SLOW)
    key = wire.start(create()).body["ChangeSetId"]
    clock.forward(seconds)
    assert wire.change_set(key)["Status"] == status


def test_a_release_takes_longer(make_wire: MakeWire, clock: Clock) -> None:
    wire = make_wire(pace=SLOW)
    key = wire.start(*whole_cppo("2027-01-31")).body["ChangeSetId"]
    clock.forward(129)
    assert wire.change_set(key)["Status"] == "APPLYING"
    clock.forward(1)
    assert wire.change_set(key)["Status"] == "SUCCEEDED"


def test_the_end_time_is_shown_once_there_is_one(make_wire: MakeWire, clock: Clock) -> None:
    wire = make_wire(pace=SLOW)
    key = wire.start(create()).body["ChangeSetId"]
    assert "EndTime" not in wire.change_set(key)
    clock.forward(days=2)
    done = wire.change_set(key)
    assert (done["StartTime"], done["EndTime"]) == ("2026-11-23T10:00:00Z", "2026-11-23T10:00:30Z")


def test_nothing_is_written_before_the_end(make_wire: MakeWire, clock: Clock) -> None:
    wire = make_wire(pace=SLOW)
    wire.start(until("2027-03-01", "offer-openbronze2kqw"))
    clock.forward(29)
    assert wire.entity("offer-openbronze2kqw")["EntityIdentifier"].endswith("@2")
    clock.forward(1)
    assert wire.entity("offer-openbronze2kqw")["EntityIdentifier"].endswith("@3")


def test_instant_is_over_by_the_first_look(make_wire: MakeWire) -> None:
    wire = make_wire(pace=INSTANT)
    key = wire.start(*whole_cppo("2027-01-31")).body["ChangeSetId"]
    assert wire.change_set(key)["Status"] == "SUCCEEDED"


def test_the_paces_are_the_measured_ones() -> None:
    def seconds(pace: Pace, *, releases: bool = False, moves_expiry: bool = False) -> float:
        return (pace.ends_at(START, releases=releases, moves_expiry=moves_expiry) - START).total_seconds()

    assert 12 <= seconds(REAL) <= 34
    assert seconds(REAL, releases=True) == 122
    assert seconds(REAL, moves_expiry=True) == seconds(REAL, releases=True, moves_expiry=True) == 152
    assert seconds(FAST, releases=True, moves_expiry=True) == 6


@pytest.mark.parametrize(
    ("offer", "seconds"), [("offer-openbronze2kqw", 152), ("offer-draftseats3mvx", 26)], ids=["open", "draft"]
)
def test_moving_the_last_day_takes_longest_once_buyers_see_the_offer(
    make_wire: MakeWire, clock: Clock, offer: str, seconds: int
) -> None:
    wire = make_wire(pace=REAL)
    key = wire.start(until("2027-01-31", offer)).body["ChangeSetId"]
    clock.forward(seconds - 1)
    assert wire.change_set(key)["Status"] == "APPLYING"
    clock.forward(1)
    assert wire.change_set(key)["Status"] == "SUCCEEDED"


def test_the_pace_is_that_of_the_start(make_wire: MakeWire, clock: Clock, tmp_path: object) -> None:
    path = f"{tmp_path}/world"
    key = make_wire(pace=SLOW, path=path).start(create()).body["ChangeSetId"]
    clock.forward(15)
    assert make_wire(pace=INSTANT, path=path).change_set(key)["Status"] == "APPLYING"


@pytest.mark.parametrize("looks", [[30.0], [5.0, 5.0, 5.0, 15.0], [10_000.0], [30.0, 0.0, 86_400.0]])
def test_an_authorization_that_expires_meanwhile_fails_the_set_whenever_one_looks(
    make_wire: MakeWire, clock: Clock, looks: list[float]
) -> None:
    wire = make_wire(pace=SLOW)
    clock.forward(days=5, seconds=13 * 3600 + 59 * 60 + 50)  # ten seconds before the end of its last day
    started = wire.start(create(vendors.ENDS_SOON))
    assert started.status == 200
    for seconds in looks:
        clock.forward(seconds)
        done = wire.change_set(started.body["ChangeSetId"])
    assert done["Status"] == "FAILED"
    assert done["ChangeSet"][0]["ErrorDetailList"][0]["ErrorCode"] == "INCOMPATIBLE_RESALE_AUTHORIZATION"


def test_an_authorization_that_expires_after_the_end_does_no_harm_to_late_lookers(
    make_wire: MakeWire, clock: Clock
) -> None:
    wire = make_wire(pace=SLOW)
    clock.forward(days=5, seconds=13 * 3600 + 58 * 60)
    key = wire.start(create(vendors.ENDS_SOON)).body["ChangeSetId"]
    clock.forward(days=300)
    assert wire.change_set(key)["Status"] == "SUCCEEDED"


def test_a_date_is_judged_as_of_the_end_and_not_of_the_look(make_wire: MakeWire, clock: Clock) -> None:
    wire = make_wire(pace=SLOW)
    key = wire.start(*whole_cppo(clock.date(1))).body["ChangeSetId"]
    clock.forward(days=4000)
    assert wire.change_set(key)["Status"] == "SUCCEEDED"


def test_of_two_sets_on_a_single_use_authorization_the_one_that_ends_first_wins(
    make_wire: MakeWire, clock: Clock
) -> None:
    wire = make_wire(pace=SLOW)
    slow = wire.start(*whole_cppo("2027-01-31", vendors.SINGLE_USE)).body["ChangeSetId"]
    clock.forward(1)
    quick = wire.start(create(vendors.SINGLE_USE)).body["ChangeSetId"]
    clock.forward(days=1)
    assert wire.change_set(quick)["Status"] == "SUCCEEDED"
    assert wire.change_set(slow)["Status"] == "FAILED"


def test_cancelling_while_preparing_stops_the_set(make_wire: MakeWire, clock: Clock) -> None:
    wire = make_wire(pace=SLOW)
    key = wire.start(markup("7", "offer-draftseats3mvx")).body["ChangeSetId"]
    clock.forward(5)
    reply = wire.cancel(key)
    assert (reply.status, reply.body["ChangeSetId"]) == (200, key)
    clock.forward(days=1)
    done = wire.change_set(key)
    assert (done["Status"], done["EndTime"]) == ("CANCELLED", "2026-11-23T10:00:05Z")
    assert wire.document("offer-draftseats3mvx")["MarkupPercentage"] == "12.5"


def test_a_cancelled_set_holds_no_lock(make_wire: MakeWire, clock: Clock) -> None:
    wire = make_wire(pace=SLOW)
    wire.cancel(wire.start(markup("7", "offer-draftseats3mvx")).body["ChangeSetId"])
    assert wire.start(markup("8", "offer-draftseats3mvx")).status == 200


@pytest.mark.parametrize(
    ("seconds", "status", "error"),
    [(10, 423, "ResourceInUseException"), (30, 422, "ValidationException")],
)
def test_after_preparing_it_is_too_late_to_cancel(
    make_wire: MakeWire, clock: Clock, seconds: float, status: int, error: str
) -> None:
    wire = make_wire(pace=SLOW)
    key = wire.start(create()).body["ChangeSetId"]
    clock.forward(seconds)
    reply = wire.cancel(key)
    assert (reply.status, reply.error) == (status, error)


def test_cancelling_what_is_not_there_is_a_404(wire: Wire) -> None:
    assert wire.cancel("nothing").status == 404
