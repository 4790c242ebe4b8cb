"""The link to the ISV's contract: shown whole, to be copied, or opened in a browser where one can be."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from cppo_tui.domain.authorization_words import document_words
from cppo_tui.domain.errors import CatalogError
from cppo_tui.ui.dialogs.to_copy import ToCopy
from cppo_tui.ui.export import copied
from cppo_tui.ui.plain import lines, plain, say

if TYPE_CHECKING:
    from cppo_tui.domain.authorization import ResaleAuthorization
    from cppo_tui.ui.app import CppoApp

TITLE = "The ISV's contract with you"
OPENING = "Opening it in your browser …"
NOT_OPENED = "No browser could be opened: copy the link."
HERE = "Open it in a browser to read the contract."
FRESH = f"{HERE} The link was made just now and ends in an hour."
SIMULATED = "In the sandbox no contract stands behind this link; on AWS it opens the contract."


async def show_contract(app: CppoApp, authorization: ResaleAuthorization) -> None:
    """A window with the link, newly signed. The sandbox's leads nowhere, and nothing of it leaves this
    computer."""
    here = app.screen
    link = await _newly_signed(app, authorization)
    to_do = FRESH if link else HERE
    link = link or authorization.reseller_contract_url
    if app.screen is not here:  # the person has gone on to something else meanwhile, or asked twice
        return
    opens = None if app.desk.sandboxed else app.desk.open_link
    does = (*((("open", "Open it"),) if opens else ()), ("link", "Copy link"))
    words = lines(
        plain((document_words(authorization.reseller_contract), "bold")),
        plain((SIMULATED if app.desk.sandboxed else to_do, "$text-muted")),
        plain(""),
        plain(link),
    )

    def do(what: str) -> str:
        if what == "open" and opens is not None:
            app.run_worker(_open(app, opens, link), group="contract", exit_on_error=False)
            return OPENING
        return copied(app, link, "The link")

    app.push_screen(ToCopy(TITLE, words, does, do))


async def _open(app: CppoApp, opens: Callable[[str], bool], link: str) -> None:
    """It may be seconds before it is known whether there is a browser: the screen does not wait."""
    if not await asyncio.to_thread(opens, link):
        say(app, NOT_OPENED, problem=True)


async def _newly_signed(app: CppoApp, authorization: ResaleAuthorization) -> str:
    """AWS's links end after an hour (fact sheet 8.4), drafts are older; "" when there is no new one."""
    catalog = app.connection.catalog
    link = ""
    if catalog is not None:
        try:
            link = (await asyncio.to_thread(catalog.authorization, authorization.id)).reseller_contract_url
        except CatalogError as error:
            say(app, f"{error.sentences()} The link kept may have ended.", title=error.title, problem=True)
    return link
