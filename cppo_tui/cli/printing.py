"""Data on stdout: a table for people, JSON for programs. Both hold the same."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TextIO

from cppo_tui.domain.text import clean

Columns = Sequence[tuple[str, str]]
"""Pairs of a row's key and the table's heading."""


def show(
    rows: Iterable[Mapping[str, object]], columns: Columns, output: str, *, to: TextIO | None = None
) -> None:
    """Print rows: all their members as a JSON list, or the named columns as a table.

    Nothing is cut off, whatever the width: what looks whole is whole.
    """
    out = to or sys.stdout
    if output == "json":
        print(json.dumps(list(rows), indent=2, ensure_ascii=False, default=str), file=out)
        return
    table = [[clean(_cell(row.get(key))) for key, _ in columns] for row in rows]
    heads = [head for _, head in columns]
    widths = [max(map(len, column)) for column in zip(heads, *table, strict=True)]
    for line in [heads, *table]:
        print(
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip(), file=out
        )


def show_one(row: Mapping[str, object], columns: Columns, output: str, *, to: TextIO | None = None) -> None:
    """Print one thing: as a JSON object, or a line per member."""
    out = to or sys.stdout
    if output == "json":
        print(json.dumps(row, indent=2, ensure_ascii=False, default=str), file=out)
        return
    width = max(len(head) for _, head in columns)
    for key, head in columns:
        if (text := _cell(row.get(key))) != "":
            print(f"{head:{width}}  {clean(text)}", file=out)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return str(value)
