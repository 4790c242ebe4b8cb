"""What tests do with a window again and again."""

import pytest

from cppo_tui.domain.plan import Plan
from cppo_tui.domain.submission import Submission, SubmissionState
from cppo_tui.services.refusals import PlanRefused
from cppo_tui.services.submitter import Submitter
from cppo_tui.services.unknown_outcomes import LOOKS_FOR_UNKNOWN
from cppo_tui.services.watcher import Pace, Watcher
from tests.services.conftest import Window
from tests.services.fakes import HandClock


def code_of_refusal(window: Window, plan: Plan) -> str:
    """Submit, expect a refusal, return its code."""
    with pytest.raises(PlanRefused) as refusal:
        window.submitter.submit(plan)
    return refusal.value.code


async def follow(window: Window, clock: HandClock, submission: Submission) -> SubmissionState:
    """One look after AWS has ended it."""

    async def no_sleep(seconds: float) -> None:
        raise AssertionError("it has ended: nothing to wait for")

    watcher = Watcher(
        window.store, window.catalog, window.submitter, clock=clock, sleep=no_sleep, pace=Pace()
    )
    looks = [look async for look in watcher.watch(submission.id)]
    return looks[-1].submission.state


def look(submitter: Submitter, submission_id: str) -> None:
    """As often as is asked of a person before the same may be sent again."""
    for _ in range(LOOKS_FOR_UNKNOWN):
        submitter.look_up(submission_id)


def send_again(submitter: Submitter, submission_id: str) -> Submission:
    """Look, and send the very same again."""
    look(submitter, submission_id)
    return submitter.resend(submission_id)
