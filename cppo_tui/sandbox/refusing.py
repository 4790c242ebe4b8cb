"""A refusal in the form of the protocol that asks."""

from typing import NoReturn

from cppo_tui.sandbox import agreement_wire, jsontext, routes, sts
from cppo_tui.sandbox.errors import ApiError
from cppo_tui.sandbox.records import Json
from cppo_tui.sandbox.wire import WireRequest, WireResponse

_IN_STS = {"UnrecognizedClientException": "InvalidClientTokenId"}
"""What STS calls by another name than the Catalog does."""


def refused(request: WireRequest, error: ApiError, request_id: str) -> WireResponse:
    """What AWS writes when it refuses this request for this reason."""

    def refuse(_operation: str, _given: Json) -> NoReturn:
        raise error

    if agreement_wire.is_agreements(request):
        return agreement_wire.answer(request, request_id, refuse)
    if routes.is_sts(request):
        code = _IN_STS.get(error.code, error.code.removesuffix("Exception"))
        return sts.refused(error.status, code, error.message, request_id)
    headers = {
        "Content-Type": "application/json",
        "x-amzn-RequestId": request_id,
        "x-amzn-ErrorType": error.code,
    }
    return WireResponse(error.status, headers, jsontext.dumps(error.body()).encode())
