"""Columns share the width by their parts, but nobody keeps room that another's text is cut for."""

import pytest

from cppo_tui.ui.widgets.fitted_table import shared_out
from tests.ui.looks import fill, rows
from tests.ui.scenes_desks import visiting
from tests.ui.stage import LARGE, Stage, settle

TITLE = "Archera - Subscription for 1234 5678 9012, renewal"


@pytest.mark.parametrize(
    ("room", "shares", "needs", "gets"),
    [
        (80, (1, 1), (10, 20), [40, 40]),  # all whole: by shares, whatever they hold
        (80, (1, 1), (50, 20), [50, 30]),  # one is short of ten cells
        (80, (1, 1), (90, 20), [60, 20]),  # more than there is
        (80, (1, 1), (90, 90), [40, 40]),  # all cut
        (90, (1, 1, 1), (40, 36, 10), [40, 36, 14]),
        (90, (1, 1, 1), (40, 70, 10), [40, 40, 10]),  # the first is whole first
    ],
)
def test_who_is_short_gets_what_others_do_not_need(
    room: int, shares: tuple[int, ...], needs: tuple[int, ...], gets: list[int]
) -> None:
    assert shared_out(room, shares, needs) == gets


@pytest.mark.parametrize(
    ("room", "needs", "gets"),
    [
        (52, (22, 42), [22, 29]),  # what keeps both its ends gives way to what would lose its end
        (39, (22, 42), [21, 18]),  # as far as its two ends still tell it from others
        (24, (22, 42), [8, 16]),
        (70, (22, 42), [23, 46]),
    ],
)
def test_what_is_cut_in_its_middle_gives_way(room: int, needs: tuple[int, ...], gets: list[int]) -> None:
    assert shared_out(room, (11, 22), needs, middle=[1]) == gets


async def test_a_long_name_is_whole_where_the_window_has_room_for_it(stage: Stage) -> None:
    stage.store.save_draft(stage.draft(title=TITLE), revision=0)
    async with stage.running(size=LARGE):
        assert any(TITLE in row for row in rows(stage.app))


async def test_a_search_that_leaves_the_short_names_moves_no_column(stage: Stage) -> None:
    async with stage.running(size=LARGE) as pilot:
        await visiting("a")(stage, pilot)
        await settle(pilot)
        before = next(row.index("Ends in") for row in rows(stage.app) if "Ends in" in row)
        await fill(pilot, "#search", "quillon")
        assert next(row.index("Ends in") for row in rows(stage.app) if "Ends in" in row) == before
