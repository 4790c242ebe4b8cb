"""One try: the intent is durable before it, and its outcome is known, or kept as unknown, after it."""

import re
from pathlib import Path
from unittest.mock import patch

import pytest

from cppo_tui.domain.errors import (
    CatalogError,
    Locked,
    LoginExpired,
    NotAllowed,
    QuotaReached,
    Rejected,
    StoreError,
    Throttled,
    Unreachable,
)
from cppo_tui.domain.submission import Submission, SubmissionState
from cppo_tui.services.refusals import AcceptedNotRecorded, PlanRefused
from cppo_tui.services.submitter import SENDING_IS_LOST
from cppo_tui.store import SqliteStore
from tests.services.conftest import OpenWindow, Window
from tests.services.fakes import (
    SEND,
    Answer,
    Crash,
    HandClock,
    Server,
    crash,
    dropped,
    lost,
    refused,
)
from tests.services.plans import a_plan

REFUSALS: list[CatalogError] = [
    kind("AWS says no.")
    for kind in (Rejected, NotAllowed, LoginExpired, Throttled, Locked, QuotaReached, Unreachable)
]
NO_SPACE = StoreError("No space left on the disk.")


def test_the_intent_is_durable_before_the_first_byte(
    window: Window, server: Server, path: Path, clock: HandClock
) -> None:
    """Seen through a second connection at the very moment of sending."""
    seen: list[Submission] = []

    def look() -> None:
        store = SqliteStore(path, "sandbox", clock, patience=0.0)
        seen.extend(store.load_submission(row.id) for row in store.submissions())
        store.close()

    server.before[SEND] = look
    plan = a_plan()
    window.submitter.submit(plan)
    (intent,), ((payload, name, token),) = seen, server.starts
    assert intent.state is SubmissionState.SENDING
    assert (intent.plan.body, intent.name, intent.token) == (payload, name, token)
    assert (intent.plan, intent.created) == (plan, clock())


def test_the_name_is_one_aws_takes(window: Window) -> None:
    name = window.submitter.submit(a_plan(id="0123456789abcdef" * 2)).name
    assert re.fullmatch(r"[\w\s+=.:@-]{1,100}", name)


def test_when_the_intent_cannot_be_kept_nothing_is_sent(window: Window, server: Server) -> None:
    with patch.object(window.store, "add_submission", side_effect=NO_SPACE), pytest.raises(StoreError):
        window.submitter.submit(a_plan())
    assert server.starts == []


def test_accepted_is_stored_with_aws_own_id(window: Window, server: Server, clock: HandClock) -> None:
    submission = window.submitter.submit(a_plan())
    assert window.store.load_submission(submission.id) == submission
    assert submission.state is SubmissionState.ACCEPTED
    assert [submission.change_set_id] == list(server.held)
    assert submission.offer_id == ""
    assert [(one.at, one.outcome) for one in submission.tries] == [(clock(), "accepted")]


@pytest.mark.parametrize("error", REFUSALS, ids=lambda error: type(error).__name__)
def test_a_sole_refusal_is_final_and_says_why(window: Window, server: Server, error: CatalogError) -> None:
    server.answers.append(refused(error))
    submission = window.submitter.submit(a_plan())
    assert submission.state is SubmissionState.REFUSED
    assert submission.problem.startswith(f"{error.what} {error.meaning} ")
    assert window.store.load_submission(submission.id) == submission
    again = window.submitter.submit(a_plan())
    assert (again.state, again.attempt) == (SubmissionState.ACCEPTED, 2)


@pytest.mark.parametrize("answer", [lost(), dropped()], ids=["taken", "not taken"])
def test_no_believable_answer_is_unknown_whatever_aws_did(
    window: Window, server: Server, answer: Answer
) -> None:
    server.answers.append(answer)
    submission = window.submitter.submit(a_plan())
    assert submission.state is SubmissionState.UNKNOWN
    assert window.store.load_submission(submission.id) == submission
    assert "failed" not in submission.problem.lower()
    assert len(server.starts) == 1


