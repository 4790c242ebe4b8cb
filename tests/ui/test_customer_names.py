"""Naming a customer beside an account, and typing a name where an account is meant."""

from unittest.mock import patch

import pytest
from textual.widgets import Button, Input

from cppo_tui.domain.errors import StoreError
from cppo_tui.domain.steps import Step
from cppo_tui.sandbox.seed_vendors import BUYERS, NAMED_BUYERS
from cppo_tui.ui.dialogs.choose import Choose
from cppo_tui.ui.field_words import FIELD_WORDS
from cppo_tui.ui.screens.step_information import InformationScreen
from cppo_tui.ui.widgets.buyer_chip import Chip
from tests.ui.looks import click, fill, is_whole, message, rows, shown, toasts
from tests.ui.stage import BUYER, LARGE, SMALL, Stage, settle
from tests.ui.test_customers import KNOWN, OTHER, chips, known, name_it


class TestNaming:
    @pytest.mark.parametrize("key", ["f2", "ctrl+o"])
    async def test_by_key_with_one_account(self, stage: Stage, key: str) -> None:
        async with stage.at(Step.OPPORTUNITY) as pilot:
            await pilot.press(key)
            await settle(pilot)
            assert "Whose is 1234 5678 9012?" in shown(stage.app)
            await name_it(pilot, "Acme Corp")
            assert chips(stage) == ["1234 5678 9012 Acme Corp ×"]
        assert [entry.customer for entry in stage.store.known_accounts()] == ["Acme Corp"]

    async def test_of_the_chip_with_the_focus(self, stage: Stage) -> None:
        async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=(BUYER, OTHER))) as pilot:
            [*stage.app.screen.query(Chip).results()][1].focus()
            await pilot.press("f2")
            await settle(pilot)
            assert "Whose is 4333 4444 5555?" in shown(stage.app)

    @pytest.mark.parametrize("size", [SMALL, LARGE])
    async def test_by_the_button_the_account_is_asked_for(self, stage: Stage, size: tuple[int, int]) -> None:
        draft = stage.draft(buyers=(BUYER, OTHER))
        async with stage.at(Step.OPPORTUNITY, draft, size=size) as pilot:
            assert is_whole(stage.app.screen.query_one("#name-customer"))
            await click(pilot, "#name-customer")
            assert isinstance(stage.app.screen, Choose)
            await pilot.press("down", "down", "enter")
            await settle(pilot)
            assert "Whose is 4333 4444 5555?" in shown(stage.app)

    async def test_all_without_a_name_at_once(self, stage: Stage) -> None:
        known(stage)
        async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=(BUYER, KNOWN, OTHER))) as pilot:
            await click(pilot, "#name-customer")
            assert "the 2 accounts without a name" in shown(stage.app)
            await pilot.press("enter")
            await settle(pilot)
            await name_it(pilot, "acme corp")
            await pilot.press("ctrl+n")
            await settle(pilot)
            assert isinstance(stage.app.screen, InformationScreen)  # all one customer's: no question

    async def test_by_a_click_on_the_words_beside_the_account(self, stage: Stage) -> None:
        known(stage)
        async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=(KNOWN,))) as pilot:
            chip = stage.app.screen.query_one(Chip)
            column = rows(stage.app)[chip.region.y].index("Acme") - chip.region.x
            await click(pilot, chip, (column, 0))
            await name_it(pilot, "Acme Inc")
            assert chips(stage) == ["4111 2222 3333 Acme Inc ×"]

    async def test_escape_leaves_everything_as_it_was_and_the_focus_where_it_was(self, stage: Stage) -> None:
        async with stage.at(Step.OPPORTUNITY) as pilot:
            before = stage.app.focused
            await pilot.press("f2")
            await settle(pilot)
            await pilot.press("x", "escape")
            await settle(pilot)
            assert stage.app.focused is before
        assert stage.store.known_accounts() == ()

    async def test_an_empty_name_takes_it_away(self, stage: Stage) -> None:
        known(stage)
        async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=(KNOWN,))) as pilot:
            await pilot.press("f2")
            await settle(pilot)
            await name_it(pilot, "")
            assert chips(stage) == ["4111 2222 3333 name not known ×"]

    async def test_the_isv_s_name_for_the_buyer_is_suggested(self, stage: Stage) -> None:
        draft = stage.draft(NAMED_BUYERS, buyers=(BUYERS[0][0],))
        async with stage.at(Step.OPPORTUNITY, draft) as pilot:
            await pilot.press("f2")
            await settle(pilot)
            assert stage.app.screen.query_one("#answer", Input).value == BUYERS[0][1]

    async def test_an_account_id_is_no_name(self, stage: Stage) -> None:
        async with stage.at(Step.OPPORTUNITY) as pilot:
            await pilot.press("f2")
            await settle(pilot)
            await fill(pilot, "#answer", "4111 2222 3333")
            assert "That is an account id, not a name." in shown(stage.app)
            assert stage.app.screen.query_one("#yes", Button).disabled

    @pytest.mark.parametrize("buyers", [(), ("123",)])
    async def test_without_an_account_there_is_nothing_to_name(
        self, stage: Stage, buyers: tuple[str, ...]
    ) -> None:
        async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=buyers)) as pilot:
            assert not stage.app.screen.query_one("#name-customer").display
            await pilot.press("f2")
            await settle(pilot)
            assert "Add a buyer account first." in toasts(stage.app)

    async def test_a_name_that_cannot_be_saved_is_told(self, stage: Stage) -> None:
        async with stage.at(Step.OPPORTUNITY) as pilot:
            await pilot.press("f2")
            await settle(pilot)
            with patch.object(stage.store, "name_account", side_effect=StoreError("The disk is full.")):
                await name_it(pilot, "Acme Corp")
            assert "The disk is full." in toasts(stage.app)
            assert chips(stage) == ["1234 5678 9012 ×"]

    async def test_a_hostile_name_is_shown_literally(self, stage: Stage) -> None:
        async with stage.at(Step.OPPORTUNITY, size=LARGE) as pilot:
            for name in ("[/b] [@click=app.quit]", "a\x1b]0;x\x07\u202e", "株式会社メリディアン・クラウド"):
                await pilot.press("f2")
                await settle(pilot)
                await name_it(pilot, name)
                assert not [char for char in shown(stage.app) if ord(char) < 32 or char == "\u202e"]
            assert len(stage.app.screen.query(Chip)) == 1
            assert "株式会社" in chips(stage)[0]


