"""What is to be settled before an offer can be published, counted, and the key that leads to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cppo_tui.domain.checks.contract import RESELLER_CONTRACT
from cppo_tui.domain.findings import stopping, unconfirmed_warnings
from cppo_tui.ui.widgets.ways import ROOM_FOR_WORDS

if TYPE_CHECKING:
    from cppo_tui.domain.findings import Finding
    from cppo_tui.ui.app import CppoApp


def to_settle(app: CppoApp, findings: tuple[Finding, ...]) -> str:
    """How many things, questions among them, and how much else is unusual; "" when there is nothing."""
    stops, unusual = stopping(findings), unconfirmed_warnings(findings)
    if unusual:
        return _to_check(app, len(stops), len(unusual))
    if not stops:
        return ""
    count = f"{len(stops)} thing{'s' if len(stops) > 1 else ''}"
    when = "before publishing" if app.size.width >= ROOM_FOR_WORDS else "first"
    if [one.code for one in stops] == [RESELLER_CONTRACT]:
        return f"{count} {when}: {app.key_of('review.accept')} accepts it."
    return f"{count} {when}: {app.key_of('review.to-do')} shows {'each' if len(stops) > 1 else 'it'}."


def _to_check(app: CppoApp, stops: int, unusual: int) -> str:
    """What is unusual stops nothing, and may lie below what is in view."""
    many = "each" if stops + unusual > 1 else "it"
    settle = f"{stops} to settle, " if stops else ""
    shows = f"{settle}{unusual} to check: {app.key_of('review.to-do')} shows {many}."
    return shows if app.size.width >= ROOM_FOR_WORDS else shows.removesuffix(f" shows {many}.")


def not_published(app: CppoApp) -> str:
    """To whoever asked to publish before accepting the ISV's contract."""
    return f"Not published: {app.key_of('review.accept')} accepts the contract."
