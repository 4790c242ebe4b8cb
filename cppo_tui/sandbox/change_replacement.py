"""CreateReplacementOfferUsingResaleAuthorization: an offer that ends an agreement (fact sheet 2.3)."""

from dataclasses import replace
from datetime import datetime

from cppo_tui.sandbox import authorization, change_create
from cppo_tui.sandbox.agreement_making import ACTIVE, has_ended
from cppo_tui.sandbox.case import Case, Complaint
from cppo_tui.sandbox.change_information import NAME
from cppo_tui.sandbox.drafting import draft_from
from cppo_tui.sandbox.offer import Offer
from cppo_tui.sandbox.records import Json
from cppo_tui.sandbox.shapes import record, text

DETAILS = record(
    {"ResaleAuthorizationId": text(1, 50), "AgreementId": text(1, 64), "Name": NAME},
    required=["ResaleAuthorizationId", "AgreementId"],
)
_CODE = "INCOMPATIBLE_RESALE_AUTHORIZATION"


def is_running(agreement: Json, now: datetime) -> bool:
    """Whether there is still an agreement to replace."""
    return agreement["status"] == ACTIVE and not has_ended(agreement, now)


def refusals(doc: Json, agreement: Json, now: datetime) -> list[Complaint]:
    """Why this agreement can't be replaced by an offer from this authorization, if so (fact sheet 2.15)."""
    found = change_create.refusals(doc, now)
    if doc["ProductId"] != agreement["resourceId"]:
        found.append(Complaint(_CODE, "Use a ResaleAuthorization for the product of the agreement."))
    named = authorization.buyers(doc)
    if named is not None and agreement["acceptor"]["accountId"] not in named:
        found.append(Complaint(_CODE, "Use a ResaleAuthorization targeted to the agreement's acceptor."))
    if not is_running(agreement, now):
        found.append(Complaint("INCOMPATIBLE_AGREEMENT", "Use an agreement in active state."))
    return found


def draft(authorization_id: str, doc: Json, offer_id: str, details: Json, agreement: Json) -> Offer:
    """The draft: for the acceptor alone, and without an end until one is set."""
    return replace(
        draft_from(authorization_id, doc, offer_id, details),
        targeting={"PositiveTargeting": {"BuyerAccounts": [agreement["acceptor"]["accountId"]]}},
        validity=None,
        replaces=details["AgreementId"],
    )


def check(case: Case) -> list[Complaint]:
    """Only SaaS contracts can be replaced (fact sheet 2.14)."""
    contract = case.before.has("ConfigurableUpfrontPricingTerm") or case.before.has("FixedUpfrontPricingTerm")
    if case.product.kind == "SaaS" and contract:
        return []
    return [Complaint(_CODE, "Replacement offers are only supported for SaaS contract pricing model.")]
