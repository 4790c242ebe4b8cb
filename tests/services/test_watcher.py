"""Following a submission: stored first, then shown; patient, never stopped by trouble, over at the end."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppo_tui.domain.catalog import ChangeSetStatus
from cppo_tui.domain.errors import BrokenAnswer, ServiceFault, StoreError, Throttled
from cppo_tui.domain.submission import Submission, SubmissionState
from cppo_tui.services.unknown_outcomes import LOOKS_FOR_UNKNOWN
from cppo_tui.services.watcher import Look, Pace, Watcher
from tests.domain.given import OTHER_BUYER
from tests.services.conftest import OpenWindow, Window
from tests.services.fakes import Crash, HandClock, Server, crash, dropped, lost
from tests.services.plans import a_plan

PREPARING, APPLYING = ChangeSetStatus.PREPARING, ChangeSetStatus.APPLYING
ENDS = {
    ChangeSetStatus.SUCCEEDED: SubmissionState.SUCCEEDED,
    ChangeSetStatus.FAILED: SubmissionState.FAILED,
    ChangeSetStatus.CANCELLED: SubmissionState.CANCELLED,
}


class Followed:
    """Watches one submission. Each sleep moves the clock, and AWS one line on in its script: a status, or
    what the test wants done. After the script AWS has succeeded."""

    def __init__(self, window: Window, server: Server, clock: HandClock, *script: object) -> None:
        self.window, self.server, self.clock, self.script = window, server, clock, [*script]
        self.naps: list[float] = []
        self.looks: list[Look] = []
        self.stored: list[Submission] = []

    async def run(self, submission: Submission) -> list[Look]:
        """Until the watcher ends."""
        self._play()
        watcher = Watcher(
            self.window.store,
            self.window.catalog,
            self.window.submitter,
            clock=self.clock,
            sleep=self._sleep,
            pace=Pace(),
        )
        async for look in watcher.watch(submission.id):
            self.looks.append(look)
            self.stored.append(self.window.store.load_submission(submission.id))
        return self.looks

    async def _sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.clock.move(seconds=seconds)
        assert len(self.naps) < 100, "it never ends"
        self._play()

    def _play(self) -> None:
        line = self.script.pop(0) if self.script else ChangeSetStatus.SUCCEEDED
        if isinstance(line, ChangeSetStatus):
            for held in self.server.held.values():
                held.status = line
        elif callable(line):
            line()

    @property
    def statuses(self) -> list[str]:
        """What each look showed of AWS's status."""
        return [look.submission.last_seen.status if look.submission.last_seen else "" for look in self.looks]

    @property
    def states(self) -> list[SubmissionState]:
        """The state each look showed."""
        return [look.submission.state for look in self.looks]


@given(st.timedeltas(timedelta(hours=-1), timedelta(days=9)), st.timedeltas(timedelta(0), timedelta(days=9)))
def test_the_pace_slows_down_within_its_bounds(waited: timedelta, longer: timedelta) -> None:
    pace = Pace()
    assert pace.first <= pace.after(waited) <= pace.after(waited + longer) <= pace.last


def test_the_pace_is_five_seconds_at_first_and_half_a_minute_later() -> None:
    waits = [Pace().after(timedelta(seconds=seconds)) for seconds in (0, 50, 100, 300, 9_999)]
    assert waits == [5, 5, 10, 30, 30]


@pytest.mark.parametrize("end", ENDS)
async def test_it_ends_when_aws_has_ended(
    window: Window, server: Server, clock: HandClock, end: ChangeSetStatus
) -> None:
    followed = Followed(window, server, clock, PREPARING, APPLYING, end)
    looks = await followed.run(window.submitter.submit(a_plan()))
    assert followed.states == [SubmissionState.ACCEPTED, SubmissionState.ACCEPTED, ENDS[end]]
    assert looks[-1].next_in is None
    assert followed.naps == [look.next_in for look in looks[:-1]]


async def test_every_look_was_stored_before_it_was_shown(
    window: Window, server: Server, clock: HandClock
) -> None:
    followed = Followed(window, server, clock, PREPARING, APPLYING, APPLYING)
    await followed.run(window.submitter.submit(a_plan()))
    assert [look.submission for look in followed.looks] == followed.stored


@pytest.mark.parametrize(("end", "offer_id"), zip(ENDS, ["offer-of-cs-1", "", ""], strict=True))
async def test_only_a_success_has_an_offer_and_it_is_not_the_change_set(
    window: Window, server: Server, clock: HandClock, end: ChangeSetStatus, offer_id: str
) -> None:
    looks = await Followed(window, server, clock, end).run(window.submitter.submit(a_plan()))
    assert looks[-1].submission.offer_id == offer_id


async def test_a_status_that_repeats_or_goes_back_is_shown_and_changes_nothing_else(
    window: Window, server: Server, clock: HandClock
) -> None:
    followed = Followed(window, server, clock, PREPARING, APPLYING, APPLYING, PREPARING, APPLYING)
    await followed.run(window.submitter.submit(a_plan()))
    assert followed.statuses == ["PREPARING", "APPLYING", "APPLYING", "PREPARING", "APPLYING", "SUCCEEDED"]
    assert set(followed.states[:-1]) == {SubmissionState.ACCEPTED}
    assert followed.looks[1].submission == followed.looks[2].submission


