"""What was confirmed is what was read, and nothing that came up while the digits were typed goes unseen."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from cppo_tui.domain.confirmed import come_up
from cppo_tui.domain.findings import Finding, Severity
from cppo_tui.domain.steps import Step
from cppo_tui.ui.as_read import AsRead
from cppo_tui.ui.dialogs.type_in import TypeIn
from cppo_tui.ui.screens.status import StatusScreen
from cppo_tui.ui.screens.step_review import ReviewScreen
from tests.ui.clocks import StageClock
from tests.ui.looks import shown, toasts
from tests.ui.stage import BUYER, AppPilot, Stage, settle, type_text

MakeStage = Callable[..., Stage]


@pytest.fixture
def late_evening(make_stage: MakeStage) -> Stage:
    """A minute before midnight UTC: six in the evening in Chicago."""
    return make_stage(clock=StageClock(datetime(2026, 11, 23, 23, 59, tzinfo=UTC)))


async def publish(pilot: AppPilot) -> None:
    await pilot.press("ctrl+n")
    await settle(pilot)


async def confirm(pilot: AppPilot) -> None:
    await type_text(pilot, BUYER[-4:])
    await pilot.press("enter")
    await settle(pilot)


async def test_dates_that_move_while_the_digits_are_typed_are_read_again_first(late_evening: Stage) -> None:
    stage = late_evening
    async with stage.at(Step.REVIEW) as pilot:
        await publish(pilot)
        stage.clock.move(minutes=2)
        await confirm(pilot)
        assert isinstance(stage.app.screen, ReviewScreen)
        assert "no longer what you read. Nothing was sent." in toasts(stage.app)
        assert stage.store.submissions() == []
        assert "2027-01-23" in shown(stage.app), "the new day can be read at once"
        await publish(pilot)
        await confirm(pilot)
        assert isinstance(stage.app.screen, StatusScreen)


async def test_what_becomes_unusual_while_the_digits_are_typed_is_told_and_nothing_sent(
    late_evening: Stage,
) -> None:
    """The plan stays the same: the day to accept is a date. It is only a week away no more."""
    stage = late_evening
    async with stage.at(Step.REVIEW, stage.draft(expiry="2026-11-30")) as pilot:
        await publish(pilot)
        assert "The buyer has" not in shown(stage.app)
        stage.clock.move(minutes=2)
        await confirm(pilot)
        assert isinstance(stage.app.screen, ReviewScreen)
        assert "The buyer has 6 days to accept. Nothing was sent." in toasts(stage.app)
        assert stage.store.submissions() == []
        await publish(pilot)
        assert "The buyer has 6 days to accept." in shown(stage.app), "read once, it stops nothing"
        await confirm(pilot)
        assert isinstance(stage.app.screen, StatusScreen)


async def test_drawing_it_again_does_not_make_it_what_was_read(late_evening: Stage) -> None:
    stage = late_evening
    async with stage.at(Step.REVIEW) as pilot:
        stage.clock.move(minutes=2)
        stage.app.tracking_changed.publish("")
        await settle(pilot)
        await publish(pilot)
        assert isinstance(stage.app.screen, ReviewScreen)
        assert "Read the review again" in toasts(stage.app)
        await publish(pilot)
        assert isinstance(stage.app.screen, TypeIn)


def test_what_a_person_changes_is_read_as_it_is_drawn(stage: Stage) -> None:
    read = AsRead()
    for markup in ("one", "two"):
        draft = stage.draft(name=markup)
        plan = stage.plan(draft)
        read.drawn(draft, plan.payload)
        assert read.is_this(plan)
    read.drawn(draft, "")
    read.drawn(draft, plan.payload)
    assert read.is_this(plan), "it could not be made for a moment, and is the same"


def warning(code: str, message: str = "Odd.") -> Finding:
    return Finding(code=code, field="eula", message=message, fix="Look.", severity=Severity.WARNING)


def test_what_was_told_before_is_no_news_however_its_words_count_down(stage: Stage) -> None:
    plan = stage.plan(stage.draft())
    read = (warning("SHORT", "less than 4 hours"),)
    assert come_up(plan, plan, read, (warning("SHORT", "less than 3 hours"),)) == ""
    assert come_up(plan, plan, read, (*read, warning("OTHER"))).startswith("Odd. Nothing was sent.")


def test_the_plan_of_another_draft_is_not_sent_in_its_place(stage: Stage) -> None:
    """Saved as a copy meanwhile, because another window had changed it."""
    plan = stage.plan(stage.draft())
    for now in (
        None,
        plan.model_copy(update={"draft_id": "e" * 32}),
        plan.model_copy(update={"payload": "[]"}),
    ):
        assert "Nothing was sent." in come_up(plan, now, (), ())
