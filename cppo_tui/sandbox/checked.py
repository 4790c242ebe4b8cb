"""Turning the problems a shape found into the one exception AWS answers with."""

from collections.abc import Sequence
from typing import Any

from cppo_tui.sandbox.errors import FieldProblem, validation
from cppo_tui.sandbox.records import Json
from cppo_tui.sandbox.shapes import Shape, one_of

CATALOG = one_of("AWSMarketplace")
_SHOWN = 5


def refuse_if_any(problems: Sequence[FieldProblem]) -> None:
    """Raise a 422 that lists the problems; the text names the first few."""
    if problems:
        texts = [problem.message for problem in problems[:_SHOWN]]
        more = [f"and {len(problems) - _SHOWN} more"] if len(problems) > _SHOWN else []
        raise validation(" ".join([*texts, *more]), *problems)


def checked(shape: Shape, value: Any) -> Json:
    """The value as an object, once the shape has nothing to say against it."""
    problems = [
        FieldProblem(problem.message.replace("$.", ""), problem.field.removeprefix("$."))
        for problem in shape(value, "$")
    ]
    refuse_if_any(problems)
    result: Json = value
    return result
