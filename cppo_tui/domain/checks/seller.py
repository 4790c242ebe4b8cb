"""Across all steps: who sells? Without that nothing may be sent, whatever the draft says."""

from cppo_tui.domain.checks.context import CheckContext
from cppo_tui.domain.findings import Finding


def check_seller(context: CheckContext) -> tuple[Finding, ...]:
    """AWS must have said whose account is signed in."""
    if context.seller_account:
        return ()
    return (
        Finding(
            code="SELLER_UNKNOWN",
            field="mode",
            message="AWS has not said yet which account sells this.",
            fix="Connect again; nothing can be sent before.",
        ),
    )
