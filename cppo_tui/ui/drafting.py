"""The draft being edited: changed in one place, saved shortly after, never lost on the way out."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from cppo_tui.domain.errors import StaleDraft, StoreError
from cppo_tui.ui.desk import Desk

if TYPE_CHECKING:
    from cppo_tui.domain.draft import OfferDraft
    from cppo_tui.domain.legal import SignedLink
    from cppo_tui.services.drafts import OpenDraft


COPIED = "Changed in another window: this is a copy now."
"""Short enough for the line between two buttons at 80 columns."""


class Drafting:
    """Holds the one draft that is open. ``problem`` is what the last save complained of, "" if nothing.

    ``signed_eula`` is a link to its end-user agreement: kept here only, because it carries a signature.
    """

    def __init__(self, desk: Desk, changed: Callable[[], None]) -> None:
        self._desk = desk
        self._changed = changed
        self._open: OpenDraft | None = None
        self._current: OfferDraft | None = None
        self._blank: OfferDraft | None = None
        self._left = ""
        self._told = True
        self.problem = ""
        self.signed_eula: SignedLink | None = None
        self._saving = asyncio.Lock()
        self._running: set[asyncio.Task[bool]] = set()

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

    @property
    def is_stored(self) -> bool:
        """True when the open draft has a row: a new one nobody has put anything into has none."""
        return self._open is not None and self._open.revision > 0

    def come_back_from(self) -> str:
        """The draft that was open until now, where the list goes on; "" when asked again."""
        told, self._told = self._told, True
        return "" if told else self._current.id if self._current else self._left

    def begin(self, draft: OfferDraft | None = None, *, blank: bool = False) -> None:
        """Start a new draft: an empty one, or this one, which is not stored yet. ``blank``: nobody has chosen
        what is in it for this offer, so it is stored only once somebody does."""
        from cppo_tui.services.drafts import OpenDraft, new_draft

        self._current = draft or new_draft(self._desk.new_id)
        self._blank = self._current if blank else None
        self._open = OpenDraft(self._desk.store, self._current, 0)
        self.problem, self.signed_eula, self._told = "", None, False

    def load(self, draft_id: str) -> None:
        """Open a stored draft. Raises StoreError."""
        from cppo_tui.services.drafts import OpenDraft

        self._current, revision = self._desk.store.load_draft(draft_id)
        self._open = OpenDraft(self._desk.store, self._current, revision)
        self.problem, self.signed_eula, self._told = "", None, False

    def change(self, **updates: Any) -> bool:
        """Make the next draft. False when nothing is different."""
        changed = self.draft.model_copy(update=updates)
        if changed == self._current:
            return False
        self._current = changed
        self._changed()
        return True

    async def save(self) -> bool:
        """Save what there is, in a thread. True when all of it is stored; trouble is kept in ``problem``.

        Goes on to its end even when the caller is stopped: half a rescue would be made a second time.
        """
        task = asyncio.create_task(self._save())
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return await asyncio.shield(task)

    async def _save(self) -> bool:
        async with self._saving:  # one after another, so that an older state never lands on a newer one
            said = ""
            while (opened := self._open) and (draft := self._current) and not self._untouched(opened, draft):
                try:
                    await asyncio.to_thread(opened.save, draft)
                except StaleDraft:
                    try:
                        said = await self._save_as_copy(opened, draft)
                    except StoreError as error:
                        return self._failed(opened, error)
                except StoreError as error:
                    return self._failed(opened, error)
                if self._open is opened and self._current is draft:
                    break  # otherwise it was changed meanwhile, and the change is not stored yet
            self._say(said)
            return True

    async def _save_as_copy(self, opened: OpenDraft, draft: OfferDraft) -> str:
        """Another window was faster: theirs stays, ours is kept beside it. Raises StoreError.

        Returns what to say about it: nothing when another draft has been opened meanwhile.
        """
        from cppo_tui.services.drafts import OpenDraft, duplicate

        copy = duplicate(draft, self._desk.new_id)
        beside = OpenDraft(self._desk.store, copy, 0)
        await asyncio.to_thread(beside.save, copy)
        if self._open is not opened or self._current is None:
            return ""
        changed_meanwhile = self._current is not draft
        self._current = duplicate(self._current, lambda: copy.id) if changed_meanwhile else copy
        self._open = beside
        self._changed()
        return COPIED

    def _failed(self, opened: OpenDraft, error: StoreError) -> bool:
        """Told only beside the draft it is about. Always False: not everything is stored."""
        if self._open is opened:
            self._say(str(error))
        return False

    def _untouched(self, opened: OpenDraft, draft: OfferDraft) -> bool:
        """A new draft nobody has put anything into is not worth a row."""
        from cppo_tui.domain.draft import OfferDraft

        return opened.revision == 0 and draft in (self._blank, OfferDraft(id=draft.id))

    def _say(self, problem: str) -> None:
        if problem != self.problem:
            self.problem = problem
            self._changed()

    def close(self) -> None:
        """Leave the draft; it has been saved before."""
        self._left = self._current.id if self._current else self._left
        self._current = self._open = None
        self.problem, self.signed_eula = "", None
