"""Numbers from many runs, and the table they are printed in."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One measured number beside what it should be."""

    name: str
    value: str
    target: str = ""
    met: bool | None = None

    @property
    def verdict(self) -> str:
        """Met, missed, or nothing where there is no target."""
        return {None: "", True: "met", False: "MISSED"}[self.met]


def median(seconds: Sequence[float]) -> float:
    """In milliseconds."""
    return statistics.median(seconds) * 1000


def percentile(seconds: Sequence[float], part: float) -> float:
    """In milliseconds: the smallest value that is not exceeded by this part of all."""
    ordered = sorted(seconds)
    return ordered[min(int(len(ordered) * part), len(ordered) - 1)] * 1000


def table(figures: Sequence[Figure]) -> str:
    """Columns as wide as their longest text."""
    head = Figure("measured", "value", "target")
    names, values, targets = (
        max(len(getattr(figure, column)) for figure in (head, *figures))
        for column in ("name", "value", "target")
    )
    rows = [
        f"{figure.name:<{names}}  {figure.value:>{values}}  {figure.target:<{targets}}  {figure.verdict}"
        for figure in (head, *figures)
    ]
    return "\n".join(row.rstrip() for row in (rows[0], "-" * len(rows[0].rstrip()), *rows[1:]))
