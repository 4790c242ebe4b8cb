"""What a person has closed as absent is looked up once more before anything is sent beside it."""

from collections.abc import Callable

import pytest

from cppo_tui.domain.errors import BrokenAnswer
from cppo_tui.domain.plan import Plan
from cppo_tui.domain.submission import Submission, SubmissionState
from cppo_tui.services.refusals import PlanRefused
from cppo_tui.services.send_guards import Guards
from cppo_tui.services.unknown_outcomes import TOKEN_IS_YOUNG
from tests.domain.given import OTHER_BUYER
from tests.services.acting import code_of_refusal
from tests.services.conftest import Window
from tests.services.fakes import HandClock, Held, Server, dropped, lost
from tests.services.plans import a_draft_plan, a_plan


class TestThisDraft:
    def closed(self, window: Window, server: Server, clock: HandClock) -> str:
        """The name of an attempt that a person has closed as absent."""
        server.answers.append(dropped())
        unknown = window.submitter.submit(a_plan())
        clock.at += TOKEN_IS_YOUNG
        assert window.submitter.declare_absent(unknown.id).state is SubmissionState.REFUSED
        return unknown.name

    def test_what_turns_up_at_aws_after_all_is_followed_and_nothing_sent_beside_it(
        self, window: Window, server: Server, clock: HandClock
    ) -> None:
        name = self.closed(window, server, clock)
        server.held["cs-9"] = Held("cs-9", name, "t", b"")
        assert code_of_refusal(window, a_plan()) == "CAME_LATE"
        assert len(server.starts) == 1
        (row,) = window.store.submissions()
        assert (row.state, row.change_set_id) == ("accepted", "cs-9")

    def test_a_list_that_cannot_be_read_stops_the_next_attempt(
        self, window: Window, server: Server, clock: HandClock
    ) -> None:
        self.closed(window, server, clock)
        server.broken["change_sets"] = BrokenAnswer("Half a list.")
        with pytest.raises(BrokenAnswer):
            window.submitter.submit(a_plan())
        assert len(server.starts) == 1


class TestAnotherDraft:
    """A person closed another draft's submission as absent, and AWS was only late: the same offer from a
    second draft would be the second one (scenarios 1, 13)."""

    def closed(self, window: Window, server: Server, clock: HandClock, plan: Plan) -> Submission:
        """An offer AWS has taken and does not list for a quarter of an hour, closed by hand meanwhile."""
        server.answers.append(lost())
        server.lag = 1
        unknown = window.submitter.submit(plan)
        clock.at += TOKEN_IS_YOUNG
        absent = window.submitter.declare_absent(unknown.id)
        assert absent.closed_by_hand
        server.lag = 0
        return absent

    def test_the_same_offer_is_not_made_twice_whichever_draft_makes_it(
        self, window: Window, server: Server, clock: HandClock, figure: Callable[[str], None]
    ) -> None:
        absent = self.closed(window, server, clock, a_plan())
        with pytest.raises(PlanRefused, match=f"cppo watch {absent.id}") as refusal:
            window.submitter.submit(a_plan(id="second", name="The other one"))
        assert (refusal.value.code, len(server.held)) == ("CAME_LATE", 1)
        assert absent.plan.title in str(refusal.value)
        assert window.store.load_submission(absent.id).state is SubmissionState.ACCEPTED
        assert code_of_refusal(window, a_plan(id="second", name="The other one")) == "TWIN_IN_FLIGHT"
        figure("closed by hand, late at AWS, sent again from another draft: 1 offer (control: 2)")

    def test_control_that_looks_up_its_own_draft_only_makes_two(
        self, window: Window, server: Server, clock: HandClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.closed(window, server, clock, a_plan())
        whole = Guards.taken_for_absent
        monkeypatch.setattr(
            Guards,
            "taken_for_absent",
            lambda self, plan: (one for one in whole(self, plan) if one.plan.draft_id == plan.draft_id),
        )
        window.submitter.submit(a_plan(id="second"))
        assert len(server.held) == 2

    def test_a_list_that_cannot_be_read_stops_it(
        self, window: Window, server: Server, clock: HandClock
    ) -> None:
        """Scenario 14: "could not be looked up" is not "not there"."""
        self.closed(window, server, clock, a_plan())
        server.broken["change_sets"] = BrokenAnswer("Half a list.")
        with pytest.raises(BrokenAnswer):
            window.submitter.submit(a_plan(id="second"))
        assert len(server.held) == 1

    @pytest.mark.parametrize("make", [a_draft_plan, a_plan], ids=["only a draft", "to another buyer"])
    def test_what_makes_no_second_offer_does_not_stand_in_the_way(
        self, window: Window, server: Server, clock: HandClock, make: Callable[..., Plan]
    ) -> None:
        elsewhere = {} if make is a_draft_plan else {"buyers": (OTHER_BUYER,)}
        self.closed(window, server, clock, make(**elsewhere))
        assert window.submitter.submit(a_plan(id="second")).state is SubmissionState.ACCEPTED

    def test_closed_and_truly_absent_makes_way(
        self, window: Window, server: Server, clock: HandClock
    ) -> None:
        server.answers.append(dropped())
        unknown = window.submitter.submit(a_plan())
        clock.at += TOKEN_IS_YOUNG
        window.submitter.declare_absent(unknown.id)
        assert window.submitter.submit(a_plan(id="second")).state is SubmissionState.ACCEPTED
        assert len(server.held) == 1
