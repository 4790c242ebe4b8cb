"""Where a submission stands, in words: the wizard's list and the commands say the same. No pydantic."""

from collections import defaultdict
from collections.abc import Iterable

from cppo_tui.domain.ports import IN_FLIGHT, SubmissionRow

_STATES = {
    "sending": "being sent",
    "accepted": "AWS is working on it",
    "unknown": "outcome unknown",
    "succeeded": "published",
    "failed": "failed at AWS",
    "cancelled": "cancelled",
    "refused": "refused, nothing created",
}

EXPIRED_EARLY = "expired early"
"""What is said of an offer that was ended from here."""

_SUCCEEDED = {
    "draft": "draft to release",
    "extend": "published, expiry moved",
    "expire": EXPIRED_EARLY,
}
WHY = {"failed": "failed: see why", "refused": "refused: see why", "cancelled": "cancelled: why?"}
"""What is said of a draft whose last submission came to nothing; short, for the narrow column."""

AMENDS = ("extend", "expire")
"""The kinds that change an offer its buyers have already. Equal to ``plan.AMENDING``."""


def ended_early(rows: Iterable[SubmissionRow]) -> frozenset[str]:
    """The offers that were ended from here, and have been given no other day from here since."""
    last: dict[str, SubmissionRow] = {}
    for row in rows:
        known = last.get(row.offer_id)
        amended = row.kind in AMENDS and row.state == "succeeded"
        if amended and (known is None or row.updated > known.updated):
            last[row.offer_id] = row
    return frozenset(offer_id for offer_id, row in last.items() if row.kind == "expire")


def submission_state(row: SubmissionRow) -> str:
    """What a list says about a submission. A succeeded draft is not yet an offer anybody sees."""
    if row.state == "succeeded" and row.kind in _SUCCEEDED:
        return _SUCCEEDED[row.kind]
    if row.state == "refused" and row.kind in AMENDS:
        return "refused, nothing changed"
    return _STATES.get(row.state, row.state)


def drafts_stand(rows: Iterable[SubmissionRow]) -> dict[str, str]:
    """What became of each draft that was sent, by its id. ``rows``: the most recent first."""
    amended: dict[str, SubmissionRow] = {}
    of_draft: dict[str, list[SubmissionRow]] = defaultdict(list)
    for row in rows:
        if row.kind not in AMENDS:
            of_draft[row.draft_id].append(row)
        elif row.state == "succeeded":
            amended.setdefault(row.offer_id, row)
    return {draft_id: _stands(theirs, amended) for draft_id, theirs in of_draft.items()}


def _stands(theirs: list[SubmissionRow], amended: dict[str, SubmissionRow]) -> str:
    going = [row for row in theirs if row.state in IN_FLIGHT]
    made = [row for row in theirs if row.state == "succeeded"]
    last = (going or made or theirs)[0]
    if last.state == "succeeded":
        return submission_state(amended.get(last.offer_id, last))
    return WHY.get(last.state, submission_state(last))
