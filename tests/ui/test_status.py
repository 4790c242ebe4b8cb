"""Step 6: what becomes of a submission, and what can be done about it."""

from collections.abc import Callable

import pytest
from hypothesis import given
from textual.widgets import Button

from cppo_tui.cli.accounts import sandbox_catalog
from cppo_tui.domain.change_sets import OfferTerms, publish_changes
from cppo_tui.domain.steps import Step
from cppo_tui.domain.submission import SubmissionState
from cppo_tui.sandbox.faults import FaultRule
from cppo_tui.sandbox.pace import FAST
from cppo_tui.ui.plain import plain
from cppo_tui.ui.screens.home import HomeScreen
from cppo_tui.ui.screens.status import StatusScreen
from cppo_tui.ui.screens.step_opportunity import OpportunityScreen
from cppo_tui.ui.status_view import CHANGE_NAMES, NORMAL, NORMAL_IN_SHORT, normal
from tests.domain.random_terms import random_terms
from tests.ui.clocks import HeldSleep
from tests.ui.looks import click, shown, words
from tests.ui.stage import BUYER, LARGE, AppPilot, Stage, settle, type_text

MISSING_BUYER = "999999999999"
"""The sandbox knows that this account does not exist."""

FOLLOWED = ("follow",)


async def publish(pilot: AppPilot, buyer: str = BUYER, *, but: tuple[str, ...] = ()) -> None:
    """Confirm at review and send."""
    await pilot.press("ctrl+n")
    await settle(pilot)
    await type_text(pilot, buyer[-4:])
    await pilot.press("enter")
    await settle(pilot, but=but)


def visible(stage: Stage) -> set[str]:
    """The ids of the buttons on offer."""
    return {str(button.id or button.name) for button in stage.app.screen.query(Button) if button.region.area}


async def test_success_names_the_offer_the_link_and_what_the_buyer_must_be_told(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, size=LARGE) as pilot:
        await publish(pilot)
        text = shown(stage.app)
        offer_id = stage.store.submissions()[0].offer_id
        assert "Published:" in text
        assert f"Offer id {offer_id}" in text
        assert f"offerId={offer_id}" in text.replace(" ", "")
        assert "AWS does not notify them." in text
        assert "1234 5678 9012" in text
        assert "DIFFERS" not in text
        assert visible(stage) == {"home", "copy-id", "copy-link", "hand-over", "extend", "like"}


@pytest.mark.parametrize(("width", "usual"), [(60, NORMAL_IN_SHORT), (79, NORMAL_IN_SHORT), (80, NORMAL)])
def test_what_is_normal_is_said_to_its_end_whatever_stands_before_it(width: int, usual: str) -> None:
    """Two rows are kept for it."""
    assert normal(width) == usual
    longest = f"119 min 59 s so far; next look in 300 s. {usual}"
    for so_far in (longest, f"0 s so far; next look in 5 s. {usual}"):
        assert plain(so_far).get_height({}, width - 4) <= 2


async def test_ids_and_link_are_copied(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, size=LARGE) as pilot:
        await publish(pilot)
        offer_id = stage.store.submissions()[0].offer_id
        await click(pilot, "#copy-id")
        assert stage.app.clipboard == offer_id
        await pilot.press("l")
        assert stage.app.clipboard.startswith("https://aws.amazon.com/marketplace/")
        assert stage.app.clipboard.endswith(f"offerId={offer_id}")


