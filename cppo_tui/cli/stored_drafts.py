"""Stored drafts from the command line: the one that is meant, and its authorization as it is now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cppo_tui.cli.headless import Headless, Misused, tell
from cppo_tui.cli.whereabouts import in_the_sandbox
from cppo_tui.domain.errors import NotFound
from cppo_tui.domain.ports import IN_FLIGHT, DraftRow

if TYPE_CHECKING:
    from cppo_tui.domain.draft import OfferDraft


_GONE = (
    "Choose another authorization for the draft: «cppo authorizations» lists them, «cppo draft edit» takes "
    "its id. If this one should be there, check that you are signed in to the account it is given to."
)


def the_draft(headless: Headless, wanted: str) -> DraftRow:
    """The draft of this id, or the one whose id begins like this. Raises Misused."""
    if found := _only(headless.store.drafts(), wanted):
        return found
    if wanted and (binned := _called(headless.store.deleted_drafts(), wanted)):
        raise Misused(
            f"The draft {wanted} is in the bin. «cppo draft restore {binned[0].id}» brings it back."
            if len(binned) == 1
            else f"Drafts that begin with {wanted} are in the bin. «cppo draft restore» lists them."
        )
    there = in_the_sandbox(headless, lambda store: bool(wanted and _called(store.drafts(), wanted)))
    raise Misused(f"No draft here is called “{wanted}”. «cppo draft list» lists them.{there}")


def refuse_while_in_flight(headless: Headless, row: DraftRow) -> None:
    """What AWS may be working on is not changed under its name. Asked before anything is done to a stored
    draft, and again right before it is saved where a person took their time in between. Raises Misused."""
    if any(one.draft_id == row.id and one.state in IN_FLIGHT for one in headless.store.submissions()):
        raise Misused(f"Draft {row.id} was sent and is on its way. «cppo status» tells what became of it.")


def the_deleted_draft(headless: Headless, wanted: str) -> DraftRow | None:
    """The one in the bin; None when none is called like this. Raises Misused when several are."""
    return _only(headless.store.deleted_drafts(), wanted)


def _only(rows: Sequence[DraftRow], wanted: str) -> DraftRow | None:
    found = _called(rows, wanted) if wanted else []
    if len(found) > 1:
        raise Misused(f"{len(found)} drafts begin with {wanted}; give more of the id.")
    return found[0] if found else None


def _called(rows: Sequence[DraftRow], wanted: str) -> list[DraftRow]:
    return [row for row in rows if row.id == wanted] or [row for row in rows if row.id.startswith(wanted)]


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
    try:
        fresh = headless.account.authorization(draft.authorization.id)
    except NotFound as error:
        raise NotFound(error.what, code=error.code, request_id=error.request_id, next_step=_GONE) from error
    if fresh.fingerprint == draft.authorization.fingerprint:
        return draft
    tell("The authorization has changed since the draft was saved:")
    for one in differences(draft.authorization, fresh):
        tell(f"  {one.label}: {one.before} → {one.after}")
    return draft.model_copy(update={"authorization": fresh, "consents": frozenset()})
