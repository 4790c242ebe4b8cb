"""A real boto3 client above the sandbox: typed errors, paging, and answers that fit the SDK's model."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from cppo_tui.sandbox import seed_vendors as vendors
from cppo_tui.sandbox.pace import INSTANT
from cppo_tui.sandbox.service import Sandbox
from tests.sandbox.changes import buyers, create, markup, release, whole_cppo
from tests.sandbox.conftest import Clock, boto_client, recorded

CATALOG = "AWSMarketplace"


@pytest.fixture
def sandbox(clock: Clock) -> Iterator[Sandbox]:
    world = Sandbox(pace=INSTANT, clock=clock)
    yield world
    world.close()


@pytest.fixture
def client(sandbox: Sandbox) -> Any:
    return boto_client(sandbox)


def publish(client: Any, *changes: dict[str, Any]) -> Any:
    started = client.start_change_set(Catalog=CATALOG, ChangeSet=list(changes))
    return client.describe_change_set(Catalog=CATALOG, ChangeSetId=started["ChangeSetId"])


def members(answer: Any) -> set[str]:
    return set(answer) - {"ResponseMetadata"}


def test_a_cppo_is_published(client: Any) -> None:
    done = publish(client, *whole_cppo("2027-01-31"))
    assert done["Status"] == "SUCCEEDED"
    offer = done["ChangeSet"][0]["Entity"]["Identifier"].partition("@")[0]
    entity = client.describe_entity(Catalog=CATALOG, EntityId=offer)
    assert members(entity) == set(recorded("describe_entity_cppo_offer"))
    assert entity["DetailsDocument"]["State"] == "Released"
    assert json.loads(entity["Details"]) == entity["DetailsDocument"]


def test_a_failed_set_reports_its_errors(client: Any) -> None:
    done = publish(client, create(), buyers("000000000000"))
    assert (done["Status"], done["FailureCode"]) == ("FAILED", "CLIENT_ERROR")
    errors = [error for one in done["ChangeSet"] for error in one["ErrorDetailList"]]
    assert [error["ErrorCode"] for error in errors] == ["INVALID_BUYER_ACCOUNTS"]


def test_the_paginator_walks_every_page(client: Any) -> None:
    pages = client.get_paginator("list_entities").paginate(
        Catalog=CATALOG,
        EntityType="ResaleAuthorization",
        OwnershipType="SHARED",
        EntityTypeSort={"ResaleAuthorizationSort": {"SortBy": "Name", "SortOrder": "ASCENDING"}},
        PaginationConfig={"PageSize": 4},
    )
    names = [line["Name"] for page in pages for line in page["EntitySummaryList"]]
    assert names == sorted(names)
    assert len(names) == 19


def test_null_members_are_dropped_by_the_client_as_with_real_answers(client: Any) -> None:
    [line, *_] = client.list_entities(Catalog=CATALOG, EntityType="Offer")["EntitySummaryList"]
    real = recorded("list_entities_offers")["EntitySummaryList"][0]
    assert set(line) == {key for key, value in real.items() if value is not None}


@pytest.mark.parametrize(
    ("exception", "status", "changes"),
    [
        ("ValidationException", 422, [create(vendors.EXPIRED)]),
        ("ResourceNotFoundException", 404, [release("offer-nobody")]),
    ],
)
def test_refusals_become_typed_exceptions(
    client: Any, exception: str, status: int, changes: list[dict[str, Any]]
) -> None:
    with pytest.raises(getattr(client.exceptions, exception)) as caught:
        client.start_change_set(Catalog=CATALOG, ChangeSet=changes)
    response = caught.value.response
    assert response["ResponseMetadata"]["HTTPStatusCode"] == status
    assert response["Error"]["Message"]


def test_the_newer_models_field_list_is_understood(client: Any) -> None:
    with pytest.raises(client.exceptions.ValidationException) as caught:
        client.start_change_set(Catalog=CATALOG, ChangeSet=[create(), markup("1e2")])
    [field] = caught.value.response["ValidationExceptionFieldList"]
    assert (field["ChangeType"], field["Field"]) == ("UpdateMarkup", "Details.Percentage")


def test_change_sets_are_listed_cancelled_and_described(client: Any) -> None:
    key = publish(client, create())["ChangeSetId"]
    [line] = client.list_change_sets(
        Catalog=CATALOG, FilterList=[{"Name": "Status", "ValueList": ["SUCCEEDED"]}]
    )["ChangeSetSummaryList"]
    assert line["ChangeSetId"] == key
    with pytest.raises(client.exceptions.ValidationException):
        client.cancel_change_set(Catalog=CATALOG, ChangeSetId=key)


def test_an_operation_that_is_not_simulated_is_an_ordinary_client_error(client: Any) -> None:
    with pytest.raises(client.exceptions.ClientError) as caught:
        client.get_resource_policy(ResourceArn="arn:aws:aws-marketplace:us-east-1:1:AWSMarketplace/Offer/x")
    assert caught.value.response["Error"]["Code"] == "UnknownOperationException"


def test_sts_answers_over_the_same_seam(sandbox: Sandbox) -> None:
    assert boto_client(sandbox, "sts").get_caller_identity()["Account"] == sandbox.account


def _misfits(shape: Any, value: Any, path: str) -> list[str]:
    """Members and enum values the SDK's model does not know."""
    if value is None:
        return []
    if shape.type_name == "structure" and not getattr(shape, "is_document_type", False):
        known = shape.members
        unknown = [f"{path}.{name}" for name in value if name not in known]
        return unknown + [
            one
            for name, inner in value.items()
            if name in known
            for one in _misfits(known[name], inner, f"{path}.{name}")
        ]
    if shape.type_name == "list":
        return [
            one
            for index, inner in enumerate(value)
            for one in _misfits(shape.member, inner, f"{path}[{index}]")
        ]
    if shape.type_name == "map":
        return [one for key, inner in value.items() for one in _misfits(shape.value, inner, f"{path}[{key}]")]
    allowed = getattr(shape, "enum", None)
    return [f"{path}={value}"] if allowed and value not in allowed else []


