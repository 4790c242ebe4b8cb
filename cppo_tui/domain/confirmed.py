"""Whether what a person has confirmed may still be sent: the screen and the plain wizard ask it alike."""

from cppo_tui.domain.findings import Finding, stopping, unconfirmed_warnings
from cppo_tui.domain.plan import Plan

_NOT_SENT = "Nothing was sent. Read the review again, then publish."


def come_up(plan: Plan, now: Plan | None, read: tuple[Finding, ...], told: tuple[Finding, ...]) -> str:
    """Why what was confirmed is not sent after all, "" when nothing has come up while it was typed.

    ``plan`` and ``read`` are what was confirmed and what was known then, ``now`` and ``told`` the same as it
    is now. What is unusual is compared by its kind: the words count hours down.
    """
    known = {(one.code, one.field) for one in unconfirmed_warnings(read)}
    new = [one for one in unconfirmed_warnings(told) if (one.code, one.field) not in known]
    for late in (*stopping(told), *new):
        return f"{late.message} {_NOT_SENT}"
    if now is None or (now.draft_id, now.kind, now.payload) != (plan.draft_id, plan.kind, plan.payload):
        return f"What would be sent is no longer what you read. {_NOT_SENT}"
    return ""
