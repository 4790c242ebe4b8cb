"""The status screen of an outcome that is not known: what can be done, when, and why not."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from textual.widgets import Button

from cppo_tui.domain.ports import SellerAccount
from cppo_tui.domain.steps import Step
from cppo_tui.domain.submission import Submission, SubmissionState, Try
from cppo_tui.services.unknown_outcomes import TOKEN_IS_YOUNG
from cppo_tui.ui.dialogs.ask import Ask
from cppo_tui.ui.status_view import UNKNOWN_LOOKING
from tests.ui.catalogs import Doubtful
from tests.ui.clocks import HeldSleep
from tests.ui.looks import click, shown, toasts
from tests.ui.stage import LARGE, Stage, settle
from tests.ui.test_status import FOLLOWED, publish, visible


def on_offer(stage: Stage) -> set[str]:
    """Those of them that can be pressed."""
    return {name for name in visible(stage) if not stage.app.screen.query_one(f"#{name}").disabled}


def doubtful(
    make_stage: Callable[..., Stage], *, arrives: bool, listed: bool = True
) -> tuple[Stage, Doubtful]:
    """A stage whose connection loses the answer to a send."""
    spoiled: list[Doubtful] = []

    def wrap(catalog: SellerAccount) -> SellerAccount:
        spoiled.append(Doubtful(catalog, arrives=arrives, listed=listed))
        return spoiled[0]

    stage = make_stage(wrap=wrap)
    return stage, stage.app.desk.connect()  # type: ignore[return-value]


async def test_a_lost_answer_is_looked_up_and_adopted(make_stage: Callable[..., Stage]) -> None:
    stage, catalog = doubtful(make_stage, arrives=True)
    async with stage.at(Step.REVIEW, size=LARGE) as pilot:
        await publish(pilot)
        assert "Published:" in shown(stage.app)
        assert len(catalog.sent) == 1
        assert len(stage.catalog.change_sets()) == 1


async def test_an_unknown_outcome_can_be_looked_up_again_when_the_list_lagged(
    make_stage: Callable[..., Stage],
) -> None:
    stage, catalog = doubtful(make_stage, arrives=True, listed=False)
    async with stage.at(Step.REVIEW, size=LARGE) as pilot:
        await publish(pilot)
        assert "Outcome unknown:" in shown(stage.app)
        assert on_offer(stage) == {"home", "check", "resend"}
        catalog.listed = True
        await click(pilot, "#check")
        assert "Published:" in shown(stage.app)
        assert len(catalog.sent) == 1


async def test_sending_again_sends_the_same_bytes_with_the_same_token(
    make_stage: Callable[..., Stage],
) -> None:
    stage, catalog = doubtful(make_stage, arrives=False)
    async with stage.at(Step.REVIEW, size=LARGE) as pilot:
        await publish(pilot)
        assert "Outcome unknown:" in shown(stage.app)
        catalog.lost = None
        await click(pilot, "#resend")
        assert "Published:" in shown(stage.app)
        assert len(catalog.sent) == 2
        assert len(set(catalog.sent)) == 1
        assert len(stage.catalog.change_sets()) == 1


@pytest.mark.parametrize(
    ("first", "last", "allowed"),
    [(0, 0, {"resend"}), (9.5, 0, {"resend"}), (10, 9, set()), (20, 11, {"absent"}), (60, 60, {"absent"})],
)
async def test_each_way_out_is_offered_exactly_when_the_service_lets_it_be_gone(
    make_stage: Callable[..., Stage], first: float, last: float, allowed: set[str]
) -> None:
    """Minutes since it was first and last sent. What is not on offer stays where it is, and says why."""
    stage = make_stage()
    aged = sent_before(stage, first=first, last=last)
    async with stage.running(size=LARGE) as pilot:
        stage.app.show_submission(aged.id)
        await settle(pilot)
        assert on_offer(stage) == {"home", "check"} | allowed
        assert visible(stage) == {"home", "check", "resend", "absent"}
        assert stage.app.connection.catalog is not None
        submitter = stage.app.tracking.submitter(stage.app.connection.catalog)
        asked = {"resend": submitter.against_resending, "absent": submitter.against_closing}
        for name, against in asked.items():
            refusal = against(aged)
            assert (refusal is None) is (name in allowed)
            tooltip = stage.app.screen.query_one(f"#{name}", Button).tooltip
            assert str(tooltip) == str(refusal)
            assert refusal is None or " ".join(str(refusal).split()) in " ".join(shown(stage.app).split())


async def test_while_it_is_looked_up_nothing_else_can_be_done(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage(sleep=HeldSleep())
    submission = sent_before(stage, first=60, last=60)
    async with stage.running(size=LARGE, but=FOLLOWED) as pilot:
        stage.app.show_submission(submission.id)
        await settle(pilot, but=FOLLOWED)
        assert on_offer(stage) == {"home"}
        assert UNKNOWN_LOOKING in shown(stage.app)


def sent_before(stage: Stage, *, first: float, last: float) -> Submission:
    """An unknown outcome, so many minutes old by its first and by its last try."""
    now = stage.clock()
    return stage.submission(
        SubmissionState.UNKNOWN,
        created=now - timedelta(minutes=first),
        tries=(Try(at=now - timedelta(minutes=last), outcome="unknown"),),
    )


async def test_what_comes_of_age_while_one_looks_is_offered_without_a_key(
    make_stage: Callable[..., Stage],
) -> None:
    stage, _ = doubtful(make_stage, arrives=False)
    async with stage.at(Step.REVIEW, size=LARGE) as pilot:
        await publish(pilot)
        stage.clock.move(seconds=TOKEN_IS_YOUNG.total_seconds())
        assert on_offer(stage) == {"home", "check", "resend"}
        stage.app.screen._tick()  # type: ignore[attr-defined]
        await settle(pilot)
        assert on_offer(stage) == {"home", "check", "absent"}


async def test_an_old_unknown_outcome_is_closed_by_hand_only(make_stage: Callable[..., Stage]) -> None:
    stage, catalog = doubtful(make_stage, arrives=False)
    async with stage.at(Step.REVIEW, size=LARGE) as pilot:
        await publish(pilot)
        stage.clock.move(seconds=TOKEN_IS_YOUNG.total_seconds())
        await click(pilot, "#check")
        assert on_offer(stage) == {"home", "check", "absent"}
        await click(pilot, "#absent")
        assert isinstance(stage.app.screen, Ask)
        await pilot.press("enter")
        await settle(pilot)
        assert stage.store.submissions()[0].state == "unknown"
        await click(pilot, "#absent")
        await click(pilot, "#yes")
        assert "Closed by hand: you found that AWS does not have it" in shown(stage.app)
        assert "edit" in visible(stage)
        assert len(catalog.sent) == 1


async def test_while_the_outcome_is_unknown_the_draft_cannot_be_sent_again(
    make_stage: Callable[..., Stage],
) -> None:
    stage, catalog = doubtful(make_stage, arrives=False)
    draft = stage.draft()
    async with stage.at(Step.REVIEW, draft, size=LARGE) as pilot:
        await publish(pilot)
        stage.app.open_draft(draft.id)
        await settle(pilot)
        await publish(pilot)
        assert "still on its way" in toasts(stage.app)
        assert len(catalog.sent) == 1
