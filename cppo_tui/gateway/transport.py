"""The seam under botocore where the sandbox stands in for the network.

Serialising, signing, retries, paging and parsing above this line are botocore's own; only the socket is
replaced (the ``before-send`` hook).
"""

import io
import socket
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Responder = Callable[[str, str, Mapping[str, str], bytes], tuple[int, Mapping[str, str], bytes]]
"""Takes method, URL, headers and body of a request; gives status, headers and body of the answer.

It may raise what a socket would: ``socket.gaierror`` or ``ConnectionRefusedError`` when nothing could be
reached, ``TimeoutError`` when no answer came in time, any other ``OSError`` when the line broke.
"""


def answer_with(responder: Responder) -> Callable[..., Any]:
    """A ``before-send`` handler that lets ``responder`` answer in place of the network."""

    def on_before_send(request: Any, **_: Any) -> Any:
        from botocore.awsrequest import AWSResponse

        headers = {str(name): _as_text(value) for name, value in request.headers.items()}
        try:
            status, answered, body = responder(request.method, request.url, headers, body_of(request))
        except OSError as error:
            raise _as_botocore_would(error, request.url) from error
        return AWSResponse(request.url, status, _headers(answered), _Stream(body))

    return on_before_send


def body_of(request: Any) -> bytes:
    """The bytes of a prepared request's body, whatever botocore keeps them in."""
    body = request.body
    if body is None:
        return b""
    if isinstance(body, str):
        return body.encode("utf-8")
    if isinstance(body, (bytes, bytearray)):
        return bytes(body)
    return bytes(body.getvalue() if hasattr(body, "getvalue") else body.read())  # S3 sends in chunks


class _Stream(io.BytesIO):
    """The part of urllib3's response that botocore reads."""

    def stream(self, amt: int = 65536, **_: Any) -> Iterator[bytes]:
        while chunk := self.read(amt):
            yield chunk


def _headers(plain: Mapping[str, str]) -> Any:
    from botocore.awsrequest import HeadersDict

    return HeadersDict(plain)


def _as_text(value: object) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def _as_botocore_would(error: OSError, url: str) -> Exception:
    """The exception botocore makes of this one when it comes from a real socket."""
    from botocore import exceptions

    made: Exception = error
    if isinstance(error, exceptions.BotoCoreError):  # several of botocore's own are OSErrors as well
        pass
    elif isinstance(error, (socket.gaierror, ConnectionRefusedError)):
        made = exceptions.EndpointConnectionError(endpoint_url=url, error=error)
    elif isinstance(error, TimeoutError):
        made = exceptions.ReadTimeoutError(endpoint_url=url, error=error)
    else:
        made = exceptions.ConnectionClosedError(endpoint_url=url, error=error)
    return made
