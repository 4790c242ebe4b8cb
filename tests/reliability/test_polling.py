"""Following a change set: never a success before AWS says so, never for ever, and told when it can't be seen
(A6; scenario 20)."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from cppo_tui.domain.submission import Submission, SubmissionState
from cppo_tui.gateway.catalog import AwsCatalog
from cppo_tui.services.submitter import Submitter
from cppo_tui.services.unknown_outcomes import LOOKS_FOR_UNKNOWN
from cppo_tui.services.watcher import Look, Pace, Watcher
from cppo_tui.store import SqliteStore
from tests.domain.given import NOW
from tests.gateway.script import EMPTY, HTML, Answer, Script, Step, identity, ok, raw, refusal
from tests.services.fakes import HandClock, Ids
from tests.services.plans import a_plan

ACCEPTED, SUCCEEDED = SubmissionState.ACCEPTED, SubmissionState.SUCCEEDED
CREATE = "CreateOfferUsingResaleAuthorization"
WRONG = {"INVALID_INPUT": "The markup has too many decimals.", "MISSING_INPUT": "A description is needed."}


def seen(status: object, *, of: str = "cs-1", **members: Any) -> Answer:
    """DescribeChangeSet; a status of None is not there at all."""
    errors = [{"ErrorCode": code, "ErrorMessage": text} for code, text in members.pop("errors", {}).items()]
    entity = {"Type": "Offer@1.0", "Identifier": "offer-1@2"}
    change = {"ChangeType": CREATE, "Entity": entity, "ErrorDetailList": errors}
    said = {} if status is None else {"Status": status}
    return ok({"ChangeSetId": of, "ChangeSet": [change], **said, **members})


PREPARING, APPLYING, DONE = seen("PREPARING"), seen("APPLYING"), seen("SUCCEEDED")
FAILED = seen("FAILED", FailureCode="CLIENT_ERROR", errors=WRONG)
NOT_KNOWN = refusal(404, "ResourceNotFoundException", "No such change set.")
THROTTLED = refusal(429, "ThrottlingException")
SILENCE = TimeoutError()
CUT = raw(b'{"ChangeSetId": "cs-1", "Status": "SUCC')


class Told(NamedTuple):
    """How it must end, and how many looks must have been told as having seen nothing."""

    end: SubmissionState
    unseen: int = 0


SCRIPTS: dict[str, tuple[list[Step], Told]] = {
    "the ordinary way": ([PREPARING, APPLYING, DONE], Told(SUCCEEDED)),
    "a status nobody knows": ([APPLYING, seen("PAUSED"), seen("succeeded"), DONE], Told(SUCCEEDED, 2)),
    "no status at all": ([seen(None), seen(7), DONE], Told(SUCCEEDED, 2)),
    "a status going back": ([APPLYING, PREPARING, APPLYING, DONE], Told(SUCCEEDED)),
    "failed after applying": ([PREPARING, APPLYING, FAILED], Told(SubmissionState.FAILED)),
    "cancelled": ([PREPARING, seen("CANCELLED")], Told(SubmissionState.CANCELLED)),
    "not known right after the start": ([NOT_KNOWN, NOT_KNOWN, PREPARING, DONE], Told(SUCCEEDED, 2)),
    "another change set's success": ([seen("SUCCEEDED", of="cs-2"), APPLYING, DONE], Told(SUCCEEDED, 1)),
    "no answer that is one": ([EMPTY, HTML, CUT, DONE], Told(SUCCEEDED, 3)),
    "throttled": ([THROTTLED, THROTTLED, THROTTLED, APPLYING, DONE], Told(SUCCEEDED, 1)),
    "silence": ([SILENCE, SILENCE, SILENCE, APPLYING, DONE], Told(SUCCEEDED, 1)),
}
"""A look asks three times before it counts as having seen nothing, where AWS is only slow or throttles."""

JUMPS = {"an hour back": -3600.0, "a day ahead": 86_400.0}


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("botocore.endpoint.time.sleep", lambda _seconds: None)


class Following:
    """An accepted submission, and the status page that follows it before a scripted AWS."""

    def __init__(self, path: Path, *steps: Step, jump: float = 0) -> None:
        self.clock, self.jump = HandClock(), jump
        self.naps: list[float] = []
        self.script = Script(
            DescribeChangeSet=[*steps],
            GetCallerIdentity=[identity()],
            ListChangeSets=[ok({"ChangeSetSummaryList": []})],
        )
        self.catalog = AwsCatalog(self.script.session())
        self.store = SqliteStore(path, "sandbox", self.clock)
        self.submitter = Submitter(self.store, self.catalog, clock=self.clock, new_id=Ids(), world="sandbox")
        self.submission = accepted()
        self.store.add_submission(self.submission)

    def looks(self) -> list[Look]:
        """Until the page rests."""
        return asyncio.run(self._watched())

    async def _watched(self) -> list[Look]:
        watcher = Watcher(
            self.store, self.catalog, self.submitter, clock=self.clock, sleep=self._nap, pace=Pace()
        )
        return [look async for look in watcher.watch(self.submission.id)]

    async def _nap(self, seconds: float) -> None:
        assert len(self.naps) < 20, "it never ends"
        self.naps.append(seconds)
        self.clock.move(seconds=seconds + (self.jump if len(self.naps) == 1 else 0))


def accepted() -> Submission:
    """Accepted just now as cs-1."""
    plan = a_plan()
    return Submission(
        id=f"{plan.draft_id}-1",
        plan=plan,
        attempt=1,
        name="cppo 1",
        token="t" * 32,
        state=ACCEPTED,
        created=NOW,
        updated=NOW,
        change_set_id="cs-1",
    )


Follow = Callable[..., Following]


@pytest.fixture
def follow(tmp_path: Path) -> Iterator[Follow]:
    made: list[Following] = []

    def following(*steps: Step, jump: float = 0) -> Following:
        made.append(Following(tmp_path / f"{len(made)}.db", *steps, jump=jump))
        return made[-1]

    yield following
    for one in made:
        one.store.close()


def test_every_script_ends_as_aws_ended_it(follow: Follow, figure: Callable[[str], None]) -> None:
    right = 0
    for name, (steps, told) in SCRIPTS.items():
        following = follow(*steps)
        looks = following.looks()
        assert looks[-1].submission.state is told.end, name
        assert {look.submission.state for look in looks[:-1]} <= {ACCEPTED}, f"{name}: ended too early"
        assert sum(bool(look.problem) for look in looks) == told.unseen, name
        assert not following.script.asked("StartChangeSet")
        right += 1
    jumped = [follow(PREPARING, APPLYING, DONE, jump=by) for by in JUMPS.values()]
    for following in jumped:
        assert following.looks()[-1].submission.state is SUCCEEDED
        assert all(Pace().first <= nap <= Pace().last for nap in following.naps), "whatever the clock says"
        right += 1
    figure(f"{right} courses of a change set, odd ones among them: {right} ended as AWS ended them")


def test_the_control_that_waits_while_it_is_running_ends_too_early(figure: Callable[[str], None]) -> None:
    """“Anything but PREPARING and APPLYING is the end” is what a naive loop says."""
    misled = [
        name
        for name, (steps, _) in SCRIPTS.items()
        if any(isinstance(step, Answer) and ended_for_a_naive_loop(step) for step in steps[:-1])
    ]
    assert len(misled) >= 4
    figure(
        f"control, whatever is not running has ended: {len(misled)} of {len(SCRIPTS)} courses end too early"
    )


def ended_for_a_naive_loop(step: Answer) -> bool:
    """What ``answer.get("Status") not in RUNNING`` makes of an answer with status 200."""
    return step.status == 200 and not any(word in step.body for word in (b'"PREPARING"', b'"APPLYING"'))


def test_every_reason_of_a_late_failure_is_kept_with_its_change(follow: Follow) -> None:
    """Scenario 20: failed minutes after it was accepted; a new attempt has its own name and token, and the
    old one stays (the latter in tests/services/test_submit_once.py)."""
    following = follow(PREPARING, APPLYING, FAILED)
    last = following.looks()[-1].submission
    assert last.last_seen is not None
    (change,) = last.last_seen.changes
    assert change.change_type == CREATE
    assert {error.code: error.message for error in change.errors} == WRONG
    assert following.store.load_submission(last.id) == last


class TestForgottenByAws:
    """AWS keeps change sets for 60 or 90 days. Later nobody can say what became of one but a person."""

    def test_after_two_months_it_is_unknown_and_followed_no_more(self, follow: Follow) -> None:
        following = follow(NOT_KNOWN)
        following.clock.move(days=61)
        looks = following.looks()
        assert {look.submission.state for look in looks} == {SubmissionState.UNKNOWN}
        assert len(looks) == LOOKS_FOR_UNKNOWN
        assert "AWS console" in looks[-1].submission.problem
        assert not following.submitter.may_resend(looks[-1].submission)

    def test_then_a_person_can_close_it(self, follow: Follow) -> None:
        following = follow(NOT_KNOWN)
        following.clock.move(days=61)
        following.looks()
        closed = following.submitter.declare_absent(following.submission.id)
        assert closed.state is SubmissionState.REFUSED

    def test_a_younger_one_is_still_asked_for(self, follow: Follow) -> None:
        following = follow(NOT_KNOWN, DONE)
        following.clock.move(days=59)
        assert following.looks()[-1].submission.state is SUCCEEDED

    def test_one_that_is_merely_old_ends_as_aws_says(self, follow: Follow) -> None:
        following = follow(DONE)
        following.clock.move(days=61)
        assert following.looks()[-1].submission.state is SUCCEEDED
