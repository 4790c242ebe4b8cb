"""Full collections come when nobody types, and are made up for then."""

import gc
from collections.abc import Iterator

import pytest

from cppo_tui.ui import pauses


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    """The collector as it was."""
    threshold = gc.get_threshold()
    yield
    gc.set_threshold(*threshold)
    gc.enable()


def full_collections() -> int:
    return int(gc.get_stats()[2]["collections"])


def make_garbage(rounds: int) -> None:
    for _ in range(rounds):
        gc.collect(1)


def test_small_collections_go_on_and_full_ones_become_rare() -> None:
    gc.disable()
    pauses.collect_in_pauses_only()
    assert gc.isenabled()
    assert gc.get_threshold()[2] == pauses.BUSY > pauses.WORTH_IT


def test_a_pause_collects_what_is_due_and_only_then() -> None:
    gc.collect()
    before = full_collections()
    pauses.pause()
    assert full_collections() == before
    make_garbage(pauses.WORTH_IT)
    pauses.pause()
    assert full_collections() == before + 1


def test_a_screen_that_is_left_is_given_back_sooner() -> None:
    gc.collect()
    before = full_collections()
    make_garbage(pauses.LEFT)
    pauses.pause()
    assert full_collections() == before
    pauses.screen_left()
    assert full_collections() == before + 1
