"""Replacing from the list of offers: the check of step 1 is asked first, and no draft is made for nothing."""

from collections.abc import Callable

import pytest

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.checks.replacement import check_replacement
from cppo_tui.ui.dialogs.choose import Choose
from cppo_tui.ui.offer_acts import OVER, REPLACES
from cppo_tui.ui.screens.offers import OffersScreen
from cppo_tui.ui.screens.step_opportunity import OpportunityScreen
from tests.domain.given import a_context, an_authorization
from tests.domain.kinds import a_draft_of, hourly, replacing
from tests.ui.catalogs import Before, Ended, NoAuthorization, Two
from tests.ui.looks import shown, toasts, words
from tests.ui.stage import BUYER, LARGE, SMALL, AppPilot, Stage, settle
from tests.ui.test_offers_desk import at_offer
from tests.ui.test_replacing import accepted


async def replacing_at(stage: Stage, pilot: AppPilot, search: str = "ostrava archera") -> None:
    """Ask to replace the agreement made from an offer; usually from one with usage pricing."""
    await at_offer(stage, pilot, search)
    await pilot.press("p")
    await settle(pilot)


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_usage_pricing_is_refused_in_the_check_s_words_before_there_is_a_draft(
    stage: Stage, size: tuple[int, int]
) -> None:
    usage = a_draft_of(an_authorization(), replaces=replacing())
    [finding] = check_replacement(usage, a_context())
    async with stage.running(size=size) as pilot:
        await replacing_at(stage, pilot)
        assert isinstance(stage.app.screen, OffersScreen)
        assert f"{finding.message} {finding.fix} Here c clones this one." in toasts(stage.app)
        assert not stage.app.drafting.is_open
        await pilot.press("c")
        await settle(pilot)
        assert isinstance(stage.app.screen, Choose), "what is said to do instead can be done"
    assert stage.store.drafts() == []


async def test_a_contract_is_replaced_as_before(stage: Stage) -> None:
    agreement_id = accepted(stage)
    async with stage.running(size=LARGE) as pilot:
        await replacing_at(stage, pilot, BUYER)
        assert isinstance(stage.app.screen, Choose)
        assert "Check" not in words(stage.app, ".head Static")
        await pilot.press("enter")
        await settle(pilot)
        draft = stage.app.drafting.draft
        assert draft.replaces is not None
        assert (draft.replaces.agreement_id, draft.buyers) == (agreement_id, (BUYER,))
        assert "REPLACEMENT_NOT_POSSIBLE" not in [one.code for one in check_replacement(draft, a_context())]


async def test_what_is_not_known_is_said_and_one_can_go_on(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage(wrap=NoAuthorization)
    async with stage.running(size=SMALL) as pilot:
        await replacing_at(stage, pilot)
        assert isinstance(stage.app.screen, Choose)
        told = words(stage.app, ".head Static")
        assert REPLACES in told
        assert "it is not known whether AWS lets it be replaced" in told
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(stage.app.screen, OpportunityScreen)
        assert stage.app.drafting.draft.replaces is not None


class ByTheHour(Before):
    """The authorization has hourly prices and a year beside them, as it seems."""

    def authorization(self, authorization_id: str) -> ResaleAuthorization:
        """By its prices an AMI or container."""
        found: ResaleAuthorization = self._behind.authorization(authorization_id)
        terms = hourly()
        return terms.model_copy(update={"id": found.id, "product_id": found.product_id})


async def test_where_only_the_assumed_sort_of_product_speaks_against_it_one_can_go_on(
    make_stage: Callable[..., Stage],
) -> None:
    """Step 1 takes another answer about the product, and then it can be replaced."""
    stage = make_stage(wrap=ByTheHour)
    async with stage.running(size=SMALL) as pilot:
        await replacing_at(stage, pilot)
        assert isinstance(stage.app.screen, Choose)
        assert "taken for an AMI or container" in words(stage.app, ".head Static")
        assert "Go back" in shown(stage.app)


async def test_an_agreement_that_cannot_be_replaced_is_told_beside_those_that_can(
    make_stage: Callable[..., Stage],
) -> None:
    stage = make_stage(wrap=Two)
    agreement_id = accepted(stage)
    async with stage.running(size=SMALL) as pilot:
        await replacing_at(stage, pilot, BUYER)
        assert isinstance(stage.app.screen, Choose)
        assert [key for key, _ in stage.app.screen._entries] == [agreement_id]
        told = "Not among these: agmt-over. The agreement ended on 31 January 2026; AWS replaces"
        assert told in words(stage.app, ".head Static")


async def test_one_that_has_ended_since_the_list_was_read_is_not_replaced(
    make_stage: Callable[..., Stage],
) -> None:
    stage = make_stage(wrap=Ended)
    accepted(stage)
    async with stage.running(size=SMALL) as pilot:
        await replacing_at(stage, pilot, BUYER)
        assert isinstance(stage.app.screen, OffersScreen)
        assert f"{OVER} Here c clones this one." in toasts(stage.app)
    assert stage.store.drafts() == []
