"""CreateOfferUsingResaleAuthorization (fact sheet 2.2)."""

from datetime import datetime

from cppo_tui.sandbox import authorization
from cppo_tui.sandbox.case import Case, Complaint
from cppo_tui.sandbox.change_information import DESCRIPTION, NAME
from cppo_tui.sandbox.records import Json
from cppo_tui.sandbox.shapes import record, text

DETAILS = record(
    {
        "ResaleAuthorizationId": text(1, 50),
        "Name": NAME,
        "Description": DESCRIPTION,
        "OfferSetId": text(1, 50, r"offerset-[\w-]+"),
    },
    required=["ResaleAuthorizationId"],
)


def refusals(doc: Json, now: datetime) -> list[Complaint]:
    """Why no offer can be created from this authorization at this moment, if so (fact sheet 2.15)."""
    code = "INCOMPATIBLE_RESALE_AUTHORIZATION"
    if not authorization.is_live(doc, now):
        return [
            Complaint(code, "The resale authorization is not active. Use an active resale authorization.")
        ]
    if authorization.is_used_up(doc):
        return [Complaint(code, "The resale authorization is used up. Use an active resale authorization.")]
    return []


def check(case: Case) -> list[Complaint]:
    """The rules that do not depend on the authorization's state."""
    if "OfferSetId" in case.details and case.product.kind != "SaaS":
        return [Complaint("INCOMPATIBLE_PRODUCT", "Offers on this product cannot be part of an offer set.")]
    return []
