"""New offers from templates; templates from drafts."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.widgets import Button, Input, OptionList

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.catalog import AuthorizationListing
from cppo_tui.domain.draft import OfferDraft, PriceBasis
from cppo_tui.domain.errors import NotFound
from cppo_tui.domain.ports import SellerAccount
from cppo_tui.domain.steps import Step
from cppo_tui.domain.submission import SubmissionState
from cppo_tui.domain.templates import ARCHERA, template_of
from cppo_tui.sandbox.seed_archera import BRONZE
from cppo_tui.ui.desk import AWS
from cppo_tui.ui.dialogs.ask import Ask
from cppo_tui.ui.dialogs.choose_template import ChooseTemplate
from cppo_tui.ui.dialogs.type_in import TypeIn
from cppo_tui.ui.screens.home import HomeScreen
from cppo_tui.ui.screens.step_opportunity import OpportunityScreen
from tests.ui.catalogs import Before, SignedOut
from tests.ui.looks import click, fill, is_whole, message, shown, toasts, words
from tests.ui.stage import BUYER, LARGE, SMALL, AppPilot, Stage, choose_authorization, settle, type_text

SIZES = pytest.mark.parametrize("size", [SMALL, (60, 20), LARGE])


class OneArchera(Before):
    """Of Archera's authorizations only Bronze is shared."""

    def authorizations(self) -> Any:
        """Every page without the other two."""
        for page in self._behind.authorizations():
            yield tuple(item for item in page if "Archera" not in item.product_name or item.id == BRONZE)


class Gone(Before):
    """No authorization can be read any more, though they are listed."""

    def authorization(self, authorization_id: str) -> ResaleAuthorization:
        """AWS does not know it."""
        raise NotFound(f"{authorization_id} is not known.")


async def begin(pilot: AppPilot, down: int = 0) -> None:
    """Choose a template by keys."""
    await pilot.press("f")
    await settle(pilot)
    assert isinstance(pilot.app.screen, ChooseTemplate)
    await pilot.press(*["down"] * down, "enter")
    await settle(pilot)


def current(stage: Stage) -> OfferDraft:
    return stage.app.drafting.draft


async def test_archera_s_template_fills_in_everything_but_buyer_and_authorization(stage: Stage) -> None:
    async with stage.running() as pilot:
        await begin(pilot)
        assert isinstance(stage.app.screen, OpportunityScreen)
        assert ("3 of 19 fit the template" in shown(stage.app), toasts(stage.app)) == (True, "")
        assert (current(stage).authorization, current(stage).buyers) == (None, ())
        assert current(stage).pricing.basis is PriceBasis.PRICE
        await choose_authorization(pilot, "silver")
        await type_text(pilot, BUYER)
        await pilot.press("enter", "ctrl+n", "ctrl+n")
        await settle(pilot)
        assert "Archera bills in units of one cent" in words(stage.app, "#pricing-message")
        assert "33.333333333" in shown(stage.app)
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert (
            message(stage.app, "agreement")
            == "Archera asks for ten years, so that nothing has to be renewed."
        )
        assert message(stage.app, "expiry").startswith("Archera asks for 30 to 90 days")
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert stage.app.drafting.draft.reached is Step.REVIEW


async def test_the_only_usable_authorization_of_archera_s_is_chosen(make_stage: Callable[..., Stage]) -> None:
    def wrap(catalog: SellerAccount) -> SellerAccount:
        return OneArchera(catalog)

    stage = make_stage(wrap=wrap)
    async with stage.running() as pilot:
        await begin(pilot)
        chosen = current(stage).authorization
        assert chosen is not None
        assert chosen.id == BRONZE
        assert stage.app.focused is stage.app.screen.query_one("#account")
        assert not toasts(stage.app)


@pytest.mark.parametrize("scenario", ["empty", "everything-expired"])
async def test_without_a_usable_one_it_says_so(make_stage: Callable[..., Stage], scenario: str) -> None:
    stage = make_stage(scenario=scenario)
    async with stage.running() as pilot:
        await begin(pilot)
        assert current(stage).authorization is None
        assert "No usable authorization of Archera's is shared with you." in toasts(stage.app)


async def test_without_a_connection_the_choices_are_there_all_the_same(
    make_stage: Callable[..., Stage],
) -> None:
    def wrap(catalog: SellerAccount) -> SellerAccount:
        return SignedOut(catalog)

    stage = make_stage(world=AWS, wrap=wrap)
    async with stage.running() as pilot:
        await begin(pilot)
        assert current(stage).agreement == "10 years"
        assert "could not be looked up: Not signed in to AWS" in toasts(stage.app)


