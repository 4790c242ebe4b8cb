"""Asking the agreement service, in either protocol."""

import json
from dataclasses import dataclass
from typing import Any

from cppo_tui.sandbox import cbor
from cppo_tui.sandbox.service import Sandbox
from cppo_tui.sandbox.wire import WireRequest, WireResponse
from tests.sandbox.conftest import Wire

SERVICE = "AWSMPCommerceService_v20200301"
HOST = "https://somewhere.invalid"

Json = dict[str, Any]


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: Json

    @property
    def error(self) -> str | None:
        kind = self.body.get("__type")
        return None if kind is None else str(kind).removeprefix("com.amazonaws.marketplaceagreement#")

    @property
    def reason(self) -> tuple[str | None, str | None]:
        return self.error, self.body.get("reason")


def cbor_request(operation: str, body: bytes) -> WireRequest:
    headers = {"Smithy-Protocol": "rpc-v2-cbor", "Content-Type": "application/cbor"}
    return WireRequest("POST", f"{HOST}/service/{SERVICE}/operation/{operation}", headers, body)


def json_request(operation: str, body: bytes) -> WireRequest:
    headers = {"X-Amz-Target": f"{SERVICE}.{operation}", "Content-Type": "application/x-amz-json-1.0"}
    return WireRequest("POST", f"{HOST}/", headers, body)


def in_cbor(sandbox: Sandbox, operation: str, given: Json) -> Answer:
    return read(sandbox.respond(cbor_request(operation, cbor.encode(given))))


def in_json(sandbox: Sandbox, operation: str, given: Json) -> Answer:
    return read(sandbox.respond(json_request(operation, json.dumps(given).encode())))


def read(response: WireResponse) -> Answer:
    kind = response.headers["Content-Type"]
    body = cbor.decode(response.body) if kind == "application/cbor" else json.loads(response.body)
    return Answer(response.status, response.headers, body)


def only(**filters: str) -> list[Json]:
    """Filters of a proposer unless told otherwise."""
    wanted = {"PartyType": "Proposer", "AgreementType": "PurchaseAgreement", **filters}
    return [{"name": name, "values": [value]} for name, value in wanted.items()]


def search(wire: Wire, **filters: str) -> Answer:
    return search_sorted(wire, {}, **filters)


def search_sorted(wire: Wire, sort: Json, **filters: str) -> Answer:
    given: Json = {"catalog": "AWSMarketplace", "filters": only(**filters), "sort": sort}
    return in_cbor(wire.sandbox, "SearchAgreements", given)


def found(wire: Wire, **filters: str) -> list[str]:
    answer = search(wire, **filters)
    assert answer.status == 200, answer
    return [line["agreementId"] for line in answer.body["agreementViewSummaries"]]


def describe(wire: Wire, key: str) -> Answer:
    return in_cbor(wire.sandbox, "DescribeAgreement", {"agreementId": key})


def terms(wire: Wire, key: str) -> dict[str, Json]:
    answer = in_cbor(wire.sandbox, "GetAgreementTerms", {"agreementId": key})
    assert answer.status == 200, answer
    assert all(len(union) == 1 for union in answer.body["acceptedTerms"])
    return {name: term for union in answer.body["acceptedTerms"] for name, term in union.items()}
