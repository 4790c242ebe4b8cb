"""Step 1's buyers: whatever is typed or pasted becomes chips, and each chip says what is wrong with it."""

import pytest
from textual.widgets import Input

from cppo_tui.domain.steps import Step
from cppo_tui.ui.dialogs.ask import Ask
from cppo_tui.ui.screens.step_information import InformationScreen
from cppo_tui.ui.screens.step_opportunity import OpportunityScreen
from cppo_tui.ui.widgets.buyer_chip import Chip
from tests.ui.looks import click, fill, message, paste, rows, shown
from tests.ui.stage import BUYER, Stage, settle, type_text

OTHER = "433344445555"
SELLER, ISV = "777788889999", "600020003000"


def chips(stage: Stage) -> list[Chip]:
    return [*stage.app.screen.query(Chip).results()]


@pytest.mark.parametrize(
    ("text", "buyers"),
    [
        (f"{BUYER},{OTHER}", (BUYER, OTHER)),
        (f"{BUYER} {OTHER}", (BUYER, OTHER)),
        (f"{BUYER}\n{OTHER}\n", (BUYER, OTHER)),
        (f"{BUYER}\r\n{OTHER}", (BUYER, OTHER)),
        (f"{BUYER};\t{OTHER}", (BUYER, OTHER)),
        ("1234-5678-9012", (BUYER,)),
        ("1234 5678 9012 4333 4444 5555", (BUYER, OTHER)),
        ("1234-5678-9012 4333-4444-5555", (BUYER, OTHER)),
        ("1234–5678–9012", (BUYER,)),
        (f"Harrow & Finch: {BUYER} (main), {OTHER} (test)", (BUYER, OTHER)),
        ("[@click=app.quit]" + BUYER + "[/]", (BUYER,)),
    ],
)
async def test_a_pasted_list_becomes_chips(stage: Stage, text: str, buyers: tuple[str, ...]) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=())) as pilot:
        await paste(pilot, text)
        assert stage.app.drafting.draft.buyers == buyers
        assert [chip.text for chip in chips(stage)] == [*buyers]
        assert stage.app.screen.query_one("#account", Input).value == ""


async def test_words_that_are_no_ids_are_named_as_left_out(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=())) as pilot:
        await paste(pilot, f"Harrow {BUYER}")
        assert "Left out, not an account id: Harrow" in message(stage.app, "buyers")


async def test_a_paste_goes_on_from_what_was_typed(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=())) as pilot:
        await type_text(pilot, "123456")
        await paste(pilot, "789012")
        assert stage.app.drafting.draft.buyers == (BUYER,)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("12345678901", "11 digits, 1 missing."),
        ("1234567890123", "13 digits, 1 too many."),
        ("12345678901O", "Letters do not belong in an account id."),
        ("１２３４５６７８９０１２", "Some characters only look like digits."),
        ("١٢٣٤٥٦٧٨٩٠١٢", "Some characters only look like digits."),
        ("000000000000", "No AWS account has only zeros."),
        (SELLER, "This is your own seller account."),
        (ISV, "This is the ISV's own account."),
        (f"{BUYER} {BUYER}", "This account is in the list already."),
        ("12/31/2027", "digits"),
    ],
)
async def test_a_wrong_buyer_is_said_beside_the_field_with_what_to_do(
    stage: Stage, text: str, said: str
) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=())) as pilot:
        await fill(pilot, "#account", text)
        await pilot.press("enter")
        await settle(pilot)
        assert "To fix:" in message(stage.app, "buyers")
        assert said in message(stage.app, "buyers")
        left = stage.app.screen.query_one("#account", Input).value
        assert left == text if not chips(stage) else chips(stage)[-1].has_class("-bad")
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, OpportunityScreen)
        assert stage.app.focused is stage.app.screen.query_one("#account")


async def test_twenty_six_accounts_are_one_too_many(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=())) as pilot:
        await paste(pilot, " ".join(f"5000000000{number}" for number in range(10, 36)))
        assert "26 accounts; AWS takes at most 25. Remove 1." in message(stage.app, "buyers")
        assert "26 of at most 25" in shown(stage.app)


@pytest.mark.parametrize("typed", [BUYER, "1234-5678-9012"])
async def test_an_id_typed_but_not_entered_counts_on_next(stage: Stage, typed: str) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=())) as pilot:
        await fill(pilot, "#account", typed)
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, InformationScreen)
        assert stage.app.drafting.draft.buyers == (BUYER,)


@pytest.mark.parametrize("end", [",", " ", ";"])
async def test_a_separator_ends_an_id(stage: Stage, end: str) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=())) as pilot:
        await fill(pilot, "#account", BUYER + end)
        assert stage.app.drafting.draft.buyers == (BUYER,)


