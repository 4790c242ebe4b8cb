"""What is to be settled before an offer can be published, counted, and the key that leads to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cppo_tui.domain.checks.contract import RESELLER_CONTRACT
from cppo_tui.ui.widgets.ways import ROOM_FOR_WORDS

if TYPE_CHECKING:
    from cppo_tui.domain.findings import Finding
    from cppo_tui.ui.app import CppoApp


def to_settle(app: CppoApp, stops: tuple[Finding, ...]) -> str:
    """How many things, questions among them; "" when there is nothing."""
    if not stops:
        return ""
    count = f"{len(stops)} thing{'s' if len(stops) > 1 else ''}"
    when = "before publishing" if app.size.width >= ROOM_FOR_WORDS else "first"
    if [one.code for one in stops] == [RESELLER_CONTRACT]:
        return f"{count} {when}: {app.key_of('review.accept')} accepts it."
    return f"{count} {when}: {app.key_of('review.to-do')} shows {'each' if len(stops) > 1 else 'it'}."


def not_published(app: CppoApp) -> str:
    """To whoever asked to publish before accepting the ISV's contract."""
    return f"Not published: {app.key_of('review.accept')} accepts the contract."
