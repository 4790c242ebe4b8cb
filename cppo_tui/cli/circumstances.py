"""What a command asks AWS before it can judge anything, and how findings are told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cppo_tui.cli.headless import Headless, tell
from cppo_tui.domain.errors import CatalogError

if TYPE_CHECKING:
    from cppo_tui.domain.authorization import ResaleAuthorization
    from cppo_tui.domain.catalog import AgreementSummary
    from cppo_tui.domain.checks.context import CheckContext
    from cppo_tui.domain.findings import Finding


def circumstances(headless: Headless, *, authorization_id: str = "") -> CheckContext:
    """Now, who is signed in, the address book; and the offers from this authorization when one is named.

    Raises CatalogError and StoreError.
    """
    from cppo_tui.domain.checks.context import CheckContext
    from cppo_tui.services.address_book import read_book
    from cppo_tui.services.just_made import offers_now

    now, account, store = headless.clock(), headless.account, headless.store
    return CheckContext(
        now=now,
        seller_account=account.caller().account,
        offers=offers_now(account, store, authorization_id, now=now, world=headless.world)
        if authorization_id
        else None,
        book=read_book(store),
    )


def authorization_if_readable(headless: Headless, authorization_id: str) -> ResaleAuthorization | None:
    """The authorization read now; None, and why on stderr, when it cannot be."""
    if not authorization_id:
        return None
    try:
        return headless.account.authorization(authorization_id)
    except CatalogError as error:
        tell(f"Authorization {authorization_id} could not be read: {error.what}")
        return None


def agreements_if_readable(headless: Headless, offer_id: str) -> tuple[AgreementSummary, ...] | None:
    """Those made from the offer, read now; None, and why on stderr, when they cannot be: an offer can be
    changed without the right to read them."""
    try:
        return headless.account.agreements_from(offer_id)
    except CatalogError as error:
        tell(f"The agreements made from {offer_id} could not be read: {error.what}")
        return None


def tell_findings(findings: Iterable[Finding]) -> None:
    """Each on a line of stderr: how much it stops, what is so, what to do."""
    from cppo_tui.cli.finding_rows import fix_of

    for finding in findings:
        word = finding.severity.word
        ends = "" if word.endswith("?") else ":"
        tell(f"{word}{ends} {finding.message} {fix_of(finding)} ({finding.code})")
