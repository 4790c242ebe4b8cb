"""What was begun at the offers is neither lost nor taken for something else while AWS is slow, fails, or
changes: no second offer comes of it, and nothing is ended by digits meant for another question."""

import json
import threading
from collections.abc import Callable, Iterator

import pytest
from textual.widgets._toast import Toast

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.catalog import AgreementSummary, OfferView
from cppo_tui.domain.checks import check_all
from cppo_tui.domain.errors import ServiceFault
from cppo_tui.domain.ports import SellerAccount
from cppo_tui.domain.steps import Step
from cppo_tui.domain.submission import SubmissionState
from cppo_tui.sandbox.seed_archera import BRONZE
from cppo_tui.sandbox.seed_offers import DRAFT
from cppo_tui.ui import offer_acts
from cppo_tui.ui.abandoned import abandoned_drafts
from cppo_tui.ui.dialogs.dialog import Dialog
from cppo_tui.ui.plain import say
from cppo_tui.ui.screens.home import HomeScreen
from cppo_tui.ui.widgets.fitted_table import FittedTable
from cppo_tui.ui.widgets.top_bar import READING, TopBar
from tests.ui.catalogs import Before
from tests.ui.looks import fill, is_whole, shown, toasts
from tests.ui.stage import LARGE, SMALL, AppPilot, Stage, settle
from tests.ui.test_drafts_at_aws import open_it, ours, sent_of
from tests.ui.test_offers_desk import at_offer

MakeStage = Callable[..., Stage]
EITHER = pytest.mark.parametrize("key", ["e", "x"])


class Gate:
    """Shut until ``may`` is set; ``asked``: somebody has come to it."""

    def __init__(self) -> None:
        self.may, self.asked = threading.Event(), threading.Event()


class Once(Before):
    """The authorization cannot be read at first."""

    def __init__(self, catalog: SellerAccount, gate: Gate) -> None:
        super().__init__(catalog)
        self._gate = gate

    def authorization(self, authorization_id: str) -> ResaleAuthorization:
        """A fault of AWS's own."""
        if not self._gate.may.is_set():
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
    """The agreements made from an offer are not told before they may be."""

    def __init__(self, catalog: SellerAccount, gate: Gate) -> None:
        super().__init__(catalog)
        self._gate = gate

    def agreements_from(self, offer_id: str) -> tuple[AgreementSummary, ...]:
        """Late."""
        self._gate.asked.set()
        self._gate.may.wait(20)
        found: tuple[AgreementSummary, ...] = self._behind.agreements_from(offer_id)
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

    def agreements_from(self, offer_id: str) -> tuple[AgreementSummary, ...]:
        """A fault of AWS's own."""
        raise ServiceFault(f"AWS answered with status 500 about {offer_id}.")


@pytest.fixture
def gate() -> Iterator[Gate]:
    made = Gate()
    yield made
    made.may.set()


@pytest.fixture
def once(make_stage: MakeStage, gate: Gate) -> Stage:
    return make_stage(wrap=lambda catalog: Once(catalog, gate))


@pytest.fixture
def slow(make_stage: MakeStage, gate: Gate) -> Stage:
    return make_stage(wrap=lambda catalog: Slow(catalog, gate))


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
    once: Stage,
    gate: Gate,
) -> None:
    """Else choosing it made a second offer, after “no second offer is made”."""
    async with once.running(size=LARGE) as pilot:
        await open_it(once, pilot)
        assert once.app.drafting.draft.authorization is None
        assert f"Choose it in step 1: {DRAFT} was made from it." in toasts(once.app)
        gate.may.set()
        await choose(once, pilot, made_from(once))
        assert once.app.drafting.draft.authorization is not None
        assert once.app.drafting.draft.reuse_offer_id == DRAFT
        await choose(once, pilot, BRONZE)
        assert once.app.drafting.draft.reuse_offer_id == "", "another one chosen after it makes a new offer"


async def test_a_wrong_authorization_chosen_for_it_is_told_and_makes_nothing_new(
    once: Stage,
    gate: Gate,
) -> None:
    async with once.running(size=LARGE) as pilot:
        await open_it(once, pilot)
        gate.may.set()
        await choose(once, pilot, BRONZE)
        once.app.go_to(Step.REVIEW)
        await settle(pilot)
        codes = {one.code for one in check_all(once.app.drafting.draft, once.app.context())}
        assert once.app.drafting.draft.reuse_offer_id == DRAFT
        assert "COMPLETING_OTHER_AUTHORIZATION" in codes


