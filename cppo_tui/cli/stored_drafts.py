"""Stored drafts from the command line: the one that is meant, and its authorization as it is now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cppo_tui.cli.headless import Headless, Misused, tell
from cppo_tui.cli.whereabouts import in_the_sandbox
from cppo_tui.domain.ports import DraftRow

if TYPE_CHECKING:
    from cppo_tui.domain.draft import OfferDraft


def the_draft(headless: Headless, wanted: str) -> DraftRow:
    """The draft of this id, or the one whose id begins like this. Raises Misused."""
    found = _called(headless.store.drafts(), wanted)
    if len(found) == 1:
        return found[0]
    if not found:
        there = in_the_sandbox(headless, lambda store: bool(_called(store.drafts(), wanted)))
        raise Misused(f"No draft here is called {wanted}. «cppo draft list» lists them.{there}")
    raise Misused(f"{len(found)} drafts begin with {wanted}; give more of the id.")


def _called(rows: Sequence[DraftRow], wanted: str) -> list[DraftRow]:
    return [row for row in rows if row.id == wanted] or [
        row for row in rows if wanted and row.id.startswith(wanted)
    ]


def next_steps(draft_id: str) -> str:
    """How to go on with a draft that has just been made."""
    short = draft_id[:8]
    return f"«cppo new --plain {short}» asks for the rest; «cppo draft edit {short}» opens it as a file."


def as_of_now(headless: Headless, draft: OfferDraft) -> OfferDraft:
    """The draft with its authorization read anew. Where that has changed, what was confirmed for the older
    one counts no more, as in the wizard. Raises CatalogError."""
    from cppo_tui.domain.authorization_changes import differences

    if draft.authorization is None:
        return draft
    fresh = headless.account.authorization(draft.authorization.id)
    if fresh.fingerprint == draft.authorization.fingerprint:
        return draft
    tell("The authorization has changed since the draft was saved:")
    for one in differences(draft.authorization, fresh):
        tell(f"  {one.label}: {one.before} → {one.after}")
    return draft.model_copy(update={"authorization": fresh, "consents": frozenset()})
