"""Terms that hang on what sort of product it is, which no document says (fact sheet 2.14)."""

from cppo_tui.domain.draft import EulaKind, OfferDraft
from cppo_tui.domain.findings import Finding, Severity
from cppo_tui.domain.product import SOLD_IN_MANY_FORMS, may_start_later, pricing_kind


def check_product_type(draft: OfferDraft) -> tuple[Finding, ...]:
    """While the sort of product is our guess: which of the chosen terms only go if the guess is right."""
    guessed = draft.authorization is not None and draft.product_type is None
    if not guessed or pricing_kind(draft) not in SOLD_IN_MANY_FORMS:
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
            message="The product is taken for SaaS, which AWS does not confirm. If it is not, "
            f"AWS may refuse: {', '.join(chosen)}.",
            fix="Choose the type of product in step 1 (`product_type` in a file).",
            severity=Severity.WARNING,
        ),
    )