@pytest.mark.parametrize(("field", "text"), [("agreement", "1 year"), ("expiry", "+5 days")])
async def test_a_reason_gives_way_to_what_is_typed_and_to_what_is_wrong(
    stage: Stage, field: str, text: str
) -> None:
    draft = stage.draft(agreement="10 years", expiry="+60 days", template="archera")
    async with stage.at(Step.TERMS, draft) as pilot:
        assert message(stage.app, field).startswith("Archera asks for")
        await fill(pilot, f"#field-{field} Input", text)
        assert not message(stage.app, field).startswith("Archera asks for")
        await fill(pilot, f"#field-{field} Input", "soon")
        assert message(stage.app, field).startswith("To fix:")


async def test_the_reasons_stand_in_the_further_terms_too(stage: Stage) -> None:
    async with stage.at(Step.TERMS, stage.draft(template="archera"), size=LARGE) as pilot:
        await click(pilot, "#more")
        assert "carries the agreement that Archera chose" in words(stage.app, "#said-eula")
        assert "has no Archera subscription yet" in words(stage.app, "#said-purpose")


async def test_a_draft_becomes_a_template_and_an_offer_is_begun_from_it(stage: Stage) -> None:
    draft = stage.draft(title="Usual", countries=("DE",), agreement="3 years")
    stage.store.save_draft(draft, revision=0)
    async with stage.running() as pilot:
        await pilot.press("t")
        await settle(pilot)
        assert isinstance(stage.app.screen, TypeIn)
        await fill(pilot, "#answer", "  Ours [b]  ")
        await pilot.press("enter")
        await settle(pilot)
        assert "Template saved" in toasts(stage.app)
        await begin(pilot, down=1)
        made = current(stage)
        assert (made.countries, made.agreement, made.buyers) == (("DE",), "3 years", ())
        assert made.authorization is not None
        assert made.authorization.fingerprint == stage.authorization().fingerprint
        assert made.id != draft.id
        await pilot.press("escape")
        await settle(pilot)
        assert len(stage.store.drafts()) == 2


async def test_the_authorization_is_the_one_aws_has_now(stage: Stage) -> None:
    old = stage.authorization().model_copy(update={"terms_digest": "of last year", "name": "Old"})
    stage.store.save_template(template_of("Ours", stage.draft().model_copy(update={"authorization": old})))
    async with stage.running() as pilot:
        await begin(pilot, down=1)
        chosen = current(stage).authorization
        assert chosen is not None
        assert (chosen.id, chosen.name) == (BRONZE, stage.authorization().name)


async def test_an_authorization_that_cannot_be_read_is_left_out_and_that_is_said(
    make_stage: Callable[..., Stage],
) -> None:
    def wrap(catalog: SellerAccount) -> SellerAccount:
        return Gone(catalog)

    stage = make_stage(wrap=wrap)
    stage.store.save_template(template_of("Ours", stage.draft(agreement="3 years")))
    async with stage.running() as pilot:
        await begin(pilot, down=1)
        assert (current(stage).authorization, current(stage).agreement) == (None, "3 years")
        assert f"{BRONZE} could not be read" in toasts(stage.app)


async def test_one_without_an_authorization_says_nothing_about_it(stage: Stage) -> None:
    stage.store.save_template(template_of("Ours", stage.draft("")))
    async with stage.running() as pilot:
        await begin(pilot, down=1)
        assert current(stage).authorization is None
        assert not toasts(stage.app)


async def test_the_same_name_is_asked_about_before_it_is_replaced(stage: Stage) -> None:
    stage.store.save_draft(stage.draft(title="Usual", agreement="3 years"), revision=0)
    stage.store.save_template(template_of("Usual", stage.draft(agreement="1 year")))
    async with stage.running() as pilot:
        for answer, kept in (("#no", "1 year"), ("#yes", "3 years")):
            await pilot.press("t")
            await settle(pilot)
            await pilot.press("enter")
            await settle(pilot)
            assert isinstance(stage.app.screen, Ask)
            await click(pilot, answer)
            assert isinstance(stage.app.screen, HomeScreen)
            assert stage.store.load_template("Usual").choices.agreement == kept


