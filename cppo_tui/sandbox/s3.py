"""As much of S3 as an own end-user agreement needs: a bucket that exists, an object that is taken.

Nothing is kept: whether AWS could read a document is decided by its address (``change_legal``).
"""

import hashlib
import re
from urllib.parse import urlsplit

from cppo_tui.sandbox.wire import WireRequest, WireResponse

_HOST = re.compile(r"(.+\.)?s3([.-][a-z0-9-]+)*\.amazonaws\.com")
_REGION = {"x-amz-bucket-region": "us-east-1"}
_REFUSAL = "<Error><Code>MethodNotAllowed</Code><Message>The sandbox takes documents only.</Message></Error>"


def is_s3(request: WireRequest) -> bool:
    """S3 is told by its host; everything else goes by path."""
    try:
        return _HOST.fullmatch(urlsplit(request.url).hostname or "") is not None
    except ValueError:
        return False


def answer(request: WireRequest, request_id: str) -> WireResponse:
    """HeadBucket and PutObject; anything else is refused."""
    headers = {"x-amz-request-id": request_id, **_REGION}
    method = request.method.upper()
    if method == "HEAD":
        return WireResponse(200, headers, b"")
    if method == "PUT":
        mark = hashlib.md5(request.body, usedforsecurity=False).hexdigest()
        return WireResponse(200, {**headers, "ETag": f'"{mark}"'}, b"")
    return WireResponse(405, {**headers, "Content-Type": "application/xml"}, _REFUSAL.encode())
