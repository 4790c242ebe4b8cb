"""An authorization that AWS has no more when the reviewed offer is sent."""

from collections.abc import Callable

from cppo_tui.domain.ports import SellerAccount
from cppo_tui.domain.steps import Step
from tests.ui.catalogs import Changed
from tests.ui.looks import shown, toasts
from tests.ui.stage import LARGE, Stage
from tests.ui.test_review import confirm, publish


async def test_an_authorization_aws_has_no_more_is_to_be_chosen_anew(
    make_stage: Callable[..., Stage],
) -> None:
    spoiled: list[Changed] = []

    def wrap(catalog: SellerAccount) -> SellerAccount:
        spoiled.append(Changed(catalog))
        return spoiled[0]

    stage = make_stage(wrap=wrap)
    async with stage.at(Step.REVIEW, stage.draft(), size=LARGE) as pilot:
        spoiled[0].gone = True
        await confirm(pilot, stage)
        assert "Choose another authorization in step 1" in toasts(stage.app)
        assert publish(stage).disabled
        assert "1 Opportunity to fix" in shown(stage.app)
