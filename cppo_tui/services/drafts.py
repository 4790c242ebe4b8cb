"""Drafts without a screen: new, duplicated, renamed, saved over exactly the revision that was read."""

from collections.abc import Iterable, Mapping
from threading import Lock

from cppo_tui.domain.catalog import OfferSummary
from cppo_tui.domain.defaults import title_for_any_buyer
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.ports import IN_FLIGHT, DraftStore, NewId, SubmissionRow
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


def abandoned_draft(
    draft: OfferDraft, offers: Iterable[OfferSummary], rows: Iterable[SubmissionRow]
) -> OfferSummary | None:
    """A draft offer of the same authorization that AWS still holds and that no other draft waits for."""
    waited_for = {row.offer_id for row in rows if row.draft_id != draft.id}
    return next(
        (
            offer
            for offer in offers
            if draft.authorization is not None
            and offer.state == "Draft"
            and offer.authorization_id == draft.authorization.id
            and offer.id not in waited_for
        ),
        None,
    )


def sent_about(offer_id: str, rows: Iterable[SubmissionRow], completing: Mapping[str, str]) -> str:
    """The submission by which this draft offer was made, is being completed or was published from here; ""
    for none. What is on its way does not tell its offer yet, so it is known by its draft."""
    return next(
        (
            row.id
            for row in rows
            if row.kind not in AMENDS
            and (
                (row.state in IN_FLIGHT and offer_id in (row.offer_id, completing.get(row.draft_id)))
                or (row.state == "succeeded" and row.offer_id == offer_id)
            )
        ),
        "",
    )


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
