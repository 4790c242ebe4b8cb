"""Checking the members of the agreement service's requests: each has a refusal reason of its own."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from cppo_tui.sandbox import paging
from cppo_tui.sandbox.agreement_errors import validation
from cppo_tui.sandbox.errors import ApiError
from cppo_tui.sandbox.records import Json
from cppo_tui.sandbox.shapes import Shape, text, whole_number

T = TypeVar("T")

AGREEMENT_ID = text(1, 64, r"[A-Za-z0-9_/-]+")
DEFAULT_PAGE = 50

PAGING: Mapping[str, tuple[Shape, str]] = {
    "maxResults": (whole_number(1, 50), "INVALID_MAX_RESULTS"),
    "nextToken": (text(0, 8192, r"[a-zA-Z0-9+/=_-]*"), "INVALID_NEXT_TOKEN"),
}


def checked(given: Json, members: Mapping[str, tuple[Shape, str]]) -> Json:
    """The members that the operation knows, each well-formed; others are passed over, as AWS does."""
    for name, (shape, reason) in members.items():
        problems = shape(given[name], name) if name in given else []
        if problems:
            raise validation(reason, " ".join(one.message for one in problems), problems)
    return {name: given[name] for name in members if name in given}


def agreement_id(request: Json) -> str:
    """The identifier that the request must have."""
    if "agreementId" not in request:
        raise validation("MISSING_AGREEMENT_ID", "agreementId is required.")
    return str(request["agreementId"])


def page(items: Sequence[tuple[str, T]], request: Json) -> tuple[list[T], str | None]:
    """One page of ``items``, which stand behind their identifiers, and the token of the next."""
    query = {name: value for name, value in request.items() if name not in PAGING}
    limits = {
        "MaxResults": request.get("maxResults", DEFAULT_PAGE),
        "NextToken": request.get("nextToken") or None,
    }
    try:
        shown, token = paging.page(items, lambda item: item[0], {**query, **limits})
    except ApiError as error:
        raise validation("INVALID_NEXT_TOKEN", error.message, error.problems) from error
    return [item for _, item in shown], token
