"""Where a status leads back to: the list of drafts, that of the offers, or the status a move was begun at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from cppo_tui.domain.submission import Submission
    from cppo_tui.ui.app import CppoApp
    from cppo_tui.ui.as_seen import Seen

BACK_WORDS = {"home": "Drafts", "offers": "Offers", "offer": "Back"}
"""What stands on the button, by the action that leads there."""


class WayBack:
    """For the status screen."""

    app: CppoApp
    place = ""
    """The list it was begun at, "" for that of the drafts."""
    seen: Seen | None = None
    """How that list was looked at."""
    back = ""
    """The submission whose status another last day was asked for at, "" when it was not."""
    _submission_id: str
    _submission: Submission | None
    _moving: str

    def after(self, screens: Sequence[object]) -> Self:
        """This screen, leading back to where it was begun: at one of these screens."""
        from_list = next((one for one in screens if getattr(one, "place", "")), None)
        self.place, self.seen = getattr(from_list, "place", ""), getattr(from_list, "seen", None)
        for one in screens:
            if isinstance(one, WayBack) and one._moving:
                self.back = one.back or one._submission_id
        return self

    @property
    def leads(self) -> str:
        """The one of the three actions that leads back from here."""
        return "offer" if self.back else "offers" if self.place else "home"

    def action_home(self) -> None:
        """To where one was; in the list of the offers to this one, looked at as before."""
        if self.back:
            self._moving = ""
            self.app.show_submission(self.back)
        elif self.place:
            told = self._submission
            at = told.offer_id or told.plan.offer_id if told else ""
            self.app.visit(self.place, at=at, seen=self.seen)
        else:
            self.app.go_home()

    action_offers = action_offer = action_home

    def action_drafts(self) -> None:
        """To the list of drafts, wherever it was begun."""
        self.app.go_home()
