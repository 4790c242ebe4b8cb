"""The intent is on the disk before the first byte leaves (I2; scenario 3 for a power cut)."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.reliability.crash_controls import FORGETFUL, UNSAFE
from tests.reliability.crash_order import CALLS, Order
from tests.reliability.crash_points import PUBLISH
from tests.reliability.crash_rig import LIFE, Rig, the_rig
from tests.reliability.crash_strace import live_traced, why_not
from tests.reliability.scale import times

Figure = Callable[[str], None]
INTENT = "sql INSERT INTO"
MUTANTS: dict[str, dict[str, Any]] = {
    "commits not synced": {"call": UNSAFE, "synchronous": "OFF"},
    "commits synced now and then": {"call": UNSAFE, "synchronous": "NORMAL"},
    "noted after sending": {"call": FORGETFUL},
}


@pytest.fixture
def rig() -> Rig:
    return the_rig()


def order_of(rig: Rig, **arguments: Any) -> Order:
    """The order of a whole start, by its system calls."""
    home, log = rig.home(), rig.folder / "order"
    trace = ("-y", "-s", "64", "-e", "trace=" + ",".join(CALLS), "-o", str(log))
    assert not live_traced(rig, home, *trace, **arguments).signal
    order = Order(str(home))
    order.read(log.read_text(encoding="utf-8", errors="replace"))
    assert order.sends == 1
    return order


def committed_before_sending(rig: Rig, call: str) -> bool:
    """Between noting the intent and the next step to the network the note was committed."""
    points = rig.live(rig.home(), call=call, fault={"at": 0}).last("points")
    assert points is not None
    names = points[0]
    noted = len(names) - 1 - names[::-1].index(INTENT)
    return "sql COMMIT" in names[noted : names.index(PUBLISH)]


def test_no_byte_leaves_before_the_intent_is_committed(rig: Rig, figure: Figure) -> None:
    """By the steps counted in process; that a commit is durable, tests/store/test_durability.py shows."""
    caught = not committed_before_sending(rig, FORGETFUL)
    figure(f"order of commit and send: kept; control, noted after sending: {int(caught)} of 1 caught")
    assert committed_before_sending(rig, LIFE)
    assert caught


def test_no_byte_leaves_while_anything_is_not_synced(rig: Rig, figure: Figure) -> None:
    """By the order of system calls."""
    if why_not():
        figure(f"order of fsync and send: not run, {why_not()}; see the order of commit and send")
        return
    rounds = times(1, 10)
    early = sum(order_of(rig).early for _ in range(rounds))
    caught = [name for name, mutant in MUTANTS.items() if order_of(rig, **mutant).early]
    figure(
        f"order of fsync and send: {early} bytes early in {rounds} starts; "
        f"control: {len(caught)} of {len(MUTANTS)} mutants caught"
    )
    assert early == 0
    assert caught == list(MUTANTS)
