"""In step 1 digits are a buyer's, whatever has the focus, unless it takes a text or the key an action."""

import pytest

from cppo_tui.domain.draft import PricingChoice
from cppo_tui.domain.settings import Settings
from cppo_tui.domain.steps import Step
from cppo_tui.ui.widgets.account_input import IDS, TYPE_IDS
from cppo_tui.ui.widgets.buyer_chip import Chip
from tests.ui.looks import paste, shown
from tests.ui.stage import BUYER, SMALL, Stage, settle, type_text

NO_TEXT = ("#next", "#back", "#again", "#product-type", "#use-template", "#authorizations", "#detail-pane")


def account(stage: Stage) -> str:
    field = stage.app.screen.query_one("#account")
    assert stage.app.focused is field
    return str(field.value)  # type: ignore[attr-defined]


@pytest.mark.parametrize("where", NO_TEXT)
async def test_typed_elsewhere_they_land_in_the_account_field_in_their_order(
    stage: Stage, where: str
) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=(), pricing=PricingChoice())) as pilot:
        stage.app.screen.query_one(where).focus()
        await settle(pilot)
        await type_text(pilot, BUYER)
        await settle(pilot)
        assert account(stage) == BUYER
        await pilot.press("enter")
        await settle(pilot)
        assert stage.app.drafting.draft.buyers == (BUYER,)


@pytest.mark.parametrize("where", NO_TEXT)
async def test_pasted_elsewhere_they_are_buyers_at_once(stage: Stage, where: str) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=(), pricing=PricingChoice())) as pilot:
        stage.app.screen.query_one(where).focus()
        await settle(pilot)
        await paste(pilot, "buyer: 1234-5678-9012")
        assert stage.app.drafting.draft.buyers == (BUYER,)
        assert account(stage) == ""


@pytest.mark.parametrize(
    "text", ["nothing of this is an account", "resaleauthz-archbronze2qx", "Archera 2026 - Subscription"]
)
async def test_a_paste_that_is_no_account_leads_nowhere(stage: Stage, text: str) -> None:
    """It was meant for the search, most likely."""
    async with stage.at(Step.OPPORTUNITY) as pilot:
        stage.app.screen.query_one("#next").focus()
        await settle(pilot)
        await paste(pilot, text)
        assert stage.app.focused is stage.app.screen.query_one("#next")
        draft = stage.app.drafting.draft
        assert (draft.buyers, draft.buyer_entry) == ((BUYER,), "")


async def test_on_a_buyer_s_chip_they_begin_the_next_one(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY) as pilot:
        stage.app.screen.query_one(Chip).focus()
        await settle(pilot)
        await type_text(pilot, "4111")
        await settle(pilot)
        assert (account(stage), stage.app.drafting.draft.buyers) == ("4111", (BUYER,))


async def test_in_the_search_they_are_searched_for(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft("", reached=Step.OPPORTUNITY)) as pilot:
        await type_text(pilot, "0.0075")
        await settle(pilot)
        assert "1 of 19 authorizations" in shown(stage.app)


async def test_a_digit_that_the_settings_gave_an_action_does_that(stage: Stage) -> None:
    stage.app.keep_settings(Settings(keys={"table.last": "9"}))
    async with stage.at(Step.OPPORTUNITY, stage.draft("", reached=Step.OPPORTUNITY)) as pilot:
        table = stage.app.screen.query_one("#authorizations")
        table.focus()
        await pilot.press("9")
        await settle(pilot)
        assert stage.app.focused is table
        assert table.cursor_row == 18  # type: ignore[attr-defined]


async def test_nor_is_it_typed_while_that_action_cannot_be_done(stage: Stage) -> None:
    stage.app.keep_settings(Settings(keys={"opportunity.template": "f3,5"}))
    async with stage.at(Step.OPPORTUNITY) as pilot:
        stage.app.screen.query_one("#next").focus()
        await settle(pilot)
        assert not stage.app.screen.check_action("use_template", ()), "a price is typed already"
        await pilot.press("5")
        await settle(pilot)
        assert stage.app.focused is stage.app.screen.query_one("#next")
        assert stage.app.drafting.draft.buyer_entry == ""


async def test_the_account_field_says_in_words_that_one_types_there(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=()), size=SMALL) as pilot:
        assert TYPE_IDS in shown(stage.app)
        await pilot.press("tab")
        await settle(pilot)
        assert IDS in shown(stage.app)
        assert TYPE_IDS not in shown(stage.app)
        await pilot.press("shift+tab")
        await settle(pilot)
        assert TYPE_IDS in shown(stage.app)


async def test_tab_goes_down_the_screen(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=(), pricing=PricingChoice())):
        chain = [widget.id for widget in stage.app.screen.focus_chain]
        lines = [widget.region.y for widget in stage.app.screen.focus_chain]
        assert lines == sorted(lines)
        assert chain.index("authorizations") < chain.index("use-template") == chain.index("account") - 1
