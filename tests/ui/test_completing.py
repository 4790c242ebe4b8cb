"""Step 5: a draft offer AWS still holds is completed only where nothing stays in it that nobody reviewed."""

from collections.abc import Callable

from cppo_tui.domain.steps import Step
from cppo_tui.sandbox.seed_vendors import INSTALLMENTS
from tests.ui.looks import toasts
from tests.ui.stage import LARGE, Stage, settle


async def test_a_draft_with_installments_of_its_own_is_not_completed_with_a_markup(
    make_stage: Callable[..., Stage],
) -> None:
    stage = make_stage(scenario="awkward-seller")
    async with stage.at(Step.REVIEW, stage.draft(INSTALLMENTS), size=LARGE) as pilot:
        stage.app.screen.query_one("#reuse").focus()
        await pilot.press("enter")
        await settle(pilot)
        assert stage.app.drafting.draft.reuse_offer_id == ""
        assert "no markup can take their place" in toasts(stage.app)
