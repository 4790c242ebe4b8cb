"""A program stopped in the middle of sending: put to sleep, stopped by a key, or waiting for a slow network.

Another window takes it for cut off and acts. What the first one does when it goes on must not undo that, and
must not make a second offer.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest

from cppo_tui.domain.errors import Rejected, StoreError
from cppo_tui.domain.submission import Submission, SubmissionState
from cppo_tui.services.refusals import PlanRefused
from cppo_tui.services.submitter import Submitter
from cppo_tui.services.unknown_outcomes import TOKEN_IS_YOUNG
from tests.services.acting import code_of_refusal, look, send_again
from tests.services.conftest import OpenWindow, Window
from tests.services.fakes import SEND, HandClock, Server, accepted, dropped, lost, refused
from tests.services.plans import a_plan

LAST_MOMENT = "the last moment"
UNKNOWN, ACCEPTED, REFUSED = SubmissionState.UNKNOWN, SubmissionState.ACCEPTED, SubmissionState.REFUSED


def the_one(window: Window) -> Submission:
    """The only submission there is."""
    (row,) = window.store.submissions()
    return window.store.load_submission(row.id)


def closes_it_and_publishes_again(there: Window, clock: HandClock) -> Callable[[], object]:
    """What a person does in another window who finds nothing at AWS for a quarter of an hour."""

    def act() -> object:
        clock.move(minutes=2)
        (row,) = there.store.submissions()
        assert there.submitter.look_up(row.id).state is UNKNOWN
        clock.at += TOKEN_IS_YOUNG
        assert there.submitter.declare_absent(row.id).state is REFUSED
        return there.submitter.submit(a_plan())

    return act


def sends_it_again(there: Window, clock: HandClock) -> Callable[[], object]:
    """What a person does in another window who does not want to wait."""

    def act() -> object:
        clock.move(minutes=2)
        return send_again(there.submitter, the_one(there).id)

    return act


def nearly_too_old(window: Window, server: Server, clock: HandClock) -> Submission:
    """An unknown outcome that can be sent again for one more minute."""
    server.answers.append(dropped())
    unknown = window.submitter.submit(a_plan())
    look(window.submitter, unknown.id)
    clock.at += TOKEN_IS_YOUNG - timedelta(minutes=1)
    return unknown


class TestBeforeTheFirstByte:
    def test_what_was_closed_and_published_anew_is_not_sent_after_all(
        self, open_window: OpenWindow, server: Server, clock: HandClock, figure: Callable[[str], None]
    ) -> None:
        here, there = open_window(), open_window()
        server.before[LAST_MOMENT] = closes_it_and_publishes_again(there, clock)
        first = here.submitter.submit(a_plan())
        assert len(server.starts) == len(server.held) == 1
        assert (first.state, first.attempt) == (REFUSED, 1)
        assert first == here.store.load_submission(first.id)
        assert "by hand" in first.problem
        figure("stopped before the first byte while another window publishes anew: 1 offer")

    def test_control_that_does_not_ask_makes_a_second_offer(
        self,
        open_window: OpenWindow,
        server: Server,
        clock: HandClock,
        monkeypatch: pytest.MonkeyPatch,
        figure: Callable[[str], None],
    ) -> None:
        monkeypatch.setattr(Submitter, "_may_leave", lambda *_, **__: True)
        here, there = open_window(), open_window()
        server.before[LAST_MOMENT] = closes_it_and_publishes_again(there, clock)
        with pytest.raises(StoreError, match="cs-2"):
            here.submitter.submit(a_plan())
        assert len(server.held) == 2
        figure("control, not asked whether it may still be sent: 2 offers")

    def test_what_another_window_has_sent_again_is_not_sent_a_third_time(
        self, open_window: OpenWindow, server: Server, clock: HandClock
    ) -> None:
        server.honours_tokens = False
        here, there = open_window(), open_window()
        server.before[LAST_MOMENT] = sends_it_again(there, clock)
        told = here.submitter.submit(a_plan())
        assert len(server.starts) == 1
        assert told == the_one(there)
        assert told.state is ACCEPTED

    @pytest.mark.parametrize(("minutes", "starts"), [(2, 1), (3, 0)])
    def test_what_the_guards_have_seen_is_old_and_nothing_is_sent(
        self, window: Window, server: Server, clock: HandClock, minutes: int, starts: int
    ) -> None:
        """Nobody else has touched it, but what it was checked against may have moved on."""
        server.before[LAST_MOMENT] = lambda: clock.move(minutes=minutes)
        told = window.submitter.submit(a_plan())
        assert len(server.starts) == starts
        assert (told.state is REFUSED, "Review it again" in told.problem) == (not starts, not starts)
        assert told == the_one(window)

    def test_held_up_between_its_guards_and_its_note_it_is_to_be_reviewed_again(
        self, window: Window, server: Server, clock: HandClock
    ) -> None:
        server.before["change_sets"] = lambda: clock.move(minutes=3)
        assert code_of_refusal(window, a_plan()) == "HELD_UP"
        assert (server.starts, the_one(window).state) == ([], REFUSED)
        assert window.submitter.submit(a_plan()).state is ACCEPTED

    def test_a_token_that_grew_old_while_it_was_looked_up_is_not_sent_again(
        self, window: Window, server: Server, clock: HandClock
    ) -> None:
        unknown = nearly_too_old(window, server, clock)
        server.before["change_sets"] = lambda: clock.move(minutes=2)
        with pytest.raises(PlanRefused, match="AWS might make a second offer"):
            window.submitter.resend(unknown.id)
        assert (len(server.starts), the_one(window)) == (1, unknown)

    def test_nor_one_that_grew_old_at_the_last_moment(
        self, window: Window, server: Server, clock: HandClock
    ) -> None:
        unknown = nearly_too_old(window, server, clock)
        server.before[LAST_MOMENT] = lambda: clock.move(minutes=2)
        told = window.submitter.resend(unknown.id)
        assert "AWS might make a second offer" in told.problem
        assert (len(server.starts), the_one(window)) == (1, told)
        assert told.state is UNKNOWN

    def test_whether_it_may_cannot_be_found_out_and_nothing_is_sent(
        self, window: Window, server: Server, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken() -> None:
            load = window.store.load_submission
            monkeypatch.setattr(window.store, "load_submission", failing)
            server.before["afterwards"] = lambda: monkeypatch.setattr(window.store, "load_submission", load)

        def failing(submission_id: str) -> Submission:
            server.act("afterwards")
            raise StoreError("The disk reported an error.")

        server.before[LAST_MOMENT] = broken
        with pytest.raises(StoreError, match="The disk reported an error"):
            window.submitter.submit(a_plan())
        assert server.starts == []
        ended = the_one(window)
        assert ended.state is REFUSED
        assert "This try has sent nothing" in ended.problem


class TestWhileTheAnswerIsOut:
    def test_an_acceptance_is_noted_over_unknown(
        self, open_window: OpenWindow, server: Server, clock: HandClock
    ) -> None:
        here, there = open_window(), open_window()

        def looks() -> None:
            clock.move(minutes=2)
            assert there.submitter.look_up(the_one(there).id).state is UNKNOWN

        server.before[SEND] = looks
        told = here.submitter.submit(a_plan())
        assert told == the_one(there)
        assert (told.state, told.change_set_id) == (ACCEPTED, "cs-1")
        assert [one.outcome for one in told.tries] == ["unknown", "accepted"]

    def test_an_acceptance_another_window_has_found_already_is_no_trouble(
        self, open_window: OpenWindow, server: Server, clock: HandClock
    ) -> None:
        here, there = open_window(), open_window()
        server.before[SEND] = sends_it_again(there, clock)
        told = here.submitter.submit(a_plan())
        assert told == the_one(there)
        assert (told.state, len(server.held)) == (ACCEPTED, 1)

    @pytest.mark.parametrize("theirs", [lost(), dropped()], ids=["taken", "not taken"])
    def test_a_refusal_does_not_settle_what_another_window_has_sent_again(
        self, open_window: OpenWindow, server: Server, clock: HandClock, theirs: object
    ) -> None:
        """Settled as refused, the draft could be published anew beside the other window's."""
        here, there = open_window(), open_window()
        server.before[SEND] = sends_it_again(there, clock)
        server.answers.extend([theirs, refused(Rejected("No."))])  # type: ignore[list-item]
        told = here.submitter.submit(a_plan())
        assert told == the_one(there)
        assert told.state is UNKNOWN

    def test_a_second_change_set_of_a_forgotten_token_is_told_with_its_id(
        self, open_window: OpenWindow, server: Server, clock: HandClock
    ) -> None:
        """Beyond what can be helped here: AWS has made two. Then both ids must be known."""
        server.honours_tokens, server.lag = False, 9
        here, there = open_window(), open_window()
        server.before[SEND] = sends_it_again(there, clock)
        server.answers.extend([accepted(), accepted()])
        with pytest.raises(StoreError, match="cs-2"):
            here.submitter.submit(a_plan())
        assert the_one(there).change_set_id == "cs-1"
