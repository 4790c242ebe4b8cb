"""What AWS calls the offer's purpose: is the buyer a customer of this product already? (fact sheet 2.4)

It decides the listing fee and can't be changed once the offer is released.
"""

from cppo_tui.domain.authorization import PricingKind
from cppo_tui.domain.draft import EarlierPricing, OfferDraft, Purpose

CHANNELS = {Purpose.EXISTING: "AwsMarketplace", Purpose.MOVING: "External"}
"""AcquisitionChannel: where the agreement was made that the buyer has already."""


def pre_existing(draft: OfferDraft) -> tuple[str, str] | None:
    """PreExistingAgreement's AcquisitionChannel and PricingModel; None for a new customer."""
    if draft.purpose is Purpose.NEW:
        return None
    return CHANNELS[draft.purpose], earlier_pricing(draft).value


def earlier_pricing(draft: OfferDraft) -> EarlierPricing:
    """How the earlier agreement is priced: as said, otherwise as this authorization is."""
    if draft.earlier_pricing is not None:
        return draft.earlier_pricing
    metered = (PricingKind.USAGE, PricingKind.HOURLY_WITH_ANNUAL)
    kind = draft.authorization.kind if draft.authorization else PricingKind.USAGE
    return EarlierPricing.USAGE if kind in metered else EarlierPricing.CONTRACT
