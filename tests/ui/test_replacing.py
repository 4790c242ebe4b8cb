"""Step 1: an agreement a buyer has already can be replaced; the offer then goes to that buyer alone."""

from textual.widgets import Button, OptionList

from cppo_tui.domain.steps import Step
from cppo_tui.sandbox.seed_vendors import CONTRACT, EURO
from cppo_tui.services.planner import make_plan
from cppo_tui.ui.confirmation import confirmation
from cppo_tui.ui.dialogs.choose import Choose
from cppo_tui.ui.screens.step_opportunity import OpportunityScreen
from tests.ui.looks import click, fill, shown, toasts, words
from tests.ui.stage import BUYER, LARGE, Stage, settle


def accepted(stage: Stage) -> str:
    """A contract of ours that its buyer has accepted; the agreement's id."""
    plan = stage.plan(stage.draft(CONTRACT))
    change_set_id = stage.catalog.sender().start(plan.body, name="cppo earlier 1", token="earlier")
    return stage.sandbox.accept(stage.catalog.change_set(change_set_id).offer_id)


async def test_the_chosen_agreement_fixes_the_buyer_and_asks_for_an_end(stage: Stage) -> None:
    agreement_id = accepted(stage)
    draft = stage.draft(CONTRACT, buyers=("433344445555",))
    async with stage.at(Step.OPPORTUNITY, draft, size=LARGE) as pilot:
        await click(pilot, "#replaces")
        assert isinstance(stage.app.screen, Choose)
        await pilot.press("down", "enter")
        await settle(pilot)
        now = stage.app.drafting.draft
        assert now.replaces is not None
        assert (now.replaces.agreement_id, now.buyers) == (agreement_id, (BUYER,))
        assert "who alone can accept it" in words(stage.app, "#options-note")
        stage.app.go_to(Step.TERMS)
        await settle(pilot)
        assert "The day the replacing agreement ends" in shown(stage.app)
        assert "The one it replaces ends on 23 November 2027." in shown(stage.app)
        assert "Agreement ends" in shown(stage.app)
        assert "length or end" not in shown(stage.app)
        assert "The day it ends and how long it lasts appear here." in shown(stage.app)
        await fill(pilot, "#field-agreement Input", "2028-06-30")
        assert "30 June 2028, whenever the buyer accepts" in shown(stage.app)
        assert "If accepted today it lasts 585 days" in words(stage.app, "#agreement-meaning")
        assert "If on the last day it lasts 525 days" in words(stage.app, "#agreement-meaning")
        assert "any country" not in shown(stage.app)
        assert not stage.app.screen.query_one("#field-start").display


async def test_the_replacing_offer_is_the_one_that_is_sent(stage: Stage) -> None:
    agreement_id = accepted(stage)
    async with stage.at(Step.OPPORTUNITY, stage.draft(CONTRACT, agreement="2028-06-30"), size=LARGE) as pilot:
        await click(pilot, "#replaces")
        await pilot.press("down", "enter")
        await settle(pilot)
        context = stage.app.context().model_copy(update={"offers": ()})
        plan = make_plan(stage.app.drafting.draft, context, world=stage.world)
        assert plan.changes[0]["ChangeType"] == "CreateReplacementOfferUsingResaleAuthorization"
        assert plan.changes[0]["DetailsDocument"]["AgreementId"] == agreement_id
        assert "UpdateTargeting" not in [change["ChangeType"] for change in plan.changes]
        stage.app.push_screen(confirmation(plan, None))
        await settle(pilot)
        assert f"replaces {agreement_id}." in words(stage.app, ".question")
        assert "new to the product" not in words(stage.app, ".question")


async def test_none_makes_it_a_new_agreement_again_and_escape_changes_nothing(stage: Stage) -> None:
    accepted(stage)
    async with stage.at(Step.OPPORTUNITY, stage.draft(CONTRACT), size=LARGE) as pilot:
        await click(pilot, "#replaces")
        await pilot.press("down", "enter")
        await settle(pilot)
        chosen = stage.app.drafting.draft.replaces
        await click(pilot, "#replaces")
        assert stage.app.screen.query_one(OptionList).highlighted == 1
        await pilot.press("escape")
        await settle(pilot)
        assert stage.app.drafting.draft.replaces == chosen
        await click(pilot, "#replaces")
        await pilot.press("up", "enter")
        await settle(pilot)
        assert stage.app.drafting.draft.replaces is None


async def test_without_an_agreement_nothing_is_asked(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft(CONTRACT), size=LARGE) as pilot:
        await click(pilot, "#replaces")
        assert isinstance(stage.app.screen, OpportunityScreen)
        assert "No buyer has an active agreement on this product with you." in toasts(stage.app)


async def test_usage_pricing_is_not_offered_for_replacement(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft(EURO), size=LARGE):
        assert not stage.app.screen.query_one("#replaces", Button).display
        assert stage.app.screen.query_one("#product-type", Button).display, "a length hangs on it"


async def test_of_archera_s_nobody_is_asked_what_sort_it_is(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft(), size=LARGE):
        assert not stage.app.screen.query_one("#product-type", Button).display


async def test_the_type_of_product_is_assumed_until_the_person_says_it(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft(CONTRACT), size=LARGE) as pilot:
        assert "Sort of product: SaaS, assumed" in shown(stage.app)
        await click(pilot, "#product-type")
        await pilot.press("end", "enter")
        await settle(pilot)
        assert "Sort of product: professional services" in shown(stage.app)
        assert "assumed" not in shown(stage.app)
        assert not stage.app.screen.query_one("#replaces", Button).display
