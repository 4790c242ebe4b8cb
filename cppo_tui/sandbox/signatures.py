"""The time on a signature: AWS takes none from another time than its own (reliability 2e, A3).

Only the time is looked at. Whether the signature itself is right the sandbox does not know.
"""

from datetime import UTC, datetime, timedelta

from cppo_tui.sandbox import agreement_wire, routes
from cppo_tui.sandbox.errors import ApiError
from cppo_tui.sandbox.wire import WireRequest

_FORM = "%Y%m%dT%H%M%SZ"


def untimely(request: WireRequest, now: datetime, window: timedelta) -> ApiError | None:
    """The refusal of a request that was signed too long ago, or later than now; None when it is timely."""
    headers = {name.lower(): value for name, value in request.headers.items()}
    try:
        signed = datetime.strptime(headers.get("x-amz-date", ""), _FORM).replace(tzinfo=UTC)
    except ValueError:
        return None
    minutes = round(window / timedelta(minutes=1))
    if signed < now - window:
        edge, sign = now - window, "-"
        said = f"Signature expired: {signed:{_FORM}} is now earlier than {edge:{_FORM}}"
    elif signed > now + window:
        edge, sign = now + window, "+"
        said = f"Signature not yet current: {signed:{_FORM}} is still later than {edge:{_FORM}}"
    else:
        return None
    of_sts = routes.is_sts(request) and not agreement_wire.is_agreements(request)
    code = "SignatureDoesNotMatch" if of_sts else "InvalidSignatureException"
    return ApiError(403, code, f"{said} ({now:{_FORM}} {sign} {minutes} min.)")
