"""Whole values as JSON in a row, and back. The only place where the store needs pydantic."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from cppo_tui.domain.errors import StoreError
from cppo_tui.domain.text import clean, clean_tree
from cppo_tui.store.columns import digest_column

if TYPE_CHECKING:
    from cppo_tui.domain.model import Frozen

    Value = TypeVar("Value", bound=Frozen)


def write_body(value: Frozen, failed: str) -> dict[str, str]:
    """The columns ``body`` and ``digest``. Raises StoreError when the value holds text no file can hold."""
    try:
        body = value.model_dump_json()
        body.encode()
    except ValueError as error:  # a lone surrogate: half a character, as some terminals paste them
        raise StoreError(
            f"{failed}: it holds a character that cannot be stored. Remove what was pasted last."
        ) from error
    return {"body": body, "digest": digest_column(body)}


def buyers_in(body: object, *inside: str) -> list[str] | None:
    """The buyers' account ids that stand ``inside`` a stored value; None where they cannot be read.

    For lists of hundreds: nothing else of the value is looked at.
    """
    import json

    try:
        found = json.loads(str(body))
        for member in (*inside, "buyers"):
            found = found[member]
        return [clean(str(one)) for one in found]
    except (ValueError, RecursionError, LookupError, TypeError):
        return None


def completed_in(body: object) -> str:
    """The draft offer at AWS that a stored draft completes; "" for none, and where it cannot be read."""
    import json

    try:
        return clean(str(json.loads(str(body))["reuse_offer_id"]))
    except (ValueError, RecursionError, LookupError, TypeError):
        return ""


def read_body(kind: type[Value], body: object, digest: object, what: str) -> Value:
    """The value of a row, its texts cleaned: another program may have written it.

    Raises StoreError naming ``what`` when it is not what was written, or not of this version's shape; the
    row stays as it is.
    """
    if not isinstance(body, str) or digest_column(body) != digest:
        raise StoreError(
            f"{what} cannot be read: its data was changed outside this program, or the disk damaged it. "
            "It was left as it is; nothing will be sent from it."
        )
    import json  # here, as the list of drafts is shown without it

    try:
        return kind.model_validate_json(json.dumps(clean_tree(json.loads(body))))
    except (ValueError, RecursionError) as error:
        raise StoreError(
            f"{what} cannot be read by this version of the program. It was left as it is; the version that "
            "saved it can open it."
        ) from error
