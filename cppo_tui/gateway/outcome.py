"""What became of a StartChangeSet whose bytes may have left: the classifier of reliability 2b.

Only two things prove that nothing was created: the request never got on the wire, or AWS itself, in its
one answer to the one try, said no. Everything else is unknown, never "failed".
"""

import json
import re
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from cppo_tui.domain.errors import CatalogError, ServiceFault, UnknownOutcome
from cppo_tui.gateway.errors import tls_failed, unreachable
from cppo_tui.gateway.refusals import Refusal, read_refusal, refusal_error

_CHANGE_SET_ID = re.compile(r"[\w-]{1,255}", re.ASCII)
_REFUSALS = frozenset({402, 403, 404, 422, 423, 429})


@dataclass
class Wire:
    """What was seen of the one request: whether it was handed to the network, and the raw answer."""

    handed_over: bool = False
    body: bytes = b""


def accepted_id(answer: Any) -> str:
    """The id of the accepted change set. Raises UnknownOutcome when a 2xx carries none: botocore reads
    an empty, cut or HTML answer as success without content (reliability 1, finding 2)."""
    change_set_id = answer.get("ChangeSetId") if isinstance(answer, dict) else None
    if not isinstance(change_set_id, str) or not _CHANGE_SET_ID.fullmatch(change_set_id):
        raise UnknownOutcome("The answer came, but without the id AWS gives to what it accepted.")
    return change_set_id


def error_after_sending(error: Exception, wire: Wire) -> CatalogError:
    """The one domain error for an exception met after the request was handed to the network."""
    from botocore import exceptions

    if isinstance(error, exceptions.ClientError):
        return _error_for_answer(read_refusal(error.response), wire)
    if isinstance(
        error,
        (
            exceptions.EndpointConnectionError,
            exceptions.ConnectTimeoutError,
            exceptions.ProxyConnectionError,
        ),
    ):
        return unreachable(error)
    if isinstance(error, exceptions.SSLError) and _during_handshake(error):
        return tls_failed(error)
    if isinstance(error, exceptions.ReadTimeoutError):
        return UnknownOutcome("The request was sent, but no answer came in time.")
    if isinstance(error, exceptions.HTTPClientError):
        return UnknownOutcome("The request was sent, but the connection broke before an answer came.")
    return UnknownOutcome("The request was sent, but the answer can't be read.")


def _error_for_answer(refusal: Refusal, wire: Wire) -> CatalogError:
    if refusal.status in _REFUSALS and refusal.well_formed and _is_json_object(wire.body):
        error = refusal_error(refusal)
        if not isinstance(error, ServiceFault):
            return error
    return UnknownOutcome(
        f"The answer, status {refusal.status}, is not one AWS gives when it refuses.",
        code=refusal.code or str(refusal.status),
        request_id=refusal.request_id,
    )


def _is_json_object(body: bytes) -> bool:
    try:
        return isinstance(json.loads(body), dict)
    except (ValueError, RecursionError):
        return False


def _during_handshake(error: BaseException) -> bool:
    """True when TLS failed while being set up, so that no byte of the request was written yet.

    The same exception class is raised for a line that breaks in mid-answer; where it was raised tells.
    """
    return any(
        frame.tb_frame.f_code.co_name == "do_handshake"
        for cause in _causes(error)
        if isinstance(cause, ssl.SSLError)
        for frame in _frames(cause.__traceback__)
    )


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The exception and those it came from, as chained by urllib3 and botocore."""
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        current = waiting.pop()
        if current is not None and id(current) not in seen:
            seen.add(id(current))
            yield current
            inner = [item for item in current.args if isinstance(item, BaseException)]
            waiting += [current.__cause__, current.__context__, *inner]


def _frames(trace: TracebackType | None) -> Iterator[TracebackType]:
    while trace is not None:
        yield trace
        trace = trace.tb_next
