"""Small terminals, resizing ones, and terminals without colour."""

import os
import random

import pytest
from textual.widgets import Button

from cppo_tui.domain.steps import FORM_STEPS, Step
from cppo_tui.domain.submission import SubmissionState
from cppo_tui.sandbox.seed_vendors import MANY_DIMENSIONS
from cppo_tui.ui.dialogs.type_in import TypeIn
from cppo_tui.ui.screens.status import StatusScreen
from cppo_tui.ui.widgets.fitted_table import FittedTable
from cppo_tui.ui.widgets.price_table import PriceTable
from tests.ui.looks import is_whole, rows, shown, words
from tests.ui.scenes import Play
from tests.ui.scenes_desks import bulk_filled, choosing, visiting
from tests.ui.stage import BUYER, Stage, settle, type_text

SIZES = [(80, 24), (60, 18), (120, 40), (200, 60)]
PRIMARY = dict.fromkeys(FORM_STEPS, "#next") | {Step.REVIEW: "#publish"}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("step", PRIMARY)
async def test_primary_button_and_rail_are_whole_on_every_step(
    stage: Stage, step: Step, size: tuple[int, int]
) -> None:
    async with stage.at(step, size=size):
        button = stage.app.screen.query_one(PRIMARY[step], Button)
        assert is_whole(button)
        assert is_whole(stage.app.screen.query_one("#back", Button))
        assert str(button.label) in shown(stage.app)
        rail = rows(stage.app)[1]
        assert all(str(int(one)) in rail for one in Step)
        assert f"{int(step)} {step.short}" in rail


@pytest.mark.parametrize("size", [(80, 24), (60, 18)])
@pytest.mark.parametrize("step", FORM_STEPS)
async def test_the_focused_input_is_whole_on_every_step(
    stage: Stage, step: Step, size: tuple[int, int]
) -> None:
    async with stage.at(step, size=size):
        assert stage.app.focused is not None
        assert is_whole(stage.app.focused)


@pytest.mark.parametrize("size", [(80, 24), (60, 18)])
async def test_the_first_screen_s_buttons_are_whole(stage: Stage, size: tuple[int, int]) -> None:
    stage.store.save_draft(stage.draft(), revision=0)
    async with stage.running(size=size):
        for button in stage.app.screen.query("#bar Button").results(Button):
            if button.display:
                assert is_whole(button), button.id


@pytest.mark.parametrize("play", [visiting("o", choosing()), visiting("a"), visiting("m", bulk_filled)])
async def test_the_buttons_of_the_desks_are_whole_in_the_smallest_window(stage: Stage, play: Play) -> None:
    async with stage.running(size=(60, 18)) as pilot:
        await play(stage, pilot)
        shown_buttons = [one for one in stage.app.screen.query(Button) if one.region.area]
        assert len(shown_buttons) >= 6
        assert not [one.id for one in shown_buttons if not is_whole(one)]


@pytest.mark.parametrize("size", [(80, 24), (60, 18)])
async def test_the_confirmation_shows_its_question_input_and_buttons(
    stage: Stage, size: tuple[int, int]
) -> None:
    async with stage.at(Step.REVIEW, size=size) as pilot:
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, TypeIn)
        for selector in ("#answer", "#yes", "#no"):
            assert is_whole(stage.app.screen.query_one(selector)), selector


@pytest.mark.parametrize("size", [(59, 24), (80, 17), (20, 5)])
async def test_below_the_smallest_size_nothing_can_be_published(stage: Stage, size: tuple[int, int]) -> None:
    async with stage.at(Step.REVIEW, size=size) as pilot:
        assert stage.app.screen.query_one("#publish", Button).disabled
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert not isinstance(stage.app.screen, TypeIn)
        assert not stage.store.submissions()


async def test_making_the_window_larger_allows_publishing_again(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, size=(50, 15)) as pilot:
        assert words(stage.app, "#notice") == "Enlarge the window to publish."
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert not stage.app.screen.query_one("#publish", Button).disabled
        await pilot.resize_terminal(50, 15)
        await settle(pilot)
        assert stage.app.screen.query_one("#publish", Button).disabled


