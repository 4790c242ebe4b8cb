"""Which operation a request is for, and what it hands to it (fact sheet 6.10)."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from urllib.parse import parse_qsl, urlsplit

from cppo_tui.sandbox.change_set_answers import cancel_change_set, describe_change_set
from cppo_tui.sandbox.context import Context
from cppo_tui.sandbox.describe_entities import batch_describe_entities, describe_entity
from cppo_tui.sandbox.errors import unknown_operation, validation
from cppo_tui.sandbox.jsontext import body_object
from cppo_tui.sandbox.list_change_sets import list_change_sets
from cppo_tui.sandbox.list_entities import list_entities
from cppo_tui.sandbox.records import Json
from cppo_tui.sandbox.start_change_set import start_change_set
from cppo_tui.sandbox.tags import list_tags_for_resource, tag_resource, untag_resource
from cppo_tui.sandbox.wire import WireRequest

Operation = Callable[[Context, Json], Json]

OPERATIONS: Mapping[tuple[str, str], Operation] = MappingProxyType(
    {
        ("POST", "/StartChangeSet"): start_change_set,
        ("GET", "/DescribeChangeSet"): describe_change_set,
        ("PATCH", "/CancelChangeSet"): cancel_change_set,
        ("POST", "/ListChangeSets"): list_change_sets,
        ("GET", "/DescribeEntity"): describe_entity,
        ("POST", "/BatchDescribeEntities"): batch_describe_entities,
        ("POST", "/ListEntities"): list_entities,
        ("POST", "/TagResource"): tag_resource,
        ("POST", "/UntagResource"): untag_resource,
        ("POST", "/ListTagsForResource"): list_tags_for_resource,
    }
)


def route(request: WireRequest) -> tuple[Operation, Json]:
    """The operation and its input: the body of a POST, the query of anything else."""
    try:
        address = urlsplit(request.url)
    except ValueError as error:
        raise unknown_operation("The request address is not a URL.") from error
    method = request.method.upper()
    operation = OPERATIONS.get((method, address.path))
    if operation is None:
        raise unknown_operation(f"The sandbox has no operation at {method} {address.path[:100]}.")
    if method == "POST":
        return operation, body_object(request.body)
    pairs = parse_qsl(address.query, keep_blank_values=True)
    if len(dict(pairs)) != len(pairs):
        raise validation("A query parameter was given more than once.")
    return operation, dict(pairs)


def is_sts(request: WireRequest) -> bool:
    """A form posted to the root is STS's query protocol; the Catalog has nothing there."""
    try:
        path = urlsplit(request.url).path
    except ValueError:
        return False
    return request.method.upper() == "POST" and path in ("", "/")


def operation_name(request: WireRequest) -> str:
    """What the request calls itself, whether anything answers to it or not.

    It stands in a header (JSON protocols), at the end of the path (the Catalog, RPC protocols) or in a
    posted form (STS).
    """
    headers = {name.lower(): value for name, value in request.headers.items()}
    if target := headers.get("x-amz-target"):
        return target.rpartition(".")[2]
    if is_sts(request):
        return dict(parse_qsl(request.body.decode("ascii", "replace"))).get("Action", "")
    try:
        return urlsplit(request.url).path.rpartition("/")[2]
    except ValueError:
        return ""
