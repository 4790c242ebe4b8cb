"""The change types the sandbox simulates, and those it knows of but does not simulate yet."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cppo_tui.sandbox import (
    change_availability,
    change_create,
    change_information,
    change_markup,
    change_release,
    change_targeting,
    change_validity,
)
from cppo_tui.sandbox.case import Case, Complaint
from cppo_tui.sandbox.offer import Offer
from cppo_tui.sandbox.records import Json
from cppo_tui.sandbox.shapes import Shape

CREATE = "CreateOfferUsingResaleAuthorization"
RELEASE = "ReleaseOffer"


@dataclass(frozen=True, slots=True)
class ChangeType:
    """The shape of a change's document, its effect on an offer, and the rules it must pass.

    ``apply`` is None for the two changes that need more than the offer: the create and the release.
    """

    details: Shape
    check: Callable[[Case], list[Complaint]]
    apply: Callable[[Offer, Json], Offer] | None = None


SIMULATED: Mapping[str, ChangeType] = MappingProxyType(
    {
        CREATE: ChangeType(change_create.DETAILS, change_create.check),
        "UpdateInformation": ChangeType(
            change_information.DETAILS, change_information.check, change_information.apply
        ),
        "UpdateMarkup": ChangeType(change_markup.DETAILS, change_markup.check, change_markup.apply),
        "UpdateTargeting": ChangeType(
            change_targeting.DETAILS, change_targeting.check, change_targeting.apply
        ),
        "UpdateAvailability": ChangeType(
            change_availability.DETAILS, change_availability.check, change_availability.apply
        ),
        "UpdateValidityTerms": ChangeType(
            change_validity.DETAILS, change_validity.check, change_validity.apply
        ),
        RELEASE: ChangeType(change_release.DETAILS, change_release.check),
    }
)

KNOWN_ONLY = frozenset(
    {
        "CreateReplacementOfferUsingResaleAuthorization",
        "UpdateLegalTerms",
        "UpdatePricingTerms",
        "UpdatePaymentScheduleTerms",
        "UpdateNetPaymentTerms",
    }
)
"""Real change types on Offer@1.0 (fact sheet 2.1) that are refused with a plain 422."""
