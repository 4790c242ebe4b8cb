"""The link to the ISV's contract: opened in a browser where one can be, or copied for one."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from cppo_tui.domain.errors import CatalogError
from cppo_tui.ui.export import copied
from cppo_tui.ui.plain import say

if TYPE_CHECKING:
    from cppo_tui.domain.authorization import ResaleAuthorization
    from cppo_tui.ui.app import CppoApp

OPENED = "The contract opens in your browser."
NOT_OPENED = "No browser could be opened."
ELSEWHERE = "Open it in a browser to read the contract."
SIMULATED = "In the sandbox it is only a picture of a link: no contract stands behind it."


def can_open(app: CppoApp) -> bool:
    """True where a browser shows what the link leads to. The sandbox's links lead nowhere, and nothing of it
    leaves this computer."""
    return app.desk.open_link is not None and not app.desk.sandboxed


async def open_contract(app: CppoApp, authorization: ResaleAuthorization) -> None:
    """Show it in a browser; where that fails, copy the link."""
    link = await _newly_signed(app, authorization)
    opener = app.desk.open_link
    if opener is not None and await asyncio.to_thread(opener, link):
        say(app, OPENED)
    else:
        _copy(app, link, f"{NOT_OPENED} ")


async def copy_contract(app: CppoApp, authorization: ResaleAuthorization) -> None:
    """Copy the link whole, and say what to do with it."""
    _copy(app, await _newly_signed(app, authorization))


def _copy(app: CppoApp, link: str, before: str = "") -> None:
    what_now = SIMULATED if app.desk.sandboxed else ELSEWHERE
    say(app, f"{before}{copied(app, link, 'The link')} {what_now}")


async def _newly_signed(app: CppoApp, authorization: ResaleAuthorization) -> str:
    """AWS's links end after an hour (fact sheet 8.4), drafts are older."""
    catalog = app.connection.catalog
    link = ""
    if catalog is not None:
        try:
            link = (await asyncio.to_thread(catalog.authorization, authorization.id)).reseller_contract_url
        except CatalogError as error:
            say(app, f"{error.sentences()} The link kept may have ended.", title=error.title, problem=True)
    return link or authorization.reseller_contract_url
