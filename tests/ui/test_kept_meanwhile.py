"""What was begun at the offers is neither lost nor taken for something else while AWS is slow, fails, or
changes: no second offer comes of it, and nothing is ended by digits meant for another question."""

import json
import threading
from collections.abc import Callable

import pytest

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.catalog import AgreementSummary, OfferView
from cppo_tui.domain.checks import check_all
from cppo_tui.domain.errors import ServiceFault
from cppo_tui.domain.steps import Step
from cppo_tui.sandbox.seed_archera import BRONZE
from cppo_tui.sandbox.seed_offers import DRAFT
from cppo_tui.ui import offer_acts
from cppo_tui.ui.abandoned import abandoned_draft
from cppo_tui.ui.dialogs.dialog import Dialog
from cppo_tui.ui.screens.home import HomeScreen
from cppo_tui.ui.widgets.fitted_table import FittedTable
from tests.ui.catalogs import Before
from tests.ui.looks import fill, is_whole, shown, toasts
from tests.ui.stage import LARGE, SMALL, AppPilot, Stage, settle
from tests.ui.test_drafts_at_aws import open_it, ours
from tests.ui.test_offers_desk import at_offer

MakeStage = Callable[..., Stage]


class Once(Before):
    """The authorization cannot be read at first."""

    well = False

    def authorization(self, authorization_id: str) -> ResaleAuthorization:
        """A fault of AWS's own, until ``well`` is set."""
        if not self.well:
            raise ServiceFault("AWS answered with status 500.")
        found: ResaleAuthorization = self._behind.authorization(authorization_id)
        return found


class Unnamed(Before):
    """As real AWS may do it: the description names no authorization, the list does."""

    def offer(self, offer_id: str) -> OfferView:
        """Without it."""
        found: OfferView = self._behind.offer(offer_id)
        return found.model_copy(update={"authorization_id": ""})


class Slow(Before):
    """The agreements are not told before they may be."""

    may = threading.Event()
    asked = threading.Event()

    def agreements(self, product_id: str) -> tuple[AgreementSummary, ...]:
        """Late."""
        self.asked.set()
        self.may.wait(20)
        found: tuple[AgreementSummary, ...] = self._behind.agreements(product_id)
        return found


class Long(Before):
    """An offer with much to say, and what belongs to it cannot be read."""

    def offer(self, offer_id: str) -> OfferView:
        """The longest name AWS allows, two buyers."""
        found: OfferView = self._behind.offer(offer_id)
        name = ("Delmar Freight International Holding - Guaranteed Reserved Instances " * 3)[:150]
        return found.model_copy(update={"name": name, "buyers": (*found.buyers, "111122223333")})

    def authorization(self, authorization_id: str) -> ResaleAuthorization:
        """A fault of AWS's own."""
        raise ServiceFault(f"AWS answered with status 500 about {authorization_id}.")

    def agreements(self, product_id: str) -> tuple[AgreementSummary, ...]:
        """A fault of AWS's own."""
        raise ServiceFault(f"AWS answered with status 500 about {product_id}.")


async def choose(stage: Stage, pilot: AppPilot, authorization_id: str) -> None:
    """In step 1."""
    table = stage.app.screen.query_one("#authorizations", FittedTable)
    table.focus()
    table.go_to(authorization_id)
    await settle(pilot)
    await pilot.press("enter")
    await settle(pilot)


def made_from(stage: Stage) -> str:
    return next(one.authorization_id for one in stage.catalog.offers() if one.id == DRAFT)


