"""A submission: one plan being sent to AWS, at most once, and what became of it (design: contract)."""

from datetime import datetime
from enum import StrEnum

from cppo_tui.domain.catalog import ChangeSetView
from cppo_tui.domain.model import Frozen
from cppo_tui.domain.plan import Plan


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
