"""Deleting a draft from the list, and bringing it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cppo_tui.domain.errors import StoreError
from cppo_tui.domain.text import shorten
from cppo_tui.ui.plain import say

if TYPE_CHECKING:
    from cppo_tui.ui.app import CppoApp


class DeletesDrafts:
    """For the list of drafts. ``titles`` are the names of its rows, ``deleted`` the drafts deleted since the
    start, the last one last."""

    app: CppoApp
    titles: dict[str, str]
    deleted: list[str]

    def selected_key(self) -> str:
        """The row under the cursor."""
        raise NotImplementedError

    def fill(self) -> None:
        """Show the list anew."""
        raise NotImplementedError

    def action_delete(self) -> None:
        """Delete the draft; it can be brought back."""
        kind, _, draft_id = self.selected_key().partition(":")
        if kind != "d":
            if kind == "s":
                where = f"An offer that was sent is ended under Offers, key {self.app.key_of('home.offers')}."
                say(self.app, where, title="Only drafts can be deleted")
            return
        try:
            self.app.desk.store.delete_draft(draft_id)
        except StoreError as error:
            say(self.app, str(error), problem=True)
            return
        self.deleted.append(draft_id)
        what = shorten(self.titles.get(f"d:{draft_id}", ""), 40)
        key = self.app.key_of("home.undo")
        back = f"{key} brings it back; after a restart, {self._restoring} does."
        say(self.app, f"“{what}”. {back}", title="Draft deleted")
        self.fill()

    @property
    def _restoring(self) -> str:
        """The command for what was deleted before this start."""
        return f"«cppo draft restore{' --sandbox' if self.app.desk.sandboxed else ''}»"

    def action_undo(self) -> None:
        """Bring the last deleted draft back."""
        if not self.deleted:
            say(self.app, f"Nothing was deleted since the start. {self._restoring} lists what was before.")
            return
        try:
            self.app.desk.store.restore_draft(self.deleted[-1])
        except StoreError as error:
            say(self.app, str(error), problem=True)
            return
        self.deleted.pop()
        self.fill()
