"""Draft offers AWS still holds: it never deletes them, so one can be completed, from review or offers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cppo_tui.domain.accounts import buyers_text
from cppo_tui.domain.checks.completing import as_made, check_completing
from cppo_tui.domain.cloning import draft_completing
from cppo_tui.domain.errors import StoreError
from cppo_tui.domain.steps import Step
from cppo_tui.ui.dialogs.choose import Choose
from cppo_tui.ui.plain import plain, say
from cppo_tui.ui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.screen import Screen

    from cppo_tui.domain.catalog import OfferSummary, OfferView
    from cppo_tui.domain.draft import OfferDraft
    from cppo_tui.ui.app import CppoApp

WHICH = "Complete which of AWS's drafts?"
UNSEEN = "No buyer sees them. What your draft says is sent in place of what the one you choose says."


def abandoned_drafts(app: CppoApp, draft: OfferDraft) -> tuple[OfferSummary, ...]:
    """Those that can be completed; none where our own list cannot be read."""
    from cppo_tui.services.drafts import left_at_aws

    try:
        return left_at_aws(draft, app.connection.offers or (), app.desk.store)
    except StoreError:
        return ()


def instead_words(draft: OfferDraft, abandoned: Sequence[OfferSummary]) -> str:
    """What the button does that chooses between such a draft and an offer of one's own; "" without any."""
    if draft.reuse_offer_id:
        return f"Completing {draft.reuse_offer_id}: create a new offer instead"
    if len(abandoned) > 1:
        return f"Complete one of AWS's {len(abandoned)} drafts instead"
    if not abandoned:
        return ""
    return f"Complete AWS's draft {abandoned[0].id} instead"  # in one row of the window's narrower half


async def complete_or_not(app: CppoApp) -> None:
    """Have the draft that is open make an offer of its own, or complete one of those; which one is asked
    where there are several."""
    draft = app.drafting.draft
    found = abandoned_drafts(app, draft)
    if draft.reuse_offer_id:
        app.change(reuse_offer_id="", reuse_offer_revision=0)
    elif len(found) == 1:
        await complete(app, found[0].id)
    elif found:
        entries = [(one.id, f"{one.name or buyers_text(one.buyers)}, {one.id}") for one in found]
        answer = await app.push_screen_wait(Choose(WHICH, plain(UNSEEN), entries))
        if answer and app.drafting.is_open and app.drafting.draft.id == draft.id:
            await complete(app, answer)


def _as_made(app: CppoApp, offer: OfferView) -> OfferView:
    """With its authorization, which one of the lists that were read may name."""
    listed = [*(app.connection.offers or ()), *(one.offer for one in app.connection.records or ())]
    return as_made(offer, listed) or offer


async def complete(app: CppoApp, offer_id: str) -> bool:
    """Have the draft that is open complete this one at AWS, as it is there now. False, and why is said, when
    something in it would stay that the review does not show."""
    from cppo_tui.ui.offer_acts import offer_now

    draft = app.drafting.draft
    with TopBar.reading(app.screen):
        offer = await offer_now(app, offer_id)
    if offer is None or not app.drafting.is_open or app.drafting.draft.id != draft.id:
        return True
    offer = _as_made(app, offer)
    if found := check_completing(offer, draft):
        say(app, f"{found[0].message} {found[0].fix}", title="That draft cannot be completed", problem=True)
        return False
    app.connection.completed = offer
    app.change(reuse_offer_id=offer.id, reuse_offer_revision=offer.revision)
    return True


async def open_for_release(app: CppoApp, offer_id: str) -> None:
    """A draft offer that was made or is sent from here is seen on its status; any other is completed from the
    one draft of ours that does so, which is begun when there is none yet."""
    from cppo_tui.services.drafts import sent_about

    here = app.screen
    if not await app.save_all():  # what is open may be that draft
        say(app, app.drafting.problem, title="Not saved", problem=True)
        return
    try:
        sent, completing = sent_about(offer_id, app.desk.store), app.desk.store.completing()
    except StoreError as error:
        say(app, str(error), problem=True)
        return
    if sent:
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
    took = await complete(app, offer_id)
    if not took or not (app.drafting.is_open and app.drafting.draft.id == ours):
        return
    said = f"This draft of yours completes {offer_id} already; your changes are kept."
    if app.drafting.draft.reuse_offer_revision != before:
        said += " AWS's draft was changed since: what yours says is sent in its place."
    say(app, said, title="The draft at AWS")


async def _begin_completing(app: CppoApp, offer_id: str, here: Screen[Any]) -> None:
    """Begin the draft that completes it, if nothing in the offer would stay that the review does not show."""
    from cppo_tui.ui.beginning import authorization_now, begin_with
    from cppo_tui.ui.offer_acts import offer_now

    with TopBar.reading(here):
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
