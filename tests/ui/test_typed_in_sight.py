"""Whoever types sees what they type, and what is said of it, in however low a window."""

import pytest
from textual import events
from textual.containers import Vertical
from textual.widgets import Static

from cppo_tui.domain.steps import Step
from cppo_tui.ui.widgets.buyer_chip import Chip
from cppo_tui.ui.widgets.buyers_field import BuyersField
from cppo_tui.ui.widgets.field import Field
from cppo_tui.ui.widgets.in_view import InView
from tests.ui.looks import is_whole, rows, shown
from tests.ui.stage import AppPilot, Stage, choose_authorization, settle, to_opportunity, type_text

LOW = [(60, 18), (60, 20), (80, 19), (80, 24)]


async def chosen(pilot: AppPilot) -> None:
    """The authorization is chosen by keys; the focus has gone on to the buyers by itself."""
    await to_opportunity(pilot)
    await choose_authorization(pilot)


@pytest.mark.parametrize("size", LOW)
async def test_the_account_that_is_typed_and_what_is_said_of_it_are_in_sight(
    stage: Stage, size: tuple[int, int]
) -> None:
    """Found by somebody who typed the account that decides who gets the offer, and saw nothing."""
    async with stage.running(size=size) as pilot:
        await chosen(pilot)
        field = stage.app.screen.query_one(BuyersField)
        assert field.input.has_focus
        assert is_whole(field.input)
        await type_text(pilot, "123456")
        assert "6 of 12 digits." in shown(stage.app)
        await pilot.press("enter")
        await settle(pilot)
        assert "6 digits, 6 missing." in shown(stage.app)
        assert is_whole(field.query_one(".message", Static))
        await type_text(pilot, "789012")
        await pilot.press("enter")
        await settle(pilot)
        assert is_whole(stage.app.screen.query_one(Chip))
        assert is_whole(field.input)


async def test_without_that_they_would_not_be(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: left to Textual alone."""
    monkeypatch.setattr(InView, "_scroll_to_it", Vertical.refresh)
    async with stage.running(size=LOW[0]) as pilot:
        await chosen(pilot)
        await type_text(pilot, "123456")
        assert "6 of 12 digits." not in shown(stage.app)


@pytest.mark.parametrize(("size", "many"), [((80, 24), 9), ((80, 19), 5), ((80, 19), 9)])
async def test_a_click_takes_the_account_out_that_it_is_on(
    stage: Stage, size: tuple[int, int], many: int
) -> None:
    """Pressed and released as a mouse does: were the field to move between the two, the same spot would be
    another account's, and a second click would take out that one."""
    buyers = tuple(f"{number:012d}" for number in range(111111111111, 111111111111 + many))
    async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=buyers), size=size) as pilot:
        stage.app.screen.query_one("#authorizations").focus()
        await settle(pilot)
        chip = stage.app.screen.query(Chip).first()
        chip.scroll_visible(animate=False)  # as one would: no further than to see it
        await settle(pilot)
        assert is_whole(chip)
        x, y = chip.region.right - 2, chip.region.y
        for made in (events.MouseDown, events.MouseUp):
            event = made(None, x, y, 0, 0, 1, shift=False, meta=False, ctrl=False, screen_x=x, screen_y=y)
            stage.app.post_message(event)
            await settle(pilot)
        assert stage.app.drafting.draft.buyers == tuple(one for one in buyers if one != chip.text)


@pytest.mark.parametrize("step", [Step.INFORMATION, Step.PRICING, Step.TERMS])
async def test_a_field_reached_by_tab_is_there_with_its_words(stage: Stage, step: Step) -> None:
    async with stage.at(step, size=LOW[0]) as pilot:
        for field in stage.app.screen.query(Field).results():
            if field.display:
                field.focus_input()
                await settle(pilot)
                assert is_whole(field), field.id


async def test_more_accounts_than_the_window_has_rows_leave_the_input_in_sight(stage: Stage) -> None:
    buyers = tuple(f"{number:012d}" for number in range(111111111111, 111111111136))
    async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=buyers), size=LOW[0]) as pilot:
        await settle(pilot)
        assert is_whole(stage.app.screen.query_one(BuyersField).input)


async def test_a_step_that_goes_on_below_says_so_beside_its_heading(stage: Stage) -> None:
    async with stage.at(Step.TERMS, size=LOW[0]) as pilot:
        assert "step 4 of 6 PgDn: more ↓" in " ".join(rows(stage.app)[2].split())
        await pilot.press("pagedown", "pagedown")
        await settle(pilot)
        assert "PgDn" not in shown(stage.app)
        assert "any country" in shown(stage.app)


async def test_it_is_said_again_and_no_more_as_the_window_changes(stage: Stage) -> None:
    async with stage.at(Step.TERMS, size=(60, 18)) as pilot:
        for size, said in (((160, 50), False), ((60, 18), True), ((60, 40), False), ((60, 18), True)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert ("PgDn: more" in shown(stage.app)) is said, size


async def test_a_step_that_is_whole_says_nothing_of_the_kind(stage: Stage) -> None:
    async with stage.at(Step.TERMS, size=(80, 24)):
        assert "PgDn: more" not in shown(stage.app)