class TestTypingAName:
    @pytest.mark.parametrize("typed", ["Acme Corp", "acme corp", " ACME  CORP "])
    async def test_enter_adds_the_customer_s_accounts(self, stage: Stage, typed: str) -> None:
        known(stage)
        known(stage, OTHER)
        async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=(OTHER,))) as pilot:
            await fill(pilot, "#account", typed)
            assert "Press Enter to add 2 accounts of Acme Corp." in message(stage.app, "buyers")
            await pilot.press("enter")
            await settle(pilot)
            assert stage.app.drafting.draft.buyers == (OTHER, KNOWN)
            assert stage.app.screen.query_one("#account", Input).value == ""

    async def test_the_beginning_of_a_name_adds_nothing_and_names_whom_it_may_mean(
        self, stage: Stage
    ) -> None:
        known(stage)
        async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=())) as pilot:
            await fill(pilot, "#account", "acme")
            said = "In your address book: Acme Corp. Type the whole name, then Enter."
            assert said in message(stage.app, "buyers")
            await pilot.press("enter")
            await settle(pilot)
            assert stage.app.drafting.draft.buyers == ()

    async def test_the_input_says_so_only_when_there_are_names(self, stage: Stage) -> None:
        async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=())) as pilot:
            assert "name" not in str(stage.app.screen.query_one("#account", Input).placeholder)
            known(stage)
            await stage.open_at(pilot, Step.OPPORTUNITY, stage.draft(buyers=()))
            assert "12-digit account id or a customer's name, then Enter" in shown(stage.app)

    async def test_a_name_typed_but_not_entered_counts_on_next(self, stage: Stage) -> None:
        known(stage)
        async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=())) as pilot:
            await fill(pilot, "#account", "Acme Corp")
            await pilot.press("ctrl+n")
            await settle(pilot)
            assert stage.app.drafting.draft.buyers == (KNOWN,)
            assert isinstance(stage.app.screen, InformationScreen)


async def test_what_a_chip_without_a_word_says_of_an_account_is_told_beside_it(stage: Stage) -> None:
    """Twelve digits are no account yet: only AWS knows that."""
    async with stage.at(Step.OPPORTUNITY):
        chip = stage.app.screen.query(Chip).first()
        assert "12 digits" in str(chip.tooltip)
        assert "Whether AWS has such an account shows when the offer is made." in str(chip.tooltip)
    assert "no word: nothing is to be done" in FIELD_WORDS["buyers"].limits
    assert "“new here”" in FIELD_WORDS["buyers"].limits
