"""One's own offer: found again among all, and given another last day where its status is read."""

from cppo_tui.domain.steps import Step
from cppo_tui.ui.dialogs.extend import Extend
from cppo_tui.ui.screens.home import HomeScreen
from cppo_tui.ui.screens.offers import OffersScreen
from cppo_tui.ui.screens.status import StatusScreen
from tests.ui.looks import click, rows, shown
from tests.ui.stage import BUYER, LARGE, AppPilot, Stage, settle, type_text


async def published(pilot: AppPilot) -> None:
    await pilot.press("ctrl+n")
    await settle(pilot)
    await type_text(pilot, BUYER[-4:])
    await pilot.press("enter")
    await settle(pilot)


async def test_from_the_row_of_a_sent_offer_the_cursor_stands_on_that_offer(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, size=LARGE) as pilot:
        await published(pilot)
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("o")
        await settle(pilot)
        offer_id = stage.store.submissions()[0].offer_id
        screen = stage.app.screen
        assert isinstance(screen, OffersScreen)
        assert screen.marked == offer_id
        assert screen.shown.index(offer_id) > 0, "it is not the first one there"


async def test_the_status_gives_the_offer_another_last_day_by_the_key_of_the_list(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, size=LARGE) as pilot:
        await published(pilot)
        assert "e Extend" in rows(stage.app)[-1]
        await pilot.press("e")
        await settle(pilot)
        assert isinstance(stage.app.screen, Extend)
        await type_text(pilot, "20 days later")
        await pilot.press("enter", "enter")
        await settle(pilot)
        assert isinstance(stage.app.screen, StatusScreen)
        assert "its last day is now" in shown(stage.app), "its own status takes the place"
        await click(pilot, "#extend")
        await settle(pilot)
        assert isinstance(stage.app.screen, Extend), "and it can be moved on, by mouse too"
        assert len(stage.store.submissions()) == 2


async def test_after_a_move_escape_leads_back_to_the_status_it_was_begun_at(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, size=LARGE) as pilot:
        await published(pilot)
        for _ in range(2):  # and a second move does not make the way back longer
            await pilot.press("e")
            await settle(pilot)
            await type_text(pilot, "20 days later")
            await pilot.press("enter", "enter")
            await settle(pilot)
        assert "Moved: the offer is live; its last day is now" in shown(stage.app)
        await pilot.press("e")
        await settle(pilot)
        await pilot.press("escape")  # thought better of it
        await settle(pilot)
        assert "esc Back" in rows(stage.app)[-1]
        await pilot.press("escape")
        await settle(pilot)
        assert "Create the offer from the authorization" in shown(stage.app), "the status of the offer itself"
        assert "esc Drafts" in rows(stage.app)[-1]
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(stage.app.screen, HomeScreen)
        assert "published, expiry moved" in shown(stage.app)


async def test_nothing_is_extended_that_no_buyer_sees(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, stage.draft(buyers=("999999999999",)), size=LARGE) as pilot:
        await pilot.press("ctrl+n")
        await settle(pilot)
        await type_text(pilot, "9999")
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(stage.app.screen, StatusScreen)
        assert not stage.app.screen.query_one("#extend").display
        await pilot.press("e")
        await settle(pilot)
        assert isinstance(stage.app.screen, StatusScreen)
