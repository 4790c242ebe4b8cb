"""The link to the ISV's contract, for reading it in a browser."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from cppo_tui.domain.errors import CatalogError
from cppo_tui.ui.export import copy_text
from cppo_tui.ui.plain import say

if TYPE_CHECKING:
    from cppo_tui.domain.authorization import ResaleAuthorization
    from cppo_tui.ui.app import CppoApp


async def copy_contract(app: CppoApp, authorization: ResaleAuthorization) -> None:
    """Copy it whole and newly signed: AWS's links end after an hour (fact sheet 8.4), drafts are older."""
    catalog = app.connection.catalog
    link = ""
    if catalog is not None:
        try:
            link = (await asyncio.to_thread(catalog.authorization, authorization.id)).reseller_contract_url
        except CatalogError as error:
            say(app, f"{error.sentences()} The link kept may have ended.", title=error.title, problem=True)
    copy_text(app, link or authorization.reseller_contract_url, "The contract's link")
