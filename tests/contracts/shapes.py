"""Answers measured by the SDK's own model: what does not fit, in words."""

import json
import re
from collections.abc import Iterator
from typing import Any

import botocore.session
from botocore.model import Shape

from tests.contracts.story import Answer

SLOPPY_PATTERNS = frozenset({"ChangeName", "EntityType", "Identifier", "EntityNameString"})
"""Shapes whose pattern in the model AWS's own answers break (fact sheet 6.1)."""

DATES = frozenset({"DateTimeISO8601"})
"""The model says 20 characters, AWS also writes milliseconds (fact sheet 7.1, obs)."""

SHARED_WITH_REQUESTS = frozenset({"Json", "TagList"})
"""Sizes meant for what is sent: a document of 200 dimensions is longer, and a list of tags may be empty."""

UNLISTED = frozenset({"TypeAttributes"})
"""Members AWS writes and the model does not know (obs)."""

UNMODELLED = frozenset({"UnknownOperationException"})
"""Errors of every AWS service, which no service's model lists."""

_MODELS = {
    name: botocore.session.get_session().get_service_model(name)
    for name in ("marketplace-catalog", "marketplace-agreement")
}
_CLASSES = {r"\p{L}": r"\w", r"\p{N}": r"\w", r"\p{Z}": r"\s", r"\p{C}": r"\x00-\x1f\x7f-\x9f"}
"""Classes of characters Python's expressions have no name for."""

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "long": (int,),
    "boolean": (bool,),
    "timestamp": (int, float),
    "float": (int, float),
    "double": (int, float),
}


def misfits(answer: Answer) -> list[str]:
    """Everything in the answer the model does not allow. A problem of a text ends in its shape's name."""
    body = json.loads(answer.body)
    return [f"{answer.operation}: {problem}" for problem in _walk(_shape_of(answer, body), body, "$")]


def modelled_status(answer: Answer) -> int | None:
    """The HTTP status the model gives the answer's error; None when it is none, or has none."""
    shape = _shape_of(answer, json.loads(answer.body))
    status = shape.metadata.get("error", {}).get("httpStatusCode") if shape is not None else None
    return None if status is None else int(status)


def _shape_of(answer: Answer, body: Any) -> Shape | None:
    model = next(one for one in _MODELS.values() if answer.operation in one.operation_names)
    if answer.status == 200:
        shape: Shape | None = model.operation_model(answer.operation).output_shape
        return shape
    header = dict(answer.headers).get("x-amzn-errortype", "")
    code = header or body["__type"].rpartition("#")[2]
    if code in UNMODELLED:
        return None
    errors = model.operation_model(answer.operation).error_shapes
    return next(one for one in errors if one.name == code)


def _walk(shape: Shape | None, value: Any, path: str) -> Iterator[str]:
    if shape is None or getattr(shape, "is_document_type", False):
        return
    kinds = {"structure": _structure, "list": _list, "map": _map}
    if shape.type_name in kinds:
        yield from kinds[shape.type_name](shape, value, path)
    elif not isinstance(value, _TYPES[shape.type_name]) or (
        isinstance(value, bool) and shape.type_name != "boolean"
    ):
        yield f"{path} is {value!r}, not a {shape.type_name}"
    elif isinstance(value, str):
        yield from _text(shape, value, path)


def _structure(shape: Any, value: Any, path: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{path} is {value!r}, not a structure"
        return
    yield from (f"{path}.{name} is missing" for name in shape.required_members if value.get(name) is None)
    if shape.metadata.get("union") or getattr(shape, "is_tagged_union", False):
        given = [name for name, one in value.items() if one is not None]
        if len(given) != 1:
            yield f"{path} is a union with {given}"
    for name, one in value.items():
        if name not in shape.members:
            known_of_errors = shape.metadata.get("exception") and name in ("__type", "message", "Message")
            if name not in UNLISTED and not known_of_errors:
                yield f"{path}.{name} is unknown"
        elif one is not None:  # AWS writes null for what is absent (fact sheet 7.1, obs)
            yield from _walk(shape.members[name], one, f"{path}.{name}")


def _list(shape: Any, value: Any, path: str) -> Iterator[str]:
    if not isinstance(value, list):
        yield f"{path} is {value!r}, not a list"
        return
    yield from _bounds(shape, len(value), path, "items")
    for index, one in enumerate(value):
        yield from _walk(shape.member, one, f"{path}[{index}]")


def _map(shape: Any, value: Any, path: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{path} is {value!r}, not a map"
        return
    for key, one in value.items():
        yield from _walk(shape.key, key, f"{path} key")
        yield from _walk(shape.value, one, f"{path}[{key}]")


def _text(shape: Any, value: str, path: str) -> Iterator[str]:
    if shape.name in DATES:
        value = re.sub(r"\.[0-9]{3}Z$", "Z", value)
    if shape.enum and value not in shape.enum:
        yield f"{path} is {value!r}, none of {shape.enum}"
    yield from _bounds(shape, len(value), path, "characters")
    pattern = str(shape.metadata.get("pattern", ""))
    for theirs, ours in _CLASSES.items():
        pattern = pattern.replace(theirs, ours)
    if shape.name not in SLOPPY_PATTERNS and not re.search(pattern, value):
        yield f"{path} is {value!r}, which is not {pattern} ({shape.name})"


def _bounds(shape: Any, size: int, path: str, unit: str) -> Iterator[str]:
    low, high = shape.metadata.get("min", 0), shape.metadata.get("max", float("inf"))
    if shape.name not in SHARED_WITH_REQUESTS and not low <= size <= high:
        yield f"{path} has {size} {unit}, not {low} to {high} ({shape.name})"
