"""Choosing the agreement a new offer replaces: read from AWS, the buyer taken over from it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from cppo_tui.domain.accounts import grouped
from cppo_tui.domain.dates import long_date
from cppo_tui.domain.draft import Replaced
from cppo_tui.domain.errors import CatalogError
from cppo_tui.ui.dialogs.choose import Choose
from cppo_tui.ui.plain import plain, say

if TYPE_CHECKING:
    from cppo_tui.domain.catalog import AgreementSummary
    from cppo_tui.ui.app import CppoApp

NONE = ""
QUESTION = (
    "When the buyer accepts the new offer, it takes the place of this agreement at once, and the old one's "
    "pending installments are cancelled. Only that buyer can accept it."
)


async def choose_replaced(app: CppoApp) -> None:
    """Ask which agreement; the draft then goes to its buyer alone. Nothing changes when nobody answers."""
    catalog, draft = app.connection.catalog, app.drafting.draft
    if catalog is None or draft.authorization is None:
        say(app, "There is no connection to AWS yet.", problem=True)
        return
    try:
        found = await asyncio.to_thread(catalog.agreements, draft.authorization.product_id)
    except CatalogError as error:
        say(app, error.sentences(), title="The agreements could not be read", problem=True)
        return
    if not found and draft.replaces is None:
        say(app, "No buyer has an active agreement on this product with you.", title="Nothing to replace")
        return
    entries = [(NONE, "none: this is a new agreement"), *((one.id, _words(one)) for one in found)]
    standing = draft.replaces.agreement_id if draft.replaces else NONE
    answer = await app.push_screen_wait(
        Choose("Which agreement is replaced?", plain(QUESTION), entries, chosen=standing)
    )
    if answer is None or not app.drafting.is_open or app.drafting.draft.id != draft.id:
        return
    chosen = next((one for one in found if one.id == answer), None)
    if chosen is None:
        app.change(replaces=None)
    else:
        app.change(replaces=_replaced(chosen), buyers=(chosen.acceptor,), buyer_entry="", start="")


def _words(agreement: AgreementSummary) -> str:
    ends = f"ends {long_date(agreement.ends.date())}" if agreement.ends else "without an end"
    return f"{grouped(agreement.acceptor)}, {ends}, {agreement.id}"


def _replaced(agreement: AgreementSummary) -> Replaced:
    return Replaced(
        agreement_id=agreement.id,
        acceptor=agreement.acceptor,
        product_id=agreement.product_id,
        ends=agreement.ends,
    )
