"""Before anything is sent one has seen what is sent, and that there are two ways to send it."""

import pytest

from cppo_tui.domain.steps import Step
from tests.ui.looks import shown, words
from tests.ui.stage import LARGE, Stage, settle


@pytest.mark.parametrize("size", [(60, 18), (80, 24), LARGE])
async def test_what_nobody_typed_and_how_it_is_sent_cannot_be_missed(
    stage: Stage, size: tuple[int, int]
) -> None:
    async with stage.at(Step.REVIEW, stage.draft(consents=frozenset()), size=size) as pilot:
        told = words(stage.app, "#summary")
        assert "Purpose" in told, "it decides the fee and is final"
        assert "new customer (assumed; decides AWS's fee, final once released)" in told
        for words_in_view in ("(•)Publish directly", "( )Verify first"):
            assert words_in_view.replace(" ", "") in shown(stage.app).replace(" ", "")
        stage.app.screen.query_one("#mode").focus()
        await pilot.press("right", "enter")
        await settle(pilot)
        assert "AWS never deletes a draft" in words(stage.app, "#summary")
        assert "Create draft" in words(stage.app, "KeyLine")
