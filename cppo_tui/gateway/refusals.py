"""AWS's error answers, read once and turned into the domain's errors (fact sheet 6.10)."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple

from cppo_tui.domain import clock, errors
from cppo_tui.domain.text import clean, clean_tree, shorten

_LONGEST_MESSAGE = 600
_TOKEN_SENTENCE = re.compile(r"security token included in the request is (invalid|expired)", re.IGNORECASE)
_LOCKED_BY = re.compile(r"change sets: ([\w-]{1,255}(?:, [\w-]{1,255})*)", re.ASCII)
_STALE_SENTENCE = re.compile(r"signature (expired|not yet current)|clock|skew", re.IGNORECASE)


class Refusal(NamedTuple):
    """An error answer as far as it could be read.

    ``code`` is "" when the answer named none. ``from_aws`` tells AWS from a proxy or portal in between:
    only AWS sets ``x-amzn-RequestId`` or ``x-amzn-ErrorType`` (reliability 2b). ``ahead`` is by how
    much this computer's clock is ahead of the answer's Date header, nothing when there was none.
    """

    status: int
    code: str
    message: str
    request_id: str = ""
    from_aws: bool = True
    complaints: tuple[str, ...] = ()
    ahead: timedelta = timedelta(0)

    @property
    def about_token(self) -> bool:
        """True for the sentence with which AWS refuses old tokens, at times without naming a code."""
        return bool(_TOKEN_SENTENCE.search(self.message))

    @property
    def well_formed(self) -> bool:
        """True when this is AWS itself saying no, in words that can be understood."""
        return self.from_aws and bool(self.code or self.about_token)


def read_refusal(response: Mapping[str, Any], now: datetime | None = None) -> Refusal:
    """Read the ``response`` of a botocore ClientError. ``now`` is the computer's own idea of the time."""
    metadata = response.get("ResponseMetadata") or {}
    headers = {str(key).lower(): str(value) for key, value in (metadata.get("HTTPHeaders") or {}).items()}
    error = response.get("Error") or {}
    code = clean(str(error.get("Code") or ""))
    request_id = headers.get("x-amzn-requestid") or str(metadata.get("RequestId") or "")
    return Refusal(
        status=int(metadata.get("HTTPStatusCode") or 0),
        code="" if code.isdigit() else code,
        message=shorten(clean(str(error.get("Message") or "")), _LONGEST_MESSAGE),
        request_id=shorten(clean(request_id), 100),
        from_aws="x-amzn-requestid" in headers or "x-amzn-errortype" in headers,
        complaints=_complaints(response.get("ValidationExceptionFieldList")),
        ahead=_ahead(headers.get("date", ""), now or datetime.now(UTC)),
    )


def refusal_error(refusal: Refusal) -> errors.CatalogError:
    """The one domain error that fits this answer."""
    ids = {"code": refusal.code or str(refusal.status), "request_id": refusal.request_id}
    if refusal.about_token:
        return errors.LoginExpired("AWS no longer accepts this login.", **ids)
    if refusal.code in _SIGNATURE_CODES:
        return _signature_error(refusal, ids)
    kind = _KINDS.get(refusal.code) or _kind_by_status(refusal)
    what = f"AWS says: {refusal.message or refusal.code}"
    if kind is errors.Rejected:
        return errors.Rejected(what, details=refusal.complaints or (what,), **ids)
    if kind is errors.Locked:
        return errors.Locked(what, holders=_holders(refusal.message), **ids)
    if kind is errors.BrokenAnswer:
        what = f"The answer has status {refusal.status} and does not look like AWS's."
    if kind is errors.LoginExpired:
        what = "AWS no longer accepts this login."
    return kind(what, **ids)


def _kind_by_status(refusal: Refusal) -> type[errors.CatalogError]:
    """For codes we have never seen: 5xx is AWS's fault; other answers must at least be AWS's."""
    if refusal.status >= 500:
        return errors.ServiceFault
    if not refusal.from_aws:
        return errors.BrokenAnswer
    return _KINDS_BY_STATUS.get(refusal.status, errors.CatalogError)


