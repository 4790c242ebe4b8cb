"""What sort of product an authorization is for: some rules depend on it and no document says it.

An authorization carries its product's id and name, not its type (fact sheet 5.2). So it is guessed from
the prices, shown as assumed, and the person can say otherwise.
"""

from enum import StrEnum
from typing import Any

from cppo_tui.domain.archera import is_archera
from cppo_tui.domain.authorization import PricingKind, ResaleAuthorization
from cppo_tui.domain.draft import OfferDraft, ProductType


def product_type(draft: OfferDraft) -> ProductType:
    """The type the person named, otherwise the likely one."""
    return draft.product_type or likely_type(draft.authorization)


def pricing_kind(draft: OfferDraft) -> PricingKind:
    """The kind of pricing, minding what the person said of the product: metered and upfront prices together
    are hours and years on an AMI or container, a contract with consumption anywhere else (fact sheet 4)."""
    kind = draft.authorization.kind if draft.authorization else PricingKind.USAGE
    both = (PricingKind.CONTRACT_WITH_CONSUMPTION, PricingKind.HOURLY_WITH_ANNUAL)
    if draft.product_type is None or kind not in both:
        return kind
    machine = draft.product_type is ProductType.MACHINE
    return PricingKind.HOURLY_WITH_ANNUAL if machine else PricingKind.CONTRACT_WITH_CONSUMPTION


def likely_type(authorization: ResaleAuthorization | None) -> ProductType:
    """AMI and container products are metered by AWS, in hours, or priced by the hour with a year beside
    it; SaaS dimensions are metered by the ISV. Anything else is taken for SaaS."""
    if authorization is None:
        return ProductType.SAAS
    if authorization.kind is PricingKind.HOURLY_WITH_ANNUAL:
        return ProductType.MACHINE
    types = [dimension.types for dimension in authorization.dimensions]
    metered_by_aws = bool(types) and all("Metered" in one and "ExternallyMetered" not in one for one in types)
    if authorization.kind is PricingKind.USAGE and metered_by_aws:
        return ProductType.MACHINE
    return ProductType.SAAS


def may_be_otherwise(draft: OfferDraft) -> bool:
    """Whether it is worth asking what sort of product it is. Archera's is SaaS; of any other, how long an
    agreement may run hangs on it, too (fact sheet 2.14, 4)."""
    assumed = draft.product_type is None and product_type(draft) is ProductType.SAAS
    return not (assumed and is_archera(draft.authorization))


def of_another_authorization(draft: OfferDraft) -> dict[str, Any]:
    """What must not stay in a draft when another authorization is chosen. While none could be read, the offer
    to complete and the agreement to replace are kept: they are judged once one is chosen."""
    forgotten = {"reuse_offer_id": "", "reuse_offer_revision": 0, "replaces": None}
    return {"product_type": None} | (forgotten if draft.authorization is not None else {})


class AgreementForm(StrEnum):
    """Who decides how long the agreement runs (fact sheet 4)."""

    TYPED = "typed"
    """The person: AgreementDuration in days."""
    BUYER = "buyer"
    """The buyer, by choosing one of the contract lengths at acceptance: no ValidityTerm at all."""
    FIXED = "fixed"
    """The authorization: AgreementDuration equal to its own."""
    DATES = "dates"
    """A start date, with the authorization's length: AgreementStartDate and AgreementEndDate."""
    ENDING = "ending"
    """A replacement offer runs from acceptance to an AgreementEndDate."""


def agreement_form(draft: OfferDraft) -> AgreementForm:
    """Which form this draft's ValidityTerm takes."""
    if draft.replaces is not None:
        return AgreementForm.ENDING
    if may_start_later(draft) and draft.start.strip():
        return AgreementForm.DATES
    kind = pricing_kind(draft)
    if kind is PricingKind.CONTRACT_WITH_INSTALLMENTS or (draft.installments.own and kind in CONTRACTS):
        return AgreementForm.FIXED
    return AgreementForm.BUYER if kind in CONTRACTS else AgreementForm.TYPED


CONTRACTS = (PricingKind.CONTRACT, PricingKind.CONTRACT_WITH_CONSUMPTION)
SOLD_IN_MANY_FORMS = (*CONTRACTS, PricingKind.CONTRACT_WITH_INSTALLMENTS)
"""Kinds of pricing that SaaS, AMI, container products and services have alike."""


def may_start_later(draft: OfferDraft) -> bool:
    """Future-dated agreements exist for SaaS contracts only, with installments or without (fact sheet 2.14),
    and never for a replacement (fact sheet 2.3)."""
    return draft.replaces is None and may_replace(draft)


def may_replace(draft: OfferDraft) -> bool:
    """Replacement offers exist for SaaS contracts only, with installments or without (fact sheet 2.3)."""
    return pricing_kind(draft) in SOLD_IN_MANY_FORMS and product_type(draft) is ProductType.SAAS


def lengths(authorization: ResaleAuthorization | None) -> tuple[str, ...]:
    """The contract lengths the authorization names, as AWS writes them (``P12M``), in its order."""
    if authorization is None:
        return ()
    if authorization.fixed is not None and authorization.fixed.duration:
        return (authorization.fixed.duration,)
    return tuple(card.duration for card in authorization.rate_cards)