async def test_where_the_description_names_no_authorization_the_list_does(make_stage: MakeStage) -> None:
    stage = make_stage(wrap=Unnamed)
    async with stage.running(size=LARGE) as pilot:
        await open_it(stage, pilot)
        draft = stage.app.drafting.draft
        assert draft.authorization is not None
        assert (draft.authorization.id, draft.reuse_offer_id) == (made_from(stage), DRAFT)


async def test_a_replacement_begun_without_its_authorization_stays_one(once: Stage, gate: Gate) -> None:
    """Else the buyer would have had two agreements."""
    async with once.running(size=LARGE) as pilot:
        await at_offer(once, pilot, "ostrava archera")
        await pilot.press("p")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        replaced = once.app.drafting.draft.replaces
        assert replaced is not None
        gate.may.set()
        await choose(once, pilot, BRONZE)
        assert once.app.drafting.draft.replaces == replaced
        assert "Only SaaS contracts can be replaced" in shown(once.app), "and now it is judged"


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
        assert abandoned_drafts(stage.app, other) == ()
        stage.store.delete_draft(first.id)
        found = [one.id for one in abandoned_drafts(stage.app, other)]
        assert found == [DRAFT], "control: without it there is one"
        sent_of(stage, first, SubmissionState.ACCEPTED)
        assert abandoned_drafts(stage.app, other) == (), "it is on its way from the one that was deleted"


@EITHER
async def test_whoever_has_left_meanwhile_is_asked_nothing_elsewhere(
    slow: Stage, gate: Gate, key: str
) -> None:
    """Else the digits typed for another question would end an offer."""
    async with slow.running(size=LARGE, but=("ask",)) as pilot:
        await asked_slowly(slow, gate, pilot, key)
        await pilot.press("ctrl+g")
        slow.app.drafting.begin(slow.draft())
        slow.app.go_to(Step.REVIEW)
        gate.may.set()
        await settle(pilot)
        while any(one.group == "ask" and not one.is_finished for one in slow.app.workers):
            assert not isinstance(slow.app.screen, Dialog)
            await pilot.pause()
        assert not isinstance(slow.app.screen, Dialog)
        assert not isinstance(slow.app.screen, HomeScreen)


async def asked_slowly(stage: Stage, gate: Gate, pilot: AppPilot, key: str) -> None:
    """Press the key at an offer; AWS is asked, and has not answered."""
    await at_offer(stage, pilot)
    await pilot.press(key)
    while not gate.asked.is_set():
        await pilot.pause()


@pytest.mark.parametrize("key", ["e", "x", "h"])
async def test_while_aws_is_asked_the_first_line_says_so(slow: Stage, gate: Gate, key: str) -> None:
    async with slow.running(size=SMALL, but=("ask",)) as pilot:
        await asked_slowly(slow, gate, pilot, key)
        desk = slow.app.screen
        assert str(desk.query_one(TopBar).content).endswith(READING)
        gate.may.set()
        await settle(pilot)
        assert isinstance(slow.app.screen, Dialog)
        assert READING not in str(desk.query_one(TopBar).content)


@EITHER
async def test_nobody_waits_long_for_what_is_only_told_beside_a_question(
    slow: Stage, gate: Gate, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.setattr(offer_acts, "PATIENCE", 0.0)
    async with slow.running(size=LARGE) as pilot:
        await at_offer(slow, pilot)
        await pilot.press(key)
        await settle(pilot)
        assert isinstance(slow.app.screen, Dialog)


@EITHER
@pytest.mark.parametrize("size", [(60, 18), SMALL])
async def test_a_message_of_a_moment_ago_covers_nothing_that_is_typed_or_pressed(
    stage: Stage, size: tuple[int, int], key: str
) -> None:
    async with stage.running(size=size, toasts=True) as pilot:
        await at_offer(stage, pilot)
        say(stage.app, "It was copied. " * 6, title="A moment ago")
        await pilot.press(key)
        await settle(pilot)
        screen = stage.app.screen
        assert screen.query(Toast), "control: it is on the screen"
        for widget in map(screen.query_one, ("#answer", "#no", "#yes")):
            cells = [(x, y) for y in widget.region.line_range for x in widget.region.column_range]
            assert all(screen.get_widget_at(*cell)[0] is widget for cell in cells), widget


@pytest.mark.parametrize("size", [(60, 18), SMALL])
@EITHER
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
