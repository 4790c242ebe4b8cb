"""The agreement service's two protocols, RPC v2 with CBOR and JSON 1.0; an SDK picks one (SDK model)."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from cppo_tui.sandbox import cbor, jsontext
from cppo_tui.sandbox.agreement_errors import AgreementError, translated, unreadable
from cppo_tui.sandbox.errors import ApiError
from cppo_tui.sandbox.records import Json
from cppo_tui.sandbox.wire import WireRequest, WireResponse

SERVICE = "AWSMPCommerceService_v20200301"

_PATH = re.compile(rf"/service/{SERVICE}/operation/([^/]*)")
_PROTOCOL = "rpc-v2-cbor"


def _json(value: Any) -> bytes:
    """Moments are seconds since 1970."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), default=cbor.epoch_seconds)
    return text.encode()


@dataclass(frozen=True, slots=True)
class _Protocol:
    """How a body is read and written, and the headers that say so."""

    read: Callable[[bytes], Any]
    write: Callable[[Any], bytes]
    headers: Mapping[str, str] = field(default_factory=dict)


_CBOR = _Protocol(
    cbor.decode, cbor.encode, {"Content-Type": "application/cbor", "smithy-protocol": _PROTOCOL}
)
_JSON = _Protocol(jsontext.loads, _json, {"Content-Type": "application/x-amz-json-1.0"})


def is_agreements(request: WireRequest) -> bool:
    """Whether the request is for the agreement service, by its form; the host name says nothing."""
    return _called(request) is not None


def answer(request: WireRequest, request_id: str, perform: Callable[[str, Json], Json]) -> WireResponse:
    """Read the request, let ``perform`` answer it by operation name, and write what came of it."""
    protocol, operation = _called(request) or (_JSON, "")
    try:
        status, body = 200, perform(operation, _input(request, protocol))
    except ApiError as error:
        status, body = error.status, translated(error).body(request_id)
    except AgreementError as error:
        status, body = error.status, error.body(request_id)
    headers = {**protocol.headers, "x-amzn-RequestId": request_id}
    return WireResponse(status, headers, protocol.write(body))


def _called(request: WireRequest) -> tuple[_Protocol, str] | None:
    """The protocol and the operation's name; None when another service is meant."""
    try:
        path = urlsplit(request.url).path
    except ValueError:
        return None
    if request.method.upper() != "POST":
        return None
    if match := _PATH.fullmatch(path):
        return _CBOR, match[1]
    service, _, operation = _header(request, "x-amz-target").rpartition(".")
    return (_JSON, operation) if service == SERVICE and path in ("", "/") else None


def _input(request: WireRequest, protocol: _Protocol) -> Json:
    """The members that were given; no body at all is an empty input, and null is as good as absent."""
    if protocol is _CBOR and _header(request, "smithy-protocol") != _PROTOCOL:
        raise unreadable(f"The header smithy-protocol must be {_PROTOCOL}.")
    try:
        value = protocol.read(request.body) if request.body else {}
    except ValueError as error:
        raise unreadable(f"The request body could not be read: {error}.") from error
    if not isinstance(value, dict):
        raise unreadable("The request body must be a structure.")
    return {name: one for name, one in value.items() if one is not None}


def _header(request: WireRequest, name: str) -> str:
    """A header's value, whatever the capitals of its name."""
    return next((value for key, value in request.headers.items() if key.lower() == name), "")
