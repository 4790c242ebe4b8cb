"""Offers begun from something that is there: a template, or an offer AWS has. AWS is read first."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from cppo_tui.domain.cloning import draft_from_offer
from cppo_tui.domain.errors import CatalogError, StoreError
from cppo_tui.domain.steps import Step
from cppo_tui.domain.templates import ARCHERA, BUILT_IN, Template, draft_from, sold_by_archera
from cppo_tui.services.new_offers import begun, usual_agreement
from cppo_tui.ui.dialogs.ask import Ask
from cppo_tui.ui.dialogs.choose import Choose
from cppo_tui.ui.dialogs.choose_template import BUILT, DELETE, SAVED, ChooseTemplate
from cppo_tui.ui.plain import plain, say

if TYPE_CHECKING:
    from textual.screen import Screen

    from cppo_tui.domain.authorization import ResaleAuthorization
    from cppo_tui.domain.draft import OfferDraft
    from cppo_tui.ui.app import CppoApp

LIKE = (
    "AWS is asked for the offer as it is now: prices, lengths and terms go into a new draft, the "
    "authorization is read anew, and the expiry starts afresh."
)
WITHOUT, WITH, TYPED = "without", "with", "typed"


async def begin_from_template(app: CppoApp) -> None:
    """Ask which template, read its authorization, open the new draft at step 1."""
    here = app.screen
    try:
        template = await _chosen_template(app)
    except StoreError as error:
        say(app, str(error), title="The template cannot be used", problem=True)
        return
    if template is None:
        return
    with app.opening():
        authorization, missing = await _authorization_for(app, template)
        if app.screen is not here:  # the person has gone on to something else meanwhile
            return
        draft = draft_from(template, authorization, app.desk.new_id)
        if await begin_with(app, draft, Step.OPPORTUNITY) and missing:
            say(app, missing, title="No authorization is chosen yet")


async def begin_from(app: CppoApp, authorization_id: str) -> None:
    """Open a new draft at step 1 with this authorization, as step 1 would have chosen it."""
    here = app.screen
    with app.opening():
        authorization, missing = await authorization_now(app, authorization_id)
        if app.screen is not here:
            return
        draft = begun(app.desk.new_id, app.settings)
        if authorization is not None:
            usual = usual_agreement(draft, authorization, app.settings)
            draft = draft.model_copy(update={"authorization": authorization, "agreement": usual})
        if await begin_with(app, draft, Step.OPPORTUNITY) and missing:
            say(app, missing, title="No authorization is chosen yet")


async def begin_like(app: CppoApp, offer_id: str, draft_id: str, copied: Callable[[], None] | None) -> None:
    """Ask what to take over of an offer, read it, open the new draft. ``copied`` is called when the person
    would rather have the stored draft copied; None where that is not offered."""
    here = app.screen
    entries = [(WITHOUT, "what AWS has, for another buyer"), (WITH, "what AWS has, and its buyers")]
    if copied is not None:
        entries.append((TYPED, "the draft as it was typed here"))
    answer = await app.push_screen_wait(Choose("Clone this offer", plain(LIKE), entries))
    if answer is None:
        return
    if answer == TYPED and copied is not None:
        app.shelf.duplicate(draft_id)
        copied()
        return
    with app.opening():
        await _open_like(app, offer_id, here, with_buyers=answer == WITH)


async def _open_like(app: CppoApp, offer_id: str, here: Screen[Any], *, with_buyers: bool) -> None:
    catalog = app.connection.catalog
    if catalog is None:
        say(app, "There is no connection to AWS yet.", title="The offer could not be read", problem=True)
        return
    try:
        offer = await asyncio.to_thread(catalog.offer, offer_id)
    except CatalogError as error:
        say(app, error.sentences(), title="The offer could not be read", problem=True)
        return
    authorization, _ = await authorization_now(app, offer.authorization_id)
    clone = draft_from_offer(
        offer, authorization, app.desk.new_id, with_buyers=with_buyers, today=app.context().today
    )
    if app.screen is not here:
        return
    step = Step.REVIEW if clone.draft.buyers and authorization is not None else Step.OPPORTUNITY
    if await begin_with(app, clone.draft, step) and clone.notice:
        say(app, clone.notice, title="A new draft")


async def _chosen_template(app: CppoApp) -> Template | None:
    """The template chosen; on the way others may be deleted. Raises StoreError."""
    store, zone = app.desk.store, app.desk.zone
    while answer := await app.push_screen_wait(ChooseTemplate(store.templates(), zone)):
        kind, _, name = answer.partition(":")
        if kind == BUILT:
            return next(template for template in BUILT_IN if template.name == name)
        if kind == SAVED:
            return store.load_template(name)
        if kind == DELETE and await _meant(app, name):
            store.delete_template(name)
    return None


async def _meant(app: CppoApp, name: str) -> bool:
    """Ask whether a template is to go; there is no bin for templates."""
    question = plain(f"“{name}” is removed for good. Drafts begun from it stay as they are.")
    answer = await app.push_screen_wait(Ask("Delete the template?", question, yes="Delete"))
    return answer is True


async def _authorization_for(app: CppoApp, template: Template) -> tuple[ResaleAuthorization | None, str]:
    """The template's authorization as it is now, or None and why there is none."""
    if template is not ARCHERA:
        return await authorization_now(app, template.authorization_id)
    connection = app.connection
    if not connection.listed:
        await connection.read_authorizations()
    if trouble := connection.error or connection.listing_error:
        return None, f"Archera's could not be looked up: {trouble.title}. Choose it when the list is there."
    found = sold_by_archera(connection.listings, app.context())
    if len(found) == 1:
        return found[0], ""
    if found:
        return None, ""  # step 1 shows them
    return None, "No usable authorization of Archera's is shared with you."


async def authorization_now(app: CppoApp, authorization_id: str) -> tuple[ResaleAuthorization | None, str]:
    """One authorization, read now."""
    if not authorization_id:
        return None, ""
    connection = app.connection
    if connection.catalog is None:
        await connection.open()
    try:
        if connection.catalog is None:
            raise connection.error or CatalogError("There is no connection to AWS yet.")
        return await asyncio.to_thread(connection.catalog.authorization, authorization_id), ""
    except CatalogError as error:
        return None, f"{authorization_id} could not be read: {error.title}. Choose another from the table."


async def begin_with(app: CppoApp, draft: OfferDraft, step: Step) -> bool:
    """Open a draft that is new; what was open is saved before. False when that cannot be."""
    if not await app.save_all():
        say(app, app.drafting.problem, title="Not saved", problem=True)
        return False
    app.drafting.begin(draft)
    app.connection.forget_offers()
    app.save_soon()
    app.go_to(step)
    return True
