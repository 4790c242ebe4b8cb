"""The end-user agreement of the offer (fact sheet 2.7): inherited, AWS's standard one, or an own document."""

import re
from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlsplit

from cppo_tui.domain.draft import EulaKind, OfferDraft
from cppo_tui.domain.findings import Finding
from cppo_tui.domain.instants import parse_instant
from cppo_tui.domain.model import Frozen

NEWEST_STANDARD = "2022-07-14"
"""The only version of AWS's standard contract that new offers may name (fact sheet 2.7)."""

LONG_ENOUGH = timedelta(hours=12)
"""AWS may fetch the document hours after the request (fact sheet 8.4)."""

_S3_HOST = re.compile(
    r"(?P<bucket>[a-z0-9][a-z0-9.-]*\.)?s3([.-](?!website)[a-z0-9-]+)*\.amazonaws\.com(\.cn)?"
)
"""Without a user or a port; a website's address has no https."""


class EulaDocument(Frozen):
    """What UpdateLegalTerms gets: a version of the standard contract, or the address of an own document."""

    version: str = ""
    url: str = ""

    @property
    def document(self) -> dict[str, str]:
        """The entry of LegalTerm.Documents."""
        if self.url:
            return {"Type": "CustomEula", "Url": self.url}
        return {"Type": "StandardEula", "Version": self.version}


class SignedLink(Frozen):
    """An address with a signature. Kept in memory only: whoever has it can read the document.

    ``source`` is the plain address or the file it stands for, so that it is never used for another one.
    """

    source: str
    url: str
    ends: datetime | None = None


def resolve_eula(draft: OfferDraft, link: SignedLink | None) -> EulaDocument | Finding | None:
    """What to send, None to inherit, or why nothing can be sent yet."""
    choice = draft.eula
    if choice.kind is EulaKind.INHERITED:
        return None
    if choice.kind is EulaKind.STANDARD:
        return EulaDocument(version=NEWEST_STANDARD)
    source = choice.url if choice.kind is EulaKind.URL else choice.path
    if choice.kind is EulaKind.URL and (problem := url_problem(source)) is not None:
        return problem
    if link is not None and link.source == source:
        return EulaDocument(url=link.url)
    if choice.kind is EulaKind.URL and choice.needs_link:
        return _finding(
            "EULA_LINK_MISSING",
            "The address was given with a signature, which is never kept.",
            "Paste the presigned URL again.",
        )
    if choice.kind is EulaKind.URL:
        return EulaDocument(url=source)
    if not source:
        return _finding("EULA_FILE_MISSING", "No PDF is named.", "Type the path of the agreement's PDF.")
    return _finding(
        "EULA_NOT_UPLOADED", "The PDF is not in your S3 bucket yet.", "Upload it under further terms."
    )


def url_problem(url: str) -> Finding | None:
    """Why AWS would not fetch from this address; None when it looks like an object in S3."""
    if not url.strip():
        return _finding("EULA_URL_MISSING", "No address is given.", "Paste the document's https S3 URL.")
    try:
        parts = urlsplit(url)
        host = parts.netloc.lower()
    except ValueError:
        parts, host = urlsplit(""), ""
    if parts.scheme != "https" or not host or any(letter.isspace() for letter in url):
        return _finding("EULA_URL_UNREADABLE", "This is not an https address.", "Paste it whole.")
    if not _is_object(host, parts.path):
        return _finding(
            "EULA_URL_NOT_S3",
            "AWS takes the document from S3 only.",
            "Use an S3 object's URL, public or presigned.",
        )
    return None


def _is_object(host: str, path: str) -> bool:
    """True for an object in S3: its bucket is named by the host, or by the first part of the path."""
    found = _S3_HOST.fullmatch(host)
    key = path.removeprefix("/") if found and found["bucket"] else path.removeprefix("/").partition("/")[2]
    return found is not None and bool(key)


def signed(url: str) -> SignedLink | None:
    """A presigned S3 address taken apart; None when it carries no signature."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    query = {key.lower(): values[0] for key, values in parse_qs(parts.query).items()}
    if "x-amz-signature" not in query and "signature" not in query:
        return None
    plain = parts._replace(query="", fragment="").geturl()
    return SignedLink(source=plain, url=url, ends=_ends(query))


def _ends(query: dict[str, str]) -> datetime | None:
    stamp = re.fullmatch(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z", query.get("x-amz-date", ""), re.ASCII)
    seconds = query.get("x-amz-expires", "")
    if stamp is None or not re.fullmatch(r"[0-9]{1,7}", seconds):
        return None
    year, month, day, hour, minute, second = stamp.groups()
    start = parse_instant(f"{year}-{month}-{day}T{hour}:{minute}:{second}Z")
    try:
        return start + timedelta(seconds=int(seconds)) if start else None
    except OverflowError:  # signed for a day after the calendar's end
        return None


def _finding(code: str, message: str, fix: str) -> Finding:
    return Finding(code=code, field="eula", message=message, fix=fix)
