"""Where a submission stands, in words: the wizard's list and the commands say the same. No pydantic."""

from cppo_tui.domain.ports import SubmissionRow

_STATES = {
    "sending": "being sent",
    "accepted": "AWS is working on it",
    "unknown": "outcome unknown",
    "succeeded": "published",
    "failed": "failed at AWS",
    "cancelled": "cancelled",
    "refused": "refused, nothing created",
}

_SUCCEEDED = {
    "draft": "draft to release",
    "extend": "expiry moved",
    "expire": "expired early",
}
AMENDS = ("extend", "expire")
"""The kinds that change an offer its buyers have already. Equal to ``plan.AMENDING``."""


def submission_state(row: SubmissionRow) -> str:
    """What a list says about a submission. A succeeded draft is not yet an offer anybody sees."""
    if row.state == "succeeded" and row.kind in _SUCCEEDED:
        return _SUCCEEDED[row.kind]
    if row.state == "refused" and row.kind in AMENDS:
        return "refused, nothing changed"
    return _STATES.get(row.state, row.state)
