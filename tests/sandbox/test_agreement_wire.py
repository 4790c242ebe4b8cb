"""The agreement service's two protocols: bodies, headers, errors, and requests that are not for it."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cppo_tui.sandbox import cbor
from cppo_tui.sandbox.seed_agreements import RUNNING
from cppo_tui.sandbox.seed_hostile import GARNISH
from cppo_tui.sandbox.seed_offers import EXPIRED
from cppo_tui.sandbox.service import Sandbox
from cppo_tui.sandbox.wire import WireRequest
from tests.sandbox.asking_agreements import (
    HOST,
    SERVICE,
    Json,
    cbor_request,
    describe,
    in_cbor,
    in_json,
    json_request,
    only,
    read,
)
from tests.sandbox.conftest import MakeWire, Wire

OURS = Sandbox()
PROTOCOLS = [in_cbor, in_json]


@pytest.mark.parametrize("ask", PROTOCOLS)
def test_both_protocols_say_the_same(wire: Wire, ask: Any) -> None:
    answer = ask(wire.sandbox, "DescribeAgreement", {"agreementId": RUNNING})
    assert answer.status == 200
    accepted = answer.body["acceptanceTime"]
    moment = accepted if isinstance(accepted, datetime) else datetime.fromtimestamp(accepted, UTC)
    assert moment == datetime(2026, 10, 23, 14, 26, 17, 325000, UTC)
    assert answer.body["proposalSummary"]["offerId"] == EXPIRED


def test_cbor_answers_say_what_they_are(wire: Wire) -> None:
    answer = in_cbor(wire.sandbox, "SearchAgreements", {"filters": only()})
    assert answer.headers == {
        "Content-Type": "application/cbor",
        "smithy-protocol": "rpc-v2-cbor",
        "x-amzn-RequestId": "request-1",
        "Date": "Mon, 23 Nov 2026 10:00:00 GMT",
    }


def test_json_answers_have_seconds_since_1970(wire: Wire) -> None:
    answer = in_json(wire.sandbox, "DescribeAgreement", {"agreementId": RUNNING})
    assert answer.headers["Content-Type"] == "application/x-amz-json-1.0"
    assert answer.body["startTime"] == 1792765577.325


@pytest.mark.parametrize("ask", PROTOCOLS)
def test_an_error_has_its_type_text_and_request_in_the_body(wire: Wire, ask: Any) -> None:
    answer = ask(wire.sandbox, "DescribeAgreement", {"agreementId": "agmt-nobody"})
    assert answer.status == 404
    assert answer.body == {
        "__type": "com.amazonaws.marketplaceagreement#ResourceNotFoundException",
        "message": "Agreement agmt-nobody does not exist.",
        "requestId": "request-1",
        "resourceId": "agmt-nobody",
        "resourceType": "Agreement",
    }


@pytest.mark.parametrize("ask", PROTOCOLS)
@pytest.mark.parametrize("operation", ["CancelAgreement", "Nothing", "", "DescribeEntity"])
def test_what_is_not_simulated_is_an_unknown_operation(wire: Wire, ask: Any, operation: str) -> None:
    answer = ask(wire.sandbox, operation, {})
    assert (answer.status, answer.error) == (404, "UnknownOperationException")
    assert f"'{operation}'" in answer.body["message"]


@pytest.mark.parametrize(
    "request_",
    [
        *(cbor_request("SearchAgreements", body) for body in (b"\xff", b"\x80", b"\xa1", b"{}", b"\xa0\xa0")),
        *(json_request("SearchAgreements", body) for body in (b"{", b"[]", b"null", b"\xff", b'{"a": NaN}')),
        WireRequest("POST", f"{HOST}/service/{SERVICE}/operation/SearchAgreements", {}, b"\xa0"),
        json_request("DescribeAgreement", b"[" * 100_000),
        cbor_request("DescribeAgreement", b"\x9f" * 100_000),
    ],
)
def test_a_body_that_cannot_be_read_is_a_serialization_exception(wire: Wire, request_: WireRequest) -> None:
    answer = read(wire.sandbox.respond(request_))
    assert (answer.status, answer.error) == (400, "SerializationException")
    assert answer.body["message"].endswith(".")


def test_an_empty_body_is_an_empty_input_and_null_is_as_good_as_absent(wire: Wire) -> None:
    assert (
        read(wire.sandbox.respond(cbor_request("DescribeAgreement", b""))).reason[1] == "MISSING_AGREEMENT_ID"
    )
    answer = in_json(wire.sandbox, "DescribeAgreement", {"agreementId": None})
    assert answer.reason == ("ValidationException", "MISSING_AGREEMENT_ID")


@pytest.mark.parametrize(
    ("headers", "path", "status"),
    [
        ({"X-Amz-Target": "AWSMPCommerceService_v20200301"}, "/", 400),
        ({"X-Amz-Target": "OtherService.SearchAgreements"}, "/", 400),
        ({"smithy-protocol": "rpc-v2-cbor"}, "/service/OtherService/operation/SearchAgreements", 404),
        ({"smithy-protocol": "rpc-v2-cbor"}, f"/service/{SERVICE}/operation/Search/Agreements", 404),
    ],
)
def test_other_services_stay_other_services(wire: Wire, headers: Json, path: str, status: int) -> None:
    response = wire.sandbox.respond(WireRequest("POST", HOST + path, headers, b""))
    assert response.status == status
    assert response.headers["Content-Type"] in ("text/xml", "application/json")


SCRAPS = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63)
    | st.text(max_size=6)
    | st.sampled_from(["Proposer", "Acceptor", "PurchaseAgreement", "AWSMarketplace", "EndTime", RUNNING]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "catalog",
                    "filters",
                    "name",
                    "values",
                    "sort",
                    "sortBy",
                    "sortOrder",
                    "maxResults",
                    "nextToken",
                    "agreementId",
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=15,
)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from([cbor_request, json_request]),
    st.sampled_from(["SearchAgreements", "DescribeAgreement", "GetAgreementTerms", "Other"]),
    SCRAPS.map(cbor.encode) | SCRAPS.map(lambda one: json.dumps(one).encode()) | st.binary(max_size=30),
)
def test_no_request_makes_the_service_raise(form: Any, operation: str, body: bytes) -> None:
    answer = read(OURS.respond(form(operation, body)))
    assert answer.status in (200, 400, 404)


def test_a_state_file_that_fails_is_an_error_of_this_service() -> None:
    sandbox = Sandbox()
    sandbox.close()
    answer = in_cbor(sandbox, "DescribeAgreement", {"agreementId": RUNNING})
    assert (answer.status, answer.error) == (500, "InternalServerException")


def test_a_hostile_world_garnishes_these_messages_too(make_wire: MakeWire) -> None:
    wire = make_wire("hostile-names")
    assert describe(wire, "agmt-nobody").body["message"].endswith(GARNISH)


@pytest.mark.parametrize("ask", PROTOCOLS)
def test_what_the_keys_may_not_do_is_denied(wire: Wire, ask: Any) -> None:
    with wire.sandbox._world.transaction():
        wire.sandbox._world.set_meta("denied", ["SearchAgreements"])
    answer = ask(wire.sandbox, "SearchAgreements", {})
    assert (answer.status, answer.error) == (403, "AccessDeniedException")
    assert "aws-marketplace:SearchAgreements" in answer.body["message"]
    assert ask(wire.sandbox, "DescribeAgreement", {"agreementId": RUNNING}).status == 200
