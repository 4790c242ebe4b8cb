"""Plan files: whole, in one spelling, used once; approvals: a second person's, of exactly this plan."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from cppo_tui.domain.plan import Plan
from cppo_tui.domain.submission import SubmissionState
from cppo_tui.services.plan_files import (
    Approval,
    NoPlanFile,
    Person,
    SavedPlan,
    read_approval,
    read_plan,
    refuse_approval,
    saved_text,
)
from cppo_tui.services.plan_use import refuse_here, without_draft
from cppo_tui.services.refusals import PlanRefused
from cppo_tui.services.send_guards import Guards
from tests.domain.given import NOW
from tests.reliability.quoted import quoted
from tests.services.acting import code_of_refusal
from tests.services.conftest import Window
from tests.services.fakes import Server, accepted, dropped, refused
from tests.services.plans import a_draft_plan, a_plan, a_release

JOHN, JANE = Person(login="john", name="John Roe"), Person(login="jane", name="Jane Doe")


def saved(plan: Plan | None = None) -> SavedPlan:
    """A plan John made."""
    return SavedPlan(planned_by=JOHN, plan=plan or a_plan())


def approval(**changes: Any) -> Approval:
    """Jane's word for that plan."""
    return Approval(**({"digest": a_plan().digest, "approved_by": JANE, "at": NOW} | changes))


def code(act: Callable[[], object]) -> str:
    """The code of the refusal this ends in."""
    with pytest.raises(PlanRefused) as refusal:
        act()
    return refusal.value.code


class TestFile:
    @pytest.mark.parametrize("make", [a_plan, a_draft_plan, a_release])
    def test_a_plan_comes_back_byte_for_byte(self, make: Callable[[], Plan]) -> None:
        plan = make()
        back = read_plan(saved_text(saved(plan))).plan
        assert back == plan
        assert back.body == plan.body

    def test_it_holds_the_whole_plan_and_its_version(self) -> None:
        held = json.loads(saved_text(saved()))
        assert set(held["plan"]) == set(Plan.model_fields)
        assert (held["format"], held["version"]) == ("cppo plan", 1)

    @pytest.mark.parametrize(
        "text",
        ["", "{", "[]", "{}", '{"format": "cppo plan", "version": 2}', '{"format": "cppo approval"}', "\x00"],
    )
    def test_what_is_no_plan_of_this_version_says_so(self, text: str) -> None:
        with pytest.raises(NoPlanFile, match="Nothing was sent"):
            read_plan(text)

    def test_no_altered_byte_goes_unnoticed(self, figure: Callable[[str], None]) -> None:
        """Every byte of the file in turn, with one bit turned over; and what a plain reading would take."""
        text = saved_text(saved())
        taken = naive = 0
        for place in range(len(text)):
            for bit in (1, 2, 16):
                altered = text[:place] + chr(ord(text[place]) ^ bit) + text[place + 1 :]
                taken += is_taken(read_plan, altered)
                naive += is_taken(plain_reading, altered)
        assert taken == 0
        assert naive > 0
        tried = 3 * len(text)
        quoted(f"{tried:,} alterations of a reviewed plan file")
        figure(f"plan file, {tried} altered bytes: {taken} taken; control, read without seal: {naive} taken")

    @pytest.mark.parametrize(
        "member", ["known_offers", "fingerprint", "seller_account", "world", "buyers", "made", "payload"]
    )
    def test_no_member_can_be_edited(self, member: str) -> None:
        held = json.loads(saved_text(saved()))
        value = held["plan"][member]
        held["plan"][member] = (
            [*value, "111122223333"] if isinstance(value, list) else f"{value[:-1]}{chr(ord(value[-1]) ^ 1)}"
        )
        if member == "made":
            held["plan"][member] = "2026-11-24T09:30:00Z"
        assert code(lambda: read_plan(json.dumps(held, indent=2) + "\n")) == "ALTERED"

    def test_another_spelling_of_the_same_is_not_taken(self) -> None:
        held = json.loads(saved_text(saved()))
        assert code(lambda: read_plan(json.dumps(held))) == "ALTERED"


