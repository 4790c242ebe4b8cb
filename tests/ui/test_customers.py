"""The address book on the screens: whose each account is, what it is nearly, and a name for it."""

from collections.abc import Callable
from threading import Event
from unittest.mock import patch

from cppo_tui.domain.address_book import KnownAccount
from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.errors import StoreError
from cppo_tui.domain.ports import SellerAccount
from cppo_tui.domain.steps import Step
from cppo_tui.ui.dialogs.ask import Ask
from cppo_tui.ui.dialogs.type_in import TypeIn
from cppo_tui.ui.screens.step_information import InformationScreen
from cppo_tui.ui.screens.step_opportunity import OpportunityScreen
from cppo_tui.ui.screens.step_review import ReviewScreen
from cppo_tui.ui.widgets.buyer_chip import Chip
from cppo_tui.ui.widgets.buyers_field import FIRST, REMOVING
from cppo_tui.ui.widgets.field import Field
from tests.ui.catalogs import Before
from tests.ui.looks import click, fill, message, shown, toasts, words
from tests.ui.stage import BUYER, AppPilot, Stage, publish, settle, type_text

KNOWN, SLIP, OTHER = "411122223333", "411122223334", "433344445555"
NEAR = "4111 2222 3334 differs in one digit from 4111 2222 3333 (Acme Corp): digit 12 is 4, there 3."


def known(stage: Stage, account: str = KNOWN, name: str = "Acme Corp") -> None:
    """An offer was published to this account before this run."""
    stage.store.learn_accounts([KnownAccount(account=account, offers=("offer-1",), last_used=stage.clock())])
    if name:
        stage.store.name_account(account, name)


def chips(stage: Stage) -> list[str]:
    return [str(chip.content) for chip in stage.app.screen.query(Chip).results()]


async def name_it(pilot: AppPilot, name: str) -> None:
    """Answer the dialog that asks for a name."""
    assert isinstance(pilot.app.screen, TypeIn)
    await fill(pilot, "#answer", name)
    await pilot.press("enter")
    await settle(pilot)


async def test_beside_each_account_stands_whose_it_is(stage: Stage) -> None:
    known(stage)
    known(stage, OTHER, "")
    async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=(KNOWN, OTHER, BUYER, "123"))):
        assert chips(stage) == [
            "4111 2222 3333 Acme Corp ×",
            "4333 4444 5555 name not known ×",
            "1234 5678 9012 new here ×",
            "123 to fix ×",
        ]


async def test_with_an_empty_book_one_line_says_how_it_fills_and_no_chip_does(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY) as pilot:
        assert chips(stage) == ["1234 5678 9012 ×"]
        assert message(stage.app, "buyers") == f"{REMOVING} {FIRST}"
        stage.app.go_to(Step.REVIEW)
        await settle(pilot)
        assert "new here" not in shown(stage.app)
        assert "No offer was made from here" not in shown(stage.app)


async def test_a_near_miss_asks_before_going_on_and_a_yes_is_for_this_account_alone(stage: Stage) -> None:
    """Scenario 11: one digit off."""
    known(stage)
    async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=(SLIP,))) as pilot:
        assert chips(stage) == ["4111 2222 3334 new here sure? ×"]
        assert message(stage.app, "buyers").startswith(f"Sure? {NEAR}")
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, Ask)
        assert NEAR in shown(stage.app)
        await pilot.press("enter")  # the safe answer
        await settle(pilot)
        assert isinstance(stage.app.screen, OpportunityScreen)
        await pilot.press("ctrl+n")
        await settle(pilot)
        await click(pilot, "#yes")
        assert isinstance(stage.app.screen, InformationScreen)
        stage.app.change(buyers=("411122223335",))
        stage.app.go_to(Step.OPPORTUNITY)
        await settle(pilot)
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, Ask)


async def test_a_near_miss_stops_the_review_too(stage: Stage) -> None:
    known(stage)
    async with stage.at(Step.REVIEW, stage.draft(buyers=(SLIP,))) as pilot:
        assert NEAR in " ".join(shown(stage.app).split())
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, Ask)
        await pilot.press("escape")
        await settle(pilot)
        assert not stage.store.submissions()


async def test_what_aws_lists_at_the_review_is_compared_with_at_once_and_remembered(stage: Stage) -> None:
    """An offer a colleague made: this computer knows nothing of it before the list is read."""
    listed = next(offer for offer in stage.catalog.offers() if offer.state == "Released" and offer.buyers)
    slip = f"{(int(listed.buyers[0][0]) + 1) % 10}{listed.buyers[0][1:]}"
    draft = stage.draft(listed.authorization_id, buyers=(slip,))
    async with stage.at(Step.REVIEW, draft) as pilot:
        assert "differs in one digit from" in " ".join(shown(stage.app).split())
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert not stage.store.submissions()
    assert listed.buyers[0] in [entry.account for entry in stage.store.known_accounts()]


async def test_a_published_offer_teaches_its_account(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, stage.draft(consents=frozenset())) as pilot:
        await publish(pilot)
        await pilot.press("ctrl+g")
        await settle(pilot)
        await stage.open_at(pilot, Step.OPPORTUNITY, stage.draft())
        assert chips(stage) == ["1234 5678 9012 name not known ×"]


