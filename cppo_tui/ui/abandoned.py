"""Draft offers that AWS still holds: it never deletes them, so the review offers to complete one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cppo_tui.domain.checks.completing import check_completing
from cppo_tui.domain.errors import StoreError
from cppo_tui.ui.plain import say

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


def instead_words(draft: OfferDraft, abandoned: OfferSummary | None) -> str:
    """What the button does that chooses between such a draft and an offer of one's own; "" without any."""
    if draft.reuse_offer_id:
        return f"Completing {draft.reuse_offer_id}: create a new offer instead"
    if abandoned is None:
        return ""
    return f"Complete AWS's draft {abandoned.id} instead"  # in one row of the window's narrower half


async def complete(app: CppoApp, offer_id: str) -> None:
    """Have the draft that is open complete this one at AWS, as it is there now, if nothing in it would stay
    that the review does not show."""
    from cppo_tui.ui.offer_acts import offer_now

    draft = app.drafting.draft
    offer = await offer_now(app, offer_id)
    if offer is None or not app.drafting.is_open or app.drafting.draft.id != draft.id:
        return
    if found := check_completing(offer, draft):
        say(app, f"{found[0].message} {found[0].fix}", title="That draft cannot be completed", problem=True)
    else:
        app.connection.completed = offer
        app.change(reuse_offer_id=offer.id, reuse_offer_revision=offer.revision)
