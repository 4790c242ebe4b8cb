"""A draft offer left at AWS is completed by one draft of ours, and that is the offer itself: no copy."""

from collections.abc import Callable

import pytest

from cppo_tui.domain.checks import check_all
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.reviewed_terms import reviewed_terms
from cppo_tui.domain.steps import Step
from cppo_tui.domain.submission import Submission, SubmissionState
from cppo_tui.sandbox.seed_offers import DRAFT, OPEN
from cppo_tui.ui.dialogs.type_in import TypeIn
from cppo_tui.ui.screens.home import HomeScreen
from cppo_tui.ui.screens.offers import OffersScreen
from cppo_tui.ui.screens.status import StatusScreen
from tests.ui.looks import rows, shown, toasts
from tests.ui.stage import LARGE, SMALL, AppPilot, Stage, settle, type_text
from tests.ui.test_completing import Keeps
from tests.ui.test_offers_desk import at_offer

NAME = "Ostrava Glass - Quillon seats"
COMPLETES = "completes AWS's draft"
FOLLOWS = ("follow", "status-load")


def ours(stage: Stage) -> OfferDraft:
    """A draft in the store that completes it."""
    draft = stage.draft(reuse_offer_id=DRAFT, reuse_offer_revision=1, title="Begun otherwise")
    stage.store.save_draft(draft, revision=0)
    return draft


def sent_of(stage: Stage, draft: OfferDraft, state: SubmissionState, **facts: str) -> Submission:
    """What became of it, as if it had been sent before."""
    plan = stage.plan(stage.draft(id=draft.id)).model_copy(update={"offer_id": DRAFT})
    return stage.sent(plan, state, **facts)


async def open_it(stage: Stage, pilot: AppPilot) -> None:
    """From the list of drafts to the offers, and there open the draft at AWS."""
    while not isinstance(stage.app.screen, HomeScreen):
        await pilot.press("ctrl+g")
        await settle(pilot)
    await at_offer(stage, pilot, "quillon")
    await pilot.press("o")
    await settle(pilot)


async def test_opened_twice_it_is_the_same_draft_with_its_edits(stage: Stage) -> None:
    async with stage.running(size=LARGE) as pilot:
        await open_it(stage, pilot)
        first = stage.app.drafting.draft
        stage.app.change(description="Changed here", agreement="18 months")
        await settle(pilot)
        await open_it(stage, pilot)
        assert stage.app.drafting.draft.id == first.id
        assert stage.app.drafting.draft.description == "Changed here"
        assert f"This draft of yours completes {DRAFT} already; your changes are kept." in toasts(stage.app)
    assert len(stage.store.drafts()) == 1


async def test_it_is_named_as_the_offer_everywhere_and_sent_under_that_name(stage: Stage) -> None:
    async with stage.running(size=LARGE) as pilot:
        await open_it(stage, pilot)
        stage.app.save_soon()
        await settle(pilot)
        assert [row.title for row in stage.store.drafts()] == [NAME]
        await pilot.press("t")
        await settle(pilot)
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, TypeIn), shown(stage.app)
        assert NAME in shown(stage.app)
        assert "(copy)" not in shown(stage.app)
        await type_text(pilot, "5555")
        await pilot.press("enter")
        await settle(pilot)
    assert stage.catalog.offer(DRAFT).name == NAME
    assert stage.catalog.offer(DRAFT).state == "Released"
    [row] = stage.store.submissions()
    assert reviewed_terms(stage.store.load_submission(row.id).plan).name == NAME
    assert row.title == NAME


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_list_of_drafts_says_that_it_completes_aws_s(stage: Stage, size: tuple[int, int]) -> None:
    stage.store.save_draft(stage.draft(title="Another"), revision=0)
    async with stage.running(size=size) as pilot:
        await open_it(stage, pilot)
        await pilot.press("ctrl+g")
        await settle(pilot)
        told = {
            name: COMPLETES in row
            for row in rows(stage.app)
            for name in ("Ostrava", "Another")
            if name in row
        }
        assert told == {"Ostrava": True, "Another": False}


