"""The template that comes with the program is pointed out where a newcomer is, and to nobody else."""

from typing import Any

import pytest

from cppo_tui.domain.draft import PricingChoice
from cppo_tui.domain.steps import Step
from cppo_tui.domain.templates import ARCHERA, offered_for
from cppo_tui.sandbox.seed_archera import BRONZE
from cppo_tui.sandbox.seed_vendors import EURO
from cppo_tui.ui.screens.home import TEMPLATE
from tests.ui.looks import click, shown, words
from tests.ui.stage import Stage


async def test_the_empty_list_points_out_the_template_that_comes_with_the_program(stage: Stage) -> None:
    async with stage.running():
        assert "f starts from a template: “Archera - Subscription” fills in" in shown(stage.app)
        assert ARCHERA.name in TEMPLATE


async def test_a_new_draft_that_sells_archera_s_product_is_offered_its_template(stage: Stage) -> None:
    blank: dict[str, Any] = {
        "buyers": (),
        "pricing": PricingChoice(),
        "reached": Step.OPPORTUNITY,
        "consents": frozenset(),
    }
    async with stage.at(Step.OPPORTUNITY, stage.draft(**blank)) as pilot:
        assert "fills in what its guide asks for: price 0.01, agreement 10 years" in shown(stage.app)
        await click(pilot, "#use-template")
        begun = stage.app.drafting.draft
        assert (begun.template, begun.pricing, begun.agreement, begun.expiry) == (
            "archera",
            ARCHERA.choices.pricing,
            "10 years",
            "+60 days",
        )
        assert (begun.authorization is not None, begun.buyers) == (True, ())
        assert not stage.app.screen.query_one("#use-template").display
        assert stage.app.focused is stage.app.screen.query_one("#account")
        assert "price 0.01, agreement 10 years, expiry +60 days" in words(stage.app, "#detail")


@pytest.mark.parametrize(
    "facts",
    [
        {"authorization": EURO, "pricing": PricingChoice()},
        {"pricing": PricingChoice(text="25")},
        {"pricing": PricingChoice(), "template": "archera"},
        {"authorization": "", "pricing": PricingChoice()},
    ],
    ids=["another product", "a price is typed", "begun from it", "no authorization"],
)
def test_it_is_offered_to_nobody_else(stage: Stage, facts: dict[str, Any]) -> None:
    wanted = facts | {"authorization_id": facts.get("authorization", BRONZE)}
    wanted.pop("authorization", None)
    assert offered_for(stage.draft(**wanted)) is None
