"""UpdateInformation: name, description, pre-existing agreement (fact sheet 2.4)."""

from dataclasses import replace

from cppo_tui.sandbox.case import Case, Complaint
from cppo_tui.sandbox.offer import Offer
from cppo_tui.sandbox.records import Json
from cppo_tui.sandbox.shapes import null_or, one_of, record, text

_WRITTEN = r"[^\s\\<>][^\\<>]*"
_HINT = r"^\S+[\S\s]*$ without \ < >"
NAME = text(1, 150, _WRITTEN, _HINT)
DESCRIPTION = text(1, 255, _WRITTEN, _HINT)

DETAILS = record(
    {
        "Name": NAME,
        "Description": DESCRIPTION,
        "PreExistingAgreement": null_or(
            record(
                {
                    "AcquisitionChannel": one_of("AwsMarketplace", "External"),
                    "PricingModel": one_of("Byol", "Free", "Usage", "Contract"),
                },
                required=["AcquisitionChannel", "PricingModel"],
            )
        ),
    },
    low=1,
)


def apply(offer: Offer, details: Json) -> Offer:
    """Only the properties sent change."""
    return replace(
        offer,
        name=details.get("Name", offer.name),
        description=details.get("Description", offer.description),
        pre_existing=details.get("PreExistingAgreement", offer.pre_existing),
    )


def check(case: Case) -> list[Complaint]:
    """Name and description may change at any time, the agreement only before release."""
    if case.was_released and "PreExistingAgreement" in case.details:
        return [
            Complaint(
                "INCOMPATIBLE_PRE_EXISTING_AGREEMENT",
                "The pre-existing agreement can't be changed after release.",
            )
        ]
    return []