@pytest.mark.parametrize("step", PRIMARY)
async def test_a_storm_of_resizes_harms_nothing(stage: Stage, step: Step) -> None:
    draft = stage.draft()
    dice = random.Random(int(step))
    async with stage.at(step, draft) as pilot:
        for _ in range(25):
            await pilot.resize_terminal(dice.randint(1, 200), dice.randint(1, 70))
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert is_whole(stage.app.screen.query_one(PRIMARY[step]))
        assert stage.app.drafting.draft == draft


async def test_without_colour_the_whole_walk_still_says_everything(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "NO_COLOR", "1")
    stage.app = stage.new_app()
    async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=("123",))) as pilot:
        assert stage.app.no_color
        assert "to fix" in shown(stage.app)
        stage.app.change(buyers=(BUYER,))
        await settle(pilot)
        for _ in range(5):
            await pilot.press("ctrl+n")
            await settle(pilot)
        await type_text(pilot, BUYER[-4:])
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(stage.app.screen, StatusScreen)
        assert "Published:" in shown(stage.app)


OTHERS = [(160, 50), (60, 18), (80, 24)]


@pytest.mark.parametrize("step", PRIMARY)
async def test_a_resize_keeps_the_focus_where_it_can_be_seen(stage: Stage, step: Step) -> None:
    async with stage.at(step) as pilot:
        await pilot.press("shift+tab", "shift+tab")
        focused = stage.app.focused
        assert focused is not None
        for size in OTHERS:
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert stage.app.focused is focused
            assert focused.screen.find_widget(focused).visible_region.area, size


async def test_a_resize_keeps_what_was_scrolled_to(stage: Stage) -> None:
    async with stage.at(Step.REVIEW) as pilot:
        body = stage.app.screen.query_one("#body")
        await pilot.press("pagedown", "down", "down")
        await settle(pilot)
        before = body.scroll_offset.y
        assert before
        for size in ((80, 30), (80, 18), (80, 24)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert body.scroll_offset.y == before, size


@pytest.mark.parametrize("size", OTHERS[:2])
async def test_a_resize_keeps_the_cursor_of_a_long_table_in_view(stage: Stage, size: tuple[int, int]) -> None:
    async with stage.at(Step.PRICING, stage.draft(MANY_DIMENSIONS)) as pilot:
        table = stage.app.screen.query_one(PriceTable)
        table.focus()
        await pilot.press(*["pagedown"] * 9)
        await settle(pilot)
        chosen = table.key
        await pilot.resize_terminal(*size)
        await settle(pilot)
        assert table.key == chosen
        assert chosen.rpartition("_")[2] in shown(stage.app)


async def test_a_resize_keeps_the_cursor_of_the_authorizations_in_view(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, size=(120, 40)) as pilot:
        table = stage.app.screen.query_one(FittedTable)
        table.focus()
        await pilot.press("G")
        await settle(pilot)
        chosen = table.cursor_key
        await pilot.resize_terminal(60, 18)
        await settle(pilot)
        assert table.cursor_key == chosen
        assert table.region.height > table.cursor_row - table.scroll_offset.y >= 0


async def test_the_smallest_window_shows_both_ends_of_the_agreement(stage: Stage) -> None:
    async with stage.at(Step.TERMS, size=(60, 18)):
        assert "If accepted today 2026-11-23 to 2036-11-23" in shown(stage.app)
        assert "If on the last day 2027-01-22 to 2037-01-22" in shown(stage.app)


async def test_a_narrow_first_screen_rather_names_an_offer_and_where_it_stands_than_when_it_changed(
    stage: Stage,
) -> None:
    stage.submission(SubmissionState.UNKNOWN)
    async with stage.running(size=(80, 24)) as pilot:
        assert "Archera - Subscription for 1234 5678 9012 1234 5678 9012 outcome unknown" in shown(stage.app)
        assert "Changed" not in shown(stage.app)
        await pilot.resize_terminal(60, 18)
        await settle(pilot)
        assert "outcome unknown" in shown(stage.app)
        await pilot.resize_terminal(100, 30)
        await settle(pilot)
        assert "2026-11-23 12:00" in shown(stage.app)
