"""What Enter does is said of where one is; whoever tabs sees where that is."""

import pytest
from textual.widgets import Button

from cppo_tui.domain.steps import Step
from cppo_tui.ui.dialogs.ask import Ask
from cppo_tui.ui.dialogs.extend import UNSENT, Extend
from cppo_tui.ui.dialogs.type_in import GOES_BACK, TypeIn
from cppo_tui.ui.plain import lines, plain
from cppo_tui.ui.screens.offers import OffersScreen
from tests.ui.looks import click, fill, shown, words
from tests.ui.scenes_desks import visiting
from tests.ui.stage import BUYER, SMALL, AppPilot, Stage, publish, settle, type_text

SIZES = pytest.mark.parametrize("size", [(60, 18), SMALL, (120, 40)])


@SIZES
async def test_the_confirmation_says_what_enter_does_on_the_button_that_has_the_focus(
    stage: Stage, size: tuple[int, int]
) -> None:
    """Somebody tabbed from the digits to “Go back”, read “Enter sends it.” and left."""
    async with stage.at(Step.REVIEW, size=size) as pilot:
        await pilot.press("ctrl+n")
        await settle(pilot)
        await type_text(pilot, BUYER[-4:])
        assert isinstance(stage.app.screen, TypeIn)
        for key, said in (("tab", GOES_BACK), ("right", "Enter sends it."), ("left", GOES_BACK)):
            await pilot.press(key)
            await settle(pilot)
            assert words(stage.app, ".reason") == said
        await pilot.press("enter")
        await settle(pilot)
        assert not stage.store.submissions()


@SIZES
async def test_in_the_window_for_another_last_day_each_stop_is_seen_and_says_what_enter_does(
    stage: Stage, size: tuple[int, int]
) -> None:
    async with stage.running(size=size) as pilot:
        await visiting("o")(stage, pilot)
        await fill(pilot, "#search", "delmar archera")
        await pilot.press("enter", "e")
        await settle(pilot)
        assert isinstance(stage.app.screen, Extend)
        assert "for 4222 3333 4444" in " ".join(shown(stage.app).split()), "whose offer it is"
        await type_text(pilot, "30 more days")
        assert words(stage.app, ".hint").startswith("Enter goes to the button")
        stops = []
        for _ in range(3):
            await pilot.press("tab")
            await settle(pilot)
            stops.append((stage.app.focused.id, words(stage.app, ".hint")))  # type: ignore[union-attr]
        assert stops[0] == ("no", GOES_BACK)
        assert stops[1] == ("yes", "Enter sends it.")
        assert stops[2][0] == "answer"


async def test_on_words_that_scroll_no_key_is_promised_that_does_nothing(stage: Stage) -> None:
    """There Enter does nothing, whatever the buttons do."""
    async with stage.running(size=(60, 18)) as pilot:
        await visiting("o")(stage, pilot)
        await fill(pilot, "#search", "peakflow delmar")
        await pilot.press("enter", "e")
        await settle(pilot)
        await type_text(pilot, "2028-01-01")
        await to_the_words(stage, pilot, ".shown")
        assert words(stage.app, ".hint") == UNSENT
        question = lines(*(plain(f"Word {number}.") for number in range(40)))
        stage.app.push_screen(Ask("Sure?", question, yes="Yes"))
        await settle(pilot)
        assert words(stage.app, ".hint").startswith("Enter: Go back.")
        await to_the_words(stage, pilot, ".content")
        assert words(stage.app, ".hint") == ""


async def to_the_words(stage: Stage, pilot: AppPilot, where: str) -> None:
    for _ in range(5):
        if stage.app.focused is stage.app.screen.query_one(where):
            return
        await pilot.press("tab")
        await settle(pilot)
    raise AssertionError(f"Tab does not come to {where}")


async def test_the_arrows_go_from_button_to_button_of_a_row_and_no_further(stage: Stage) -> None:
    async with stage.at(Step.INFORMATION) as pilot:
        screen = stage.app.screen
        screen.query_one("#back").focus()
        for key, there in (("left", "back"), ("right", "next"), ("right", "next"), ("left", "back")):
            await pilot.press(key)
            await settle(pilot)
            assert stage.app.focused is screen.query_one(f"#{there}", Button)


async def test_the_button_that_leads_to_the_offers_does_as_its_key(stage: Stage) -> None:
    """Somebody came by the button, found the cursor on another customer's offer and pressed ``e``."""
    async with stage.at(Step.REVIEW, stage.draft(consents=frozenset()), size=(120, 40)) as pilot:
        await publish(pilot)
        offer_id = stage.store.submissions()[0].offer_id
        for way in ("o", "#offers"):
            await pilot.press("escape")
            await settle(pilot)
            await (click(pilot, way) if way.startswith("#") else pilot.press(way))
            await settle(pilot)
            screen = stage.app.screen
            assert isinstance(screen, OffersScreen)
            assert screen.marked == offer_id, way


@pytest.mark.parametrize("key", ["tab", "shift+tab"])
async def test_a_whole_account_does_not_stay_behind_in_its_field(stage: Stage, key: str) -> None:
    """It was told that Enter adds it, and Enter on the next button led away."""
    async with stage.at(Step.OPPORTUNITY, stage.draft(reached=Step.OPPORTUNITY, buyers=())) as pilot:
        await type_text(pilot, "1234-5678-9012")
        await pilot.press(key)
        await settle(pilot)
        draft = stage.app.drafting.draft
        assert (draft.buyers, draft.buyer_entry) == (("123456789012",), "")


@pytest.mark.parametrize("key", ["tab", "ctrl+n"])
async def test_an_account_that_was_taken_out_does_not_come_back_by_itself(stage: Stage, key: str) -> None:
    draft = stage.draft(reached=Step.OPPORTUNITY, buyers=("123456789012", "433344445555"))
    async with stage.at(Step.OPPORTUNITY, draft) as pilot:
        await pilot.press("backspace", key)
        await settle(pilot)
        draft = stage.app.drafting.draft
        assert (draft.buyers, draft.buyer_entry) == (("123456789012",), "433344445555")


async def test_half_an_account_stays_where_it_is_typed(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft(reached=Step.OPPORTUNITY, buyers=())) as pilot:
        await type_text(pilot, "1234-5678-90")
        await pilot.press("tab")
        await settle(pilot)
        draft = stage.app.drafting.draft
        assert (draft.buyers, draft.buyer_entry) == ((), "1234-5678-90")
