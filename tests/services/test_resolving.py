"""From unknown there is only looking up, the very same bytes again, and a person's word."""

from datetime import timedelta

import pytest

from cppo_tui.domain.catalog import ChangeSetStatus
from cppo_tui.domain.errors import BrokenAnswer, CatalogError, NotAllowed, Rejected, StoreError, Unreachable
from cppo_tui.domain.submission import Submission, SubmissionState
from cppo_tui.services.refusals import PlanRefused
from cppo_tui.services.unknown_outcomes import LOOKS_FOR_UNKNOWN, TOKEN_IS_YOUNG
from tests.domain.given import OTHER_BUYER
from tests.services.acting import look, send_again
from tests.services.conftest import OpenWindow, Window
from tests.services.fakes import (
    SEND,
    Answer,
    Crash,
    HandClock,
    Held,
    Server,
    accepted,
    crash,
    dropped,
    lost,
    refused,
)
from tests.services.plans import a_plan

UNKNOWN, ACCEPTED = SubmissionState.UNKNOWN, SubmissionState.ACCEPTED


def left_unknown(window: Window, server: Server, answer: Answer) -> Submission:
    """A submission whose answer did not come."""
    server.answers.append(answer)
    submission = window.submitter.submit(a_plan())
    assert submission.state is UNKNOWN
    return submission


def refused_code(window: Window, submission: Submission) -> str:
    """Try to resend, expect a refusal, return its code."""
    with pytest.raises(PlanRefused) as refusal:
        window.submitter.resend(submission.id)
    return refusal.value.code


class TestLookUp:
    def test_found_is_adopted_under_aws_own_id(self, window: Window, server: Server) -> None:
        submission = left_unknown(window, server, lost())
        found = window.submitter.look_up(submission.id)
        assert (found.state, found.change_set_id, found.problem) == (ACCEPTED, "cs-1", "")
        assert window.store.load_submission(submission.id) == found

    def test_not_found_stays_unknown_and_is_not_touched(self, window: Window, server: Server) -> None:
        submission = left_unknown(window, server, dropped())
        assert window.submitter.look_up(submission.id) == submission

    def test_what_the_list_shows_late_is_found_late(self, window: Window, server: Server) -> None:
        server.lag = 2
        submission = left_unknown(window, server, lost())
        states = [window.submitter.look_up(submission.id).state for _ in range(3)]
        assert states == [UNKNOWN, UNKNOWN, ACCEPTED]

    def test_only_the_very_same_name_counts(self, window: Window, server: Server) -> None:
        submission = left_unknown(window, server, dropped())
        other = f"{submission.name}0"
        server.held["cs-9"] = Held("cs-9", other, "t", b"")
        assert window.submitter.look_up(submission.id).state is UNKNOWN

    @pytest.mark.parametrize("error", [BrokenAnswer("Half a list."), Unreachable("No network.")])
    def test_a_list_that_cannot_be_read_is_not_an_empty_one(
        self, window: Window, server: Server, error: CatalogError
    ) -> None:
        submission = left_unknown(window, server, lost())
        server.broken["change_sets"] = error
        with pytest.raises(type(error)):
            window.submitter.look_up(submission.id)
        assert window.store.load_submission(submission.id).state is UNKNOWN

    def test_another_accounts_list_is_not_an_empty_one(self, window: Window, server: Server) -> None:
        submission = left_unknown(window, server, dropped())
        server.calls.clear()
        server.account = OTHER_BUYER
        with pytest.raises(CatalogError, match="7777 8888 9999"):
            window.submitter.look_up(submission.id)
        assert "change_sets" not in server.calls

    def test_two_of_the_name_are_told_and_the_living_one_is_adopted(
        self, window: Window, server: Server
    ) -> None:
        submission = left_unknown(window, server, lost())
        server.settle("cs-1", ChangeSetStatus.FAILED)
        server.held["cs-2"] = Held("cs-2", submission.name, "other", b"", ChangeSetStatus.APPLYING)
        found = window.submitter.look_up(submission.id)
        assert found.change_set_id == "cs-2"
        assert "cs-1, cs-2" in found.problem

    def test_what_is_known_is_not_asked_about(self, window: Window, server: Server) -> None:
        submission = window.submitter.submit(a_plan())
        server.calls.clear()
        assert window.submitter.look_up(submission.id) == submission
        assert "change_sets" not in server.calls


