"""Terms that hang on what sort of product it is, which no document says (fact sheet 2.14)."""

from cppo_tui.domain.authorization import PricingKind
from cppo_tui.domain.draft import EulaKind, OfferDraft
from cppo_tui.domain.findings import Finding, Severity
from cppo_tui.domain.product import CONTRACTS, may_start_later, pricing_kind

_SOLD_IN_MANY_FORMS = (*CONTRACTS, PricingKind.CONTRACT_WITH_INSTALLMENTS)
"""Kinds of pricing that SaaS, AMI, container products and services have alike."""


def check_product_type(draft: OfferDraft) -> tuple[Finding, ...]:
    """While the sort of product is our guess: which of the chosen terms only go if the guess is right."""
    guessed = draft.authorization is not None and draft.product_type is None
    if not guessed or pricing_kind(draft) not in _SOLD_IN_MANY_FORMS:
        return ()
    hanging = {
        "replacing an agreement": draft.replaces is not None,
        "a later start": bool(draft.start.strip()) and may_start_later(draft),
        "countries": bool(draft.countries) and draft.replaces is None,
        "the standard contract": draft.eula.kind is EulaKind.STANDARD,
    }
    chosen = [words for words, is_chosen in hanging.items() if is_chosen]
    if not chosen:
        return ()
    return (
        Finding(
            code="PRODUCT_TYPE_GUESSED",
            field="authorization",
            message=f"We take it for SaaS; not every other sort of product allows {' and '.join(chosen)}.",
            fix="AWS does not tell; say on step 1 what sort of product it is.",
            severity=Severity.WARNING,
        ),
    )
