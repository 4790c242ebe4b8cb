"""Drafts in the database: saved only over the revision that was read, deleted into a bin."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from cppo_tui.domain.accounts import buyers_text
from cppo_tui.domain.errors import StaleDraft, StoreError
from cppo_tui.domain.ports import Clock, DraftRow
from cppo_tui.domain.steps import Step
from cppo_tui.domain.text import clean
from cppo_tui.store import statements
from cppo_tui.store.bodies import buyers_in, completed_in, read_body, write_body
from cppo_tui.store.columns import as_instant, as_number, as_text, instant_column
from cppo_tui.store.database import Database

if TYPE_CHECKING:
    from cppo_tui.domain.draft import OfferDraft

_NOT_SAVED = "The draft was not saved"
_STEPS = frozenset(int(step) for step in Step)


class KeptDrafts:
    """``domain.ports.DraftStore``."""

    _database: Database
    _mode: str
    _clock: Clock

    def drafts(self) -> list[DraftRow]:
        """All drafts of this mode, the most recently changed first. Rows that cannot be opened any more are
        listed too. Raises StoreError."""
        return self._listed(statements.LIST_DRAFTS)

    def deleted_drafts(self) -> list[DraftRow]:
        """What is in the bin, the last deleted first. Raises StoreError."""
        return self._listed(statements.LIST_BIN)

    def _listed(self, statement: str) -> list[DraftRow]:
        with self._database.reading("The drafts could not be listed") as connection:
            rows = connection.execute(statement, {"mode": self._mode}).fetchall()
        return [_draft_row(row) for row in rows]

    def draft_buyers(self) -> dict[str, list[str] | None]:
        """The buyers' account ids of every draft, also of those in the bin; None where they cannot be read.
        Raises StoreError."""
        with self._database.reading("The drafts could not be listed") as connection:
            rows = connection.execute(statements.LIST_DRAFT_BODIES, {"mode": self._mode}).fetchall()
        return {as_text(draft_id): buyers_in(body) for draft_id, body in rows}

    def completing(self) -> dict[str, str]:
        """Which drafts complete a draft offer that AWS has, and which one. Raises StoreError."""
        with self._database.reading("The drafts could not be listed") as connection:
            rows = connection.execute(statements.LIST_COMPLETING, {"mode": self._mode}).fetchall()
        found = {as_text(draft_id): completed_in(body) for draft_id, body in rows}
        return {draft_id: offer_id for draft_id, offer_id in found.items() if offer_id}

    def load_draft(self, draft_id: str) -> tuple[OfferDraft, int]:
        """The draft and its revision. Raises StoreError when it is gone, in the bin, or unreadable."""
        from cppo_tui.domain.draft import OfferDraft

        with self._database.reading("The draft could not be opened") as connection:
            row = connection.execute(statements.READ_DRAFT, {"id": draft_id, "mode": self._mode}).fetchone()
        if row is None:
            raise StoreError(_gone(draft_id))
        title, revision, deleted_at, digest, body = row
        if deleted_at is not None:
            raise StoreError(_binned(draft_id, title))
        draft = read_body(OfferDraft, body, digest, _named(draft_id, title))
        if draft.id != draft_id:
            raise StoreError(f"{_named(draft_id, title)} cannot be opened: its row holds another draft.")
        return draft, as_number(revision)

    def save_draft(self, draft: OfferDraft, *, revision: int) -> int:
        """Save over ``revision`` (0: a new draft) and return the new one; durable when it returns.

        Raises StaleDraft when another window saved in between; then nothing is overwritten. Raises
        StoreError when the draft is gone or in the bin, or the disk does not take it.
        """
        values = {**_draft_columns(draft), **write_body(draft, _NOT_SAVED), "mode": self._mode}
        values |= {"now": instant_column(self._clock()), "revision": revision}
        with self._database.writing(_NOT_SAVED) as connection:
            if revision == 0:
                _refuse_known(connection, draft.id, self._mode)
                connection.execute(statements.INSERT_DRAFT, values)
            elif connection.execute(statements.UPDATE_DRAFT, values).rowcount == 0:
                raise _why_not_saved(connection, draft.id, self._mode)
        return revision + 1

    def delete_draft(self, draft_id: str) -> None:
        """Put the draft in the bin, from where it can be restored. Raises StoreError when it is gone."""
        self._change(statements.BIN_DRAFT, draft_id, "The draft was not deleted")

    def restore_draft(self, draft_id: str) -> None:
        """Take a draft back out of the bin, as it was. Raises StoreError when it is gone."""
        self._change(statements.UNBIN_DRAFT, draft_id, "The draft was not restored")

    def forget_everything(self) -> None:
        """Start the sandbox over: its drafts, bin, templates, submissions and address book are gone for good.

        Raises StoreError, and touches nothing, in any other mode: what was sent to AWS is never forgotten.
        """
        if self._mode != "sandbox":
            raise StoreError("Only the sandbox can be started over; nothing was deleted.")
        with self._database.writing("The sandbox was not started over") as connection:
            connection.execute(statements.FORGET_SUBMISSIONS, {"mode": self._mode})
            connection.execute(statements.FORGET_DRAFTS, {"mode": self._mode})
            connection.execute(statements.FORGET_TEMPLATES, {"mode": self._mode})
            connection.execute(statements.FORGET_ACCOUNTS, {"mode": self._mode})

    def _change(self, statement: str, draft_id: str, failed: str) -> None:
        values = {"id": draft_id, "mode": self._mode, "now": instant_column(self._clock())}
        with self._database.writing(failed) as connection:
            if connection.execute(statement, values).rowcount == 0:
                raise StoreError(_gone(draft_id))


def _draft_row(row: tuple[object, ...]) -> DraftRow:
    draft_id, title, product, buyers, step, revision, updated = row
    return DraftRow(
        id=as_text(draft_id),
        title=as_text(title),
        product=as_text(product),
        buyers=as_text(buyers),
        step=as_number(step) if step in _STEPS else int(Step.OPPORTUNITY),
        revision=as_number(revision),
        updated=as_instant(updated),
    )


def _draft_columns(draft: OfferDraft) -> dict[str, str | int]:
    from cppo_tui.domain.defaults import offer_name

    product = draft.authorization.product_name if draft.authorization else ""
    return {
        "id": draft.id,
        "title": draft.title or offer_name(draft).strip() or product,
        "product": product,
        "buyers": buyers_text(draft.buyers),
        "step": int(draft.reached),
    }


def _refuse_known(connection: sqlite3.Connection, draft_id: str, mode: str) -> None:
    if connection.execute(statements.LOOK_AT_DRAFT, {"id": draft_id}).fetchone() is not None:
        raise _why_not_saved(connection, draft_id, mode)


def _why_not_saved(connection: sqlite3.Connection, draft_id: str, mode: str) -> StoreError:
    row = connection.execute(statements.LOOK_AT_DRAFT, {"id": draft_id}).fetchone()
    if row is None:
        return StoreError(f"{_NOT_SAVED}. {_gone(draft_id)}")
    its_mode, title, _, deleted_at = row
    if its_mode != mode:
        return StoreError(
            f"{_NOT_SAVED}: {_named(draft_id, title)} belongs to {clean(its_mode)}, not {mode}."
        )
    if deleted_at is not None:
        return StoreError(f"{_NOT_SAVED}. {_binned(draft_id, title)}")
    return StaleDraft(
        f"{_NOT_SAVED}: another window saved “{as_text(title)}” since it was opened here. Nothing was "
        "overwritten. Open it again to see the newer state, or keep yours as a copy."
    )


def _named(draft_id: str, title: object) -> str:
    return f"The draft “{as_text(title)}” ({clean(draft_id)})"


def _gone(draft_id: str) -> str:
    return f"There is no draft {clean(draft_id)} here."


def _binned(draft_id: str, title: object) -> str:
    return f"{_named(draft_id, title)} was deleted. Restore it to go on with it."
