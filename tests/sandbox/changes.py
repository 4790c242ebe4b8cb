"""Change documents as a client would write them."""

from typing import Any

from cppo_tui.sandbox.seed_archera import BRONZE

Json = dict[str, Any]
BUYER = "111122223333"
NEW = "$CreateCPPO.Entity.Identifier"


def change(kind: str, identifier: str | None, details: Any, **members: Any) -> Json:
    entity = {"Type": "Offer@1.0"} if identifier is None else {"Type": "Offer@1.0", "Identifier": identifier}
    return {"ChangeType": kind, "Entity": entity, "DetailsDocument": details, **members}


def create(authorization: str = BRONZE, name: str = "CreateCPPO", **details: Any) -> Json:
    document = {"ResaleAuthorizationId": authorization, **details}
    return change("CreateOfferUsingResaleAuthorization", None, document, ChangeName=name)


def information(offer: str = NEW, **details: Any) -> Json:
    return change("UpdateInformation", offer, details or {"Name": "Spring deal", "Description": "Ref 1"})


def markup(percentage: Any = "25.0", offer: str = NEW) -> Json:
    return change("UpdateMarkup", offer, {"Percentage": percentage})


def buyers(*accounts: str, offer: str = NEW) -> Json:
    return targeting({"PositiveTargeting": {"BuyerAccounts": list(accounts or [BUYER])}}, offer)


def targeting(details: Json, offer: str = NEW) -> Json:
    return change("UpdateTargeting", offer, details)


def until(date: str | None, offer: str = NEW) -> Json:
    return change("UpdateAvailability", offer, {"AvailabilityEndDate": date})


def validity(offer: str = NEW, **term: str) -> Json:
    return change("UpdateValidityTerms", offer, {"Terms": [{"Type": "ValidityTerm", **term}] if term else []})


def lasting(duration: str = "P365D", offer: str = NEW) -> Json:
    return validity(offer, AgreementDuration=duration)


def release(offer: str = NEW) -> Json:
    return change("ReleaseOffer", offer, {})


def whole_cppo(end: str, authorization: str = BRONZE) -> list[Json]:
    """The seven changes of AWS's own sample (fact sheet 6.2)."""
    return [
        create(authorization),
        information(),
        markup(),
        buyers(),
        until(end),
        lasting(),
        release(),
    ]
