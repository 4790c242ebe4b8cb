"""The change sets: the only place that knows change types and document keys (fact sheet 2 and 6.2)."""

from datetime import date
from typing import Any

from cppo_tui.domain.model import Frozen
from cppo_tui.domain.plan import Changes

CREATE_NAME = "CreateCPPO"
CREATED = f"${CREATE_NAME}.Entity.Identifier"
OFFER_TYPE = "Offer@1.0"


class OfferTerms(Frozen):
    """Everything a usage-priced offer is made of, complete and checked.

    ``markup`` is UpdateMarkup's percentage text, ``agreement_duration`` an ISO duration in days,
    ``expires`` the AvailabilityEndDate.
    """

    authorization_id: str
    name: str
    description: str
    markup: str
    buyers: tuple[str, ...]
    expires: date
    agreement_duration: str


def publish_changes(terms: OfferTerms, *, reuse: str = "") -> Changes:
    """Create and release in one change set: AWS's own seven changes (fact sheet 6.2).

    ``reuse`` is ``offer-x@n`` of an abandoned draft to complete instead of creating another.
    """
    return [*draft_changes(terms, reuse=reuse), _change("ReleaseOffer", reuse or CREATED, {})]


def draft_changes(terms: OfferTerms, *, reuse: str = "") -> Changes:
    """Everything but the release: AWS computes the draft, nobody sees it yet."""
    entity = reuse or CREATED
    create: dict[str, Any] = {
        "ChangeType": "CreateOfferUsingResaleAuthorization",
        "ChangeName": CREATE_NAME,
        "Entity": {"Type": OFFER_TYPE},
        "DetailsDocument": {"ResaleAuthorizationId": terms.authorization_id},
    }
    validity = {"Type": "ValidityTerm", "AgreementDuration": terms.agreement_duration}
    updates = [
        _change("UpdateInformation", entity, {"Name": terms.name, "Description": terms.description}),
        _change("UpdateMarkup", entity, {"Percentage": terms.markup}),
        _change("UpdateTargeting", entity, {"PositiveTargeting": {"BuyerAccounts": list(terms.buyers)}}),
        _change("UpdateAvailability", entity, {"AvailabilityEndDate": terms.expires.isoformat()}),
        _change("UpdateValidityTerms", entity, {"Terms": [validity]}),
    ]
    return updates if reuse else [create, *updates]


def release_changes(offer: str) -> Changes:
    """Release a draft exactly as it was seen: ``offer`` is ``offer-x@n``, refused if it has moved on."""
    return [_change("ReleaseOffer", offer, {})]


def terms_of(changes: Changes) -> OfferTerms:
    """Read the terms back out of a change set made here (the plan is the record of what was reviewed).

    Raises KeyError or ValueError for a change set of another make.
    """
    by_type = {change["ChangeType"]: change["DetailsDocument"] for change in changes}
    information = by_type["UpdateInformation"]
    return OfferTerms(
        authorization_id=by_type.get("CreateOfferUsingResaleAuthorization", {}).get(
            "ResaleAuthorizationId", ""
        ),
        name=information["Name"],
        description=information["Description"],
        markup=by_type["UpdateMarkup"]["Percentage"],
        buyers=tuple(by_type["UpdateTargeting"]["PositiveTargeting"]["BuyerAccounts"]),
        expires=date.fromisoformat(by_type["UpdateAvailability"]["AvailabilityEndDate"]),
        agreement_duration=by_type["UpdateValidityTerms"]["Terms"][0]["AgreementDuration"],
    )


def _change(change_type: str, entity: str, document: dict[str, Any]) -> dict[str, Any]:
    return {
        "ChangeType": change_type,
        "Entity": {"Type": OFFER_TYPE, "Identifier": entity},
        "DetailsDocument": document,
    }