class TestACrashWhileSending:
    @pytest.mark.parametrize("taken", [True, False])
    def test_leaves_a_submission_that_becomes_unknown(
        self, open_window: OpenWindow, server: Server, clock: HandClock, *, taken: bool
    ) -> None:
        server.answers.append(crash(taken=taken))
        with pytest.raises(Crash):
            open_window().submitter.submit(a_plan())
        after = open_window()
        (row,) = after.store.submissions()
        assert row.state == "sending"
        clock.move(seconds=SENDING_IS_LOST.total_seconds() + 1)
        found = after.submitter.look_up(row.id)
        expected = SubmissionState.ACCEPTED if taken else SubmissionState.UNKNOWN
        assert found.state is expected
        assert [one.outcome for one in found.tries] == ["unknown"]

    @pytest.mark.parametrize("seconds", [0, SENDING_IS_LOST.total_seconds()])
    def test_is_not_told_from_a_send_still_running_before_the_limit(
        self, open_window: OpenWindow, server: Server, clock: HandClock, seconds: float
    ) -> None:
        server.answers.append(crash(taken=True))
        with pytest.raises(Crash):
            open_window().submitter.submit(a_plan())
        server.calls.clear()
        clock.move(seconds=seconds)
        after = open_window()
        (row,) = after.store.submissions()
        assert after.submitter.look_up(row.id).state is SubmissionState.SENDING
        assert "change_sets" not in server.calls

    def test_blocks_the_draft_until_it_is_settled(
        self, open_window: OpenWindow, server: Server, clock: HandClock
    ) -> None:
        server.answers.append(crash(taken=True))
        with pytest.raises(Crash):
            open_window().submitter.submit(a_plan())
        clock.move(days=3)
        with pytest.raises(PlanRefused) as refusal:
            open_window().submitter.submit(a_plan())
        assert refusal.value.code == "IN_FLIGHT"
        assert len(server.held) == 1

    def test_is_noticed_although_the_clock_was_set_back(
        self, open_window: OpenWindow, server: Server, clock: HandClock
    ) -> None:
        server.answers.append(crash(taken=True))
        with pytest.raises(Crash):
            open_window().submitter.submit(a_plan())
        clock.move(days=-1)
        after = open_window()
        (row,) = after.store.submissions()
        assert after.submitter.look_up(row.id).state is SubmissionState.ACCEPTED


class TestAnOutcomeThatCannotBeStored:
    """AWS has answered, and the disk is full."""

    def test_accepted_reaches_the_person_with_its_id(self, window: Window, server: Server) -> None:
        with (
            patch.object(window.store, "update_submission", side_effect=NO_SPACE),
            pytest.raises(AcceptedNotRecorded) as trouble,
        ):
            window.submitter.submit(a_plan())
        assert [trouble.value.change_set_id] == list(server.held)
        for part in (trouble.value.change_set_id, server.starts[0][1], "Do not publish this offer again"):
            assert part in str(trouble.value)

    def test_accepted_is_found_again_later(self, window: Window, server: Server, clock: HandClock) -> None:
        with (
            patch.object(window.store, "update_submission", side_effect=NO_SPACE),
            pytest.raises(AcceptedNotRecorded) as trouble,
        ):
            window.submitter.submit(a_plan())
        clock.move(minutes=2)
        (row,) = window.store.submissions()
        assert window.submitter.look_up(row.id).change_set_id == trouble.value.change_set_id

    @pytest.mark.parametrize("answer", [lost(), dropped(), refused(Rejected("No."))])
    def test_anything_else_is_not_reported_as_nothing_sent(
        self, window: Window, server: Server, answer: Answer
    ) -> None:
        """A StoreError from submit means that nothing was sent; this is not that."""
        server.answers.append(answer)
        with patch.object(window.store, "update_submission", side_effect=NO_SPACE):
            submission = window.submitter.submit(a_plan())
        assert submission.state in (SubmissionState.UNKNOWN, SubmissionState.REFUSED)
        assert str(NO_SPACE) in submission.problem
        assert window.store.load_submission(submission.id).state is SubmissionState.SENDING
