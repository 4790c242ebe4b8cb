"""Data on stdout: a table for people, JSON for programs. Both hold the same."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TextIO

from cppo_tui.cli.folding import width_of
from cppo_tui.cli.tables import member_lines, table_lines
from cppo_tui.domain.accounts import grouped
from cppo_tui.domain.text import clean

_ACCOUNTS = frozenset({"accounts", "buyers", "isv_account", "seller", "waiting_for"})
"""Members that are account ids."""

Columns = Sequence[tuple[str, str]]
"""Pairs of a row's key and the table's heading."""


def show(
    rows: Iterable[Mapping[str, object]], columns: Columns, output: str, *, to: TextIO | None = None
) -> None:
    """Print rows: all their members as a JSON list, or the named columns as a table.

    Nothing is cut off: what looks whole is whole. In a file or a pipe each row is one line. An account id is
    its twelve digits to a program, and grouped to a person.
    """
    out = to or sys.stdout
    if output == "json":
        print(json.dumps(list(rows), indent=2, ensure_ascii=False, default=str), file=out)
        return
    table = [[clean(cell(key, row.get(key))) for key, _ in columns] for row in rows]
    for line in table_lines([head for _, head in columns], table, width_of(out)):
        print(line, file=out)


def show_one(row: Mapping[str, object], columns: Columns, output: str, *, to: TextIO | None = None) -> None:
    """Print one thing: as a JSON object, or a line per member."""
    out = to or sys.stdout
    if output == "json":
        print(json.dumps(row, indent=2, ensure_ascii=False, default=str), file=out)
        return
    pairs = [(head, clean(cell(key, row.get(key)))) for key, head in columns]
    for line in member_lines([pair for pair in pairs if pair[1]], width_of(out)):
        print(line, file=out)


def cell(key: str, value: object) -> str:
    """A member as a person reads it."""
    if value is None:
        return ""
    told = grouped if key in _ACCOUNTS else str
    if isinstance(value, (list, tuple)):
        return ", ".join(told(str(one)) for one in value)
    return told(str(value))
