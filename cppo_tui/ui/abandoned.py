"""Draft offers that AWS still holds: it never deletes them, so the review offers to complete one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cppo_tui.domain.errors import StoreError

if TYPE_CHECKING:
    from cppo_tui.domain.catalog import OfferSummary
    from cppo_tui.domain.draft import OfferDraft
    from cppo_tui.ui.app import CppoApp


def abandoned_draft(app: CppoApp, draft: OfferDraft) -> OfferSummary | None:
    """A draft offer of the same authorization that AWS still holds and that no other draft waits for."""
    if draft.authorization is None:
        return None
    try:
        rows = app.desk.store.submissions()
    except StoreError:
        return None
    waited_for = {row.offer_id for row in rows if row.draft_id != draft.id}
    return next(
        (
            offer
            for offer in app.connection.offers or ()
            if offer.state == "Draft"
            and offer.authorization_id == draft.authorization.id
            and offer.id not in waited_for
        ),
        None,
    )