async def test_a_draft_that_was_made_to_complete_it_in_the_review_is_opened_too(stage: Stage) -> None:
    draft = ours(stage)
    async with stage.running(size=LARGE) as pilot:
        await open_it(stage, pilot)
        assert stage.app.drafting.draft.id == draft.id


async def test_one_aws_s_draft_cannot_be_completed_from_any_more_says_that_alone(
    make_stage: Callable[..., Stage],
) -> None:
    stage = make_stage(wrap=lambda catalog: Keeps(catalog, eula="CustomEula"))
    draft = ours(stage)
    async with stage.running(size=LARGE) as pilot:
        await open_it(stage, pilot)
        assert stage.app.drafting.draft.id == draft.id
        [only] = stage.app._notifications
        assert only.title == "That draft cannot be completed"


async def test_a_deleted_one_is_not_opened_but_begun_anew(stage: Stage) -> None:
    draft = ours(stage)
    stage.store.delete_draft(draft.id)
    async with stage.running(size=LARGE) as pilot:
        await open_it(stage, pilot)
        assert stage.app.drafting.draft.id != draft.id
        assert stage.app.drafting.draft.reuse_offer_id == DRAFT


@pytest.mark.parametrize("deleted", [False, True])
@pytest.mark.parametrize("state", [SubmissionState.ACCEPTED, SubmissionState.UNKNOWN])
async def test_one_that_is_on_its_way_leads_to_its_status(
    stage: Stage, state: SubmissionState, deleted: bool
) -> None:
    """From a list that was read before it was sent, and whatever became of its draft. While it is on its way
    its offer is not told yet."""
    async with stage.running(size=LARGE, but=FOLLOWS) as pilot:
        await at_offer(stage, pilot, "quillon")
        draft = ours(stage)
        submission = sent_of(stage, draft, state)
        if deleted:
            stage.store.delete_draft(draft.id)
        await pilot.press("o")
        await settle(pilot, but=FOLLOWS)
        assert isinstance(stage.app.screen, StatusScreen)
        assert stage.app.screen._submission_id == submission.id
    assert [row.id for row in stage.store.drafts()] == ([] if deleted else [draft.id])


async def test_one_that_was_published_leads_to_its_status(stage: Stage) -> None:
    async with stage.running(size=LARGE) as pilot:
        await at_offer(stage, pilot, "quillon")
        draft = ours(stage)
        sent_of(stage, draft, SubmissionState.SUCCEEDED, offer_id=DRAFT)
        await pilot.press("o")
        await settle(pilot)
        assert isinstance(stage.app.screen, StatusScreen)


async def test_one_that_failed_is_opened_again(stage: Stage) -> None:
    draft = ours(stage)
    sent_of(stage, draft, SubmissionState.FAILED, offer_id=DRAFT)
    async with stage.running(size=LARGE) as pilot:
        await open_it(stage, pilot)
        assert not isinstance(stage.app.screen, StatusScreen | OffersScreen)
        assert stage.app.drafting.draft.id == draft.id


async def test_the_offer_it_completes_is_never_asked_about_as_another(stage: Stage) -> None:
    """An older second draft of it, after the first was published: it is said that there is no draft any more,
    and not asked whether a second offer is meant."""
    draft = stage.draft(buyers=("422233334444",), reuse_offer_id=OPEN, reuse_offer_revision=1)
    async with stage.at(Step.REVIEW, draft, size=LARGE):
        found = [one.code for one in check_all(draft, stage.app.context())]
        assert "COMPLETING_NO_DRAFT" in found
        assert "OFFER_EXISTS" not in found
    other = stage.draft(buyers=("422233334444",))
    context = stage.app.context().model_copy(update={"offers": stage.catalog.offers()})
    assert "OFFER_EXISTS" in [one.code for one in check_all(other, context)], "any other offer still is"
