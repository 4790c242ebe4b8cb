"""What a kind of pricing means for steps 3 and 4, in a line each: what it forbids is explained, not asked."""

from decimal import Decimal

from cppo_tui.domain.archera import TARGET_PRICE, is_archera
from cppo_tui.domain.authorization import PricingKind
from cppo_tui.domain.dates import long_date
from cppo_tui.domain.draft import OfferDraft, ProductType
from cppo_tui.domain.money import plain_number, rounded
from cppo_tui.domain.product import AgreementForm, agreement_form, lengths, pricing_kind, product_type
from cppo_tui.domain.validity import length_words, usual_length

_PRICING = {
    PricingKind.CONTRACT: "Contract: one markup goes on every length and dimension.",
    PricingKind.CONTRACT_WITH_CONSUMPTION: "Contract with consumption: one markup on upfront and "
    "metered prices.",
    PricingKind.CONTRACT_WITH_INSTALLMENTS: "Installments: the ISV set the dates. Add a markup, or type own "
    "amounts.",
    PricingKind.UNKNOWN: "This kind of pricing is not known here: no offer can be made; see step 1.",
    PricingKind.HOURLY_WITH_ANNUAL: "By the hour, or a year at once: one markup goes on both.",
}

_PAID_AT_ONCE = "One upfront price: one markup goes on it; no own installments here."
_OWN_DATES = "Own installments: one length, what the buyer gets, and when it is paid."


def pricing_words(draft: OfferDraft) -> str:
    """The line above the figures of step 3; "" for usage pricing, where nothing is special."""
    if draft.authorization is None:
        return ""
    if draft.installments.own and not draft.authorization.schedule:
        return _OWN_DATES
    if draft.authorization.paid_at_once:
        return _PAID_AT_ONCE
    return _PRICING.get(pricing_kind(draft), "")


def price_example(draft: OfferDraft) -> str:
    """What stands in the empty field of the buyer's price: a quarter more than the first wholesale price."""
    first = draft.authorization.wholesale[:1] if draft.authorization else ()
    if is_archera(draft.authorization) or not first or not first[0].amount:
        return plain_number(TARGET_PRICE)
    return plain_number(rounded(first[0].amount * Decimal("1.25"), first[0].places))


def agreement_words(draft: OfferDraft) -> str:
    """The line under the agreement's label on step 4, where its length is not typed; "" where it is."""
    form = agreement_form(draft)
    offered = [length_words(one) for one in lengths(draft.authorization)]
    if form is AgreementForm.BUYER:
        return f"The buyer chooses {' or '.join(offered)} when accepting, so no length is sent."
    if form is AgreementForm.FIXED:
        chosen = draft.installments.duration
        if draft.authorization is None or draft.authorization.fixed is not None:
            return f"The authorization fixes it: {' or '.join(offered)}."
        return f"As chosen with the installments: {length_words(chosen) or 'none yet, see step 3'}."
    return ""


_LABELS = {AgreementForm.ENDING: "Agreement ends", AgreementForm.DATES: "Agreement length"}
_MEANINGS = {
    AgreementForm.ENDING: "The day it ends and how long it lasts appear here.",
    AgreementForm.DATES: "Its first and its last day appear here.",
}


def agreement_label(draft: OfferDraft) -> str:
    """What the field asks for: a replacement has one end, a dated agreement one of the ISV's lengths."""
    return _LABELS.get(agreement_form(draft), "Agreement length or end")


def agreement_pending(draft: OfferDraft) -> str:
    """What stands in the place of the dates until they can be worked out."""
    return _MEANINGS.get(agreement_form(draft), "Both possible ends appear here.")


def agreement_example(draft: OfferDraft) -> str:
    """What stands in the empty agreement field, as an example."""
    if draft.replaces is not None:
        return "e.g. 2028-01-31"
    offered = () if agreement_form(draft) is AgreementForm.TYPED else lengths(draft.authorization)
    return f"e.g. {length_words(offered[0]) if offered else usual_length(draft)}"


def agreement_hint(draft: OfferDraft) -> str:
    """What to type into the agreement field, by what it means here."""
    form = agreement_form(draft)
    if form is AgreementForm.ENDING:
        ends = draft.replaces.ends if draft.replaces else None
        until = f" The one it replaces ends on {long_date(ends.date())}." if ends else ""
        return f"The day the replacing agreement ends: a date (2028-01-31).{until}"
    if form is AgreementForm.DATES:
        offered = " or ".join(length_words(one) for one in lengths(draft.authorization))
        return f"From the start on, exactly as long as the authorization says: {offered}."
    if product_type(draft) is ProductType.MACHINE:
        return "A length (18 months, 450 days) or an end date; by the hour at most 1,095 days."
    return "A length (10 years, 18 months, 3653 days) or an end date (2036-11-23)."
