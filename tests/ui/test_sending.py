"""A send belongs to the application: whatever is pressed meanwhile, it happens once and is told."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from cppo_tui.domain.draft import PricingChoice
from cppo_tui.domain.errors import StoreError
from cppo_tui.domain.plan import PublishMode
from cppo_tui.domain.ports import SellerAccount, Sender, Still, always
from cppo_tui.domain.steps import Step
from cppo_tui.domain.submission import SubmissionState
from cppo_tui.ui.app import Leaving
from cppo_tui.ui.dialogs.ask import Ask
from cppo_tui.ui.dialogs.type_in import TypeIn
from cppo_tui.ui.screens.home import HomeScreen
from cppo_tui.ui.screens.status import StatusScreen
from cppo_tui.ui.screens.step_review import ReviewScreen
from tests.ui.catalogs import Before, NoOffers, Otherwise
from tests.ui.clocks import StageClock
from tests.ui.looks import shown, toasts
from tests.ui.stage import BUYER, LARGE, SMALL, AppPilot, Stage, settle, type_text

MakeStage = Callable[..., Stage]


class Slow(Before):
    """AWS takes its time to answer a send: until the test lets it."""

    def __init__(self, catalog: SellerAccount) -> None:
        super().__init__(catalog)
        self.answer = threading.Event()
        self.asked = threading.Event()
        self.starts = 0

    def sender(self) -> Sender:
        """A sender that waits."""
        return _SlowSender(self, self._behind.sender())


class _SlowSender(Before):
    def __init__(self, slow: Slow, behind: Sender) -> None:
        self._slow = slow
        self._behind: Sender = behind  # type: ignore[assignment]

    def start(self, payload: bytes, *, name: str, token: str, still: Still = always) -> str:
        self._slow.starts += 1
        self._slow.asked.set()
        assert self._slow.answer.wait(20)
        return self._behind.start(payload, name=name, token=token, still=still)


async def send(pilot: AppPilot, stage: Stage) -> Slow:
    """Confirm the review; come back when the send is under way."""
    await pilot.press("ctrl+n")
    await settle(pilot)
    await type_text(pilot, BUYER[-4:])
    await pilot.press("enter")
    await settle(pilot, but=("send",))
    slow = stage.app.connection.catalog
    assert isinstance(slow, Slow)
    assert slow.asked.wait(20)
    return slow


@pytest.mark.parametrize("key", ["escape", "ctrl+g"])
async def test_leaving_the_review_while_it_is_sent_neither_stops_nor_hides_it(
    make_stage: MakeStage, key: str
) -> None:
    stage = make_stage(wrap=Slow)
    async with stage.at(Step.REVIEW) as pilot:
        slow = await send(pilot, stage)
        await pilot.press(key)
        await settle(pilot, but=("send",))
        assert not isinstance(stage.app.screen, ReviewScreen)
        slow.answer.set()
        await settle(pilot)
        (row,) = stage.store.submissions()
        assert row.state == "succeeded"
        assert slow.starts == 1
        on_status = isinstance(stage.app.screen, StatusScreen)
        assert on_status or "Sent" in toasts(stage.app)
        if isinstance(stage.app.screen, HomeScreen):
            assert "published" in shown(stage.app)


async def test_pressing_publish_again_while_it_is_sent_sends_nothing(make_stage: MakeStage) -> None:
    stage = make_stage(wrap=Slow)
    async with stage.at(Step.REVIEW) as pilot:
        slow = await send(pilot, stage)
        await pilot.press("ctrl+n", "ctrl+n")
        await settle(pilot, but=("send",))
        assert not isinstance(stage.app.screen, TypeIn)
        slow.answer.set()
        await settle(pilot)
        assert slow.starts == 1


async def test_quitting_while_it_is_sent_says_so_and_ends_once_aws_has_answered(
    make_stage: MakeStage,
) -> None:
    stage = make_stage(wrap=Slow)
    async with stage.at(Step.REVIEW) as pilot:
        slow = await send(pilot, stage)
        await pilot.press("ctrl+q")
        await settle(pilot, but=("send",))
        assert "still answering" in toasts(stage.app)
        assert stage.app.return_value is None
        slow.answer.set()
        await settle(pilot)
        assert stage.app.return_value is Leaving.DONE
    assert stage.store.submissions()[0].change_set_id


async def test_an_acceptance_that_cannot_be_noted_is_told_wherever_one_is(
    make_stage: MakeStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = make_stage(wrap=Slow)

    def full(*_: object, **__: object) -> None:
        raise StoreError("The disk is full.")

    async with stage.at(Step.REVIEW) as pilot:
        slow = await send(pilot, stage)
        await pilot.press("ctrl+g")
        await settle(pilot, but=("send",))
        monkeypatch.setattr(stage.store, "update_submission", full)
        slow.answer.set()
        await settle(pilot)
        (words,) = stage.app.last_words
        assert "change set stagechangeset" in words
        assert "Do not publish this offer again" in words


async def test_at_midnight_utc_the_review_must_be_read_again(make_stage: MakeStage) -> None:
    stage = make_stage(clock=StageClock(datetime(2026, 11, 23, 23, 59, tzinfo=UTC)))
    async with stage.at(Step.REVIEW) as pilot:
        assert "2027-01-22" in shown(stage.app)
        stage.clock.move(minutes=2)
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, ReviewScreen)
        assert "Read the review again" in toasts(stage.app)
        assert "2027-01-23" in shown(stage.app)
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, TypeIn)
        assert "2027-01-23" in shown(stage.app)


async def draft_at_aws(pilot: AppPilot) -> None:
    """Send the first half of "verify first"."""
    await pilot.press("ctrl+n")
    await settle(pilot)
    await type_text(pilot, BUYER[-4:])
    await pilot.press("enter")
    await settle(pilot)


async def test_a_draft_that_differs_is_released_only_after_each_difference_was_shown(
    make_stage: MakeStage,
) -> None:
    stage = make_stage(wrap=Otherwise)
    async with stage.at(Step.REVIEW, stage.draft(mode=PublishMode.VERIFY)) as pilot:
        await draft_at_aws(pilot)
        assert "differ from your review" in shown(stage.app)
        stage.app.screen.query_one("#release").press()  # type: ignore[attr-defined]
        await settle(pilot)
        assert isinstance(stage.app.screen, Ask)
        asked = shown(stage.app)
        assert "AWS has 9999 0000 1111, you reviewed 1234 5678 9012" in asked
        assert "Price of Guaranteed Reserved Instance Premiums: AWS has $0.03, you" in asked
        assert "The buyer gets what AWS has. Correct it if that is not meant." in asked, (
            "all of it is in view"
        )
        await pilot.press("tab", "enter")
        await settle(pilot)
        assert isinstance(stage.app.screen, TypeIn)
        assert "9999 0000 1111" in shown(stage.app)
        await type_text(pilot, BUYER[-4:])
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(stage.app.screen, TypeIn), "our reviewed buyer's digits are not AWS's buyer's"
        assert [row.kind for row in stage.store.submissions()] == ["draft"]


def published_elsewhere(stage: Stage) -> None:
    """A colleague makes an offer to the same buyer in the AWS console."""
    plan = stage.plan(stage.draft(name="By a colleague"))
    stage.catalog.sender().start(plan.body, name="console", token="0" * 32)


@pytest.mark.parametrize("meant", [True, False])
async def test_an_offer_that_came_in_between_can_be_consented_to_at_the_release(
    stage: Stage, *, meant: bool
) -> None:
    """Scenario 13: a colleague was quicker. Where that is found it can be answered."""
    async with stage.at(Step.REVIEW, stage.draft(mode=PublishMode.VERIFY)) as pilot:
        await draft_at_aws(pilot)
        published_elsewhere(stage)
        stage.app.screen.query_one("#release").press()  # type: ignore[attr-defined]
        await settle(pilot)
        assert isinstance(stage.app.screen, Ask)
        assert "already has an open offer from this authorization" in shown(stage.app)
        await pilot.press(*(("tab", "enter") if meant else ("enter",)))
        await settle(pilot)
        assert isinstance(stage.app.screen, TypeIn if meant else StatusScreen)
        if meant:
            await type_text(pilot, BUYER[-4:])
            await pilot.press("enter")
            await settle(pilot)
            assert "Published:" in shown(stage.app)
        kinds = ["release", "draft"] if meant else ["draft"]
        assert [row.kind for row in stage.store.submissions()] == kinds


async def test_a_last_day_that_has_come_near_is_asked_about_at_the_release(stage: Stage) -> None:
    """Reviewed with sixty days to accept, released when one is left of them."""
    draft = stage.draft(mode=PublishMode.VERIFY, expiry="60 days")
    async with stage.at(Step.REVIEW, draft, size=LARGE) as pilot:
        await draft_at_aws(pilot)
        stage.clock.move(minutes=59 * 24 * 60)
        stage.app.screen.query_one("#release").press()  # type: ignore[attr-defined]
        await settle(pilot)
        assert isinstance(stage.app.screen, Ask)
        assert "It ends tomorrow" in shown(stage.app)
        await pilot.press("tab", "enter")
        await settle(pilot)
        assert isinstance(stage.app.screen, TypeIn)
        assert "10 years (3,653 days)" in shown(stage.app)


async def test_what_was_unusual_in_the_review_is_told_again_where_it_binds(stage: Stage) -> None:
    """Before the draft was made it was told; but that bound nobody."""
    draft = stage.draft(mode=PublishMode.VERIFY, pricing=PricingChoice(text="20"), expiry="5 days")
    async with stage.at(Step.REVIEW, draft, size=LARGE) as pilot:
        await draft_at_aws(pilot)
        stage.clock.move(minutes=24 * 60)
        stage.app.screen.query_one("#release").press()  # type: ignore[attr-defined]
        await settle(pilot)
        assert isinstance(stage.app.screen, TypeIn)
        told = " ".join(shown(stage.app).replace("│", " ").split())
        assert "every bill is 4 %" in told
        assert "The buyer has 4 days to accept." in told, "by the day on which it is released"


async def test_offers_that_cannot_be_read_stop_the_release(make_stage: MakeStage) -> None:
    """Scenario 14: "could not check" is not "none"."""
    stage = make_stage(wrap=NoOffers)
    async with stage.at(Step.REVIEW, stage.draft(mode=PublishMode.VERIFY)) as pilot:
        spoiled = stage.app.connection.catalog
        assert isinstance(spoiled, NoOffers)
        spoiled.well = True
        stage.app.read_offers()
        await settle(pilot)
        await draft_at_aws(pilot)
        spoiled.well = False
        stage.app.screen.query_one("#release").press()  # type: ignore[attr-defined]
        await settle(pilot)
        assert isinstance(stage.app.screen, StatusScreen)
        assert "AWS answered with status 500" in toasts(stage.app)


async def test_a_draft_at_aws_can_be_corrected_instead_of_making_another(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, stage.draft(mode=PublishMode.VERIFY)) as pilot:
        await draft_at_aws(pilot)
        stage.app.screen.query_one("#correct").press()  # type: ignore[attr-defined]
        await settle(pilot)
        assert isinstance(stage.app.screen, ReviewScreen)
        stage.app.change(description="Corrected")
        await settle(pilot)
        await draft_at_aws(pilot)
        offers = {row.offer_id for row in stage.store.submissions()}
        assert len(offers) == 1
        assert stage.catalog.offer(offers.pop()).description == "Corrected"


async def test_the_confirmation_of_many_buyers_keeps_world_and_title_in_view(stage: Stage) -> None:
    many = tuple(f"{number:012}" for number in range(100, 125))
    draft = stage.agreed(f"buyers-several:{','.join(sorted(many))}", buyers=many)
    async with stage.at(Step.REVIEW, draft, size=SMALL) as pilot:
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, TypeIn)
        text = shown(stage.app)
        for part in ("Publish this offer?", "SANDBOX: nothing reaches AWS.", "25 buyer accounts", "Go back"):
            assert part in text
        stage.app.screen.query_one(".content").focus()
        await pilot.press("end")
        await settle(pilot)
        assert "0000 0000 0124" in shown(stage.app)
        await type_text(pilot, "25")


async def test_without_knowing_who_sells_nothing_can_be_published_and_it_says_why(stage: Stage) -> None:
    async with stage.at(Step.REVIEW) as pilot:
        stage.app.connection.account = ""
        stage.app.connection_changed.publish(None)
        await settle(pilot)
        assert "AWS has not said yet which account sells this" in " ".join(shown(stage.app).split())
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, ReviewScreen)
        assert stage.store.submissions() == []


async def test_a_refusal_stays_on_the_review_until_the_next_try(stage: Stage) -> None:
    async with stage.at(Step.REVIEW) as pilot:
        stage.submission(SubmissionState.ACCEPTED, stage.app.drafting.draft)
        await draft_at_aws(pilot)
        assert isinstance(stage.app.screen, ReviewScreen)
        assert "Not sent:" in shown(stage.app)
        assert "still on its way" in " ".join(shown(stage.app).split())
