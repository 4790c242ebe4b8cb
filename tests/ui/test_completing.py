"""Step 5: a draft offer AWS still holds is completed only where nothing stays in it that nobody reviewed."""

import json
from collections.abc import Callable
from typing import Any

from textual.widgets import Button, Static

from cppo_tui.domain.catalog import OfferView
from cppo_tui.domain.draft import EulaChoice, EulaKind, Installments
from cppo_tui.domain.errors import ServiceFault
from cppo_tui.domain.ports import SellerAccount
from cppo_tui.domain.steps import Step
from cppo_tui.sandbox.seed_archera import SILVER
from cppo_tui.sandbox.seed_awkward import OWN_SCHEDULE_ON_INSTALLMENTS, SCHEDULE_WITHOUT_PRICE, STALE_DRAFT
from cppo_tui.sandbox.seed_vendors import INSTALLMENTS
from cppo_tui.ui.dialogs.choose import Choose
from cppo_tui.ui.dialogs.further import Further
from cppo_tui.ui.screens.step_review import ReviewScreen
from cppo_tui.ui.widgets.finding_list import FindingRow
from tests.ui.catalogs import Before
from tests.ui.looks import click, toasts
from tests.ui.own import amounts
from tests.ui.stage import LARGE, AppPilot, Stage, settle

REUSED: dict[str, Any] = {"reuse_offer_id": STALE_DRAFT, "reuse_offer_revision": 1}
MakeStage = Callable[..., Stage]


async def test_a_draft_with_installments_of_its_own_is_not_completed_with_a_markup(
    make_stage: MakeStage,
) -> None:
    stage = make_stage(scenario="awkward-seller")
    async with stage.at(Step.REVIEW, stage.draft(INSTALLMENTS), size=LARGE) as pilot:
        stage.app.screen.query_one("#reuse").focus()
        await pilot.press("enter")
        await settle(pilot)
        assert stage.app.drafting.draft.reuse_offer_id == ""
        assert "no markup can take their place" in toasts(stage.app)


class Keeps(Before):
    """Its offers have terms of their own; not ``well``, they cannot be read."""

    def __init__(self, catalog: SellerAccount, *, well: bool = True, **terms: Any) -> None:
        super().__init__(catalog)
        self.well = well
        self.terms = terms

    def offer(self, offer_id: str) -> OfferView:
        """The offer behind it, with those terms."""
        if not self.well:
            raise ServiceFault("AWS answered with status 500.")
        offer: OfferView = self._behind.offer(offer_id)
        return offer.model_copy(update=self.terms)


def completing(stage: Stage) -> list[str]:
    """The codes about completing that the review shows."""
    rows = stage.app.screen.query(FindingRow).results()
    return [row.finding.code for row in rows if row.finding.code.startswith("COMPLETING_")]


def row_of(stage: Stage, code: str) -> FindingRow:
    """The line of a finding."""
    return next(row for row in stage.app.screen.query(FindingRow).results() if row.finding.code == code)


def publish(stage: Stage) -> Button:
    """The button that sends."""
    return stage.app.screen.query_one("#publish", Button)


async def test_the_review_says_what_a_chosen_draft_would_keep_of_the_offer_as_it_is_now(
    make_stage: MakeStage,
) -> None:
    """Chosen with own amounts, and changed to a markup after that."""
    stage = make_stage(scenario="awkward-seller")
    own = amounts("15000", "15000", "15000", "15000")
    reuse = {"reuse_offer_id": OWN_SCHEDULE_ON_INSTALLMENTS, "reuse_offer_revision": 1}
    async with stage.at(
        Step.REVIEW, stage.draft(INSTALLMENTS, installments=own, **reuse), size=LARGE
    ) as pilot:
        assert completing(stage) == []
        stage.app.change(installments=Installments())
        await settle(pilot)
        assert completing(stage) == ["COMPLETING_OWN_PRICES"]
        assert publish(stage).disabled
        stage.app.change(installments=own)
        await settle(pilot)
        assert completing(stage) == []


async def test_enter_on_it_leads_to_the_way_out(make_stage: MakeStage) -> None:
    stage = make_stage(scenario="awkward-seller")
    reuse = {"reuse_offer_id": OWN_SCHEDULE_ON_INSTALLMENTS, "reuse_offer_revision": 1}
    async with stage.at(Step.REVIEW, stage.draft(INSTALLMENTS, **reuse), size=LARGE) as pilot:
        await click(pilot, row_of(stage, "COMPLETING_OWN_PRICES"))
        assert stage.app.focused is stage.app.screen.query_one("#reuse")
        await pilot.press("enter")
        await settle(pilot)
        assert completing(stage) == []
        assert not publish(stage).disabled


