"""Values in and out of columns. Reading never fails: a damaged row must not hide the whole ones."""

from datetime import UTC, datetime

from cppo_tui.domain.text import clean

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def instant_column(instant: datetime) -> str:
    """One fixed width in UTC, so that text order is time order."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


def as_instant(value: object) -> datetime:
    """The instant of a column; the beginning of 1970 when it cannot be read."""
    try:
        instant = datetime.fromisoformat(value) if isinstance(value, str) else _LONG_AGO
    except ValueError:
        return _LONG_AGO
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def as_text(value: object) -> str:
    """The text of a column, cleaned: the file may have been changed by something else."""
    return clean(value) if isinstance(value, str) else ""


def as_number(value: object) -> int:
    """The whole number of a column; 0 when it is none."""
    return value if isinstance(value, int) else 0


def digest_column(body: str) -> str:
    """SHA-256 of a body, as 64 hexadecimal digits."""
    import hashlib  # here, as it brings OpenSSL, which the list of drafts is shown without

    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()