class TestResend:
    def test_sends_the_same_bytes_under_the_same_name_with_the_same_token(
        self, window: Window, server: Server
    ) -> None:
        submission = left_unknown(window, server, dropped())
        again = send_again(window.submitter, submission.id)
        assert again.state is ACCEPTED
        assert server.starts[0] == server.starts[1]
        assert [one.outcome for one in again.tries] == ["unknown", "accepted"]
        assert window.store.load_submission(submission.id) == again

    def test_is_durable_as_sending_before_the_first_byte(
        self, window: Window, open_window: OpenWindow, server: Server
    ) -> None:
        submission = left_unknown(window, server, dropped())
        seen = []
        other = open_window()
        server.before[SEND] = lambda: seen.append(other.store.load_submission(submission.id).state)
        send_again(window.submitter, submission.id)
        assert seen == [SubmissionState.SENDING]

    def test_taken_the_first_time_it_is_adopted_not_made_again(self, window: Window, server: Server) -> None:
        server.lag = LOOKS_FOR_UNKNOWN
        submission = left_unknown(window, server, lost())
        assert send_again(window.submitter, submission.id).change_set_id == "cs-1"
        assert len(server.starts) == 1

    def test_looks_once_more_because_aws_may_have_forgotten_the_token(
        self, window: Window, server: Server
    ) -> None:
        server.honours_tokens, server.lag = False, LOOKS_FOR_UNKNOWN
        submission = left_unknown(window, server, lost())
        assert send_again(window.submitter, submission.id).state is ACCEPTED
        assert len(server.held) == 1

    def test_what_cannot_be_looked_up_is_not_sent(self, window: Window, server: Server) -> None:
        server.lag = LOOKS_FOR_UNKNOWN
        submission = left_unknown(window, server, lost())
        look(window.submitter, submission.id)
        server.broken["change_sets"] = BrokenAnswer("Half a list.")
        with pytest.raises(BrokenAnswer):
            window.submitter.resend(submission.id)
        assert len(server.starts) == 1
        assert window.store.load_submission(submission.id) == submission

    def test_not_before_the_list_was_read_as_often_as_it_may_be_late(
        self, window: Window, server: Server
    ) -> None:
        """One look, and a token AWS has forgotten: that would be a second offer. A list that could not be
        read is no look."""
        server.honours_tokens, server.lag = False, LOOKS_FOR_UNKNOWN
        submission = left_unknown(window, server, lost())
        server.broken["change_sets"] = BrokenAnswer("Half a list.")
        for _ in range(LOOKS_FOR_UNKNOWN):
            with pytest.raises(BrokenAnswer):
                window.submitter.look_up(submission.id)
        server.broken.clear()
        for looked in range(LOOKS_FOR_UNKNOWN):
            with pytest.raises(PlanRefused, match=f"{looked} of {LOOKS_FOR_UNKNOWN} times") as refusal:
                window.submitter.resend(submission.id)
            assert refusal.value.code == "NOT_LOOKED_UP"
            window.submitter.look_up(submission.id)
        assert window.submitter.resend(submission.id).state is ACCEPTED
        assert len(server.held) == len(server.starts) == 1

    def test_each_try_is_looked_for_anew(self, window: Window, server: Server) -> None:
        server.answers.append(dropped())
        submission = left_unknown(window, server, dropped())
        assert send_again(window.submitter, submission.id).state is UNKNOWN
        assert refused_code(window, submission) == "NOT_LOOKED_UP"

    def test_looked_for_too_seldom_it_is_not_said_that_it_can_be_sent_again(
        self, window: Window, server: Server
    ) -> None:
        submission = left_unknown(window, server, dropped())
        assert "send the same again" not in str(window.submitter.against_closing(submission))
        look(window.submitter, submission.id)
        assert "send the same again" in str(window.submitter.against_closing(submission))

    @pytest.mark.parametrize("age", [TOKEN_IS_YOUNG, timedelta(days=2), -TOKEN_IS_YOUNG])
    def test_an_old_token_is_not_sent_again(
        self, window: Window, server: Server, clock: HandClock, age: timedelta
    ) -> None:
        """Nor one from the future: the clock was set back, and nobody knows how old it is."""
        submission = left_unknown(window, server, dropped())
        clock.at += age
        assert not window.submitter.may_resend(submission)
        assert refused_code(window, submission) == "TOKEN_OLD"
        assert len(server.starts) == 1

    def test_the_last_moment_of_a_young_token(self, window: Window, server: Server, clock: HandClock) -> None:
        submission = left_unknown(window, server, dropped())
        clock.at += TOKEN_IS_YOUNG - timedelta(microseconds=1)
        assert send_again(window.submitter, submission.id).state is ACCEPTED

    def test_another_account_sends_nothing(self, window: Window, server: Server) -> None:
        submission = left_unknown(window, server, dropped())
        look(window.submitter, submission.id)
        server.account = OTHER_BUYER
        assert refused_code(window, submission) == "OTHER_ACCOUNT"
        assert len(server.starts) == 1
        assert window.store.load_submission(submission.id) == submission

    def test_only_from_unknown(self, window: Window, server: Server) -> None:
        submission = window.submitter.submit(a_plan())
        assert refused_code(window, submission) == "NOT_UNKNOWN"
        assert len(server.starts) == 1

    @pytest.mark.parametrize("first", [lost(), dropped()], ids=["taken", "not taken"])
    @pytest.mark.parametrize("error", [Rejected("No."), Unreachable("No network.")])
    def test_a_refusal_after_a_doubtful_try_leaves_the_doubt(
        self, window: Window, server: Server, first: Answer, error: CatalogError
    ) -> None:
        server.lag = 9
        submission = left_unknown(window, server, first)
        server.answers.append(refused(error))
        again = send_again(window.submitter, submission.id)
        assert again.state is UNKNOWN
        assert error.meaning not in again.problem
        assert [one.outcome for one in again.tries] == ["unknown", "unknown"]

    @pytest.mark.parametrize("taken", [True, False])
    def test_a_refusal_after_a_crash_leaves_the_doubt(
        self, open_window: OpenWindow, server: Server, clock: HandClock, *, taken: bool
    ) -> None:
        server.lag = 9
        server.answers.extend([crash(taken=taken), refused(Rejected("No."))])
        with pytest.raises(Crash):
            open_window().submitter.submit(a_plan())
        clock.move(minutes=2)
        after = open_window()
        (row,) = after.store.submissions()
        assert send_again(after.submitter, row.id).state is UNKNOWN

    def test_two_windows_resending_send_once(self, open_window: OpenWindow, server: Server) -> None:
        here, there = open_window(), open_window()
        submission = left_unknown(here, server, dropped())
        server.before["sender"] = lambda: send_again(there.submitter, submission.id)
        server.answers.append(accepted())
        assert send_again(here.submitter, submission.id) == there.store.load_submission(submission.id)
        assert len(server.held) == 1
        assert here.store.load_submission(submission.id).state is ACCEPTED


