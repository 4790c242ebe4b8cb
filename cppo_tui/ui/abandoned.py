"""Draft offers AWS still holds: it never deletes them, so one can be completed, from review or offers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cppo_tui.domain.checks.completing import as_made, check_completing
from cppo_tui.domain.cloning import draft_completing
from cppo_tui.domain.errors import StoreError
from cppo_tui.domain.steps import Step
from cppo_tui.ui.plain import say

if TYPE_CHECKING:
    from textual.screen import Screen

    from cppo_tui.domain.catalog import OfferSummary, OfferView
    from cppo_tui.domain.draft import OfferDraft
    from cppo_tui.ui.app import CppoApp


def abandoned_draft(app: CppoApp, draft: OfferDraft) -> OfferSummary | None:
    """The one that can be completed; None when there is none or our own list cannot be read."""
    from cppo_tui.services.drafts import abandoned_draft as left_at_aws

    if draft.authorization is None:
        return None
    try:
        rows, completing = app.desk.store.submissions(), app.desk.store.completing()
    except StoreError:
        return None
    others = {offer_id for draft_id, offer_id in completing.items() if draft_id != draft.id}
    free = [offer for offer in app.connection.offers or () if offer.id not in others]
    return left_at_aws(draft, free, rows)


def instead_words(draft: OfferDraft, abandoned: OfferSummary | None) -> str:
    """What the button does that chooses between such a draft and an offer of one's own; "" without any."""
    if draft.reuse_offer_id:
        return f"Completing {draft.reuse_offer_id}: create a new offer instead"
    if abandoned is None:
        return ""
    return f"Complete AWS's draft {abandoned.id} instead"  # in one row of the window's narrower half


def _as_made(app: CppoApp, offer: OfferView) -> OfferView:
    """With its authorization, which one of the lists that were read may name."""
    listed = [*(app.connection.offers or ()), *(one.offer for one in app.connection.records or ())]
    return as_made(offer, listed) or offer


async def complete(app: CppoApp, offer_id: str) -> None:
    """Have the draft that is open complete this one at AWS, as it is there now, if nothing in it would stay
    that the review does not show."""
    from cppo_tui.ui.offer_acts import offer_now

    draft = app.drafting.draft
    offer = await offer_now(app, offer_id)
    if offer is None or not app.drafting.is_open or app.drafting.draft.id != draft.id:
        return
    offer = _as_made(app, offer)
    if found := check_completing(offer, draft):
        say(app, f"{found[0].message} {found[0].fix}", title="That draft cannot be completed", problem=True)
    else:
        app.connection.completed = offer
        app.change(reuse_offer_id=offer.id, reuse_offer_revision=offer.revision)


async def open_for_release(app: CppoApp, offer_id: str) -> None:
    """A draft offer that was made or is sent from here is seen on its status; any other is completed from the
    one draft of ours that does so, which is begun when there is none yet."""
    from cppo_tui.services.drafts import sent_about

    here = app.screen
    if not await app.save_all():  # what is open may be that draft
        say(app, app.drafting.problem, title="Not saved", problem=True)
        return
    try:
        rows, completing = app.desk.store.submissions(), app.desk.store.completing()
    except StoreError as error:
        say(app, str(error), problem=True)
        return
    if sent := sent_about(offer_id, rows, completing):
        app.show_submission(sent)
        return
    ours = next((draft_id for draft_id, one in completing.items() if one == offer_id), "")
    if ours:
        await _go_on_completing(app, offer_id, ours)
    else:
        await _begin_completing(app, offer_id, here)


async def _go_on_completing(app: CppoApp, offer_id: str, ours: str) -> None:
    """Open the draft of ours that completes it, with the offer as AWS has it now."""
    app.open_draft(ours)
    if not (app.drafting.is_open and app.drafting.draft.id == ours):
        return
    before = app.drafting.draft.reuse_offer_revision
    await complete(app, offer_id)
    if not (app.drafting.is_open and app.drafting.draft.id == ours):
        return
    said = f"This draft of yours completes {offer_id} already; your changes are kept."
    if app.drafting.draft.reuse_offer_revision != before:
        said += " AWS's draft was changed since: what yours says is sent in its place."
    say(app, said, title="The draft at AWS")


async def _begin_completing(app: CppoApp, offer_id: str, here: Screen[Any]) -> None:
    """Begin the draft that completes it, if nothing in the offer would stay that the review does not show."""
    from cppo_tui.ui.beginning import authorization_now, begin_with
    from cppo_tui.ui.offer_acts import offer_now

    offer = await offer_now(app, offer_id)
    if offer is None:
        return
    offer = _as_made(app, offer)
    authorization, missing = await authorization_now(app, offer.authorization_id)
    draft = draft_completing(offer, authorization, app.desk.new_id)
    if found := check_completing(offer, draft):
        say(app, f"{found[0].message} {found[0].fix}", title="It cannot be completed here", problem=True)
        return
    step = Step.REVIEW if authorization is not None else Step.OPPORTUNITY
    if app.screen is here and await begin_with(app, draft, step):
        said = f"Publishing completes {offer.id} and releases it; no second offer is made."
        if missing:
            said = f"{missing.partition('. ')[0]}. Choose it in step 1: {offer.id} was made from it."
        say(app, said, title="The draft at AWS")