async def test_a_draft_begun_while_its_authorization_could_not_be_read_still_completes_the_offer(
    make_stage: MakeStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else choosing it made a second offer, after “no second offer is made”."""
    stage = make_stage(wrap=Once)
    async with stage.running(size=LARGE) as pilot:
        await open_it(stage, pilot)
        assert stage.app.drafting.draft.authorization is None
        assert f"Choose it in step 1: {DRAFT} was made from it." in toasts(stage.app)
        monkeypatch.setattr(Once, "well", True)
        await choose(stage, pilot, made_from(stage))
        assert stage.app.drafting.draft.authorization is not None
        assert stage.app.drafting.draft.reuse_offer_id == DRAFT
        await choose(stage, pilot, BRONZE)
        assert stage.app.drafting.draft.reuse_offer_id == "", "another one chosen after it makes a new offer"


async def test_a_wrong_authorization_chosen_for_it_is_told_and_makes_nothing_new(
    make_stage: MakeStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = make_stage(wrap=Once)
    async with stage.running(size=LARGE) as pilot:
        await open_it(stage, pilot)
        monkeypatch.setattr(Once, "well", True)
        await choose(stage, pilot, BRONZE)
        stage.app.go_to(Step.REVIEW)
        await settle(pilot)
        codes = {one.code for one in check_all(stage.app.drafting.draft, stage.app.context())}
        assert stage.app.drafting.draft.reuse_offer_id == DRAFT
        assert "COMPLETING_OTHER_AUTHORIZATION" in codes


async def test_where_the_description_names_no_authorization_the_list_does(make_stage: MakeStage) -> None:
    stage = make_stage(wrap=Unnamed)
    async with stage.running(size=LARGE) as pilot:
        await open_it(stage, pilot)
        draft = stage.app.drafting.draft
        assert draft.authorization is not None
        assert (draft.authorization.id, draft.reuse_offer_id) == (made_from(stage), DRAFT)


async def test_a_replacement_begun_without_its_authorization_stays_one(
    make_stage: MakeStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the buyer would have had two agreements."""
    stage = make_stage(wrap=Once)
    async with stage.running(size=LARGE) as pilot:
        await at_offer(stage, pilot, "ostrava archera")
        await pilot.press("p")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        replaced = stage.app.drafting.draft.replaces
        assert replaced is not None
        monkeypatch.setattr(Once, "well", True)
        await choose(stage, pilot, BRONZE)
        assert stage.app.drafting.draft.replaces == replaced
        assert "Only SaaS contracts can be replaced" in shown(stage.app), "and now it is judged"


async def test_a_draft_aws_has_changed_meanwhile_is_taken_as_it_is_now(stage: Stage) -> None:
    """Else nothing but a new offer would have been left."""
    async with stage.running(size=LARGE) as pilot:
        await open_it(stage, pilot)
        first = stage.app.drafting.draft
        change = {
            "ChangeType": "UpdateInformation",
            "ChangeName": "Elsewhere",
            "Entity": {"Type": "Offer@1.0", "Identifier": DRAFT},
            "DetailsDocument": {"Name": "Renamed in the console"},
        }
        stage.catalog.sender().start(json.dumps([change]).encode(), name="elsewhere 1", token="t1")
        now = stage.catalog.offer(DRAFT).revision
        assert now != first.reuse_offer_revision
        await open_it(stage, pilot)
        draft = stage.app.drafting.draft
        assert (draft.id, draft.reuse_offer_revision) == (first.id, now)
        assert "AWS's draft was changed since: what yours says is sent in its place." in toasts(stage.app)
        codes = {one.code for one in check_all(draft, stage.app.context())}
        assert "COMPLETING_CHANGED" not in codes


async def test_what_a_draft_of_ours_completes_is_not_offered_to_another(stage: Stage) -> None:
    first = ours(stage)
    authorization = stage.catalog.authorization(made_from(stage))
    other = stage.draft(id="another", authorization=authorization)
    async with stage.running(size=LARGE):
        stage.app.connection.offers = stage.catalog.offers(authorization.id)
        assert abandoned_draft(stage.app, other) is None
        stage.store.delete_draft(first.id)
        found = abandoned_draft(stage.app, other)
        assert found is not None, "control: without it there is one"
        assert found.id == DRAFT


@pytest.mark.parametrize("key", ["e", "x"])
async def test_whoever_has_left_meanwhile_is_asked_nothing_elsewhere(
    make_stage: MakeStage, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    """Else the digits typed for another question would end an offer."""
    monkeypatch.setattr(Slow, "may", threading.Event())
    stage = make_stage(wrap=Slow)
    async with stage.running(size=LARGE, but=("ask",)) as pilot:
        Slow.may.set()
        await at_offer(stage, pilot)
        Slow.may.clear()
        Slow.asked.clear()
        await pilot.press(key)
        while not Slow.asked.is_set():
            await pilot.pause()
        await pilot.press("ctrl+g")
        stage.app.drafting.begin(stage.draft())
        stage.app.go_to(Step.REVIEW)
        Slow.may.set()
        await settle(pilot)
        while any(one.group == "ask" and not one.is_finished for one in stage.app.workers):
            assert not isinstance(stage.app.screen, Dialog)
            await pilot.pause()
        assert not isinstance(stage.app.screen, Dialog)
        assert not isinstance(stage.app.screen, HomeScreen)


@pytest.mark.parametrize("key", ["e", "x"])
async def test_nobody_waits_long_for_what_is_only_told_beside_a_question(
    make_stage: MakeStage, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.setattr(Slow, "may", threading.Event())
    monkeypatch.setattr(offer_acts, "PATIENCE", 0.0)
    stage = make_stage(wrap=Slow)
    async with stage.running(size=LARGE) as pilot:
        Slow.may.set()
        await at_offer(stage, pilot)
        Slow.may.clear()
        await pilot.press(key)
        await settle(pilot)
        assert isinstance(stage.app.screen, Dialog)
        Slow.may.set()


@pytest.mark.parametrize("size", [(60, 18), SMALL])
@pytest.mark.parametrize("key", ["e", "x"])
async def test_however_much_is_told_first_what_is_typed_and_the_buttons_are_in_sight(
    make_stage: MakeStage, size: tuple[int, int], key: str
) -> None:
    stage = make_stage(wrap=Long)
    async with stage.running(size=size) as pilot:
        await at_offer(stage, pilot)
        await pilot.press(key)
        await settle(pilot)
        await fill(pilot, "#answer", "2027-12-31")
        for name in ("#answer", "#no", "#yes"):
            assert is_whole(stage.app.screen.query_one(name)), name
        assert "Delmar Freight International" in shown(stage.app)
