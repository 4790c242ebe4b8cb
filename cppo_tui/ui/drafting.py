"""The draft being edited: changed in one place, saved shortly after, never lost on the way out."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from cppo_tui.domain.errors import StaleDraft, StoreError
from cppo_tui.ui.desk import Desk

if TYPE_CHECKING:
    from cppo_tui.domain.draft import OfferDraft
    from cppo_tui.services.drafts import OpenDraft


class Drafting:
    """Holds the one draft that is open. ``problem`` is what the last save complained of, "" if nothing."""

    def __init__(self, desk: Desk, changed: Callable[[], None]) -> None:
        self._desk = desk
        self._changed = changed
        self._open: OpenDraft | None = None
        self._current: OfferDraft | None = None
        self.problem = ""
        self._saving = asyncio.Lock()

    @property
    def draft(self) -> OfferDraft:
        """The draft as it stands. Only asked for while one is open."""
        if self._current is None:
            raise LookupError("no draft is open")
        return self._current

    @property
    def is_open(self) -> bool:
        """True while a draft is being edited."""
        return self._current is not None

    def begin(self) -> None:
        """Start a new draft."""
        from cppo_tui.services.drafts import OpenDraft, new_draft

        self._current = new_draft(self._desk.new_id)
        self._open = OpenDraft(self._desk.store, self._current, 0)
        self.problem = ""

    def load(self, draft_id: str) -> None:
        """Open a stored draft. Raises StoreError."""
        from cppo_tui.services.drafts import OpenDraft

        self._current, revision = self._desk.store.load_draft(draft_id)
        self._open = OpenDraft(self._desk.store, self._current, revision)
        self.problem = ""

    def change(self, **updates: Any) -> bool:
        """Make the next draft. False when nothing is different."""
        changed = self.draft.model_copy(update=updates)
        if changed == self._current:
            return False
        self._current = changed
        self._changed()
        return True

    async def save(self) -> bool:
        """Save what there is, in a thread. True when nothing is unsaved; trouble is kept in ``problem``."""
        async with self._saving:  # one after another, so that an older state never lands on a newer one
            if self._open is None or self._current is None or self._untouched:
                return True
            try:
                await asyncio.to_thread(self._open.save, self._current)
                self.problem = ""
            except StaleDraft:
                return await self._save_as_copy()
            except StoreError as error:
                self.problem = str(error)
                self._changed()
                return False
            return True

    @property
    def _untouched(self) -> bool:
        """A new draft nobody has put anything into is not worth a row."""
        from cppo_tui.domain.draft import OfferDraft

        return (
            self._open is not None
            and self._open.revision == 0
            and self._current == OfferDraft(id=self.draft.id)
        )

    async def _save_as_copy(self) -> bool:
        """Another window was faster: theirs stays, ours is kept beside it. True when it is."""
        from cppo_tui.services.drafts import OpenDraft, duplicate

        copy = duplicate(self.draft, self._desk.new_id)
        opened = OpenDraft(self._desk.store, copy, 0)
        try:
            await asyncio.to_thread(opened.save, copy)
        except StoreError as error:
            self.problem = str(error)
            saved = False
        else:
            self._current, self._open = copy, opened
            self.problem = "Another window changed this draft. Yours continues here as a copy of its own."
            saved = True
        self._changed()
        return saved

    def close(self) -> None:
        """Leave the draft; it has been saved before."""
        self._current = self._open = None
