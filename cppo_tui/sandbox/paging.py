"""Pages of a list, and the opaque token that leads to the next."""

import base64
import hashlib
from collections.abc import Callable, Sequence
from typing import TypeVar

from cppo_tui.sandbox import jsontext
from cppo_tui.sandbox.errors import FieldProblem, validation
from cppo_tui.sandbox.records import Json
from cppo_tui.sandbox.shapes import text

T = TypeVar("T")

DEFAULT_PAGE = 20
TOKEN = text(1, 4096, r"[\w+=.:@\-/]+")


def page(items: Sequence[T], identifier: Callable[[T], str], request: Json) -> tuple[list[T], str | None]:
    """One page of ``items`` and the token of the next. A token belongs to the query it came from.

    The token remembers the last item shown, so that an item added meanwhile repeats or hides nothing.
    """
    mark = _mark(request)
    start = 0
    if request.get("NextToken") is not None:
        last, offset = _position(request["NextToken"], mark)
        places = [index for index, item in enumerate(items) if identifier(item) == last]
        start = places[0] + 1 if places else offset
    stop = start + request.get("MaxResults", DEFAULT_PAGE)
    shown = list(items[start:stop])
    if not shown or stop >= len(items):
        return shown, None
    position = jsontext.dumps([mark, identifier(shown[-1]), stop])
    return shown, base64.urlsafe_b64encode(position.encode()).decode()


def _mark(request: Json) -> str:
    query = sorted((key, value) for key, value in request.items() if key not in ("NextToken", "MaxResults"))
    return hashlib.sha256(jsontext.dumps(query).encode()).hexdigest()[:16]


def _position(token: str, mark: str) -> tuple[str, int]:
    try:
        was, last, offset = jsontext.loads(base64.urlsafe_b64decode(token.encode()))
    except (ValueError, TypeError):
        was, last, offset = None, None, None
    if was != mark or not isinstance(last, str) or not isinstance(offset, int):
        raise validation("NextToken is not valid for this request.", FieldProblem("Not valid.", "NextToken"))
    return last, max(offset, 0)
