"""Every rule, once. Wizard, review, commands and file import ask these functions and no others."""

from cppo_tui.domain.checks.completing import check_completed
from cppo_tui.domain.checks.context import CheckContext
from cppo_tui.domain.checks.contract import check_contract
from cppo_tui.domain.checks.existing import check_existing
from cppo_tui.domain.checks.information import check_information
from cppo_tui.domain.checks.names import check_names
from cppo_tui.domain.checks.opportunity import check_authorization, check_buyers
from cppo_tui.domain.checks.pricing import check_pricing
from cppo_tui.domain.checks.product_type import check_product_type
from cppo_tui.domain.checks.replacement import check_replacement
from cppo_tui.domain.checks.seller import check_seller
from cppo_tui.domain.checks.terms import check_terms
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.findings import Finding
from cppo_tui.domain.steps import Step

__all__ = ["CheckContext", "check_all", "check_step"]


def check_step(step: Step, draft: OfferDraft, context: CheckContext) -> tuple[Finding, ...]:
    """What one step's own fields give rise to."""
    if step is Step.OPPORTUNITY:
        return (
            *check_authorization(draft, context),
            *check_names(draft),
            *check_product_type(draft),
            *check_replacement(draft, context),
            *check_buyers(draft, context),
        )
    if step is Step.INFORMATION:
        return check_information(draft)
    if step is Step.PRICING:
        return check_pricing(draft, context)
    if step is Step.TERMS:
        return check_terms(draft, context)
    return ()


def check_all(draft: OfferDraft, context: CheckContext) -> tuple[Finding, ...]:
    """Everything, in the order of the steps; what only shows across offers comes last."""
    found = [finding for step in Step for finding in check_step(step, draft, context)]
    offers = (*check_completed(draft, context), *check_existing(draft, context))
    return (*found, *check_contract(draft), *check_seller(context), *offers)
