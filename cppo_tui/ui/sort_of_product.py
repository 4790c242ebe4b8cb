"""Asking what sort of product an offer is for: AWS does not say, yet some rules depend on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cppo_tui.domain.draft import ProductType
from cppo_tui.domain.product import product_type
from cppo_tui.ui.dialogs.choose import Choose
from cppo_tui.ui.plain import plain

if TYPE_CHECKING:
    from cppo_tui.ui.app import CppoApp

QUESTION = (
    "AWS does not say what sort of product an authorization is for. It decides how long an "
    "agreement may run, whether it may start later, and which end-user agreement is allowed."
)


async def choose_type(app: CppoApp) -> None:
    """Ask for it, and keep the answer in the draft."""
    entries = [(kind.value, kind.value) for kind in ProductType]
    standing = product_type(app.drafting.draft).value
    answer = await app.push_screen_wait(
        Choose("What sort of product is it?", plain(QUESTION), entries, chosen=standing)
    )
    if answer is not None:
        app.change(product_type=ProductType(answer))
