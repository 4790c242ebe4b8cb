"""What is done on a status with the offer it is about: copied, handed over, moved to another last day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cppo_tui.ui import handing_over, offer_acts
from cppo_tui.ui.export import copy_text

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from typing import Any

    from cppo_tui.domain.submission import Submission
    from cppo_tui.ui.app import CppoApp


class OfferAtHand:
    """For the status screen."""

    app: CppoApp
    _submission: Submission | None
    _moving = ""
    """The offer another last day was asked for: the status of that then takes this screen's place."""

    def _link(self) -> str:
        """The buyer's link, "" while there is none."""
        raise NotImplementedError

    def action_copy_id(self) -> None:
        """Copy the offer's id."""
        if self._submission and (text := self._submission.offer_id):
            copy_text(self.app, text, text)

    def action_copy_change_set(self) -> None:
        """Copy the id of the change set that made no offer."""
        if self._submission and (text := self._submission.change_set_id):
            copy_text(self.app, text, text)

    def action_copy_link(self) -> None:
        """Copy the buyer's link."""
        if link := self._link():
            copy_text(self.app, link, "The link")

    def action_hand_over(self) -> None:
        """Show the mail to the buyer and the note to the ISV."""
        if self._submission is not None:
            self._ask(handing_over.hand_over(self.app, self._submission.offer_id))

    def action_extend(self) -> None:
        """Ask for another last day to accept."""
        if self._submission is not None:
            self._moving = self._submission.offer_id
            self._ask(offer_acts.extend(self.app, self._submission.offer_id))

    def _ask(self, asking: Coroutine[Any, Any, None]) -> None:
        """A worker of the app's: what it begins outlives this screen."""
        self.app.run_worker(asking, group="ask", exclusive=True, exit_on_error=False)
