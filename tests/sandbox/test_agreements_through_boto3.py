"""A real boto3 client of the agreement service above the sandbox, in both protocols it may speak."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from botocore.config import Config

from cppo_tui.sandbox import cbor
from cppo_tui.sandbox import seed_vendors as vendors
from cppo_tui.sandbox.agreement_errors import (
    AgreementError,
    access_denied,
    not_found,
    translated,
    unreadable,
    validation,
)
from cppo_tui.sandbox.errors import FieldProblem, internal
from cppo_tui.sandbox.errors import throttled as too_fast
from cppo_tui.sandbox.pace import INSTANT
from cppo_tui.sandbox.seed_agreements import ENDED, RUNNING, RUNNING_CONTAINER
from cppo_tui.sandbox.seed_offers import OPEN
from cppo_tui.sandbox.service import Sandbox
from cppo_tui.sandbox.wire import WireRequest
from tests.sandbox.changes import buyers, create, information, markup, release, until
from tests.sandbox.conftest import BASE, Clock, Wire, boto_session

CBOR, JSON_1_0 = "smithy-rpc-v2-cbor", "json"
PROPOSER = [
    {"name": "PartyType", "values": ["Proposer"]},
    {"name": "AgreementType", "values": ["PurchaseAgreement"]},
]


@pytest.fixture
def sandbox(clock: Clock) -> Iterator[Sandbox]:
    world = Sandbox(pace=INSTANT, clock=clock)
    yield world
    world.close()


def agreement_client(sandbox: Sandbox, protocol: str) -> Any:
    """A client as its model makes it, except that the model offers this one protocol."""
    session = boto_session(sandbox)
    loader = session._session.get_component("data_loader")
    load = loader.load_service_model

    def only_this_protocol(*args: Any, **kwargs: Any) -> Any:
        model = load(*args, **kwargs)
        if model.get("metadata", {}).get("targetPrefix") != "AWSMPCommerceService_v20200301":
            return model
        return {**model, "metadata": {**model["metadata"], "protocol": protocol, "protocols": [protocol]}}

    loader.load_service_model = only_this_protocol
    make_config: Any = Config
    config = make_config(
        retries={"mode": "standard"}, ignore_configured_endpoint_urls=True, proxies={}, defaults_mode="legacy"
    )
    return session.client("marketplace-agreement", endpoint_url=BASE, config=config)


@pytest.fixture(params=[CBOR, JSON_1_0])
def protocol(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def client(sandbox: Sandbox, protocol: str) -> Any:
    return agreement_client(sandbox, protocol)


def test_the_client_speaks_the_protocol_it_was_told_to(sandbox: Sandbox, protocol: str) -> None:
    client = agreement_client(sandbox, protocol)
    sent: list[Any] = []
    client.meta.events.register("request-created.*", lambda request, **_: sent.append(request))
    client.describe_agreement(agreementId=RUNNING)
    [request] = sent
    path = request.url.removeprefix(BASE)
    expected = {CBOR: "/service/AWSMPCommerceService_v20200301/operation/DescribeAgreement", JSON_1_0: "/"}
    assert path == expected[protocol]
    assert ("X-Amz-Target" in request.headers) is (protocol == JSON_1_0)


def test_a_client_left_to_itself_is_understood(sandbox: Sandbox) -> None:
    client = boto_session(sandbox).client("marketplace-agreement", endpoint_url=BASE)
    assert client.meta.service_model.resolved_protocol in (CBOR, JSON_1_0)
    assert client.describe_agreement(agreementId=RUNNING)["status"] == "ACTIVE"


def test_an_acceptance_is_found_described_and_read(client: Any, sandbox: Sandbox) -> None:
    key = sandbox.accept(OPEN)
    filters = [*PROPOSER, {"name": "OfferId", "values": [OPEN]}]
    [line] = client.search_agreements(catalog="AWSMarketplace", filters=filters)["agreementViewSummaries"]
    assert (line["agreementId"], line["status"]) == (key, "ACTIVE")
    described = client.describe_agreement(agreementId=key)
    assert described["acceptanceTime"].astimezone(UTC) == datetime(2026, 11, 23, 10, tzinfo=UTC)
    assert described["endTime"].astimezone(UTC) == datetime(2036, 11, 20, 10, tzinfo=UTC)
    assert described["estimatedCharges"] == {"agreementValue": "0", "currencyCode": "USD"}
    terms = client.get_agreement_terms(agreementId=key)["acceptedTerms"]
    [price] = [
        rate["price"]
        for term in terms
        for card in term.get("usageBasedPricingTerm", {}).get("rateCards", [])
        for rate in card["rateCard"]
    ]
    assert price == "0.01"


def test_fractions_of_a_second_arrive(client: Any) -> None:
    accepted = client.describe_agreement(agreementId=RUNNING)["acceptanceTime"]
    assert accepted.astimezone(UTC) == datetime(2026, 10, 23, 14, 26, 17, 325000, UTC)


def test_the_paginators_walk_every_page(client: Any) -> None:
    pages = client.get_paginator("search_agreements").paginate(
        catalog="AWSMarketplace", filters=PROPOSER, PaginationConfig={"PageSize": 1}
    )
    found = [[line["agreementId"] for line in page["agreementViewSummaries"]] for page in pages]
    assert found == [[ENDED], [RUNNING_CONTAINER], [RUNNING]]
    pages = client.get_paginator("get_agreement_terms").paginate(
        agreementId=RUNNING, PaginationConfig={"PageSize": 2}
    )
    assert [len(page["acceptedTerms"]) for page in pages] == [2, 1]


def test_refusals_become_typed_exceptions(client: Any) -> None:
    with pytest.raises(client.exceptions.ResourceNotFoundException) as caught:
        client.describe_agreement(agreementId="agmt-nobody")
    response = caught.value.response
    assert response["ResponseMetadata"]["HTTPStatusCode"] == 404
    assert (response["resourceId"], response["resourceType"]) == ("agmt-nobody", "Agreement")
    assert response["Error"]["Message"] == "Agreement agmt-nobody does not exist."
    with pytest.raises(client.exceptions.ValidationException) as caught:
        client.search_agreements(filters=PROPOSER[1:])
    response = caught.value.response
    assert response["reason"] == "MISSING_PARTY_TYPE"
    assert response["ResponseMetadata"]["RequestId"] == response["requestId"]


def test_the_fields_of_a_validation_exception_arrive(client: Any) -> None:
    with pytest.raises(client.exceptions.ValidationException) as caught:
        client.get_agreement_terms(agreementId="agmt-nobody", maxResults=51)
    [field] = caught.value.response["fields"]
    assert field["name"] == "maxResults"


def test_an_operation_that_is_not_simulated_is_an_ordinary_client_error(client: Any) -> None:
    with pytest.raises(client.exceptions.ClientError) as caught:
        client.cancel_agreement(agreementId=RUNNING)
    assert caught.value.response["Error"]["Code"] == "UnknownOperationException"


# --- every answer against the SDK's own model


def misfits(shape: Any, value: Any, path: str) -> list[str]:
    """Where an answer as it goes over the wire is not what the model says; null is as good as absent."""
    if value is None:
        return []
    match shape.type_name:
        case "structure":
            if not isinstance(value, dict):
                return [path]
            set_ = [name for name, one in value.items() if one is not None]
            wrong = [f"{path}.{name}" for name in set_ if name not in shape.members]
            wrong += [f"{path} lacks {name}" for name in shape.required_members if name not in set_]
            if getattr(shape, "is_tagged_union", False) and len(set_) != 1:
                wrong.append(f"{path} has {len(set_)} members")
            known = [name for name in set_ if name in shape.members]
            return wrong + [
                one for name in known for one in misfits(shape.members[name], value[name], f"{path}.{name}")
            ]
        case "list":
            if not isinstance(value, list):
                return [path]
            return [
                one
                for place, item in enumerate(value)
                for one in misfits(shape.member, item, f"{path}[{place}]")
            ]
        case "timestamp":
            return [] if isinstance(value, datetime | int | float) and not isinstance(value, bool) else [path]
        case "integer":
            return [] if isinstance(value, int) and not isinstance(value, bool) else [path]
        case "boolean":
            return [] if isinstance(value, bool) else [path]
        case _:
            allowed = getattr(shape, "enum", None) or [value]
            low, high = shape.metadata.get("min", 0), shape.metadata.get("max", 10**6)
            fits = isinstance(value, str) and value in allowed and low <= len(value) <= high
            return [] if fits else [f"{path}={value!r}"]


def ask(sandbox: Sandbox, operation: str, given: dict[str, Any], protocol: str) -> Any:
    """The body as it goes over the wire, before the SDK has dropped what it does not know."""
    service = "AWSMPCommerceService_v20200301"
    if protocol == CBOR:
        url = f"{BASE}/service/{service}/operation/{operation}"
        request = WireRequest("POST", url, {"smithy-protocol": "rpc-v2-cbor"}, cbor.encode(given))
        return cbor.decode(sandbox.respond(request).body)
    headers = {"X-Amz-Target": f"{service}.{operation}"}
    request = WireRequest("POST", f"{BASE}/", headers, json.dumps(given).encode())
    return json.loads(sandbox.respond(request).body)


def test_every_answer_fits_the_sdks_own_model(
    client: Any, sandbox: Sandbox, protocol: str, clock: Clock
) -> None:
    wire = Wire(sandbox, clock)
    basics = [information(), markup(), buyers(), until(clock.date(30)), release()]
    keys = [ENDED, RUNNING, RUNNING_CONTAINER]
    for authorization in (vendors.CONTRACT, vendors.CONSUMPTION, vendors.INSTALLMENTS):
        keys.append(sandbox.accept(wire.succeed(create(authorization), *basics)))
    model = client.meta.service_model
    asked: list[tuple[str, dict[str, Any]]] = [
        ("SearchAgreements", {"filters": PROPOSER}),
        ("SearchAgreements", {"filters": PROPOSER, "maxResults": 1}),
    ]
    for key in keys:
        asked += [(name, {"agreementId": key}) for name in ("DescribeAgreement", "GetAgreementTerms")]
    for name, given in asked:
        answer = ask(sandbox, name, given, protocol)
        assert "__type" not in answer, answer
        assert misfits(model.operation_model(name).output_shape, answer, name) == []


@pytest.mark.parametrize(
    "error",
    [
        validation("INVALID_FILTERS", "Bad.", [FieldProblem("Bad.", "filters")]),
        validation("MISSING_PARTY_TYPE", "Missing."),
        validation("OTHER", "Too long a text. " * 200),
        not_found("agmt-nobody"),
        access_denied("Not yours."),
        translated(too_fast("Slower.")),
        translated(internal("Broken.")),
    ],
    ids=lambda error: error.code,
)
def test_every_modelled_error_fits_the_sdks_own_model(sandbox: Sandbox, error: AgreementError) -> None:
    model = agreement_client(sandbox, CBOR).meta.service_model
    shape = model.shape_for(error.code)
    body = error.body("request-1")
    assert body.pop("__type").endswith(f"#{error.code}")
    assert misfits(shape, body, error.code) == []
    assert shape.metadata["error"]["httpStatusCode"] == error.status


def test_a_serialization_exception_is_in_no_model_and_a_400(sandbox: Sandbox) -> None:
    model = agreement_client(sandbox, CBOR).meta.service_model
    assert "SerializationException" not in model.shape_names
    assert unreadable("Nonsense.").status == 400


def test_the_check_of_the_model_can_fail(sandbox: Sandbox) -> None:
    model = agreement_client(sandbox, CBOR).meta.service_model
    shape = model.operation_model("DescribeAgreement").output_shape
    wrong = {
        "status": "ACCEPTED",
        "endTime": "2026-11-23T10:00:00Z",
        "acceptor": {"accountId": 1},
        "agreementVersion": 1,
        "endTimeBehavior": {},
    }
    assert len(misfits(shape, wrong, "DescribeAgreement")) == 5
    shape = model.operation_model("GetAgreementTerms").output_shape
    assert len(misfits(shape, {"acceptedTerms": [{"legalTerm": {}, "validityTerm": {}}]}, "Terms")) == 1
