"""Another offer like a published one: as AWS has it now, not as it was typed here."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.draft import PricingChoice
from cppo_tui.domain.errors import NotFound
from cppo_tui.domain.ports import SellerAccount
from cppo_tui.domain.steps import Step
from cppo_tui.domain.submission import SubmissionState
from cppo_tui.sandbox.seed_offers import EXPIRED, OPEN
from cppo_tui.sandbox.seed_vendors import INSTALLMENTS
from cppo_tui.ui.dialogs.choose import Choose
from cppo_tui.ui.screens.home import HomeScreen
from cppo_tui.ui.screens.status import StatusScreen
from cppo_tui.ui.screens.step_opportunity import OpportunityScreen
from cppo_tui.ui.screens.step_review import ReviewScreen
from tests.ui.catalogs import Before
from tests.ui.looks import click, shown, toasts
from tests.ui.stage import BUYER, LARGE, SMALL, AppPilot, Stage, settle, to_status, type_text


class Unreadable(Before):
    """The authorization is gone by now."""

    def authorization(self, authorization_id: str) -> ResaleAuthorization:
        """AWS does not know it."""
        raise NotFound(f"{authorization_id} is not known.")


def published(stage: Stage, offer_id: str = OPEN, **fields: Any) -> str:
    """A submission of ours behind one of the sandbox's offers; its draft says something else than AWS."""
    draft = stage.draft(title="Typed", pricing=PricingChoice(text="77"), agreement="1 year", **fields)
    stage.store.save_draft(draft, revision=0)
    stage.submission(SubmissionState.SUCCEEDED, stage.draft(id=draft.id), offer_id=offer_id)
    return draft.id


async def choose(pilot: AppPilot, place: int) -> None:
    """One of the answers, by keys."""
    await settle(pilot)
    assert isinstance(pilot.app.screen, Choose)
    await pilot.press(*["down"] * place, "enter")
    await settle(pilot)


async def test_duplicating_a_published_offer_asks_aws(stage: Stage) -> None:
    published(stage)
    async with stage.running() as pilot:
        await pilot.press("d")
        await choose(pilot, 0)
        assert isinstance(stage.app.screen, OpportunityScreen)
        draft = stage.app.drafting.draft
        assert (draft.pricing.text, draft.agreement) == ("25", "3650 days")
        assert (draft.buyers, draft.name, draft.expiry) == ((), None, None)
        assert draft.authorization is not None
        assert draft.authorization.fingerprint == stage.authorization().fingerprint
        assert "Not taken over: its name and description" in toasts(stage.app)
        assert stage.app.focused is stage.app.screen.query_one("#account")


async def test_its_buyers_come_along_only_when_that_is_said(stage: Stage) -> None:
    published(stage)
    async with stage.running() as pilot:
        await pilot.press("d")
        await choose(pilot, 1)
        assert isinstance(stage.app.screen, ReviewScreen)
        draft = stage.app.drafting.draft
        assert draft.buyers == ("422233334444",)
        assert draft.name == "Delmar Freight - Archera"
        assert not toasts(stage.app)


async def test_the_draft_as_typed_can_still_be_copied(stage: Stage) -> None:
    first = published(stage)
    async with stage.running() as pilot:
        await pilot.press("d")
        await choose(pilot, 2)
        assert isinstance(stage.app.screen, HomeScreen)
        copy = next(row.id for row in stage.store.drafts() if row.id != first)
        assert stage.store.load_draft(copy)[0].pricing.text == "77"
        assert "Typed (copy)" in shown(stage.app)


async def test_a_draft_s_duplicate_asks_nothing(stage: Stage) -> None:
    stage.store.save_draft(stage.draft(title="One"), revision=0)
    async with stage.running() as pilot:
        await pilot.press("d")
        await settle(pilot)
        assert isinstance(stage.app.screen, HomeScreen)
        assert len(stage.store.drafts()) == 2


async def test_an_expired_offer_gets_a_fresh_expiry(stage: Stage) -> None:
    published(stage, EXPIRED)
    async with stage.running() as pilot:
        await pilot.press("d")
        await choose(pilot, 1)
        assert "2027-01-22" in shown(stage.app)  # sixty days from the stage's noon


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_status_of_a_published_offer_has_a_button_for_it(
    stage: Stage, size: tuple[int, int]
) -> None:
    async with stage.running(size=size) as pilot:
        await to_status(pilot)
        assert isinstance(stage.app.screen, StatusScreen)
        first = stage.app.drafting.draft.id
        await click(pilot, "#like")
        assert len(stage.app.screen._entries) == 2  # type: ignore[attr-defined]
        await choose(pilot, 0)
        draft = stage.app.drafting.draft
        assert draft.id != first
        assert (draft.pricing.text, draft.agreement) == ("25", "10 years")
        await type_text(pilot, "422233334444")
        await pilot.press("enter", *["ctrl+n"] * 4)
        await settle(pilot)
        assert isinstance(stage.app.screen, ReviewScreen)
        assert stage.store.load_draft(first)[0].buyers == (BUYER,)


async def test_before_there_is_an_offer_there_is_no_such_button(stage: Stage) -> None:
    submission = stage.submission(SubmissionState.FAILED)
    async with stage.running() as pilot:
        stage.app.show_submission(submission.id)
        await settle(pilot)
        assert not stage.app.screen.query_one("#like").display


async def test_own_installments_come_back_amount_by_amount(stage: Stage) -> None:
    source = stage.authorization(INSTALLMENTS)
    amounts = [charge.amount + Decimal(10) for charge in source.schedule]
    typed = tuple({"due": "", "amount": str(amount)} for amount in amounts)
    draft = stage.draft(INSTALLMENTS, installments={"own": True, "rows": typed}, expiry="+9 days")
    async with stage.at(Step.REVIEW, draft, size=LARGE) as pilot:
        await pilot.press("ctrl+n")
        await settle(pilot)
        await type_text(pilot, BUYER[-4:])
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(stage.app.screen, StatusScreen), toasts(stage.app)
        assert stage.store.submissions()[0].state == "succeeded", shown(stage.app)
        await click(pilot, "#like")
        await choose(pilot, 0)
        made = stage.app.drafting.draft.installments
        assert made.own
        assert [Decimal(row.amount) for row in made.rows] == amounts


async def test_an_offer_that_cannot_be_read_is_told_and_nothing_begins(stage: Stage) -> None:
    published(stage, "offer-nosuchoffer2")
    async with stage.running() as pilot:
        await pilot.press("d")
        await choose(pilot, 0)
        assert isinstance(stage.app.screen, HomeScreen)
        assert "The offer could not be read" in toasts(stage.app)
        assert not stage.app.drafting.is_open


async def test_without_its_authorization_it_begins_at_the_table_and_says_so(
    make_stage: Callable[..., Stage],
) -> None:
    def wrap(catalog: SellerAccount) -> SellerAccount:
        return Unreadable(catalog)

    stage = make_stage(wrap=wrap)
    published(stage)
    async with stage.running() as pilot:
        await pilot.press("d")
        await choose(pilot, 1)
        assert isinstance(stage.app.screen, OpportunityScreen)
        assert "its authorization, which cannot be read" in toasts(stage.app)


async def test_going_back_begins_nothing(stage: Stage) -> None:
    published(stage)
    async with stage.running() as pilot:
        await pilot.press("d")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(stage.app.screen, HomeScreen)
        assert len(stage.store.drafts()) == 1