def test_every_answer_fits_the_sdks_own_model(sandbox: Sandbox, clock: Clock) -> None:
    from cppo_tui.sandbox.wire import WireRequest
    from tests.sandbox.conftest import BASE

    client = boto_client(sandbox)
    model = client.meta.service_model
    done = publish(client, *whole_cppo("2027-01-31"))
    key, offer = done["ChangeSetId"], done["ChangeSet"][0]["Entity"]["Identifier"].partition("@")[0]
    failed = publish(client, create(), release())["ChangeSetId"]
    pairs = [{"Catalog": CATALOG, "EntityId": one} for one in (offer, "offer-nobody")]
    posts = {
        "ListChangeSets": {"Catalog": CATALOG},
        "BatchDescribeEntities": {"EntityRequestList": pairs},
        "StartChangeSet": {"Catalog": CATALOG, "ChangeSet": [markup("2", "offer-draftseats3mvx")]},
    }
    asked = [("POST", name, f"/{name}", body) for name, body in posts.items()]
    asked += [
        (
            "POST",
            "ListEntities",
            "/ListEntities",
            {"Catalog": CATALOG, "EntityType": kind, "OwnershipType": whose},
        )
        for kind, whose in (("Offer", "SELF"), ("ResaleAuthorization", "SHARED"))
    ]
    asked += [
        ("GET", "DescribeChangeSet", f"/DescribeChangeSet?catalog={CATALOG}&changeSetId={one}", {})
        for one in (key, failed)
    ]
    asked += [("GET", "DescribeEntity", f"/DescribeEntity?catalog={CATALOG}&entityId={offer}", {})]
    for method, name, path, body in asked:
        sent = json.dumps(body).encode() if method == "POST" else b""
        response = sandbox.respond(WireRequest(method, BASE + path, {}, sent))
        assert response.status == 200
        misfits = _misfits(model.operation_model(name).output_shape, json.loads(response.body), name)
        # Real answers carry this member too, and the model does not have it (obs).
        assert [one for one in misfits if not one.endswith(".TypeAttributes")] == []
