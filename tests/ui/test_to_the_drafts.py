"""Ctrl+G leads to the list of drafts from every screen, and loses nothing."""

import pytest
from textual.widgets import Input, RadioSet

from cppo_tui.domain.steps import Step
from cppo_tui.domain.submission import SubmissionState
from cppo_tui.sandbox.seed_offers import OPEN
from cppo_tui.ui.dialogs.choose import Choose
from cppo_tui.ui.screens.bulk import BulkScreen
from cppo_tui.ui.screens.home import HomeScreen
from cppo_tui.ui.screens.settings import SettingsScreen
from cppo_tui.ui.screens.status import StatusScreen
from tests.ui.looks import fill
from tests.ui.scenes_bulk import leaving
from tests.ui.scenes_desks import visiting
from tests.ui.stage import LARGE, AppPilot, Stage, settle, type_text
from tests.ui.test_menu import SCREENS


async def to_drafts(pilot: AppPilot) -> None:
    await pilot.press("ctrl+g")
    await settle(pilot, but=("follow",))


@pytest.mark.parametrize("name", [name for name in SCREENS if name != "home"])
async def test_from_every_screen(stage: Stage, name: str) -> None:
    async with stage.running(size=LARGE) as pilot:
        await SCREENS[name](stage, pilot)
        assert not isinstance(stage.app.screen, HomeScreen)
        await to_drafts(pilot)
        assert isinstance(stage.app.screen, HomeScreen)


async def test_from_a_status_that_was_opened_from_the_offers(stage: Stage) -> None:
    async with stage.running(size=LARGE) as pilot:
        await visiting("o")(stage, pilot)
        stage.app.show_submission(stage.submission(SubmissionState.SUCCEEDED, offer_id=OPEN).id)
        await settle(pilot)
        assert isinstance(stage.app.screen, StatusScreen)
        await to_drafts(pilot)
        assert isinstance(stage.app.screen, HomeScreen)


async def test_from_the_search_of_a_list_at_once(stage: Stage) -> None:
    async with stage.running(size=LARGE) as pilot:
        await visiting("o")(stage, pilot)
        await fill(pilot, "#search", "delmar")
        await to_drafts(pilot)
        assert isinstance(stage.app.screen, HomeScreen)


async def test_from_settings_called_from_a_step_the_draft_is_kept_and_the_settings_are_not(
    stage: Stage,
) -> None:
    draft = stage.draft(name="Before")
    async with stage.at(Step.INFORMATION, draft, size=LARGE) as pilot:
        await fill(pilot, "#field-name Input", "Typed a moment ago")
        await pilot.press("f9")
        await settle(pilot)
        assert isinstance(stage.app.screen, SettingsScreen)
        stage.app.screen.query_one("#look", RadioSet).focus()
        await pilot.press("down", "enter")
        await to_drafts(pilot)
        assert isinstance(stage.app.screen, HomeScreen)
        assert stage.app.theme == "cppo-dark"
        assert stage.store.load_draft(draft.id)[0].name == "Typed a moment ago"


async def test_what_is_typed_for_many_offers_stands_there_again(stage: Stage) -> None:
    async with stage.running(size=LARGE) as pilot:
        await visiting("m")(stage, pilot)
        await fill(pilot, "#customers", "customers.csv")
        await to_drafts(pilot)
        await pilot.press("m")
        await settle(pilot)
        assert isinstance(stage.app.screen, BulkScreen)
        assert stage.app.screen.query_one("#customers", Input).value == "customers.csv"


async def test_while_offers_are_sent_it_asks_first(stage: Stage) -> None:
    async with stage.running(size=LARGE) as pilot:
        await visiting("m", leaving)(stage, pilot)
        await pilot.press("escape")
        await settle(pilot)
        await to_drafts(pilot)
        assert isinstance(stage.app.screen, Choose)
        stage.app.tracking.batch = False


async def test_a_question_is_answered_first(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, size=LARGE) as pilot:
        await pilot.press("ctrl+n")
        await settle(pilot)
        asked = stage.app.screen
        await type_text(pilot, "12")
        await to_drafts(pilot)
        assert stage.app.screen is asked
        assert asked.query_one("#answer", Input).value == "12"
