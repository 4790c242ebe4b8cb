"""Names from AWS that could pass for somebody else's (reliability T3). The account number never deceives."""

from cppo_tui.domain.accounts import grouped
from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.findings import Finding, Severity
from cppo_tui.domain.lookalikes import lookalike


def check_names(draft: OfferDraft) -> tuple[Finding, ...]:
    """What could deceive about the names in the chosen authorization."""
    return deceptive_names(draft.authorization) if draft.authorization is not None else ()


def deceptive_names(authorization: ResaleAuthorization) -> tuple[Finding, ...]:
    """One finding for each name of the authorization that looks like another one."""
    isv = f"account {grouped(authorization.manufacturer_account)}".strip()
    named = {
        authorization.manufacturer_name: ("The ISV", isv),
        authorization.product_name: ("The product", f"product {authorization.product_id}"),
        authorization.name: ("The authorization", f"id {authorization.id}"),
    }
    for buyer in authorization.buyers:
        named.setdefault(buyer.legal_name, ("A buyer", f"account {grouped(buyer.account)}"))
    return tuple(
        Finding(
            code="AUTHORIZATION_LOOKALIKE",
            field="authorization",
            message=f"{whose} has a name that can deceive: {told}.",
            fix=f"Trust the number, not the name: {number}.",
            severity=Severity.WARNING,
        )
        for name, (whose, number) in named.items()
        if (told := lookalike(name))
    )
