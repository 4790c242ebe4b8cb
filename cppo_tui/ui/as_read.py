"""Whether what a person has read, and then confirmed, is still what would be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.findings import Finding, stopping, unconfirmed_warnings
from cppo_tui.domain.plan import Plan
from cppo_tui.ui.plain import say

if TYPE_CHECKING:
    from cppo_tui.ui.app import CppoApp

MOVED_ON = "A new UTC day moves dates, a new link the contract. Read the review again, then publish."
_NOT_SENT = "Nothing was sent. Read the review again, then publish."


class AsRead:
    """The change set as it stood on the screen. At midnight UTC dates move, and a link to the contract can be
    made anew, although nobody changed the draft: it is not what was read, however often it is drawn since."""

    def __init__(self) -> None:
        self._draft: OfferDraft | None = None
        self._payload = ""
        self._moved = False

    def drawn(self, draft: OfferDraft, payload: str) -> None:
        """This stands on the screen now, made from this draft; "" while it cannot be made."""
        if draft == self._draft and self._payload and payload:
            self._moved = self._moved or payload != self._payload
        self._draft, self._payload = draft, payload

    def is_this(self, plan: Plan | None) -> bool:
        """True when this is what was read."""
        return plan is not None and not self._moved and plan.payload == self._payload

    def tell(self, app: CppoApp, why: str) -> None:
        """Why nothing was sent: whoever is told reads it again, as it stands now."""
        self._moved = False
        say(app, why, title="Not yet", problem=True)


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
