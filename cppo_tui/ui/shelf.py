"""Stored drafts that are not open: copied, renamed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cppo_tui.domain.errors import StoreError
from cppo_tui.ui.plain import say

if TYPE_CHECKING:
    from cppo_tui.domain.draft import OfferDraft
    from cppo_tui.ui.app import CppoApp


class Shelf:
    """Works on the store; trouble is told, not raised."""

    def __init__(self, app: CppoApp) -> None:
        self._app = app

    def duplicate(self, draft_id: str) -> None:
        """Store a copy of a draft under a new id."""
        from cppo_tui.services.drafts import duplicate as copy_of

        self._rewrite(draft_id, lambda draft: (copy_of(draft, self._app.desk.new_id), 0))

    def rename(self, draft_id: str, title: str) -> None:
        """Give a stored draft another name."""
        self._rewrite(draft_id, lambda draft: (draft.model_copy(update={"title": title}), None))

    def _rewrite(self, draft_id: str, make: Callable[[OfferDraft], tuple[OfferDraft, int | None]]) -> None:
        """Save what ``make`` makes of a stored draft, at the given revision or the one read."""
        try:
            draft, revision = self._app.desk.store.load_draft(draft_id)
            made, at = make(draft)
            self._app.desk.store.save_draft(made, revision=revision if at is None else at)
        except StoreError as error:
            say(self._app, str(error), problem=True)
