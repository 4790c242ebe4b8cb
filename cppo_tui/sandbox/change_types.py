"""The change types the sandbox simulates, and those it knows of but does not simulate yet."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cppo_tui.sandbox import (
    change_availability,
    change_create,
    change_information,
    change_legal,
    change_markup,
    change_net_payment,
    change_pricing,
    change_release,
    change_replacement,
    change_schedule,
    change_targeting,
    change_validity,
)
from cppo_tui.sandbox.case import Case, Complaint
from cppo_tui.sandbox.offer import Offer
from cppo_tui.sandbox.records import Json
from cppo_tui.sandbox.shapes import Shape

CREATE = "CreateOfferUsingResaleAuthorization"
REPLACE = "CreateReplacementOfferUsingResaleAuthorization"
CREATES = frozenset({CREATE, REPLACE})
"""The change types that make an offer."""
RELEASE = "ReleaseOffer"
AVAILABILITY = "UpdateAvailability"


@dataclass(frozen=True, slots=True)
class ChangeType:
    """The shape of a change's document, its effect on an offer, and the rules it must pass.

    ``apply`` is None for the changes that need more than the offer: the creates and the release.
    """

    details: Shape
    check: Callable[[Case], list[Complaint]]
    apply: Callable[[Offer, Json], Offer] | None = None


SIMULATED: Mapping[str, ChangeType] = MappingProxyType(
    {
        CREATE: ChangeType(change_create.DETAILS, change_create.check),
        REPLACE: ChangeType(change_replacement.DETAILS, change_replacement.check),
        "UpdateInformation": ChangeType(
            change_information.DETAILS, change_information.check, change_information.apply
        ),
        "UpdateMarkup": ChangeType(change_markup.DETAILS, change_markup.check, change_markup.apply),
        "UpdateTargeting": ChangeType(
            change_targeting.DETAILS, change_targeting.check, change_targeting.apply
        ),
        "UpdateLegalTerms": ChangeType(change_legal.DETAILS, change_legal.check, change_legal.apply),
        AVAILABILITY: ChangeType(
            change_availability.DETAILS, change_availability.check, change_availability.apply
        ),
        "UpdateValidityTerms": ChangeType(
            change_validity.DETAILS, change_validity.check, change_validity.apply
        ),
        "UpdatePricingTerms": ChangeType(change_pricing.DETAILS, change_pricing.check, change_pricing.apply),
        "UpdatePaymentScheduleTerms": ChangeType(
            change_schedule.DETAILS, change_schedule.check, change_schedule.apply
        ),
        "UpdateNetPaymentTerms": ChangeType(
            change_net_payment.DETAILS, change_net_payment.check, change_net_payment.apply
        ),
        RELEASE: ChangeType(change_release.DETAILS, change_release.check),
    }
)

KNOWN_ONLY = frozenset({"UpdateRenewalTerms", "UpdateSupportTerms"})
"""Real change types on Offer@1.0 that no source allows on a CPPO (fact sheet 2.1): a plain 422."""
