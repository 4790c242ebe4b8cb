"""The template that comes with the program is pointed out where a newcomer is, and to nobody else."""

from typing import Any

import pytest

from cppo_tui.domain.draft import PricingChoice
from cppo_tui.domain.steps import Step
from cppo_tui.domain.templates import ARCHERA, offered_for
from cppo_tui.sandbox.seed_archera import BRONZE
from cppo_tui.sandbox.seed_vendors import EURO
from cppo_tui.ui.screens.home import TEMPLATE
from cppo_tui.ui.widgets.button import Button
from tests.ui.looks import click, is_whole, shown, words
from tests.ui.stage import Stage, settle, type_text

FILLED = "Filled in"


async def test_the_empty_list_points_out_the_template_that_comes_with_the_program(stage: Stage) -> None:
    async with stage.running():
        assert "f starts from a template: “Archera - Subscription” fills in" in shown(stage.app)
        assert ARCHERA.name in TEMPLATE


@pytest.mark.parametrize("by", ["mouse", "key"])
async def test_a_new_draft_that_sells_archera_s_product_is_offered_its_template(
    stage: Stage, by: str
) -> None:
    blank: dict[str, Any] = {
        "buyers": (),
        "pricing": PricingChoice(),
        "reached": Step.OPPORTUNITY,
        "consents": frozenset(),
    }
    async with stage.at(Step.OPPORTUNITY, stage.draft(**blank)) as pilot:
        told = "F3, or “Use Archera's template”, fills in price 0.01 (+25 %), 10 years"
        assert told in words(stage.app, "#detail")
        await (pilot.press("f3") if by == "key" else click(pilot, "#use-template"))
        await settle(pilot)
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
        assert f"{FILLED}: price 0.01 (+25 %), 10 years, +60 days." in words(stage.app, "#detail")
        stage.app.change(expiry="+30 days")
        await settle(pilot)
        assert f"{FILLED}: price 0.01 (+25 %), 10 years." in words(stage.app, "#detail"), "what still stands"


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


async def test_begun_from_it_the_tier_is_searched_for_and_each_tier_tells_its_markup(stage: Stage) -> None:
    """What is typed at once narrows Archera's authorizations further."""
    async with stage.running(size=(80, 24)) as pilot:
        await pilot.press("f", "enter")
        await settle(pilot)
        assert stage.app.focused is stage.app.screen.query_one("#search")
        assert "Fills in: price 0.01 (+25 %), 10 years, +60 days." in shown(stage.app)
        await type_text(pilot, "gold")
        await settle(pilot)
        assert "Fills in: price 0.01 (+42.857142857 %), 10 years, +60 days." in shown(stage.app)
        await pilot.press("enter")
        await settle(pilot)
        begun = stage.app.drafting.draft
        assert begun.authorization is not None
        assert begun.authorization.name.endswith("Gold")
        assert stage.app.focused is stage.app.screen.query_one("#account")
        assert f"{FILLED}: price 0.01 (+42.857142857 %), 10 years, +60 days." in shown(stage.app)


async def test_of_another_product_s_row_the_template_tells_nothing(stage: Stage) -> None:
    async with stage.running() as pilot:
        await pilot.press("f", "enter")
        await settle(pilot)
        await pilot.press("ctrl+u")
        await type_text(pilot, "quillon")
        await settle(pilot)
        assert "ills in" not in words(stage.app, "#detail")
        assert "Filled in" not in words(stage.app, "#detail")


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (100, 30), (120, 40), (160, 50)])
async def test_what_stands_below_the_table_stays_there_with_few_rows(
    stage: Stage, size: tuple[int, int]
) -> None:
    """The rows that fit the template, how many there are, and the button that chooses one."""
    async with stage.running(size=size) as pilot:
        await pilot.press("f", "enter")
        await settle(pilot)
        for key in ("enter", "enter"):
            assert "3 of 19 fit the template" in shown(stage.app)
            assert is_whole(stage.app.screen.query_one("#use", Button))
            assert "-Silver" in shown(stage.app)
            await pilot.press(key)
            await settle(pilot)
        assert "3 of 19" in shown(stage.app)
