"""Whether what stands on the screen is what a person has read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.plan import Plan
from cppo_tui.ui.plain import say

if TYPE_CHECKING:
    from cppo_tui.ui.app import CppoApp

MOVED_ON = "A new UTC day moves dates, a new link the contract. Read the review again, then publish."


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
