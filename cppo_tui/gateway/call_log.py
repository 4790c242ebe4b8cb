"""One line for every call to AWS: what, how long, how it ended. No bodies, no keys, no links.

Written to the stdlib logger ``cppo.aws``; whether anything keeps the lines is decided elsewhere.
"""

import logging
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

_log = logging.getLogger("cppo.aws")
_STARTED = "cppo_started"
_IDS = ("ChangeSetId", "ChangeSetName", "EntityId", "EntityIdentifier")
"""Members of a request or an answer that are ids and help to find a call again."""


class CallLog:
    """Listens to one client. Whatever goes wrong here never reaches the call."""

    def __init__(self, service: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._service = service
        self._clock = clock

    def attach(self, events: Any) -> None:
        """Hear of the beginning and of either end of every call."""
        events.register(f"before-call.{self._service}.*", self._before)
        events.register(f"after-call.{self._service}.*", self._after)
        events.register(f"after-call-error.{self._service}.*", self._failed)

    def _before(self, context: Any = None, **_: Any) -> None:
        if isinstance(context, dict):
            context[_STARTED] = self._clock()

    def _after(
        self, http_response: Any = None, parsed: Any = None, model: Any = None, context: Any = None, **_: Any
    ) -> None:
        with suppress(Exception):  # an answer may have any shape, and botocore would pass our mistake on
            metadata, error = _mapping(parsed, "ResponseMetadata"), _mapping(parsed, "Error")
            facts = [
                f"status {getattr(http_response, 'status_code', '?')}",
                f"attempt {int(metadata.get('RetryAttempts') or 0) + 1}",
                f"request {metadata.get('RequestId') or 'without id'}",
                *(f"{name} {parsed[name]}" for name in _IDS if isinstance(parsed.get(name), str)),
                *([f"error {error['Code']}"] if error.get("Code") else []),
            ]
            self._tell(getattr(model, "name", "?"), context, facts)

    def _failed(self, exception: Any = None, context: Any = None, event_name: str = "", **_: Any) -> None:
        with suppress(Exception):
            self._tell(event_name.rpartition(".")[2], context, [f"no answer, {type(exception).__name__}"])

    def _tell(self, operation: str, context: Any, facts: list[str]) -> None:
        started = context.get(_STARTED) if isinstance(context, dict) else None
        took = "?" if started is None else f"{(self._clock() - started) * 1000:.0f}"
        _log.info("%s %s, %s ms, %s", self._service, operation, took, ", ".join(facts))


def _mapping(source: Any, key: str) -> Mapping[str, Any]:
    value = source.get(key)
    return value if isinstance(value, Mapping) else {}
