"""Shapes that several kinds of terms share (fact sheet 2.7 to 2.12)."""

from collections.abc import Mapping
from typing import Any

from cppo_tui.sandbox import durations
from cppo_tui.sandbox.errors import FieldProblem
from cppo_tui.sandbox.shapes import Shape, anything, one_of, record, text

DURATION = text(2, 64, durations.PATTERN, "an ISO 8601 duration such as P12M or P365D")
DIMENSION_KEY = text(1, 100)
# Which currencies there are is decided later, with a code of its own (INVALID_CURRENCY_CODE).
CURRENCY = text(3, 3, r"[A-Z]{3}", "a currency code such as USD")
UPFRONT_PRICE = text(
    1, 13, r"100000000(\.0{0,3})?|[0-9]{1,8}(\.[0-9]{0,3})?", "an amount with up to 3 decimal places"
)
CHARGE_AMOUNT = text(
    1, 12, r"100000000(\.0{0,2})?|[0-9]{1,8}(\.[0-9]{0,2})?", "an amount with up to 2 decimal places"
)
# How many places a rate may have is decided later (INVALID_RATE_CARD).
RATE = text(1, 64, r"[0-9]+(\.[0-9]+)?", "a non-negative amount")


def typed(members: Mapping[str, Shape], *, optional: tuple[str, ...] = ()) -> Shape:
    """An object with a Type and these members, all of them required but the optional ones."""
    required = ["Type", *(name for name in members if name not in optional)]
    return record({"Type": anything, **members}, required=required)


def by_type(shapes: Mapping[str, Shape]) -> Shape:
    """An object whose Type decides which shape it must have."""

    def check(value: Any, path: str) -> list[FieldProblem]:
        if not isinstance(value, dict):
            return [FieldProblem(f"{path} must be an object.", path)]
        wrong = one_of(*shapes)(value.get("Type"), f"{path}.Type")
        return wrong or shapes[value["Type"]](value, path)

    return check
