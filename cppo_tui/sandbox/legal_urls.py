"""Where legal documents of an offer lie, and the short-lived signed addresses of them (fact sheet 8.4)."""

import hashlib
from datetime import datetime

from cppo_tui.sandbox import times
from cppo_tui.sandbox.assumptions import SIGNED_URL_LIFETIME
from cppo_tui.sandbox.records import Json

STANDARD_EULAS = ("2019-04-24", "2022-07-14")
"""The versions of the standard contract, oldest first (fact sheet 2.7)."""

AUTHORIZATION_DOCUMENTS = "https://resale-auth-legal-terms-iad-prod.s3.amazonaws.com"
_OFFER_DOCUMENTS = "https://aws-mp-offer-legal-artifacts-us-east-1-prod.s3.amazonaws.com"


def copy_address(offer_id: str, name: str) -> str:
    """AWS keeps its own copy of a document, at an address of the offer's (obs)."""
    return f"{_OFFER_DOCUMENTS}/{offer_id}/{name}"


def named_by_its_authorization(authorization_id: str, doc: Json) -> Json:
    """An authorization's document, each legal document of it at an address of its own (obs)."""
    terms = [
        {**term, "Documents": [_kept(authorization_id, one) for one in term["Documents"]]}
        if "Documents" in term
        else term
        for term in doc["Terms"]
    ]
    return {**doc, "Terms": terms}


def _kept(authorization_id: str, document: Json) -> Json:
    name = document["Url"].rsplit("/", 1)[-1]
    return {**document, "Url": f"{AUTHORIZATION_DOCUMENTS}/{authorization_id}/{name}"}


def signed(url: str, now: datetime) -> str:
    """The address with a made-up signature that depends on the moment."""
    stamp = times.seconds(now).replace("-", "").replace(":", "")
    mark = hashlib.sha256(f"{url}|{times.store(now)}".encode("utf-8", "surrogatepass")).hexdigest()
    lifetime = int(SIGNED_URL_LIFETIME.total_seconds())
    return f"{url}?X-Amz-Date={stamp}&X-Amz-Expires={lifetime}&X-Amz-Signature={mark}"


def with_signed_documents(term: Json, now: datetime) -> Json:
    """The term with every document address signed; terms without documents as they are."""
    if "Documents" not in term:
        return term
    documents = [
        {**one, "Url": signed(one["Url"], now)} if "Url" in one else one for one in term["Documents"]
    ]
    return {**term, "Documents": documents}
