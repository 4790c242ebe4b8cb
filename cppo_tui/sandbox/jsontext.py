"""Reading JSON from the wire, strictly: what is not JSON is a validation error, never a crash."""

import json
from typing import Any, NoReturn

from cppo_tui.sandbox.errors import FieldProblem, validation


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def loads(text: str | bytes) -> Any:
    """The JSON value, or ValueError. NaN, Infinity and bottomless nesting are not JSON here."""
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def dumps(value: Any) -> str:
    """Compact JSON in ASCII: any text survives, lone surrogates included."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def body_object(body: bytes) -> dict[str, Any]:
    """The request body, which must be one JSON object; an empty body counts as an empty one."""
    try:
        value = loads(body) if body else {}
    except ValueError as error:
        text = f"The request body is not valid JSON: {error}."
        raise validation(text, FieldProblem(text, "$", "CannotParse")) from error
    if not isinstance(value, dict):
        raise validation("The request body must be a JSON object.")
    return value