async def test_digits_are_counted_while_typing(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=())) as pilot:
        await type_text(pilot, "1234")
        await settle(pilot)
        assert "4 of 12 digits." in message(stage.app, "buyers")


async def test_several_accounts_ask_once_and_the_answer_is_remembered(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=(BUYER, OTHER))) as pilot:
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, Ask)
        assert "each of them can see and accept this offer separately" in shown(stage.app)
        await click(pilot, "#yes")
        assert isinstance(stage.app.screen, InformationScreen)
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, InformationScreen)


async def test_the_safe_answer_is_the_one_enter_gives(stage: Stage) -> None:
    draft = stage.draft(buyers=(BUYER, OTHER))
    async with stage.at(Step.OPPORTUNITY, draft) as pilot:
        await pilot.press("ctrl+n")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(stage.app.screen, OpportunityScreen)
        assert stage.app.drafting.draft.consents == draft.consents


async def test_another_set_of_accounts_is_asked_about_anew(stage: Stage) -> None:
    consent = frozenset({f"buyers-several:{BUYER},{OTHER}"})
    draft = stage.draft(buyers=(BUYER, OTHER, "500000000001"), consents=consent)
    async with stage.at(Step.OPPORTUNITY, draft) as pilot:
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, Ask)


@pytest.mark.parametrize("key", ["delete", "backspace", "enter"])
async def test_a_chip_goes_by_key(stage: Stage, key: str) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=(BUYER, OTHER))) as pilot:
        chips(stage)[0].focus()
        await pilot.press(key)
        await settle(pilot)
        assert stage.app.drafting.draft.buyers == (OTHER,)
        assert [chip.text for chip in chips(stage)] == [OTHER]


async def test_chips_are_reached_with_tab(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=(BUYER,))) as pilot:
        await pilot.press("tab")
        assert stage.app.focused is chips(stage)[0]


async def test_a_click_on_the_cross_removes_only_that_chip(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=(BUYER, OTHER))) as pilot:
        chip = chips(stage)[0]
        await click(pilot, chip, (3, 0))
        assert len(stage.app.drafting.draft.buyers) == 2
        column = next(x for x in range(chip.region.width) if _cell(stage, chip, x) == "×")
        await click(pilot, chip, (column, 0))
        assert [chip.text for chip in chips(stage)] == [OTHER]


def _cell(stage: Stage, chip: Chip, x: int) -> str:
    return rows(stage.app)[chip.region.y][chip.region.x + x]


async def test_removing_the_bad_chip_takes_the_complaint_away(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=(BUYER, "12345"))) as pilot:
        assert "5 digits, 7 missing." in message(stage.app, "buyers")
        chips(stage)[1].focus()
        await pilot.press("delete")
        await settle(pilot)
        assert "To fix" not in message(stage.app, "buyers")


@pytest.mark.parametrize("typed", ["12345", "abc", "555-1234"])
async def test_a_single_wrong_id_stays_to_be_corrected_and_says_why(stage: Stage, typed: str) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=())) as pilot:
        await type_text(pilot, typed)
        await pilot.press("enter")
        await settle(pilot)
        assert stage.app.screen.query_one("#account", Input).value == typed
        assert chips(stage) == []
        assert message(stage.app, "buyers").startswith(f"To fix: Typed but not in the list: {typed}. ")
        await pilot.press(*["backspace"] * len(typed))
        await type_text(pilot, BUYER)
        await pilot.press("enter")
        await settle(pilot)
        assert stage.app.drafting.draft.buyers == (BUYER,)


async def test_the_digits_of_the_next_id_are_counted_whatever_is_wrong_with_the_others(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=("12345",))) as pilot:
        assert "5 digits, 7 missing" in message(stage.app, "buyers")
        await type_text(pilot, "43334")
        await settle(pilot)
        assert message(stage.app, "buyers").startswith("5 of 12 digits.")


async def test_the_newest_wrong_account_is_explained_and_each_one_that_has_the_focus(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=("12345",))) as pilot:
        await paste(pilot, f"{BUYER} {BUYER}")
        assert "This account is in the list already." in message(stage.app, "buyers")
        await pilot.press("tab")
        assert "5 digits, 7 missing" in message(stage.app, "buyers")
        await pilot.press("tab")
        assert message(stage.app, "buyers") == "1234 5678 9012: Enter or Delete removes it, Y copies it."


async def test_backspace_in_the_empty_input_takes_the_last_account_back(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=(OTHER, BUYER[:-1] + "3"))) as pilot:
        await pilot.press("backspace")
        await pilot.press("backspace", "2", "enter")
        await settle(pilot)
        assert stage.app.drafting.draft.buyers == (OTHER, BUYER)
