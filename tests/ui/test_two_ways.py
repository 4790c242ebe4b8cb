"""Before anything is sent one has seen what is sent, and that there are two ways to send it."""

import pytest
from textual.widgets import Button

from cppo_tui.domain.plan import PublishMode
from cppo_tui.domain.steps import Step
from cppo_tui.ui.dialogs.type_in import TypeIn
from cppo_tui.ui.widgets.finding_list import FindingRow
from cppo_tui.ui.widgets.reading import KEPT
from tests.ui.looks import is_whole, shown, words
from tests.ui.stage import LARGE, Stage, settle, type_text


@pytest.mark.parametrize("size", [(60, 18), (80, 24), LARGE])
async def test_what_nobody_typed_and_how_it_is_sent_cannot_be_missed(
    stage: Stage, size: tuple[int, int]
) -> None:
    async with stage.at(Step.REVIEW, stage.draft(consents=frozenset()), size=size) as pilot:
        told = words(stage.app, "#summary")
        assert "Purpose buyer's first private offer of the product; else see step 4" in told
        assert "change nothing else" in words(stage.app, "#mode-note"), "the purpose, too, is final"
        for words_in_view in ("(•)Publish directly", "( )Verify first"):
            assert words_in_view.replace(" ", "") in shown(stage.app).replace(" ", "")
        stage.app.screen.query_one("#mode").focus()
        await pilot.press("right", "enter")
        await settle(pilot)
        assert "AWS never deletes a draft" in words(stage.app, "#mode-note")
        assert "Create draft" in words(stage.app, "KeyLine")


async def test_the_way_that_stands_out_is_the_one_that_is_taken(stage: Stage) -> None:
    """Somebody moved to “Verify first” with an arrow, took it for chosen and nearly published."""
    async with stage.at(Step.REVIEW) as pilot:
        stage.app.screen.query_one("#mode").focus()
        for key, mode, done in (
            ("right", PublishMode.VERIFY, "Create draft"),
            ("right", PublishMode.DIRECT, "Publish"),
            ("up", PublishMode.VERIFY, "Create draft"),
            ("left", PublishMode.DIRECT, "Publish"),
        ):
            await pilot.press(key)
            await settle(pilot)
            assert stage.app.drafting.draft.mode is mode
            assert stage.app.screen.query_one("#mode .-selected").id == mode.value
            assert done in words(stage.app, "KeyLine")


async def test_a_key_takes_the_other_way_wherever_the_focus_is(stage: Stage) -> None:
    """Seven tabs away, and nothing on the screen said how: the safer way must not be the harder one."""
    async with stage.at(Step.REVIEW, size=(120, 40)) as pilot:
        assert "d Direct or verify" in words(stage.app, "KeyLine")
        for mode in (PublishMode.VERIFY, PublishMode.DIRECT):
            await pilot.press("d")
            await settle(pilot)
            assert stage.app.drafting.draft.mode is mode
            assert stage.app.screen.query_one("#mode .-on").id == mode.value


async def test_pages_turn_wherever_the_focus_is(stage: Stage) -> None:
    async with stage.at(Step.REVIEW) as pilot:
        for name in ("#mode", "#accept-contract", "#back"):
            stage.app.screen.query_one(name).focus()
            await pilot.press("pagedown")
            await settle(pilot)
            assert stage.app.screen.query_one("#body").scroll_y > 0
            await pilot.press("pageup")
            await settle(pilot)
            assert stage.app.screen.query_one("#body").scroll_y == 0


async def test_a_sentence_that_two_pages_share_is_whole_on_the_second(stage: Stage) -> None:
    """What binds whom was read in halves: one row below the fold, then a page on."""
    async with stage.at(Step.REVIEW) as pilot:
        await pilot.press("down", "pagedown")
        await settle(pilot)
        assert is_whole(stage.app.screen.query_one("#mode-note"))
        body = stage.app.screen.query_one("#body")
        assert body.scroll_y == min(1 + body.size.height - KEPT, body.max_scroll_y)


async def test_a_jump_that_comes_late_does_not_take_the_place_of_the_question(stage: Stage) -> None:
    """Found by the random key streams: Enter on a finding and Ctrl+N at once left the question unanswered."""
    async with stage.at(Step.REVIEW) as pilot:
        row = stage.app.screen.query(FindingRow).first()
        await pilot.press("ctrl+n")
        await settle(pilot)
        question = stage.app.screen
        assert isinstance(question, TypeIn)
        row.action_jump()
        stage.app.screen_stack[-2].query_one("#back", Button).press()
        await settle(pilot)
        assert stage.app.screen is question


async def test_a_wrong_confirmation_is_told_so_and_nothing_is_sent(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, size=(60, 18)) as pilot:
        await pilot.press("ctrl+n")
        await settle(pilot)
        told = shown(stage.app)
        for fact in (
            "SANDBOX: nothing reaches AWS. On AWS it would be live soon, and bind both once a buyer accepts.",
            "Archera tier Bronze",
            "for 1234 5678 9012",
        ):
            assert fact in " ".join(told.replace("│", " ").split())
        await type_text(pilot, "90")
        assert "Waiting for the last four digits" in shown(stage.app)
        await type_text(pilot, "21")
        assert "9021 is not how 1234 5678 9012 ends." in shown(stage.app)
        await pilot.press("enter")
        await settle(pilot)
        assert stage.store.submissions() == []
        await pilot.press("f1")
        await settle(pilot)
        assert "Help: sending" in shown(stage.app)


async def test_a_draft_is_made_and_released_by_the_key_that_goes_on(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, stage.draft(mode=PublishMode.VERIFY)) as pilot:
        for title in ("Create this draft at AWS?", "Release this offer?"):
            await pilot.press("ctrl+n")
            await settle(pilot)
            assert title in shown(stage.app)
            await type_text(pilot, "9012")
            await pilot.press("enter")
            await settle(pilot)
        assert "Published:" in shown(stage.app)
        await pilot.press("h")
        await settle(pilot)
        assert "Hand over: mail to the buyer" in shown(stage.app)


async def test_a_length_typed_in_years_is_told_in_years_and_in_the_days_that_are_sent(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, stage.draft(agreement="10 years")) as pilot:
        assert "10 years (3,653 days) from acceptance" in words(stage.app, "#summary")
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert "10 years (3,653 days)" in words(stage.app, ".question")


async def test_a_length_typed_in_days_is_told_in_days(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, stage.draft(agreement="3653 days")):
        assert " 3,653 days from acceptance" in words(stage.app, "#summary")