async def test_a_term_that_would_stay_leads_to_where_it_is_chosen(make_stage: MakeStage) -> None:
    stage = make_stage(scenario="awkward-seller", wrap=lambda catalog: Keeps(catalog, eula="CustomEula"))
    draft = stage.draft(reuse_offer_id=STALE_DRAFT, reuse_offer_revision=1)
    async with stage.at(Step.REVIEW, draft, size=LARGE) as pilot:
        await click(pilot, row_of(stage, "COMPLETING_OTHER_EULA"))
        assert isinstance(stage.app.screen, Further)
        stage.app.change(eula=EulaChoice(kind=EulaKind.STANDARD))
        await pilot.press("escape")
        stage.app.go_to(Step.REVIEW)
        await settle(pilot)
        assert completing(stage) == []


async def test_a_draft_that_cannot_be_read_is_said_and_reading_it_again_helps(make_stage: MakeStage) -> None:
    spoiled: list[Keeps] = []

    def wrap(catalog: SellerAccount) -> SellerAccount:
        spoiled.append(Keeps(catalog, well=False))
        return spoiled[0]

    stage = make_stage(scenario="awkward-seller", wrap=wrap)
    draft = stage.draft(reuse_offer_id=STALE_DRAFT, reuse_offer_revision=1)
    async with stage.at(Step.REVIEW, draft, size=LARGE) as pilot:
        assert completing(stage) == ["COMPLETING_NOT_READ"]
        told = row_of(stage, "COMPLETING_NOT_READ").finding.message
        assert "AWS answered with status 500." in told
        assert publish(stage).disabled
        spoiled[0].well = True
        await click(pilot, row_of(stage, "COMPLETING_NOT_READ"))
        assert completing(stage) == []
        assert not publish(stage).disabled


async def test_an_abandoned_draft_is_completed_instead_of_making_another(make_stage: MakeStage) -> None:
    """Of several it is asked which, and after letting it go any of them can be had again."""
    stage = make_stage(scenario="awkward-seller")
    async with stage.at(Step.REVIEW, size=LARGE) as pilot:
        button = stage.app.screen.query_one("#reuse", Button)
        for _ in range(2):
            assert str(button.label) == "Complete one of AWS's 2 drafts instead"
            button.focus()
            await which_draft(stage, pilot, STALE_DRAFT)
            draft = stage.app.drafting.draft
            assert draft.reuse_offer_id == STALE_DRAFT
            assert draft.reuse_offer_revision > 0
            payload = str(stage.app.screen.query_one("#json", Static).content)
            assert f"{draft.reuse_offer_id}@{draft.reuse_offer_revision}" in payload
            assert "Create" not in json.loads(payload)[0]["ChangeType"]
            await click(pilot, "#reuse")
            assert stage.app.drafting.draft.reuse_offer_id == ""


async def which_draft(stage: Stage, pilot: AppPilot, chosen: str) -> None:
    """Press the button that has the focus, and choose that one of the two there are."""
    await pilot.press("enter")
    await settle(pilot)
    assert isinstance(stage.app.screen, Choose)
    keys = [key for key, _ in stage.app.screen._entries]
    assert {*keys} == {STALE_DRAFT, SCHEDULE_WITHOUT_PRICE}
    await pilot.press(*["down"] * keys.index(chosen), "enter")
    await settle(pilot)


async def test_a_draft_that_was_changed_since_is_said_and_can_be_chosen_again(make_stage: MakeStage) -> None:
    stage = make_stage(scenario="awkward-seller", wrap=lambda catalog: Keeps(catalog, revision=7))
    draft = stage.draft(reuse_offer_id=STALE_DRAFT, reuse_offer_revision=1)
    async with stage.at(Step.REVIEW, draft, size=LARGE) as pilot:
        assert completing(stage) == ["COMPLETING_CHANGED"]
        await click(pilot, row_of(stage, "COMPLETING_CHANGED"))
        await pilot.press("enter")  # a new offer instead
        await settle(pilot)
        await which_draft(stage, pilot, STALE_DRAFT)
        assert stage.app.drafting.draft.reuse_offer_revision == 7
        assert completing(stage) == []
        assert isinstance(stage.app.screen, ReviewScreen)


async def test_what_an_offer_does_not_say_of_its_authorization_its_place_in_the_list_does(
    make_stage: MakeStage,
) -> None:
    """Nobody has seen a real description of an offer name it; the list is asked by authorization."""
    stage = make_stage(scenario="awkward-seller", wrap=lambda catalog: Keeps(catalog, authorization_id=""))
    async with stage.at(Step.REVIEW, stage.draft(**REUSED), size=LARGE):
        assert completing(stage) == []
        assert not publish(stage).disabled


async def test_an_offer_that_nothing_says_is_of_this_authorization_is_not_completed(
    make_stage: MakeStage,
) -> None:
    stage = make_stage(scenario="awkward-seller", wrap=lambda catalog: Keeps(catalog, authorization_id=""))
    async with stage.at(Step.REVIEW, stage.draft(SILVER, **REUSED), size=LARGE):
        assert completing(stage) == ["COMPLETING_OTHER_AUTHORIZATION"]
