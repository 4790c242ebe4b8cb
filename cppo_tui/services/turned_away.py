"""What to say of a send that AWS turned away because of something else that is under way.

AWS has done nothing of it then, so the same may be sent again. But only a person does that: here AWS is asked
what it is working on, and nothing is sent.
"""

from contextlib import suppress

from cppo_tui.domain.errors import CatalogError, Locked, QuotaReached, StoreError, Throttled
from cppo_tui.domain.ports import IN_FLIGHT, Catalog, SubmissionRow, SubmissionStore
from cppo_tui.domain.submission import Submission, SubmissionState
from cppo_tui.domain.text import shorten

NAMED = 4
"""How many change sets are named; more would fill the screen."""

_TITLE = 40
_AGAIN = "send it again: it is done once, not twice. Nothing is sent again by itself."


def explained(
    refused: Submission, error: CatalogError, store: SubmissionStore, catalog: Catalog
) -> Submission:
    """The submission with what AWS turned it away for. To be asked once its outcome is durable: that more
    cannot be found out, or not be kept, changes nothing. Nor is touched what says anything else than this
    error: its outcome is open still, or another window has moved it on."""
    if refused.state is not SubmissionState.REFUSED or refused.problem != error.sentences():
        return refused
    with suppress(CatalogError, StoreError):
        if next_step := _next_step(error, store, catalog):
            more = refused.model_copy(update={"problem": error.sentences(next_step=next_step)})
            store.update_submission(more, expected=refused.state, since=refused.updated)
            return more
    return refused


def _next_step(error: CatalogError, store: SubmissionStore, catalog: Catalog) -> str:
    """What takes the room or holds the offer, and when to send again; "" when nothing more is known."""
    if isinstance(error, Throttled):
        return f"AWS counts all calls of the account in each second. In half a minute, {_AGAIN}"
    if isinstance(error, Locked) and error.holders:
        return f"It is held by {_named(error.holders, store.submissions())}. When that has ended, {_AGAIN}"
    if isinstance(error, QuotaReached):
        rows = store.submissions()
        try:
            working = tuple(one.id for one in catalog.open_change_sets())
            where = "AWS is working on"
        except CatalogError:
            working = tuple(row.change_set_id for row in rows if row.state in IN_FLIGHT and row.change_set_id)
            where = "Of those sent from here AWS was last seen working on"
        if working:
            return f"{where} {len(working)}: {_named(working, rows)}. When one has ended, {_AGAIN}"
    return ""


def _named(change_sets: tuple[str, ...], rows: list[SubmissionRow]) -> str:
    """Our own first, by the title they were sent under from here; the others by AWS's id."""
    titles = {row.change_set_id: row.title for row in rows if row.change_set_id}
    ours = [f"“{shorten(titles[one], _TITLE)}”" for one in change_sets if one in titles]
    others = [f"{one}, not sent from here" for one in change_sets if one not in titles]
    named = [*ours, *others]
    more = len(named) - NAMED
    return "; ".join([*named[:NAMED], f"{more} more"] if more > 0 else named)