class TestDeclareAbsent:
    def test_makes_way_for_a_new_attempt(self, window: Window, server: Server, clock: HandClock) -> None:
        submission = left_unknown(window, server, dropped())
        clock.at += TOKEN_IS_YOUNG
        absent = window.submitter.declare_absent(submission.id)
        assert absent.state is SubmissionState.REFUSED
        assert "by hand" in absent.problem
        again = window.submitter.submit(a_plan())
        assert (again.attempt, again.state) == (2, ACCEPTED)
        assert (again.name, again.token) != (submission.name, submission.token)

    def test_what_aws_lists_after_all_is_adopted(self, window: Window, server: Server) -> None:
        submission = left_unknown(window, server, lost())
        assert window.submitter.declare_absent(submission.id).state is ACCEPTED

    def test_is_too_early_while_the_same_can_be_sent_again(
        self, window: Window, server: Server, clock: HandClock
    ) -> None:
        """AWS's list may be late; a new attempt beside one that shows up then would be a second offer."""
        server.lag = 2
        submission = left_unknown(window, server, lost())
        with pytest.raises(PlanRefused, match="less than 10 minutes") as refusal:
            window.submitter.declare_absent(submission.id)
        assert refusal.value.code == "TOKEN_YOUNG"
        assert window.store.load_submission(submission.id) == submission

    def test_is_too_early_after_a_late_try_that_cannot_be_made_again(
        self, window: Window, server: Server, clock: HandClock
    ) -> None:
        """What AWS may list late is counted from the last try, the token's age from the first."""
        server.answers.append(dropped())
        submission = left_unknown(window, server, dropped())
        clock.at += TOKEN_IS_YOUNG - timedelta(seconds=1)
        assert send_again(window.submitter, submission.id).state is UNKNOWN
        clock.move(minutes=5)
        with pytest.raises(PlanRefused, match="minutes") as refusal:
            window.submitter.declare_absent(submission.id)
        assert "send the same again" not in str(refusal.value)
        clock.move(minutes=5)
        assert window.submitter.declare_absent(submission.id).state is SubmissionState.REFUSED

    def test_does_not_close_what_another_window_has_sent_again_meanwhile(
        self, open_window: OpenWindow, server: Server, clock: HandClock
    ) -> None:
        """Unknown it is once more, and of another try."""
        here, there = open_window(), open_window()
        submission = left_unknown(here, server, dropped())
        clock.at += TOKEN_IS_YOUNG
        moved = submission.model_copy(update={"updated": clock()})
        server.before["change_sets"] = lambda: there.store.update_submission(moved, expected=UNKNOWN)
        with pytest.raises(StoreError, match="another window has changed it meanwhile"):
            here.submitter.declare_absent(submission.id)
        assert here.store.load_submission(submission.id) == moved

    @pytest.mark.parametrize("trouble", [NotAllowed("No."), BrokenAnswer("Half a list.")])
    def test_the_persons_word_stands_where_one_cannot_look(
        self, window: Window, server: Server, clock: HandClock, trouble: CatalogError
    ) -> None:
        submission = left_unknown(window, server, dropped())
        clock.at += TOKEN_IS_YOUNG
        server.broken["change_sets"] = trouble
        assert window.submitter.declare_absent(submission.id).state is SubmissionState.REFUSED

    @pytest.mark.parametrize("state", sorted(set(SubmissionState) - {UNKNOWN}))
    def test_only_from_unknown(self, window: Window, server: Server, state: SubmissionState) -> None:
        submission = left_unknown(window, server, dropped())
        moved = submission.model_copy(update={"state": state})
        window.store.update_submission(moved, expected=UNKNOWN)
        with pytest.raises(StoreError):
            window.submitter.declare_absent(submission.id)
        assert window.store.load_submission(submission.id) == moved


def test_cancel_asks_aws_about_its_own_id_and_decides_nothing(window: Window, server: Server) -> None:
    submission = window.submitter.submit(a_plan())
    window.submitter.cancel(submission.id)
    assert server.cancelled == [submission.change_set_id]
    assert window.store.load_submission(submission.id) == submission


def test_what_aws_is_not_known_to_have_cannot_be_cancelled(window: Window, server: Server) -> None:
    submission = left_unknown(window, server, dropped())
    with pytest.raises(PlanRefused, match="nothing to cancel"):
        window.submitter.cancel(submission.id)
    assert server.cancelled == []