async def test_in_flight_counts_the_time_and_says_what_is_normal(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage(pace=FAST, sleep=HeldSleep())
    async with stage.at(Step.REVIEW, size=LARGE) as pilot:
        await publish(pilot, but=FOLLOWED)
        text = shown(stage.app)
        assert "On its way: AWS says PREPARING" in text
        assert "0 s so far; next look in 1 s." in text
        assert "You may leave" in text
        stage.clock.move(seconds=1)
        stage.app.screen._tick()  # type: ignore[attr-defined]
        await settle(pilot, but=FOLLOWED)
        assert "1 s so far; next look in 0 s." in shown(stage.app)


async def test_it_is_followed_through_its_states_to_the_end(make_stage: Callable[..., Stage]) -> None:
    held = HeldSleep()
    stage = make_stage(pace=FAST, sleep=held)
    async with stage.at(Step.REVIEW, size=LARGE) as pilot:
        await publish(pilot, but=FOLLOWED)
        stage.clock.move(seconds=3)
        held.let_go()
        await settle(pilot, but=FOLLOWED)
        assert "AWS says APPLYING" in shown(stage.app)
        assert "cancel" not in visible(stage)
        stage.clock.move(seconds=10)
        held.let_go()
        await settle(pilot)
        assert "Published:" in shown(stage.app)


async def test_it_can_be_cancelled_while_preparing(make_stage: Callable[..., Stage]) -> None:
    held = HeldSleep()
    stage = make_stage(pace=FAST, sleep=held)
    async with stage.at(Step.REVIEW, size=LARGE) as pilot:
        await publish(pilot, but=FOLLOWED)
        await pilot.click("#cancel", offset=(2, 0))
        await settle(pilot, but=FOLLOWED)
        held.let_go()
        await settle(pilot)
        assert "Cancelled:" in shown(stage.app)
        assert stage.store.submissions()[0].state == "cancelled"
        assert "edit" in visible(stage)


@pytest.mark.parametrize("key", ["escape", "ctrl+g"])
async def test_leaving_and_coming_back_goes_on_following(make_stage: Callable[..., Stage], key: str) -> None:
    held = HeldSleep()
    stage = make_stage(pace=FAST, sleep=held)
    async with stage.at(Step.REVIEW, size=LARGE) as pilot:
        await publish(pilot, but=FOLLOWED)
        await pilot.press(key)
        await settle(pilot, but=FOLLOWED)
        assert isinstance(stage.app.screen, HomeScreen)
        stage.clock.move(seconds=20)
        held.let_go()
        await settle(pilot)
        assert "published" in shown(stage.app)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(stage.app.screen, StatusScreen)
        assert "Published:" in shown(stage.app)


async def test_a_failure_names_change_code_meaning_and_leads_to_the_field(stage: Stage) -> None:
    draft = stage.draft(buyers=(MISSING_BUYER,))
    async with stage.at(Step.REVIEW, draft, size=LARGE) as pilot:
        await publish(pilot, MISSING_BUYER)
        text = shown(stage.app)
        assert "Failed: AWS did not apply it" in text
        assert "INVALID_BUYER_ACCOUNTS" in text
        assert "At least one buyer account does not exist." in text
        assert "Published" not in text
        fix = next(button for button in stage.app.screen.query(".fix").results(Button))
        await click(pilot, fix)
        assert isinstance(stage.app.screen, OpportunityScreen)
        assert stage.app.drafting.draft.id == draft.id
        assert stage.app.focused is stage.app.screen.query_one("#account")


async def test_a_fault_on_awss_own_side_is_told_and_the_draft_can_be_sent_again(stage: Stage) -> None:
    stage.catalog = sandbox_catalog(stage.sandbox, [FaultRule.parse("StartChangeSet:1:SERVER_FAULT")])
    async with stage.at(Step.REVIEW, stage.draft(), size=LARGE) as pilot:
        await publish(pilot)
        text = shown(stage.app)
        assert "SERVER_FAULT" in text
        assert "An internal error kept the change set from being applied." in text
        await click(pilot, "#edit")
        stage.app.go_to(Step.REVIEW)
        await settle(pilot)
        await publish(pilot)
        assert "Published:" in shown(stage.app)


async def test_a_failed_draft_can_be_corrected_and_sent_again(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, stage.draft(buyers=(MISSING_BUYER,)), size=LARGE) as pilot:
        await publish(pilot, MISSING_BUYER)
        await click(pilot, "#edit")
        stage.app.change(buyers=(BUYER,))
        stage.app.go_to(Step.REVIEW)
        await settle(pilot)
        await publish(pilot)
        assert "Published:" in shown(stage.app)
        assert [row.state for row in stage.store.submissions()].count("succeeded") == 1


@pytest.mark.parametrize(
    ("state", "said", "offered"),
    [
        (SubmissionState.SENDING, "Sending:", set()),
        (SubmissionState.REFUSED, "Refused: nothing was created", {"edit"}),
        (SubmissionState.CANCELLED, "Cancelled:", {"edit"}),
        (SubmissionState.FAILED, "Failed:", {"edit"}),
    ],
)
async def test_every_state_has_a_word_and_its_actions(
    make_stage: Callable[..., Stage], state: SubmissionState, said: str, offered: set[str]
) -> None:
    stage = make_stage(sleep=HeldSleep())
    submission = stage.submission(state, problem="AWS gave this reason.")
    async with stage.running(size=LARGE, but=FOLLOWED) as pilot:
        stage.app.show_submission(submission.id)
        await settle(pilot, but=FOLLOWED)
        assert said in shown(stage.app)
        assert "AWS gave this reason." in shown(stage.app)
        assert visible(stage) == offered | {"home"}


@pytest.mark.parametrize(
    ("state", "offered"),
    [(SubmissionState.ACCEPTED, False), (SubmissionState.FAILED, True), (SubmissionState.UNKNOWN, True)],
)
async def test_what_made_no_offer_has_its_change_set_s_id_to_copy_and_what_is_on_its_way_has_none(
    make_stage: Callable[..., Stage], state: SubmissionState, *, offered: bool
) -> None:
    stage = make_stage(sleep=HeldSleep())
    submission = stage.submission(state, change_set_id="stagechangeset00000000007")
    async with stage.running(size=LARGE, but=FOLLOWED) as pilot:
        stage.app.show_submission(submission.id)
        await settle(pilot, but=FOLLOWED)
        assert "copy-id" not in visible(stage), "there is no offer whose id it could be"
        assert ("copy-change-set" in visible(stage)) is offered
        await pilot.press("i")
        assert stage.app.clipboard == ("stagechangeset00000000007" if offered else "")


async def test_esc_during_a_send_loses_nothing(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage(pace=FAST, sleep=HeldSleep())
    async with stage.at(Step.REVIEW) as pilot:
        await publish(pilot, but=FOLLOWED)
        await pilot.press("escape", "escape")
        await settle(pilot, but=FOLLOWED)
        assert isinstance(stage.app.screen, HomeScreen)
        assert stage.store.submissions()[0].state == "accepted"


@given(random_terms())
def test_every_change_of_any_offer_has_a_name_people_know(terms: OfferTerms) -> None:
    assert {change["ChangeType"] for change in publish_changes(terms)} <= set(CHANGE_NAMES)


async def test_the_text_is_scrolled_whatever_has_the_focus_and_says_that_there_is_more(stage: Stage) -> None:
    """After publishing a button has the focus; nobody has to leave it to read on."""
    async with stage.at(Step.REVIEW, size=(80, 24)) as pilot:
        await publish(pilot)
        body = stage.app.screen.query_one("#body")
        assert isinstance(stage.app.focused, Button)
        assert words(stage.app, "#more-below") == "PgDn: more ↓"
        await pilot.press("pagedown")
        await settle(pilot)
        assert body.scroll_y > 0
        await pilot.press("end")
        await settle(pilot)
        assert body.scroll_y == body.max_scroll_y
        assert words(stage.app, "#more-below") == ""
        await pilot.press("up")
        await settle(pilot)
        assert body.scroll_y < body.max_scroll_y
        assert isinstance(stage.app.focused, Button), "Enter still presses it"
