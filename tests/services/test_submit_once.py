"""One offer per draft: a plan is used once, whoever else uses it, and whenever."""

from collections.abc import Callable
from typing import Any

import pytest

from cppo_tui.domain.catalog import ChangeSetStatus
from cppo_tui.domain.plan import Plan
from cppo_tui.domain.submission import SubmissionState
from tests.domain.given import BUYER, OTHER_BUYER, an_authorization
from tests.services.acting import code_of_refusal, follow
from tests.services.conftest import OpenWindow, Window
from tests.services.fakes import HandClock, Server, dropped
from tests.services.plans import a_draft_plan, a_plan, a_release


class TestAPlanUsedTwice:
    def test_while_the_first_is_on_its_way(self, window: Window, server: Server) -> None:
        window.submitter.submit(a_plan())
        assert code_of_refusal(window, a_plan()) == "IN_FLIGHT"
        assert len(server.starts) == 1

    def test_while_the_first_is_unknown(self, window: Window, server: Server) -> None:
        server.answers.append(dropped())
        window.submitter.submit(a_plan())
        assert code_of_refusal(window, a_plan()) == "IN_FLIGHT"
        assert len(server.starts) == 1

    @pytest.mark.parametrize("make", [a_plan, a_draft_plan, a_release])
    async def test_after_it_succeeded(
        self, window: Window, server: Server, clock: HandClock, make: Callable[[], Plan]
    ) -> None:
        submission = window.submitter.submit(make())
        server.settle(submission.change_set_id)
        assert await follow(window, clock, submission) is SubmissionState.SUCCEEDED
        assert code_of_refusal(window, make()) == "PUBLISHED"
        assert len(server.starts) == 1

    @pytest.mark.parametrize("changed", [{"name": "Another name"}, {"buyers": (BUYER, OTHER_BUYER)}])
    async def test_changed_and_after_the_draft_was_published(
        self, window: Window, server: Server, clock: HandClock, changed: dict[str, Any]
    ) -> None:
        submission = window.submitter.submit(a_plan())
        server.settle(submission.change_set_id)
        await follow(window, clock, submission)
        consents = frozenset({f"buyers-several:{','.join(sorted((BUYER, OTHER_BUYER)))}"})
        assert code_of_refusal(window, a_plan(consents=consents, **changed)) == "PUBLISHED"

    @pytest.mark.parametrize("end", [ChangeSetStatus.FAILED, ChangeSetStatus.CANCELLED])
    async def test_after_it_came_to_nothing_is_a_new_attempt_with_new_name_and_token(
        self, window: Window, server: Server, clock: HandClock, end: ChangeSetStatus
    ) -> None:
        first = window.submitter.submit(a_plan())
        server.settle(first.change_set_id, end)
        await follow(window, clock, first)
        second = window.submitter.submit(a_plan())
        assert (first.attempt, second.attempt) == (1, 2)
        assert first.name != second.name
        assert first.token != second.token


class TestVerifyFirst:
    async def test_the_draft_may_be_released_once(
        self, window: Window, server: Server, clock: HandClock
    ) -> None:
        drafted = window.submitter.submit(a_draft_plan())
        assert code_of_refusal(window, a_release(drafted.plan)) == "IN_FLIGHT"
        server.settle(drafted.change_set_id)
        await follow(window, clock, drafted)
        released = window.submitter.submit(a_release(drafted.plan))
        assert released.state is SubmissionState.ACCEPTED
        server.settle(released.change_set_id)
        await follow(window, clock, released)
        assert code_of_refusal(window, a_release(drafted.plan)) == "PUBLISHED"
        assert code_of_refusal(window, a_plan()) == "PUBLISHED"
        assert len(server.starts) == 2

    async def test_after_publishing_directly_the_draft_is_not_released_too(
        self, window: Window, server: Server, clock: HandClock
    ) -> None:
        for plan in (a_draft_plan(), a_plan()):
            submission = window.submitter.submit(plan)
            server.settle(submission.change_set_id)
            await follow(window, clock, submission)
        assert code_of_refusal(window, a_release()) == "PUBLISHED"

    def test_the_release_does_not_ask_for_the_authorization_again(
        self, window: Window, server: Server
    ) -> None:
        server.authorization = an_authorization(status="Restricted", terms_digest="new")
        assert window.submitter.submit(a_release()).state is SubmissionState.ACCEPTED


class TestTwoWindows:
    """The other window acts exactly between this one's checks and its intent."""

    @pytest.mark.parametrize("moment", ["sender", "authorization", "offers"])
    def test_that_is_quicker_wins(self, open_window: OpenWindow, server: Server, moment: str) -> None:
        here, there = open_window(), open_window()
        server.before[moment] = lambda: there.submitter.submit(a_plan())
        assert code_of_refusal(here, a_plan()) == "IN_FLIGHT"
        assert len(server.held) == 1

    def test_that_has_even_finished_wins(
        self, open_window: OpenWindow, server: Server, clock: HandClock
    ) -> None:
        """Slept through everything: nothing is in flight any more when this one records its intent."""
        here, there = open_window(), open_window()

        def publish() -> None:
            done = there.submitter.submit(a_plan())
            succeeded = done.model_copy(update={"state": SubmissionState.SUCCEEDED, "offer_id": "offer-1"})
            there.store.update_submission(succeeded, expected=SubmissionState.ACCEPTED)

        server.before["offers"] = publish
        assert code_of_refusal(here, a_plan()) == "PUBLISHED"
        assert len(server.starts) == 1
