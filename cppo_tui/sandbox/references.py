"""``$Name.Entity.Identifier``: pointing at what another change of the same set creates (fact sheet 6.2)."""

import re
from collections.abc import Callable, Iterator
from typing import Any

_REFERENCE = re.compile(r"\$([A-Za-z][\w-]*)\.Entity\.Identifier", re.ASCII)


def name_in(value: object) -> str | None:
    """The ChangeName a text refers to, or None when the text is not a reference."""
    match = _REFERENCE.fullmatch(value) if isinstance(value, str) else None
    return match[1] if match else None


def names_within(value: Any) -> Iterator[str]:
    """Every ChangeName referred to anywhere inside a document."""
    if isinstance(value, dict):
        for one in value.values():
            yield from names_within(one)
    elif isinstance(value, list):
        for one in value:
            yield from names_within(one)
    else:
        name = name_in(value)
        if name is not None:
            yield name


def resolved(value: Any, identifier: Callable[[str], str]) -> Any:
    """The document with every reference replaced by the identifier it stands for."""
    if isinstance(value, dict):
        return {key: resolved(one, identifier) for key, one in value.items()}
    if isinstance(value, list):
        return [resolved(one, identifier) for one in value]
    name = name_in(value)
    return value if name is None else identifier(name)
