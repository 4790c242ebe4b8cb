"""A submission: one plan being sent to AWS, at most once, and what became of it (design: contract)."""

from datetime import datetime
from enum import StrEnum

from cppo_tui.domain.catalog import ChangeSetView
from cppo_tui.domain.model import Frozen
from cppo_tui.domain.plan import AMENDING, Plan


class SubmissionState(StrEnum):
    """Where a submission stands. Sending is allowed from ``reviewed`` only."""

    REVIEWED = "reviewed"
    SENDING = "sending"
    ACCEPTED = "accepted"
    UNKNOWN = "unknown"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"
    REFUSED = "refused"

    @property
    def in_flight(self) -> bool:
        """True while AWS may still be working on it, or may have it without our knowing."""
        return self in (SubmissionState.SENDING, SubmissionState.ACCEPTED, SubmissionState.UNKNOWN)


class Try(Frozen):
    """One call of StartChangeSet and how it ended, kept as history."""

    at: datetime
    outcome: str


class Submission(Frozen):
    """One plan on its way. ``name`` and ``token`` are minted once and never reused for other bytes."""

    id: str
    plan: Plan
    attempt: int
    name: str
    token: str
    state: SubmissionState
    created: datetime
    updated: datetime
    change_set_id: str = ""
    offer_id: str = ""
    problem: str = ""
    tries: tuple[Try, ...] = ()
    last_seen: ChangeSetView | None = None

    @property
    def closed_by_hand(self) -> bool:
        """True when AWS never said no: a person took it for absent, and it may turn up after all."""
        return self.state is SubmissionState.REFUSED and any(one.outcome != self.state for one in self.tries)


def attempt_name(plan: Plan, attempt: int) -> str:
    """The ChangeSetName, under which AWS lists it. An offer's id, under which its expiry is changed, is the
    same on every computer: there the bytes themselves tell one computer's attempt from another's."""
    name = f"cppo {plan.draft_id} {attempt}"
    return f"{name} {plan.digest[:8]}" if plan.kind in AMENDING else name


def attempt_number(submission_id: str, draft_id: str) -> int:
    """Of the attempt, as its submission's id has it; 0 when that was not made of the draft's."""
    number = submission_id.removeprefix(f"{draft_id}-")
    return int(number) if number != submission_id and number.isascii() and number.isdigit() else 0
