"""The document of an agreement: who accepted which offer when, for how long, on what terms."""

from dataclasses import dataclass
from datetime import datetime

from cppo_tui.sandbox import times
from cppo_tui.sandbox.agreement_charges import estimated_charges
from cppo_tui.sandbox.agreement_period import period
from cppo_tui.sandbox.behaviour import Rounding
from cppo_tui.sandbox.offer import Offer
from cppo_tui.sandbox.records import Json

ACTIVE = "ACTIVE"
EXPIRED = "EXPIRED"
REPLACED = "REPLACED"

_RESOURCE_TYPES = {
    "AMI": "AmiProduct",
    "Container": "ContainerProduct",
    "ProfessionalServices": "ProfessionalServicesProduct",
}


@dataclass(frozen=True, slots=True)
class Handshake:
    """An offer at the moment a buyer accepts it; ``kind`` is the product's."""

    offer: Offer
    revision: int
    buyer: str
    proposer: str
    moment: datetime
    kind: str = "SaaS"
    rounding: Rounding = Rounding.HALF_UP


def agreement(handshake: Handshake) -> Json:
    """A new, active agreement; what happens to the offer later does not touch it."""
    offer, moment = handshake.offer, times.millis(handshake.moment)
    shown = offer.document(handshake.moment, handshake.rounding)
    terms = [_unsigned(term) for term in shown["Terms"]]
    start, end = period(offer, handshake.moment)
    document: Json = {
        "agreementType": "PurchaseAgreement",
        "acceptor": {"accountId": handshake.buyer},
        "proposer": {"accountId": handshake.proposer},
        "status": ACTIVE,
        "acceptanceTime": moment,
        "startTime": times.millis(start),
        "endTime": None if end is None else times.millis(end),
        "lastUpdateTime": moment,
        "offerId": offer.id,
        "offerSetId": offer.offer_set_id,
        "offerRevision": handshake.revision,
        "resourceId": offer.product_id,
        "resourceType": _RESOURCE_TYPES.get(handshake.kind, "SaaSProduct"),
        "resaleAuthorizationId": offer.authorization_id,
        "acceptedTerms": terms,
        "estimatedCharges": estimated_charges(terms),
    }
    return document


def replacing(new: Json, agreement_id: str, old: Json) -> Json:
    """The new agreement as the next link of the old one's chain (SDK model, initialAgreementId)."""
    first = old.get("initialAgreementId", agreement_id)
    return {**new, "replaces": agreement_id, "initialAgreementId": first}


def replaced(old: Json, moment: datetime) -> Json:
    """The old agreement, which ends at once (fact sheet 2.3). ASSUMPTION: its end time stays."""
    return {**old, "status": REPLACED, "lastUpdateTime": times.millis(moment)}


def has_ended(doc: Json, now: datetime) -> bool:
    """Whether the end time has come, whatever the status says yet."""
    return doc["endTime"] is not None and times.load(doc["endTime"]) < now


def expired(doc: Json) -> Json:
    """The agreement after it ended on the defined end date (SDK model, AgreementStatus)."""
    return {**doc, "status": EXPIRED, "lastUpdateTime": doc["endTime"]}


def _unsigned(term: Json) -> Json:
    """The term as it is kept: the only query AWS's copies of documents have is the passing signature."""
    if "Documents" not in term:
        return term
    documents = [
        {**one, "Url": one["Url"].partition("?")[0]} if "Url" in one else one for one in term["Documents"]
    ]
    return {**term, "Documents": documents}
