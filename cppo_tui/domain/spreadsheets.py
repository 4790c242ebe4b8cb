"""Text out of a spreadsheet's file and back into one: bytes to cells, and cells no spreadsheet acts on."""

import codecs
import csv
import io
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cppo_tui.domain.accounts import is_account
from cppo_tui.domain.text import clean

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 with a byte order mark"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_ACTED_ON = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula, also in full width; tab and CR hide one."""


class NotASheet(Exception):
    """The bytes are no table. The text says why, and what to do."""


class Record(NamedTuple):
    """One record and the line it begins on, from 1."""

    line: int
    cells: tuple[str, ...]


def decoded(content: bytes) -> tuple[str, str]:
    """The text, and what it was written in. Raises NotASheet."""
    try:
        for mark, codec, name in _MARKS:
            if content.startswith(mark):
                return content.decode(codec), name
        if (codec := _unmarked_utf16(content)) != "":
            return content.decode(codec), "UTF-16"
        if b"\0" in content:
            raise NotASheet("This is no text. Save the sheet as CSV (UTF-8).")
    except UnicodeDecodeError as error:
        raise NotASheet(
            "This text is damaged: it does not hold what its beginning says. Save the sheet as CSV (UTF-8)."
        ) from error
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252"), "Windows Latin-1"
    except UnicodeDecodeError:
        return content.decode("latin-1"), "Latin-1"


def _unmarked_utf16(content: bytes) -> str:
    """Mostly ASCII in UTF-16 has a zero in every other byte."""
    head = content[:400]
    if len(head) < 4 or len(content) % 2:
        return ""
    if head[1::2].count(0) > len(head) // 3 and 0 not in head[::2]:
        return "utf-16-le"
    return "utf-16-be" if head[::2].count(0) > len(head) // 3 and 0 not in head[1::2] else ""


def records(text: str, delimiter: str) -> tuple[Record, ...]:
    """All records that hold anything. Raises NotASheet."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found, begins = [], 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found.append(Record(begins, tuple(cells)))
            begins = reader.line_num + 1
    except csv.Error as error:
        raise NotASheet(
            f"Line {begins}: the table cannot be read on ({error}). Look at its quotation marks."
        ) from error
    return tuple(found)


def first_record(text: str, delimiter: str) -> tuple[str, ...]:
    """The heading's cells under this delimiter; nothing when they cannot be read."""
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        return tuple(next((cells for cells in reader if any(cells)), ()))
    except csv.Error:
        return ()


def safe_cell(text: str) -> str:
    """The text so that no spreadsheet runs it (a single quote before what would be a formula)."""
    told = clean(text)
    return f"'{told}" if text.lstrip(" ").startswith(_ACTED_ON) or told.startswith(_ACTED_ON) else told


def account_cell(account: str) -> str:
    """An account id that stays text: with dashes no spreadsheet takes it for a number and its zeros stay."""
    return f"{account[:4]}-{account[4:8]}-{account[8:]}" if is_account(account) else safe_cell(account)


def sheet_text(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A CSV that a spreadsheet opens rightly: marked as UTF-8, each line ended as RFC 4180 has it. The cells
    must be safe already."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows(rows)
    return "\ufeff" + out.getvalue()
