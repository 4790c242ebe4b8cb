"""Instants as AWS prints them. Read tolerantly: formats differ between operations (fact sheet 7.1)."""

import re
from datetime import UTC, date, datetime

_INSTANT = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)(?:Z|[+-]00:?00)?)?")

NO_END = date(2099, 12, 31)
"""AWS's stand-in for "no end date" in listings (fact sheet 7.1, inferred)."""


def parse_instant(text: object) -> datetime | None:
    """The UTC instant AWS wrote, or None when it is absent or unreadable. Never raises."""
    match = _INSTANT.fullmatch(text.strip()) if isinstance(text, str) else None
    if match is None:
        return None
    try:
        return datetime.fromisoformat(f"{match[1]}T{match[2] or '00:00'}").replace(tzinfo=UTC)
    except ValueError:
        return None


def parse_end(text: object) -> datetime | None:
    """Like ``parse_instant``, with AWS's far-future stand-in read as "no end"."""
    end = parse_instant(text)
    return None if end is None or end.date() >= NO_END else end
