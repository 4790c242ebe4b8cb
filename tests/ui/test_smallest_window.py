"""At 60x18 as in a large window: what goes on below is said, and every button is there whole."""

from typing import Any

import pytest
from textual.widgets import Button

from cppo_tui.domain.steps import Step
from cppo_tui.domain.submission import SubmissionState
from cppo_tui.ui.widgets.status_bar import WORDS, StatusBar
from cppo_tui.ui.widgets.toggles import Option
from tests.ui.looks import is_whole, rows, shown
from tests.ui.scenes import SCENES, status
from tests.ui.stage import Stage, settle

NARROW = (60, 18)
STATES = ("status-published", "status-draft", "status-failed", "status-refused", "status-unknown")


async def test_a_review_that_goes_on_below_says_so_beside_both_ways_to_publish(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, size=NARROW) as pilot:
        ways = next(row for row in rows(stage.app) if "Publish directly" in row)
        assert "( ) Verify first" in ways
        assert ways.rstrip().endswith("PgDn: more ↓")
        assert is_whole(stage.app.screen.query_one("#verify", Option))
        await pilot.resize_terminal(100, 30)
        await settle(pilot)
        assert "( ) Verify first, then release" in shown(stage.app)


@pytest.mark.parametrize("name", STATES)
async def test_every_button_of_the_status_is_whole(stage: Stage, name: str) -> None:
    async with stage.running(size=NARROW, but=("follow",)) as pilot:
        await SCENES[name](stage, pilot)
        there = [one for one in stage.app.screen.query(StatusBar).only_one().query(Button) if one.display]
        assert there
        assert [str(one.label) for one in there if not is_whole(one)] == []


async def test_so_are_those_of_an_unknown_outcome_with_an_id(stage: Stage) -> None:
    async with stage.running(size=NARROW, but=("follow",)) as pilot:
        await status(SubmissionState.UNKNOWN)(stage, pilot)
        assert "Drafts Copy id Look again Send again Close … " in shown(stage.app)


async def test_where_there_is_room_they_say_all_of_it(stage: Stage) -> None:
    async with stage.running(size=NARROW, but=("follow",)) as pilot:
        await SCENES["status-unknown"](stage, pilot)
        again: Any = stage.app.screen.query_one("#resend", Button)
        assert str(again.label) == "Send again"
        assert str(again.tooltip) == "Send the same again"
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert str(again.label) == "Send the same again"
        assert is_whole(again)
        assert again.tooltip is None


def test_few_words_are_never_more() -> None:
    assert all(len(few) <= len(words) for _, words, few in WORDS)
