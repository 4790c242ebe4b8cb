"""An AWS one of whose strings is hostile: every string of every answer can be replaced, one at a time."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from cppo_tui.sandbox import cbor
from cppo_tui.sandbox.delivery import Answered

Responder = Callable[[str, str, Mapping[str, str], bytes], Answered]
Place = tuple[str, str]
"""An operation, and the way to a string in its answer, list positions left out."""

ERROR = "an error's "


class Spoiling:
    """Between client and sandbox. Knows every place it has seen; those in ``spoiled`` carry ``text``.

    ``keep`` spoils by adding to what is there, so that what decides (a status, an id) is still recognised
    where the program looks at its beginning only.
    """

    def __init__(self, responder: Responder, text: str = "") -> None:
        self._responder = responder
        self.text = text
        self.spoiled: frozenset[Place] = frozenset()
        self.seen: dict[Place, str] = {}
        self.asked: set[str] = set()

    def __call__(self, method: str, url: str, headers: Mapping[str, str], body: bytes) -> Answered:
        """The sandbox's answer, spoiled."""
        status, answered, sent = self._responder(method, url, headers, body)
        kind = answered.get("Content-Type", "")
        binary = kind == "application/cbor"
        if not (binary or ("json" in kind and sent)):
            return status, answered, sent
        operation = urlsplit(url).path.rpartition("/")[2]
        named = f"{ERROR}{operation}" if status >= 300 else operation
        self.asked.add(named)
        spoilt = self._spoil(cbor.decode(sent) if binary else json.loads(sent), named, "")
        more = {key: value for key, value in answered.items() if key.lower() != "content-length"}
        return status, more, cbor.encode(spoilt) if binary else json.dumps(spoilt).encode()

    def _spoil(self, value: Any, operation: str, way: str) -> Any:
        if isinstance(value, dict):
            return {key: self._spoil(item, operation, f"{way}.{_key(key)}") for key, item in value.items()}
        if isinstance(value, list):
            return [self._spoil(item, operation, way) for item in value]
        if not isinstance(value, str):
            return value
        place = (operation, way)
        self.seen.setdefault(place, value)
        return self.text if place in self.spoiled else value


def _key(key: str) -> str:
    """Ids as keys are one place."""
    return "*" if "-" in key else key


def strings_in(value: Any) -> Iterator[str]:
    """Every string inside a value, whatever it is made of."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from strings_in(key)
            yield from strings_in(item)
    elif isinstance(value, (list, tuple, set, frozenset)):
        for item in value:
            yield from strings_in(item)
    elif hasattr(value, "model_dump"):
        yield from strings_in(value.model_dump())