def _signature_error(refusal: Refusal, ids: dict[str, str]) -> errors.CatalogError:
    """A bad signature is a wrong clock or a wrong key. AWS's own text is not repeated: it can quote the
    signed headers, the session token among them."""
    said_stale = refusal.code in _CLOCK_CODES or _STALE_SENTENCE.search(refusal.message)
    if said_stale or clock.too_far_off(refusal.ahead):
        known = abs(refusal.ahead) > clock.NOTED
        how = clock.clock_words(refusal.ahead) if known else "This computer's clock is wrong."
        return errors.WrongClock(f"AWS did not take the signature for its time. {how}", **ids)
    return errors.NotSignedIn(
        "AWS could not verify the signature: the secret key does not belong to the access key.",
        meaning="AWS refused the call before doing anything.",
        **ids,
    )


def _holders(message: str) -> tuple[str, ...]:
    """The change sets that hold the entity, where AWS names them as it has been seen to (fact sheet 6.6)."""
    found = (one for part in _LOCKED_BY.findall(message) for one in part.split(", "))
    return tuple(dict.fromkeys(found))


def _complaints(fields: Any) -> tuple[str, ...]:
    """One line per entry of ValidationExceptionFieldList (fact sheet 6.10, newer botocore only)."""
    lines = []
    for entry in clean_tree(fields) if isinstance(fields, list) else []:
        if isinstance(entry, dict):
            where = " ".join(str(entry[key]) for key in ("ChangeType", "Field") if entry.get(key))
            said = str(entry.get("Message") or entry.get("Reason") or "")
            lines.append(shorten(f"{where}: {said}" if where else said, _LONGEST_MESSAGE))
    return tuple(line for line in lines if line)


def _ahead(date_header: str, now: datetime) -> timedelta:
    try:
        return clock.ahead_by(now, parsedate_to_datetime(date_header))
    except (TypeError, ValueError, IndexError):
        return timedelta(0)


_CLOCK_CODES = frozenset({"RequestTimeTooSkewed", "RequestInTheFuture", "RequestTimeTooSkewedException"})
_SIGNATURE_CODES = _CLOCK_CODES | {"InvalidSignatureException", "SignatureDoesNotMatch", "InvalidSignature"}

_KINDS: dict[str, type[errors.CatalogError]] = {
    "ValidationException": errors.Rejected,
    "ValidationError": errors.Rejected,
    "SerializationException": errors.Rejected,
    "ResourceNotSupportedException": errors.Rejected,
    "AccessDeniedException": errors.NotAllowed,
    "AccessDenied": errors.NotAllowed,
    "UnauthorizedOperation": errors.NotAllowed,
    "NotAuthorized": errors.NotAllowed,
    "OptInRequired": errors.NotAllowed,
    "SubscriptionRequiredException": errors.NotAllowed,
    "RegionDisabledException": errors.NotAllowed,
    "ResourceNotFoundException": errors.NotFound,
    "ResourceNotFound": errors.NotFound,
    "ResourceInUseException": errors.Locked,
    "ServiceQuotaExceededException": errors.QuotaReached,
    "ThrottlingException": errors.Throttled,
    "Throttling": errors.Throttled,
    "ThrottledException": errors.Throttled,
    "TooManyRequestsException": errors.Throttled,
    "RequestLimitExceeded": errors.Throttled,
    "InternalServiceException": errors.ServiceFault,
    "InternalFailure": errors.ServiceFault,
    "InternalServerError": errors.ServiceFault,
    "ServiceUnavailable": errors.ServiceFault,
    "ServiceUnavailableException": errors.ServiceFault,
    "ExpiredToken": errors.LoginExpired,
    "ExpiredTokenException": errors.LoginExpired,
    "TokenRefreshRequired": errors.LoginExpired,
    "RequestExpired": errors.LoginExpired,
    "InvalidClientTokenId": errors.LoginExpired,
    "UnrecognizedClientException": errors.LoginExpired,
    "InvalidAccessKeyId": errors.LoginExpired,
    "MissingAuthenticationToken": errors.NotSignedIn,
    "MissingAuthenticationTokenException": errors.NotSignedIn,
    "IncompleteSignature": errors.NotSignedIn,
    "IncompleteSignatureException": errors.NotSignedIn,
}

_KINDS_BY_STATUS: dict[int, type[errors.CatalogError]] = {
    402: errors.QuotaReached,
    403: errors.NotAllowed,
    404: errors.NotFound,
    415: errors.Rejected,
    422: errors.Rejected,
    423: errors.Locked,
    429: errors.Throttled,
}
