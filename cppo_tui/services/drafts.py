"""Drafts without a screen: new, duplicated, renamed, saved over exactly the revision that was read."""

from collections.abc import Iterable
from threading import Lock

from cppo_tui.domain.catalog import OfferSummary
from cppo_tui.domain.defaults import title_for_any_buyer
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.ports import IN_FLIGHT, DraftStore, NewId, Store, SubmissionStore
from cppo_tui.domain.steps import Step
from cppo_tui.domain.submission_words import AMENDS


def new_draft(new_id: NewId) -> OfferDraft:
    """An empty draft."""
    return OfferDraft(id=new_id())


def duplicate(draft: OfferDraft, new_id: NewId) -> OfferDraft:
    """The same choices under a new id. Consents and a reused draft offer stay behind: they were given
    for one offer, not for two."""
    return draft.model_copy(
        update={
            "id": new_id(),
            "title": f"{title_for_any_buyer(draft)} (copy)",
            "consents": frozenset(),
            "reuse_offer_id": "",
            "reuse_offer_revision": 0,
            "reached": min(draft.reached, Step.REVIEW),
        }
    )


def left_at_aws(draft: OfferDraft, offers: Iterable[OfferSummary], store: Store) -> tuple[OfferSummary, ...]:
    """The draft offers of the same authorization that AWS still holds and this draft may complete: those no
    other draft of ours completes, made, or is being sent to complete. Raises StoreError."""
    source = draft.authorization.id if draft.authorization is not None else None
    found = [one for one in offers if one.state == "Draft" and one.authorization_id == source]
    taken = _taken_by_others(store, draft.id) if found else ()
    return tuple(one for one in found if one.id not in taken)


def _taken_by_others(store: Store, draft_id: str) -> frozenset[str]:
    """What is on its way tells its offer in its plan alone."""
    rows = [row for row in store.submissions() if row.draft_id != draft_id]
    going = {store.load_submission(row.id).plan.offer_id for row in rows if row.state in IN_FLIGHT}
    completed = {offer_id for one, offer_id in store.completing().items() if one != draft_id}
    return frozenset({*completed, *going, *(row.offer_id for row in rows)})


def sent_about(offer_id: str, store: SubmissionStore) -> str:
    """The submission by which this draft offer was made, is being completed or was published from here; ""
    for none. Raises StoreError."""
    for row in store.submissions():
        if row.kind in AMENDS:
            continue
        if row.offer_id == offer_id and row.state in (*IN_FLIGHT, "succeeded"):
            return row.id
        if row.state in IN_FLIGHT and store.load_submission(row.id).plan.offer_id == offer_id:
            return row.id
    return ""


class OpenDraft:
    """A draft being edited: remembers the revision it was read at, saves from any thread, one at a time."""

    def __init__(self, store: DraftStore, draft: OfferDraft, revision: int) -> None:
        self._store = store
        self._lock = Lock()
        self._saved = draft if revision else None
        self._revision = revision

    @property
    def revision(self) -> int:
        """The revision last read or saved; 0 while never saved."""
        return self._revision

    def save(self, draft: OfferDraft) -> None:
        """Save if anything changed. Raises StaleDraft when another window saved in between."""
        with self._lock:
            if draft == self._saved:
                return
            self._revision = self._store.save_draft(draft, revision=self._revision)
            self._saved = draft
