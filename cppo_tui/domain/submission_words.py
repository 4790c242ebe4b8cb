"""Where a submission stands, in words: the wizard's list and the commands say the same. No pydantic."""

from collections.abc import Iterable

from cppo_tui.domain.ports import SubmissionRow

_STATES = {
    "sending": "being sent",
    "accepted": "AWS is working on it",
    "unknown": "outcome unknown: look first",
    "succeeded": "published",
    "failed": "failed at AWS",
    "cancelled": "cancelled",
    "refused": "refused, nothing created",
}

EXPIRED_EARLY = "expired early"
"""What is said of an offer that was ended from here."""

_SUCCEEDED = {
    "draft": "draft at AWS: compare, then release",
    "extend": "expiry moved",
    "expire": EXPIRED_EARLY,
}
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
