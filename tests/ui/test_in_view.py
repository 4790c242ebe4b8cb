"""What a small window cannot show at once is said to be there, and comes into view when it is meant."""

import pytest

from cppo_tui.domain.steps import Step
from tests.ui.looks import is_whole, rows, shown
from tests.ui.scenes import BAD, FIVE_BUYERS
from tests.ui.stage import LARGE, SMALL, Stage, settle

UNTICKED = BAD | {"consents": frozenset()}


async def test_a_review_that_goes_on_below_says_so_until_its_end_is_reached(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, stage.draft(**UNTICKED)) as pilot:
        assert "more below" in shown(stage.app)
        await pilot.press("end")
        await settle(pilot)
        assert "more below" not in shown(stage.app)
        await pilot.press("home")
        await settle(pilot)
        assert "more below" in shown(stage.app)


async def test_a_review_that_is_there_whole_says_nothing(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, size=(160, 110)):
        assert "more below" not in shown(stage.app)


@pytest.mark.parametrize("size", [SMALL, (60, 18), LARGE])
async def test_whoever_comes_to_the_tick_sees_the_contract_s_link_too(
    stage: Stage, size: tuple[int, int]
) -> None:
    async with stage.at(Step.REVIEW, stage.draft(**UNTICKED), size=size) as pilot:
        for come in (lambda: stage.app.screen.query_one("#accept-contract").focus(), None):
            if come is None:
                await pilot.press("end", "t")
            else:
                come()
            await settle(pilot)
            for part in ("#accept-contract", "#copy-contract", "#contract-link"):
                assert is_whole(stage.app.screen.query_one(part)), part


async def test_the_whole_finding_about_a_buyer_is_in_view_below_the_field(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=FIVE_BUYERS), size=SMALL):
        assert "This account is in the list already. Remove one of the two." in shown(stage.app)


@pytest.mark.parametrize("width", range(60, 84, 4))
async def test_a_word_beside_a_label_is_whole_or_not_there(stage: Stage, width: int) -> None:
    async with stage.at(Step.PRICING, size=(width, 24)):
        heads = next(row for row in rows(stage.app) if "Markup %" in row)
        words = heads.replace("Markup %", "").replace("Your margin %", "").replace("Buyer price", "").split()
        assert set(words) <= {"typed", "follows"}