def is_taken(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except (PlanRefused, NoPlanFile, ValueError, KeyError):
        return False
    return True


def plain_reading(text: str) -> Plan:
    """As one would without thinking: the payload is the digest's, so all is well."""
    plan = Plan.model_validate(json.loads(text)["plan"])
    if not plan.intact:
        raise ValueError("altered")
    return plan


class TestApproval:
    def test_a_second_person_s_word_for_this_plan_is_taken(self) -> None:
        refuse_approval(saved(), read_approval(saved_text(approval())))

    @pytest.mark.parametrize(
        ("given", "wanted"),
        [
            (None, "NOT_APPROVED"),
            (approval(digest="0" * 64), "APPROVAL_OF_ANOTHER"),
            (approval(approved_by=JOHN), "APPROVED_ALONE"),
            (approval(approved_by=Person(login="john", name=" john  ROE ")), "APPROVED_ALONE"),
        ],
    )
    def test_anything_else_is_refused(self, given: Approval | None, wanted: str) -> None:
        assert code(lambda: refuse_approval(saved(), given)) == wanted

    @pytest.mark.parametrize(
        "by", [Person(login="john", name="Jane Doe"), Person(login="jane", name="John Roe")]
    )
    def test_one_login_may_be_shared_and_one_name_may_be_borne_twice(self, by: Person) -> None:
        refuse_approval(saved(), approval(approved_by=by))

    def test_an_altered_one_is_refused(self) -> None:
        text = saved_text(approval()).replace("Jane", "Joan")
        assert code(lambda: read_approval(text)) == "ALTERED"


class TestUsed:
    """A plan whose bytes came to an offer is used up, from whatever draft or file they come."""

    def test_by_another_draft_s_success(self, window: Window, server: Server) -> None:
        plan = a_plan()
        first = window.submitter.submit(plan)
        succeed(window, first.id)
        twin = without_draft(plan)
        assert code(lambda: refuse_here(twin, window.store, "sandbox")) == "USED"
        assert code_of_refusal(window, twin) == "USED"
        assert len(server.starts) == 1

    def test_while_it_is_on_its_way(self, window: Window, server: Server) -> None:
        window.submitter.submit(a_plan())
        assert code(lambda: refuse_here(without_draft(a_plan()), window.store, "sandbox")) == "USED"
        assert code_of_refusal(window, without_draft(a_plan())) == "TWIN_IN_FLIGHT"
        assert len(server.starts) == 1

    def test_not_by_one_that_came_to_nothing(self, window: Window, server: Server) -> None:
        from cppo_tui.domain.errors import Throttled

        server.answers.append(refused(Throttled("Slow down.")))
        assert window.submitter.submit(a_plan()).state is SubmissionState.REFUSED
        server.answers.append(accepted())
        assert window.submitter.submit(without_draft(a_plan())).state is SubmissionState.ACCEPTED

    def test_not_by_one_the_person_knew_of_and_consented_to(self, window: Window) -> None:
        first = window.submitter.submit(a_plan())
        offer = succeed(window, first.id)
        again = without_draft(a_plan()).model_copy(update={"known_offers": (offer,)})
        assert window.submitter.submit(again).state is SubmissionState.ACCEPTED

    def test_an_unknown_outcome_uses_it_too(self, window: Window, server: Server) -> None:
        server.answers.append(dropped())
        window.submitter.submit(a_plan())
        assert code(lambda: refuse_here(without_draft(a_plan()), window.store, "sandbox")) == "USED"

    def test_control_without_the_look_at_digests_the_same_bytes_go_twice(
        self, window: Window, server: Server, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """AWS's list of offers need not show the first one yet, and another draft is another draft."""
        monkeypatch.setattr("cppo_tui.services.send_guards.refuse_used", lambda plan, rows: None)
        monkeypatch.setattr(Guards, "no_twin", lambda *_: None)
        succeed(window, window.submitter.submit(a_plan()).id)
        window.submitter.submit(without_draft(a_plan()))
        assert len(server.starts) == 2

    @pytest.mark.parametrize(
        ("changes", "wanted"),
        [({"payload": "[]"}, "ALTERED"), ({"world": "aws"}, "OTHER_WORLD")],
    )
    def test_what_can_be_said_at_home_is_said_before_anybody_is_asked(
        self, window: Window, server: Server, changes: dict[str, Any], wanted: str
    ) -> None:
        plan = a_plan().model_copy(update=changes)
        assert code(lambda: refuse_here(plan, window.store, "sandbox")) == wanted
        assert server.calls == []


def succeed(window: Window, submission_id: str) -> str:
    """Note that AWS made an offer of it."""
    submission = window.store.load_submission(submission_id)
    done = submission.model_copy(update={"state": SubmissionState.SUCCEEDED, "offer_id": "offer-first"})
    window.store.update_submission(done, expected=submission.state)
    return "offer-first"
