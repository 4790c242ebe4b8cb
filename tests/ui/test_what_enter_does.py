"""Before anything is sent, and at each question, it is said in words what Enter does now."""

from textual.content import Content
from textual.widgets import Static

from cppo_tui.domain.draft import PriceBasis, PricingChoice
from cppo_tui.domain.steps import Step
from cppo_tui.ui.dialogs.ask import Ask
from cppo_tui.ui.dialogs.type_in import TypeIn
from cppo_tui.ui.screens.step_review import ReviewScreen
from tests.ui.looks import rows, shown
from tests.ui.stage import BUYER, LARGE, SMALL, Stage, settle, type_text


async def test_after_the_digits_it_is_said_that_enter_sends(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, size=SMALL) as pilot:
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, TypeIn)
        assert "Enter sends it." not in shown(stage.app)
        await type_text(pilot, BUYER[-4:])
        await settle(pilot)
        assert "Enter sends it." in shown(stage.app)
        said = stage.app.screen.query_one(".reason", Static).content
        assert isinstance(said, Content)
        assert [span.style for span in said.spans] == ["bold"], "what will do is no mistake"
        assert not stage.store.submissions()


async def test_what_is_to_be_typed_stands_between_the_account_and_the_empty_field(stage: Stage) -> None:
    """An account right above it looked as if the field were filled in."""
    async with stage.at(Step.REVIEW, size=SMALL) as pilot:
        await pilot.press("ctrl+n")
        await settle(pilot)
        dialog = [row for row in rows(stage.app) if "│" in row]
        asked = next(at for at, row in enumerate(dialog) if "Type the last four digits" in row)
        assert "1234 5678 9012" in dialog[asked - 1]
        field = stage.app.screen.query_one("#answer")
        assert field.region.y == stage.app.screen.query_one(".asked").region.bottom


async def test_the_way_out_is_pointed_to_while_something_is_confirmed(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, size=SMALL) as pilot:
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert "^q Quit" in rows(stage.app)[-1]
        await pilot.press("escape", "f1")
        await settle(pilot)
        assert "^q Quit" not in rows(stage.app)[-1], "where nothing can be sent the line is short"


async def test_a_question_says_which_button_enter_is(stage: Stage) -> None:
    draft = stage.draft(buyers=("422233334444",))  # who has an offer already
    async with stage.at(Step.REVIEW, draft, size=LARGE) as pilot:
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, Ask)
        assert "Enter: Go back" in shown(stage.app)
        await pilot.press("tab")
        await settle(pilot)
        assert "Enter: Yes, it is meant" in shown(stage.app)
        await pilot.press("shift+tab", "enter")
        await settle(pilot)
        assert isinstance(stage.app.screen, ReviewScreen)


async def test_the_confirmation_says_what_the_partner_keeps(stage: Stage) -> None:
    """Whoever typed a margin of 30 % looks for 30 %, not for a markup of 42.857142857 %."""
    draft = stage.draft(pricing=PricingChoice(basis=PriceBasis.MARGIN, text="20"))
    async with stage.at(Step.REVIEW, draft, size=LARGE) as pilot:
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert "Markup 25 %, you keep 20 %, $0.01 a unit" in shown(stage.app)