async def test_a_published_offer_s_choices_become_a_template_too(stage: Stage) -> None:
    """The row in the list is then that of its submission."""
    draft = stage.draft(countries=("DE",), agreement="3 years")
    stage.store.save_draft(draft, revision=0)
    stage.submission(SubmissionState.SUCCEEDED, draft, offer_id="offer-x")
    async with stage.running() as pilot:
        await pilot.press("t")
        await settle(pilot)
        await fill(pilot, "#answer", "As sold")
        await pilot.press("enter")
        await settle(pilot)
        assert stage.store.load_template("As sold").choices.countries == ("DE",)


async def test_a_built_in_template_s_name_cannot_be_taken(stage: Stage) -> None:
    stage.store.save_draft(stage.draft(title=ARCHERA.name), revision=0)
    async with stage.running() as pilot:
        await pilot.press("t")
        await settle(pilot)
        assert stage.app.screen.query_one("#answer", Input).value == f"My {ARCHERA.name}", "one that is free"
        await fill(pilot, "#answer", ARCHERA.name)
        assert stage.app.screen.query_one("#yes", Button).disabled
        await pilot.press("enter")
        await settle(pilot)
        assert stage.store.templates() == []


async def test_a_saved_template_is_deleted_when_that_is_meant(stage: Stage) -> None:
    for name in ("Alpha", "Beta"):
        stage.store.save_template(template_of(name, stage.draft()))
    async with stage.running() as pilot:
        await pilot.press("f")
        await settle(pilot)
        await pilot.press("down", "x")
        await settle(pilot)
        assert isinstance(stage.app.screen, Ask)
        await click(pilot, "#no")
        assert isinstance(stage.app.screen, ChooseTemplate)
        await pilot.press("down")
        await settle(pilot)  # only a saved template has the button
        await click(pilot, "#delete")
        await click(pilot, "#yes")
        assert stage.app.screen.query_one(OptionList).option_count == 2
        assert [row.name for row in stage.store.templates()] == ["Beta"]
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(stage.app.screen, HomeScreen)


async def test_the_built_in_one_stays(stage: Stage) -> None:
    async with stage.running() as pilot:
        await pilot.press("f")
        await settle(pilot)
        assert not stage.app.screen.query_one("#delete", Button).display
        await pilot.press("x", "delete")
        await settle(pilot)
        assert isinstance(stage.app.screen, ChooseTemplate)
        await click(pilot, "#use")
        assert stage.app.drafting.draft.template == "archera"


async def test_one_that_is_damaged_is_told_and_begins_nothing(stage: Stage) -> None:
    stage.store.save_template(template_of("Ours", stage.draft()))
    with stage.store._database.writing("") as connection:
        connection.execute("UPDATE templates SET body = '{}'")
    async with stage.running() as pilot:
        await begin(pilot, down=1)
        assert isinstance(stage.app.screen, HomeScreen)
        assert "The template “Ours” cannot be read" in toasts(stage.app)
        assert not stage.app.drafting.is_open


async def test_only_a_draft_can_be_saved_as_a_template(stage: Stage) -> None:
    async with stage.running() as pilot:
        assert not stage.app.screen.query("#save-template")  # an empty list has no row to save
        await pilot.press("t")
        await settle(pilot)
        assert isinstance(stage.app.screen, HomeScreen)


async def test_who_goes_elsewhere_while_aws_is_read_stays_there(make_stage: Callable[..., Stage]) -> None:
    """The person presses n before the answer is there."""

    class Hasty(Before):
        def authorizations(self) -> Any:
            page: tuple[AuthorizationListing, ...] = ()
            for page in self._behind.authorizations():
                stage.app.call_from_thread(stage.app.begin_draft)
                yield page

    stage = make_stage(wrap=lambda catalog: Hasty(catalog))
    async with stage.running() as pilot:
        await begin(pilot)
        assert current(stage).agreement is None


@SIZES
async def test_mouse_alone_begins_and_saves(stage: Stage, size: tuple[int, int]) -> None:
    stage.store.save_draft(stage.draft(title="Usual"), revision=0)
    async with stage.running(size=size) as pilot:
        for button in stage.app.screen.query("#begin Button, #bar Button").results(Button):
            assert not button.display or is_whole(button), button.id
        await click(pilot, "#save-template")
        await click(pilot, "#yes")
        await click(pilot, "#from-template")
        await click(pilot, OptionList.__name__, (3, 1))
        chosen = current(stage).authorization
        assert chosen is not None
        assert (chosen.id, chosen.name) == (BRONZE, stage.authorization().name)


async def test_a_built_in_template_is_not_offered_for_deletion(stage: Stage) -> None:
    async with stage.running() as pilot:
        await pilot.press("f")
        await settle(pilot)
        assert "Delete" not in words(stage.app, "KeyLine")
