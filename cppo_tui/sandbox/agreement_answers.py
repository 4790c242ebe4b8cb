"""DescribeAgreement and GetAgreementTerms, and an agreement's line in a search (SDK model)."""

import hashlib
from datetime import datetime
from typing import Any

from cppo_tui.sandbox import times
from cppo_tui.sandbox.agreement_charges import configuration
from cppo_tui.sandbox.agreement_errors import access_denied, not_found
from cppo_tui.sandbox.agreement_making import ACTIVE
from cppo_tui.sandbox.agreement_requests import AGREEMENT_ID, PAGING, agreement_id, checked, page
from cppo_tui.sandbox.context import Context
from cppo_tui.sandbox.legal_urls import with_signed_documents
from cppo_tui.sandbox.records import Json

_IDENTIFIED = {"agreementId": (AGREEMENT_ID, "INVALID_AGREEMENT_ID")}
_TIMES = ("ChargeDate", "AgreementStartDate", "AgreementEndDate")


def describe_agreement(context: Context, given: Json) -> Json:
    """What an agreement is, without its terms."""
    key, doc = _found(context, checked(given, _IDENTIFIED))
    answer = {**_common(key, doc), "estimatedCharges": doc["estimatedCharges"]}
    behaviour = end_time_behaviour(doc)
    return {**answer, "endTimeBehavior": behaviour} if behaviour else answer


def get_agreement_terms(context: Context, given: Json) -> Json:
    """The terms as they were accepted, a page of them; addresses of documents are signed anew."""
    request = checked(given, {**_IDENTIFIED, **PAGING})
    key, doc = _found(context, request)
    terms = [(term["Type"], accepted_term(key, term, context.now)) for term in doc["acceptedTerms"]]
    shown, token = page(terms, request)
    return {"acceptedTerms": shown, "nextToken": token}


def summary(key: str, doc: Json) -> Json:
    """The agreement's line in SearchAgreements."""
    behaviour = end_time_behaviour(doc)
    return {
        **_common(key, doc),
        "lastUpdateTime": times.load(doc["lastUpdateTime"]),
        "endTimeBehaviorType": behaviour.get("type"),
        "endTimeBehaviorReasonCode": behaviour.get("reasonCode"),
    }


def initial_id(key: str, doc: Json) -> str:
    """The first agreement of the chain; an agreement that replaces none is its own (SDK model)."""
    return str(doc.get("initialAgreementId", key))


def end_time_behaviour(doc: Json) -> Json:
    """Only an active agreement with an end has one (SDK model). ASSUMPTION: a CPPO's never renews."""
    if doc["status"] != ACTIVE or doc["endTime"] is None:
        return {}
    return {"type": "EXPIRE", "reasonCode": "NO_RENEWAL_TERM"}


def accepted_term(key: str, term: Json, now: datetime) -> Json:
    """One member of the union AcceptedTerm, named after the term's type."""
    shown = {**with_signed_documents(term, now), "Id": _term_id(key, term["Type"])}
    if term["Type"] == "ConfigurableUpfrontPricingTerm":
        shown["Configuration"] = configuration(term)
    return {_camel(term["Type"]): _on_the_wire(shown)}


def _found(context: Context, request: Json) -> tuple[str, Json]:
    """The agreement that is asked for, which must be one of the caller's."""
    key = agreement_id(request)
    doc = context.world.agreements().get(key)
    if doc is None:
        raise not_found(key)
    if context.account not in (doc["proposer"]["accountId"], doc["acceptor"]["accountId"]):
        raise access_denied(f"Account {context.account} is no party of agreement {key}.")
    return key, doc


def _common(key: str, doc: Json) -> Json:
    """The members of both; without an end there is a null (SDK model)."""
    proposal: Json = {
        "offerId": doc["offerId"],
        "resources": [{"id": doc["resourceId"], "type": doc["resourceType"]}],
    }
    if doc.get("offerSetId"):
        proposal["offerSetId"] = doc["offerSetId"]
    return {
        "agreementId": key,
        "agreementType": doc["agreementType"],
        "acceptor": doc["acceptor"],
        "proposer": doc["proposer"],
        "acceptanceTime": times.load(doc["acceptanceTime"]),
        "startTime": times.load(doc["startTime"]),
        "endTime": None if doc["endTime"] is None else times.load(doc["endTime"]),
        "proposalSummary": proposal,
        "status": doc["status"],
        "initialAgreementId": initial_id(key, doc),
    }


def _term_id(key: str, kind: str) -> str:
    return "term-" + hashlib.sha256(f"{key}/{kind}".encode()).hexdigest()[:40]


def _on_the_wire(value: Any) -> Any:
    """The Catalog's document with this service's member names, and moments where it has dates as text."""
    match value:
        case dict():
            return {
                _camel(name): times.load(one) if name in _TIMES else _on_the_wire(one)
                for name, one in value.items()
            }
        case list():
            return [_on_the_wire(one) for one in value]
        case _:
            return value


def _camel(name: str) -> str:
    return name[:1].lower() + name[1:]
