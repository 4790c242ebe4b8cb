"""What AWS finds when it fetches a reseller's own legal document (fact sheet 2.7 and 8.4).

There is no network here: what lies at an address is told by the address itself (see ``_FLAWS``).
"""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from cppo_tui.sandbox.case import Complaint

INVALID = "INVALID_LEGAL_DOCUMENTS"
TOO_LARGE = "LIMIT_EXCEEDED_LEGAL_DOCUMENT_SIZE"

_UNREACHABLE = "Provide URLs for legal documents stored in accessible S3 buckets."
_HOST = re.compile(
    r"(?P<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\.)?"
    r"s3([.-](dualstack\.)?[a-z]{2}(-[a-z]+)+-[0-9])?\.amazonaws\.com"
)
_MAX_EXPIRES = 604_800  # seven days: the longest a signature of version 4 lasts

_FLAWS = (
    ("missing", INVALID, _UNREACHABLE),
    ("private", INVALID, _UNREACHABLE),
    ("huge", TOO_LARGE, "Provide legal documents that don't exceed the size limit."),
    ("encrypted", INVALID, "Provide legal documents that aren't password-protected."),
    ("not-a-pdf", INVALID, "Provide legal documents in a supported file format."),
)
"""A word in an object's key, and what is wrong with such an object. Everything else is a fine document."""


def objections(url: str, now: datetime) -> list[Complaint]:
    """Why AWS can't take this document at this moment, if so."""
    key = _object_key(url)
    if key is None:
        return [Complaint(INVALID, _UNREACHABLE)]
    expires = _signature_end(url)
    if expires is not None and expires < now:
        return [Complaint(INVALID, _UNREACHABLE)]
    return [
        Complaint(code, text)
        for word, code, text in _FLAWS
        # A signed address opens a private object as long as it lasts: that is what it is for.
        if word in key and not (word == "private" and expires is not None)
    ]


def _object_key(url: str) -> str | None:
    """The object's key in small letters, or None when the address is not one of an object in S3."""
    parts = _split(url)
    if parts is None or parts.scheme != "https":
        return None
    host = _HOST.fullmatch(parts.netloc.lower())
    if host is None:
        return None
    path = unquote(parts.path).removeprefix("/")
    key = path if host["bucket"] else path.partition("/")[2]
    return key.lower() or None


def _signature_end(url: str) -> datetime | None:
    """When a presigned address stops working: long ago for a broken one; None for a plain one."""
    parts = _split(url)
    query = parse_qs(parts.query) if parts else {}
    if not any(name.startswith("X-Amz-") for name in query):
        return None
    try:
        begun = datetime.strptime(query["X-Amz-Date"][0], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        lifetime = query["X-Amz-Expires"][0]
        if "X-Amz-Signature" in query and re.fullmatch(r"[0-9]{1,6}", lifetime):
            return begun + timedelta(seconds=min(int(lifetime), _MAX_EXPIRES))
    except (KeyError, ValueError, OverflowError):
        pass
    return datetime.min.replace(tzinfo=UTC)


def _split(url: str) -> SplitResult | None:
    try:
        return urlsplit(url)
    except ValueError:
        return None
