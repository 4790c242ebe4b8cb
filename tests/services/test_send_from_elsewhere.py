"""The local drafts are not all there is: other computers, copies put back, other drafts, a late list."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from cppo_tui.domain.catalog import ChangeSetStatus
from cppo_tui.domain.checks.existing import check_existing
from cppo_tui.domain.errors import BrokenAnswer
from cppo_tui.domain.plan import Plan
from cppo_tui.domain.submission import SubmissionState
from cppo_tui.services.amending import expiration, extension
from cppo_tui.services.just_made import offers_now
from cppo_tui.services.plan_use import without_draft
from cppo_tui.services.planner import make_plan
from cppo_tui.services.submitter import Submitter
from tests.domain.given import NOW, OTHER_BUYER, a_context, a_draft, a_released_offer, an_offer
from tests.services.acting import code_of_refusal, follow
from tests.services.conftest import OpenWindow, Window, open_window_on
from tests.services.fakes import HandClock, Held, Ids, Server
from tests.services.plans import a_draft_plan, a_plan, a_release

ALIVE = (ChangeSetStatus.PREPARING, ChangeSetStatus.APPLYING, ChangeSetStatus.SUCCEEDED)
OVER = (ChangeSetStatus.FAILED, ChangeSetStatus.CANCELLED)


class TestAnotherComputer:
    """A plan file, a batch's row and a draft put back from a copy have the same id wherever they are sent."""

    def test_that_has_sent_the_same_plan_file_is_noticed_before_aws_lists_the_offer(
        self, window: Window, server: Server, clock: HandClock, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        folder = tmp_path_factory.mktemp("elsewhere")
        folder.chmod(0o700)
        elsewhere = open_window_on(folder / "cppo.db", server, clock, Ids())
        plan = without_draft(a_plan())
        elsewhere.submitter.submit(plan)
        elsewhere.store.close()
        assert code_of_refusal(window, plan) == "ELSEWHERE"
        assert len(server.held) == 1
        assert window.store.submissions() == []

    @pytest.mark.parametrize("status", ALIVE)
    @pytest.mark.parametrize("make", [a_plan, a_draft_plan, a_release])
    def test_it_is_refused_while_anything_may_come_of_it_or_has(
        self, window: Window, server: Server, make: Callable[[], Plan], status: ChangeSetStatus
    ) -> None:
        plan = make()
        server.held["cs-9"] = Held("cs-9", f"cppo {plan.draft_id} 1", "t", b"", status)
        with pytest.raises(Exception, match="cs-9") as refusal:
            window.submitter.submit(plan)
        assert "another computer" in str(refusal.value)
        assert server.starts == []

    @pytest.mark.parametrize("status", OVER)
    def test_what_came_to_nothing_there_leaves_its_name_and_nothing_else(
        self, window: Window, server: Server, status: ChangeSetStatus
    ) -> None:
        """Under the same name, a lost answer would be taken for the failed one's."""
        plan = a_plan()
        server.held["cs-9"] = Held("cs-9", f"cppo {plan.draft_id} 1", "t", b"", status)
        submission = window.submitter.submit(plan)
        assert (submission.attempt, submission.name) == (2, f"cppo {plan.draft_id} 2")

    def test_a_list_that_cannot_be_read_stops_it(self, window: Window, server: Server) -> None:
        server.broken["change_sets"] = BrokenAnswer("Half a list.")
        with pytest.raises(BrokenAnswer):
            window.submitter.submit(a_plan())
        assert (server.starts, window.store.submissions()) == ([], [])

    def test_another_window_here_is_not_called_another_computer(
        self, open_window: OpenWindow, server: Server
    ) -> None:
        here, there = open_window(), open_window()
        server.before["change_sets"] = lambda: there.submitter.submit(a_plan())
        assert code_of_refusal(here, a_plan()) == "IN_FLIGHT"
        assert len(server.held) == 1


class TestTwoDraftsOfOneOffer:
    """Two windows publish them at the same instant: neither finds the other's note when it looks first."""

    def test_whoever_sees_the_other_when_its_own_is_noted_sends_nothing(
        self, open_window: OpenWindow, server: Server, figure: Callable[[str], None]
    ) -> None:
        here, there = open_window(), open_window()
        server.before["change_sets"] = lambda: there.submitter.submit(a_plan(id="copy"))
        assert code_of_refusal(here, a_plan()) == "TWIN_IN_FLIGHT"
        assert len(server.starts) == 1
        states = {row.draft_id: row.state for row in here.store.submissions()}
        assert states == {"copy": "accepted", a_plan().draft_id: "refused"}
        figure("two drafts of one offer, published at one instant: 1 offer")

    def test_control_that_looks_before_only_makes_two(
        self,
        open_window: OpenWindow,
        server: Server,
        monkeypatch: pytest.MonkeyPatch,
        figure: Callable[[str], None],
    ) -> None:
        monkeypatch.setattr(Submitter, "_step_back_from_a_twin", lambda *_: None)
        here, there = open_window(), open_window()
        server.before["change_sets"] = lambda: there.submitter.submit(a_plan(id="copy"))
        here.submitter.submit(a_plan())
        assert len(server.held) == 2
        figure("control, looked for other drafts before noting it only: 2 offers")

    def test_it_can_be_published_once_the_other_came_to_nothing(
        self, open_window: OpenWindow, server: Server
    ) -> None:
        here, there = open_window(), open_window()
        server.before["change_sets"] = lambda: there.submitter.submit(a_plan(id="copy"))
        assert code_of_refusal(here, a_plan()) == "TWIN_IN_FLIGHT"
        (copy,) = (row for row in here.store.submissions() if row.draft_id == "copy")
        failed = here.store.load_submission(copy.id).model_copy(update={"state": SubmissionState.FAILED})
        here.store.update_submission(failed, expected=SubmissionState.ACCEPTED)
        assert here.submitter.submit(a_plan()).attempt == 2


class TestJustMade:
    """AWS's list of offers may come late: what was made from here a moment ago is known here."""

    async def test_another_draft_for_the_same_customer_is_stopped_before_aws_lists_the_first(
        self, window: Window, server: Server, clock: HandClock
    ) -> None:
        await self.published(window, server, clock)
        assert code_of_refusal(window, a_plan(id="copy", name="Another name")) == "DUPLICATE"
        assert len(server.starts) == 1

    async def test_what_aws_lists_is_judged_by_what_it_says(
        self, window: Window, server: Server, clock: HandClock
    ) -> None:
        """Published by mistake, ended, and published anew within the hour."""
        offer_id = await self.published(window, server, clock)
        server.offers = (an_offer(id=offer_id, expires=NOW - timedelta(days=1)),)
        again = a_plan(id="copy", name="Another name")
        assert window.submitter.submit(again).state is SubmissionState.ACCEPTED

    async def test_what_was_verified_first_is_listed_as_a_draft_for_a_while_and_counts(
        self, window: Window, server: Server, clock: HandClock
    ) -> None:
        drafted = window.submitter.submit(a_draft_plan())
        server.settle(drafted.change_set_id)
        await follow(window, clock, drafted)
        offer_id = window.store.load_submission(drafted.id).offer_id
        self.done(window, a_release(id=offer_id))
        server.described[offer_id] = a_released_offer(id=offer_id)
        server.offers = (an_offer(id=offer_id, state="Draft"),)
        assert code_of_refusal(window, a_plan(id="copy", name="Another name")) == "DUPLICATE"

    @pytest.mark.parametrize(("last", "counts"), [("extend", True), ("expire", False)])
    def test_what_was_opened_again_may_be_listed_as_expired_and_counts(
        self, window: Window, server: Server, clock: HandClock, last: str, *, counts: bool
    ) -> None:
        """Unless it was ended again since."""
        over = a_released_offer(expires=NOW - timedelta(days=1))
        server.described[over.id] = over
        server.offers = (an_offer(id=over.id, expires=over.expires),)
        again = extension(over, "2027-03-31", None, a_context(), world="sandbox").plan
        self.done(window, again)
        if last == "expire":
            clock.move(minutes=1)
            server.described[over.id] = a_released_offer()
            ended = expiration(a_released_offer(), a_context(), world="sandbox").plan
            self.done(window, ended)
        plan = a_plan(id="copy", name="Another name")
        if counts:
            assert code_of_refusal(window, plan) == "DUPLICATE"
        else:
            assert window.submitter.submit(plan).state is SubmissionState.ACCEPTED

    async def test_the_review_asks_about_it_and_a_yes_lets_it_through(
        self, window: Window, server: Server, clock: HandClock
    ) -> None:
        offer_id = await self.published(window, server, clock)
        draft = a_draft(id="copy", name="Another name")
        offers = offers_now(
            window.catalog, window.store, a_plan().authorization_id, now=clock(), world="sandbox"
        )
        context = a_context(offers=offers)
        (asked,) = check_existing(draft, context)
        assert offer_id in asked.message
        agreed = draft.model_copy(update={"consents": draft.consents | {asked.consent}})
        plan = make_plan(agreed, context, world="sandbox")
        assert plan.known_offers == (offer_id,)
        assert window.submitter.submit(plan).state is SubmissionState.ACCEPTED

    async def test_a_sandbox_started_over_has_no_such_offer(
        self, window: Window, server: Server, clock: HandClock
    ) -> None:
        await self.published(window, server, clock)
        server.described.clear()
        plan = a_plan(id="copy", name="Another name")
        assert window.submitter.submit(plan).state is SubmissionState.ACCEPTED

    async def test_aws_deletes_no_offer_so_there_it_counts_whatever_is_not_found_yet(
        self, window: Window, server: Server, clock: HandClock
    ) -> None:
        offer_id = await self.published(window, server, clock)
        server.described.clear()
        offers = offers_now(window.catalog, window.store, a_plan().authorization_id, now=clock(), world="aws")
        assert [offer.id for offer in offers] == [offer_id]

    async def test_one_made_while_this_one_was_held_up_after_its_guards_stops_it(
        self, open_window: OpenWindow, server: Server, clock: HandClock
    ) -> None:
        """Published and done in another window: it is no longer on its way, and not listed yet."""
        here, there = open_window(), open_window()

        def elsewhere() -> None:
            done = there.submitter.submit(a_plan(id="copy", name="Another name"))
            made = {"state": SubmissionState.SUCCEEDED, "offer_id": "offer-made"}
            there.store.update_submission(done.model_copy(update=made), expected=SubmissionState.ACCEPTED)
            server.described["offer-made"] = a_released_offer(id="offer-made")

        server.before["change_sets"] = elsewhere
        assert code_of_refusal(here, a_plan()) == "DUPLICATE"
        assert len(server.starts) == 1

    @pytest.mark.parametrize("difference", [{"buyers": (OTHER_BUYER,)}, {"late": True}, {"known": True}])
    async def test_it_stops_nothing_else(
        self, window: Window, server: Server, clock: HandClock, difference: dict[str, Any]
    ) -> None:
        offer_id = await self.published(window, server, clock)
        buyers = {"buyers": difference["buyers"]} if "buyers" in difference else {}
        plan = a_plan(id="copy", name="Another name", **buyers)
        if "late" in difference:
            clock.move(hours=25)
        if "known" in difference:
            plan = plan.model_copy(update={"known_offers": (offer_id,)})
        assert window.submitter.submit(plan).state is SubmissionState.ACCEPTED

    def done(self, window: Window, plan: Plan) -> None:
        """AWS has done what the plan wants done to an offer that exists."""
        accepted = window.submitter.submit(plan)
        made = {"state": SubmissionState.SUCCEEDED, "offer_id": plan.offer_id}
        succeeded = accepted.model_copy(update=made)
        window.store.update_submission(succeeded, expected=accepted.state)

    async def published(self, window: Window, server: Server, clock: HandClock) -> str:
        """A draft that has just become an offer, which AWS does not list yet; the offer's id."""
        submission = window.submitter.submit(a_plan())
        server.settle(submission.change_set_id)
        assert await follow(window, clock, submission) is SubmissionState.SUCCEEDED
        offer_id = window.store.load_submission(submission.id).offer_id
        server.described[offer_id] = a_released_offer(id=offer_id)
        return offer_id
