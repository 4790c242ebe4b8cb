"""A small schema language for request documents: the checks AWS makes before it looks at the world.

A shape is a function from (value, path) to the problems found; it reports all of them.
"""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from cppo_tui.sandbox import times
from cppo_tui.sandbox.errors import FieldProblem

Shape = Callable[[Any, str], list[FieldProblem]]


def text(low: int = 1, high: int = 255, pattern: str = r"[\s\S]*", hint: str = "") -> Shape:
    """A string of ``low`` to ``high`` characters that matches ``pattern`` as a whole (ASCII digits only)."""
    compiled = re.compile(pattern, re.ASCII)

    def check(value: Any, path: str) -> list[FieldProblem]:
        if not isinstance(value, str):
            return [FieldProblem(f"{path} must be a string.", path)]
        if not low <= len(value) <= high:
            return [FieldProblem(f"{path} must have {low} to {high} characters.", path)]
        if not compiled.fullmatch(value):
            return [FieldProblem(f"{path} must match {hint or pattern}.", path)]
        return []

    return check


def one_of(*allowed: str) -> Shape:
    """One of a fixed set of strings."""

    def check(value: Any, path: str) -> list[FieldProblem]:
        if isinstance(value, str) and value in allowed:
            return []
        return [FieldProblem(f"{path} must be one of {', '.join(allowed)}.", path)]

    return check


def whole_number(low: int, high: int) -> Shape:
    """A JSON integer within bounds."""

    def check(value: Any, path: str) -> list[FieldProblem]:
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return []
        return [FieldProblem(f"{path} must be a whole number from {low} to {high}.", path)]

    return check


def day(value: Any, path: str) -> list[FieldProblem]:
    """A real calendar date, YYYY-MM-DD (fact sheet 2.1)."""
    if isinstance(value, str) and times.calendar_date(value):
        return []
    return [FieldProblem(f"{path} must be a calendar date, YYYY-MM-DD.", path)]


def moment(value: Any, path: str) -> list[FieldProblem]:
    """A full YYYY-MM-DDTHH:MM:SSZ (fact sheet 7.1)."""
    problem = [FieldProblem(f"{path} must have the form YYYY-MM-DDTHH:MM:SSZ.", path)]
    if not isinstance(value, str) or not re.fullmatch(r"[0-9-]{10}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", value):
        return problem
    try:
        times.load(value)
    except ValueError:
        return problem
    return []


def null_or(shape: Shape) -> Shape:
    """JSON null, or the shape."""
    return lambda value, path: [] if value is None else shape(value, path)


def anything(_value: Any, _path: str) -> list[FieldProblem]:
    """Any JSON value: looked at elsewhere."""
    return []


def array(item: Shape, low: int, high: int) -> Shape:
    """A list of ``low`` to ``high`` items."""

    def check(value: Any, path: str) -> list[FieldProblem]:
        if not isinstance(value, list):
            return [FieldProblem(f"{path} must be a list.", path)]
        if not low <= len(value) <= high:
            return [FieldProblem(f"{path} must have {low} to {high} items.", path)]
        return [problem for index, one in enumerate(value) for problem in item(one, f"{path}[{index}]")]

    return check


def record(members: Mapping[str, Shape], *, required: Collection[str] = (), low: int = 0) -> Shape:
    """An object with these members only, the required ones present, at least ``low`` of them in all."""

    def check(value: Any, path: str) -> list[FieldProblem]:
        if not isinstance(value, dict):
            return [FieldProblem(f"{path} must be an object.", path)]
        found = [
            FieldProblem(f"{path}.{name} is required.", f"{path}.{name}")
            for name in required
            if name not in value
        ]
        if len(value) < low:
            found.append(FieldProblem(f"{path} must have at least {low} of {', '.join(members)}.", path))
        for name, one in value.items():
            here = f"{path}.{name}"
            if name in members:
                found += members[name](one, here)
            else:
                found.append(FieldProblem(f"{path} has an unknown property: no additional properties.", here))
        return found

    return check