async def test_the_waits_grow_over_a_long_publication(
    window: Window, server: Server, clock: HandClock
) -> None:
    followed = Followed(window, server, clock, *[APPLYING] * 40)
    await followed.run(window.submitter.submit(a_plan()))
    assert followed.naps == sorted(followed.naps)
    assert (followed.naps[0], followed.naps[-1]) == (5, 30)


class TestTrouble:
    @pytest.mark.parametrize("error", [ServiceFault("500."), BrokenAnswer("Half."), Throttled("Slower.")])
    async def test_is_told_with_the_last_thing_known_and_does_not_end_it(
        self, window: Window, server: Server, clock: HandClock, error: ServiceFault
    ) -> None:
        def fail() -> None:
            server.broken["change_set"] = error

        followed = Followed(window, server, clock, APPLYING, fail, fail, server.broken.clear)
        looks = await followed.run(window.submitter.submit(a_plan()))
        assert [look.problem for look in looks[:3]] == ["", error.sentences(), error.sentences()]
        assert followed.statuses[1] == "APPLYING"
        assert followed.states[-1] is SubmissionState.SUCCEEDED

    async def test_with_the_disk_is_told_and_nothing_unstored_is_shown(
        self, window: Window, server: Server, clock: HandClock
    ) -> None:
        submission = window.submitter.submit(a_plan())
        full = patch.object(window.store, "update_submission", side_effect=StoreError("No space."))
        followed = Followed(window, server, clock, PREPARING, full.start, APPLYING, full.stop)
        looks = await followed.run(submission)
        assert [look.problem for look in looks[:3]] == ["", "", "No space."]
        assert [look.submission for look in looks] == followed.stored
        assert followed.states[-1] is SubmissionState.SUCCEEDED

    async def test_is_none_when_another_window_only_was_quicker(
        self, open_window: OpenWindow, server: Server, clock: HandClock
    ) -> None:
        here, there = open_window(), open_window()
        submission = here.submitter.submit(a_plan())

        def other_window() -> None:
            moved = there.store.load_submission(submission.id)
            done = moved.model_copy(update={"state": SubmissionState.SUCCEEDED, "offer_id": "offer-1"})
            there.store.update_submission(done, expected=SubmissionState.ACCEPTED)

        server.before["change_set"] = other_window
        (look,) = await Followed(here, server, clock).run(submission)
        assert (look.submission.state, look.problem) == (SubmissionState.SUCCEEDED, "")

    async def test_that_cannot_even_be_read_is_raised(
        self, window: Window, server: Server, clock: HandClock
    ) -> None:
        submission = window.submitter.submit(a_plan())
        with pytest.raises(StoreError):
            await Followed(window, server, clock).run(submission.model_copy(update={"id": "nobody"}))


class TestUnknown:
    async def test_is_looked_for_three_times_seconds_apart(
        self, window: Window, server: Server, clock: HandClock
    ) -> None:
        server.answers.append(dropped())
        followed = Followed(window, server, clock)
        submission = window.submitter.submit(a_plan())
        server.calls.clear()
        looks = await followed.run(submission)
        assert server.calls.count("change_sets") == LOOKS_FOR_UNKNOWN == len(looks)
        assert min(followed.naps) >= Pace().first
        assert looks[-1].next_in is None
        assert set(followed.states) == {SubmissionState.UNKNOWN}

    @pytest.mark.parametrize("lag", range(LOOKS_FOR_UNKNOWN))
    async def test_found_at_any_of_the_three_it_is_followed_to_its_end(
        self, window: Window, server: Server, clock: HandClock, lag: int
    ) -> None:
        server.lag = lag
        server.answers.append(lost())
        followed = Followed(window, server, clock, *[APPLYING] * 5)
        await followed.run(window.submitter.submit(a_plan()))
        assert followed.states[lag] is SubmissionState.ACCEPTED
        assert followed.states[-1] is SubmissionState.SUCCEEDED

    async def test_a_look_that_failed_is_none_of_the_three(
        self, window: Window, server: Server, clock: HandClock
    ) -> None:
        def fail() -> None:
            server.broken["change_sets"] = BrokenAnswer("Half a list.")

        server.answers.append(dropped())
        followed = Followed(window, server, clock, fail, fail, fail, fail, server.broken.clear)
        looks = await followed.run(window.submitter.submit(a_plan()))
        assert [bool(look.problem) for look in looks] == [True] * 4 + [False] * LOOKS_FOR_UNKNOWN

    async def test_looks_of_another_account_are_none_of_the_three(
        self, window: Window, server: Server, clock: HandClock
    ) -> None:
        def sign_in_again() -> None:
            server.account = submission.plan.seller_account

        server.answers.append(dropped())
        submission = window.submitter.submit(a_plan())
        server.account = OTHER_BUYER
        looks = await Followed(window, server, clock, "", "", "", sign_in_again).run(submission)
        assert [bool(look.problem) for look in looks] == [True] * 3 + [False] * LOOKS_FOR_UNKNOWN

    async def test_cut_off_while_sending_it_waits_for_the_limit_then_looks(
        self, open_window: OpenWindow, server: Server, clock: HandClock
    ) -> None:
        server.answers.append(crash(taken=True))
        with pytest.raises(Crash):
            open_window().submitter.submit(a_plan())
        after = open_window()
        (row,) = after.store.submissions()
        followed = Followed(after, server, clock)
        await followed.run(after.store.load_submission(row.id))
        assert followed.states[0] is SubmissionState.SENDING
        assert followed.states[-1] is SubmissionState.SUCCEEDED
        assert len(server.held) == 1
