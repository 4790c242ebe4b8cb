"""What a kind of pricing means for steps 3 and 4, in a line each: what it forbids is explained, not asked."""

from cppo_tui.domain.authorization import PricingKind
from cppo_tui.domain.draft import OfferDraft, ProductType
from cppo_tui.domain.product import AgreementForm, agreement_form, lengths, product_type
from cppo_tui.domain.validity import length_words

_PRICING = {
    PricingKind.CONTRACT: "Contract: one markup goes on every length and dimension.",
    PricingKind.CONTRACT_WITH_CONSUMPTION: "Contract with consumption: one markup goes on upfront and "
    "metered prices alike.",
    PricingKind.CONTRACT_WITH_INSTALLMENTS: "Installments: the ISV set the dates. Add a markup, or type own "
    "amounts.",
    PricingKind.HOURLY_WITH_ANNUAL: "By the hour, or a year at once: one markup goes on both.",
}


def pricing_words(draft: OfferDraft) -> str:
    """The line above the figures of step 3; "" for usage pricing, where nothing is special."""
    return _PRICING.get(draft.authorization.kind, "") if draft.authorization else ""


def agreement_words(draft: OfferDraft) -> str:
    """The line under the agreement's label on step 4, where its length is not typed; "" where it is."""
    form = agreement_form(draft)
    offered = [length_words(one) for one in lengths(draft.authorization)]
    if form is AgreementForm.BUYER:
        return f"The buyer chooses {' or '.join(offered)} when accepting, so no length is sent."
    if form is AgreementForm.FIXED:
        chosen = draft.installments.duration if draft.installments.own else ""
        length = length_words(chosen) if chosen else " or ".join(offered)
        return f"The authorization fixes it: {length}."
    return ""


def agreement_hint(draft: OfferDraft) -> str:
    """What to type into the agreement field, by what it means here."""
    form = agreement_form(draft)
    if form is AgreementForm.ENDING:
        return "The day the replacing agreement ends: a date (2028-01-31)."
    if form is AgreementForm.DATES:
        offered = " or ".join(length_words(one) for one in lengths(draft.authorization))
        return f"From the start on, exactly as long as the authorization says: {offered}."
    if product_type(draft) is ProductType.MACHINE:
        return "A length (12 months, 400 days) or an end date; by the hour at most 1,095 days."
    return "A length (10 years, 18 months, 3653 days) or an end date (2036-11-23)."
