"""Releasing AWS's draft from its page: whatever is not as it was reviewed is asked about first."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from cppo_tui.domain.errors import CatalogError, StoreError
from cppo_tui.services.just_made import offers_now
from cppo_tui.services.refusals import PlanRefused
from cppo_tui.services.releasing import Release, make_release
from cppo_tui.ui.confirmation import confirmation
from cppo_tui.ui.dialogs.ask import Ask
from cppo_tui.ui.plain import lines, plain, say
from cppo_tui.ui.status_view import differences_words

if TYPE_CHECKING:
    from cppo_tui.domain.catalog import OfferView
    from cppo_tui.domain.submission import Submission
    from cppo_tui.ui.app import CppoApp


async def release(app: CppoApp, submission: Submission, offer: OfferView) -> None:
    """Ask about each difference, about offers that came in between, and for the confirmation; then send."""
    ready = await _read(app, submission, offer)
    if ready is None:
        return
    if ready.differing:
        words = differences_words(ready.differing)
        if not await app.push_screen_wait(Ask("AWS has something else", words, yes="Release AWS's version")):
            return
    if ready.findings:
        told = [plain(f"{one.message} {one.fix}") for one in ready.findings]
        what = ("A second open offer?", "Both are meant") if ready.twins else ("So soon?", "It is meant")
        if not await app.push_screen_wait(Ask(what[0], lines(*told), yes=what[1])):
            return
    plan = ready.consented
    asked = confirmation(plan, app.customers.book, ready.offer, findings=ready.warnings)
    if await app.push_screen_wait(asked):
        app.send(plan)


async def _read(app: CppoApp, submission: Submission, offer: OfferView) -> Release | None:
    """With the offers there are now. None, and why in a message, when those cannot be read."""
    catalog, desk, plan = app.connection.catalog, app.desk, submission.plan
    if catalog is None:
        return None
    try:
        offers = await asyncio.to_thread(
            offers_now, catalog, desk.store, plan.authorization_id, now=desk.clock(), world=desk.world
        )
        context = app.context().model_copy(update={"offers": offers})
        return await asyncio.to_thread(make_release, submission, offer, context, desk.store)
    except CatalogError as error:
        say(app, error.sentences(), title="Not released", problem=True)
    except (StoreError, PlanRefused) as error:
        say(app, str(error), title="Not released", problem=True)
    return None
