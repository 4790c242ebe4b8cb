"""How often an operation may be asked, when the sandbox is told to mind (fact sheet 6.11)."""

from datetime import timedelta

import pytest

from cppo_tui.sandbox.behaviour import Behaviour
from cppo_tui.sandbox.errors import ApiError
from cppo_tui.sandbox.rates import PER_SECOND, Rates
from cppo_tui.sandbox.routes import OPERATIONS
from tests.sandbox.changes import create
from tests.sandbox.conftest import START, Clock, MakeWire, Wire, boto_client

FACT_SHEET = {
    "ListEntities": 10,
    "DescribeEntity": 20,
    "StartChangeSet": 5,
    "ListChangeSets": 5,
    "DescribeChangeSet": 10,
    "CancelChangeSet": 5,
    "TagResource": 5,
    "UntagResource": 5,
    "ListTagsForResource": 5,
}


def admitted(rates: Rates, operation: str, count: int, clock: Clock) -> int:
    """How many of so many requests at this moment get through."""
    through = 0
    for _ in range(count):
        try:
            rates.admit(operation, clock.now)
            through += 1
        except ApiError:
            continue
    return through


@pytest.fixture
def minding(make_wire: MakeWire) -> Wire:
    return make_wire(behaviour=Behaviour(throttles=True))


def test_the_rates_are_those_of_the_fact_sheet_and_every_operation_has_one() -> None:
    assert {**FACT_SHEET, "BatchDescribeEntities": 20} == PER_SECOND
    assert {path.removeprefix("/") for _, path in OPERATIONS} == set(PER_SECOND)


@pytest.mark.parametrize(("operation", "rate"), FACT_SHEET.items())
def test_a_second_has_room_for_as_many_requests_as_the_rate(operation: str, rate: int, clock: Clock) -> None:
    rates = Rates()
    assert admitted(rates, operation, 50, clock) == rate
    clock.forward(1 / rate)
    assert admitted(rates, operation, 50, clock) == 1
    clock.forward(60)
    assert admitted(rates, operation, 50, clock) == rate


def test_a_steady_pace_at_the_rate_is_never_refused(clock: Clock) -> None:
    rates = Rates()
    for _ in range(200):
        assert admitted(rates, "StartChangeSet", 1, clock) == 1
        clock.forward(0.2)


def test_one_operation_does_not_use_up_another(clock: Clock) -> None:
    rates = Rates()
    admitted(rates, "ListEntities", 50, clock)
    assert admitted(rates, "ListChangeSets", 50, clock) == 5


def test_what_has_no_rate_is_always_admitted(clock: Clock) -> None:
    assert admitted(Rates(), "GetResourcePolicy", 1000, clock) == 1000


def test_a_clock_that_is_set_back_closes_the_door_for_a_moment_only(clock: Clock) -> None:
    rates = Rates()
    admitted(rates, "StartChangeSet", 3, clock)
    clock.now = START - timedelta(days=1)
    assert admitted(rates, "StartChangeSet", 5, clock) == 0
    clock.forward(0.4)
    assert admitted(rates, "StartChangeSet", 5, clock) == 2


def test_too_many_requests_are_a_429_and_change_nothing(minding: Wire, clock: Clock) -> None:
    replies = [minding.start(create()) for _ in range(7)]
    assert [reply.status for reply in replies] == [200] * 5 + [429] * 2
    assert (replies[-1].error, replies[-1].message) == (
        "ThrottlingException",
        "Rate exceeded: StartChangeSet allows 5 requests per second.",
    )
    clock.forward(1)
    listed = minding.post("ListChangeSets", {"Catalog": "AWSMarketplace"}).body["ChangeSetSummaryList"]
    assert len(listed) == 5


def test_a_bad_request_counts_too(minding: Wire) -> None:
    assert [minding.look("offer-nobody").status for _ in range(21)] == [404] * 20 + [429]


def test_a_real_client_raises_its_throttling_exception(minding: Wire) -> None:
    for _ in range(10):
        minding.entities("Offer", "SELF")
    client = boto_client(minding.sandbox)
    client.meta.events.register_first("needs-retry.*", lambda **_: False)
    with pytest.raises(client.exceptions.ThrottlingException):
        client.list_entities(Catalog="AWSMarketplace", EntityType="Offer")


def test_by_default_nobody_counts(wire: Wire) -> None:
    assert {wire.entities("Offer", "SELF").status for _ in range(60)} == {200}
