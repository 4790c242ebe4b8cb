"""Draft offers that AWS still holds: it never deletes them, so the review offers to complete one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cppo_tui.domain.errors import StoreError

if TYPE_CHECKING:
    from cppo_tui.domain.catalog import OfferSummary
    from cppo_tui.domain.draft import OfferDraft
    from cppo_tui.ui.app import CppoApp


def abandoned_draft(app: CppoApp, draft: OfferDraft) -> OfferSummary | None:
    """The one that can be completed; None when there is none or our own list cannot be read."""
    from cppo_tui.services.drafts import abandoned_draft as left_at_aws

    if draft.authorization is None:
        return None
    try:
        rows = app.desk.store.submissions()
    except StoreError:
        return None
    return left_at_aws(draft, app.connection.offers or (), rows)