async def test_the_review_and_the_confirmation_name_the_customer_beside_the_number(stage: Stage) -> None:
    known(stage)
    async with stage.at(Step.REVIEW, stage.draft(buyers=(KNOWN,))) as pilot:
        assert "4111 2222 3333 (Acme Corp)" in words(stage.app, "#summary")
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, TypeIn)
        assert "4111 2222 3333 Acme Corp" in shown(stage.app)


async def test_the_review_says_who_is_new(stage: Stage) -> None:
    known(stage)
    async with stage.at(Step.REVIEW) as pilot:
        assert "1234 5678 9012 (new here)" in words(stage.app, "#summary")
        assert "No offer was made from here to 1234 5678 9012 before." in " ".join(shown(stage.app).split())
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert "1234 5678 9012 new here" in shown(stage.app)


async def test_different_customers_are_named_in_the_question(stage: Stage) -> None:
    known(stage)
    known(stage, OTHER, "Globex")
    async with stage.at(Step.REVIEW, stage.draft(buyers=(KNOWN, OTHER))) as pilot:
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, Ask)
        assert "2 accounts of different customers, Acme Corp and Globex" in shown(stage.app)


async def test_a_template_holds_neither_buyers_nor_names(stage: Stage) -> None:
    known(stage)
    draft = stage.draft(title="Mine", name="Renewal for ACME CORP", buyers=(KNOWN,))
    draft = draft.model_copy(update={"consents": draft.consents | {f"near-miss:{KNOWN}:{OTHER}=acme corp"}})
    stage.store.save_draft(draft, revision=0)
    async with stage.running() as pilot:
        stage.app.shelf.save_as_template(draft.id)
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
    kept = stage.store.load_template("Mine").model_dump_json()
    assert "acme" not in kept.casefold()
    assert KNOWN not in kept


async def test_a_key_reads_no_address_book_from_the_disk(stage: Stage) -> None:
    known(stage)
    async with stage.at(Step.OPPORTUNITY, stage.draft(buyers=(KNOWN, SLIP))) as pilot:
        with patch.object(stage.store, "known_accounts", side_effect=AssertionError("read at a key press")):
            await type_text(pilot, "4222")
            stage.app.go_to(Step.PRICING)
            await settle(pilot)
            stage.app.screen.query_one("#field-markup", Field).focus_input()
            await type_text(pilot, "25")
            await settle(pilot)


async def test_a_book_that_cannot_be_read_is_told_on_both_screens(stage: Stage) -> None:
    with patch.object(stage.store, "known_accounts", side_effect=StoreError("The disk reported an error.")):
        async with stage.at(Step.OPPORTUNITY) as pilot:
            assert "The address book could not be read" in message(stage.app, "buyers")
            stage.app.go_to(Step.REVIEW)
            await settle(pilot)
            assert isinstance(stage.app.screen, ReviewScreen)
            assert "The address book could not be read" in " ".join(shown(stage.app).split())


class Slow(Before):
    """From the moment it is armed, what is asked by id is answered when the test says so."""

    def __init__(self, catalog: SellerAccount) -> None:
        super().__init__(catalog)
        self.armed, self.answer = False, Event()

    def authorization(self, authorization_id: str) -> ResaleAuthorization:
        """Late."""
        if self.armed:
            assert self.answer.wait(20)
        authorization: ResaleAuthorization = self._behind.authorization(authorization_id)
        return authorization


async def test_whose_accounts_aws_lists_is_known_before_the_offer_can_be_published(
    make_stage: Callable[..., Stage],
) -> None:
    """Whether AWS still has the authorization is asked last: meanwhile Publish is there."""
    slow: list[Slow] = []

    def wrap(catalog: SellerAccount) -> SellerAccount:
        slow.append(Slow(catalog))
        return slow[0]

    stage = make_stage(wrap=wrap)
    listed = next(offer for offer in stage.catalog.offers() if offer.state == "Released" and offer.buyers)
    slip = f"{(int(listed.buyers[0][0]) + 1) % 10}{listed.buyers[0][1:]}"
    draft = stage.draft(listed.authorization_id, buyers=(slip,))
    stage.store.save_draft(draft, revision=0)
    async with stage.running() as pilot:
        slow[0].armed = True
        stage.app.drafting.load(draft.id)
        stage.app.go_to(Step.REVIEW)
        while stage.app.connection.offers is None:
            await pilot.pause()
        await pilot.press("ctrl+n")
        assert isinstance(stage.app.screen, Ask)
        slow[0].answer.set()
        await settle(pilot)
        assert not stage.store.submissions()


async def test_what_comes_to_be_known_while_the_digits_are_typed_stops_the_offer(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, stage.draft(buyers=("604918273356",))) as pilot:
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, TypeIn)
        known(stage, "604918273355")
        stage.app.customers.read()
        await type_text(pilot, "3356")
        await pilot.press("enter")
        await settle(pilot)
        assert "Nothing was sent." in toasts(stage.app)
        assert not stage.store.submissions()
