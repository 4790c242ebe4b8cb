"""One try at sending a change set: once, with frozen keys, with exactly the reviewed bytes."""

import json
import logging
from collections.abc import Callable
from typing import Any

from cppo_tui.domain.catalog import Caller
from cppo_tui.domain.errors import CatalogError, LoginExpired, NotSignedIn, Rejected, StoreError
from cppo_tui.domain.ports import Still, always
from cppo_tui.gateway import reading
from cppo_tui.gateway.errors import catalog_error, catalog_errors
from cppo_tui.gateway.outcome import Wire, accepted_id, error_after_sending
from cppo_tui.gateway.session import FrozenClients
from cppo_tui.gateway.transport import body_of

_log = logging.getLogger("cppo.aws")
_HEAD = b'{"Catalog": "AWSMarketplace", "ChangeSet": '
_TAIL = b', "ChangeSetName": '


class AwsSender:
    """Implements ``domain.ports.Sender``: guard and send are signed with the same frozen keys."""

    def __init__(self, clients: FrozenClients, *, on_signed_out: Callable[[], None] | None = None) -> None:
        self._sts = clients.sts
        self._catalog = clients.catalog
        self._on_signed_out = on_signed_out or (lambda: None)
        self._send = _GuardedSend()
        self._send.attach(self._catalog.meta.events)

    def caller(self) -> Caller:
        """Who AWS says these credentials are. Raises CatalogError."""
        try:
            with catalog_errors():
                return reading.caller_from(self._sts.get_caller_identity())
        except (NotSignedIn, LoginExpired):
            self._on_signed_out()
            raise

    def start(self, payload: bytes, *, name: str, token: str, still: Still = always) -> str:
        """Send StartChangeSet once, without any retry, and return the ChangeSetId.

        ``still`` is asked when the request is signed and nothing has left yet; if it says no, nothing does.
        What leaves after that is signed with a time that AWS takes for some minutes only.

        Raises UnknownOutcome when AWS may have accepted it. Every other CatalogError means that nothing was
        created: the request never left, or AWS itself refused it (reliability 2b).
        """
        try:
            return self._started(payload, name, token, still)
        except (NotSignedIn, LoginExpired):
            self._on_signed_out()
            raise

    def _started(self, payload: bytes, name: str, token: str, still: Still) -> str:
        change_set = _parsed(payload)
        wire = self._send.expect(payload, still)
        try:
            answer = self._catalog.start_change_set(
                Catalog="AWSMarketplace",
                ChangeSet=change_set,
                ChangeSetName=name,
                ClientRequestToken=token,
                Intent="APPLY",
            )
        except StoreError:  # whether it may leave could not be found out
            raise
        except Exception as error:
            told = error_after_sending(error, wire) if wire.handed_over else catalog_error(error)
            _log.info("%s, code %s, of %s", type(told).__name__, told.code or "none", type(error).__name__)
            raise told from error
        return accepted_id(answer)


class _GuardedSend:
    """Stands between botocore and the network while StartChangeSet is sent."""

    def __init__(self) -> None:
        self._payload = b""
        self._still: Still = always
        self._wire = Wire()

    def attach(self, events: Any) -> None:
        """Be asked first before anything leaves, and see every answer before botocore reads it.

        With the wildcard, although this client sends nothing else: botocore runs "first" handlers first
        only among those of the same pattern, and the sandbox's, which answers, is registered with it.
        """
        events.register_first("before-send.marketplace-catalog.*", self._before_send)
        events.register("before-parse.marketplace-catalog.StartChangeSet", self._before_parse)

    def expect(self, payload: bytes, still: Still) -> Wire:
        """Let through one request, and only with ``payload``; returns where it is noted what happened."""
        self._payload, self._still = payload, still
        self._wire = Wire()
        return self._wire

    def _before_send(self, request: Any, **_: Any) -> None:
        """Raises CatalogError instead of sending anything but the reviewed bytes, or sending twice.

        botocore has built the body from data; this is the proof that it spelled them as reviewed.
        """
        if self._wire.handed_over:
            raise CatalogError("The request was about to be repeated; it was stopped.")
        if not body_of(request).startswith(_HEAD + self._payload + _TAIL):
            raise CatalogError(
                "The request differs from what was reviewed, so it was not sent.",
                meaning="Nothing was sent to AWS.",
                next_step="Review the offer again; if it stays, report it as a fault of this program.",
            )
        if not self._still():
            raise CatalogError(
                "This was held up, and another window has taken the submission over meanwhile.",
                meaning="This try has sent nothing to AWS.",
                next_step="Look at the submission; it says where it stands.",
            )
        self._wire.handed_over = True

    def _before_parse(self, response_dict: Any, **_: Any) -> None:
        self._wire.body = bytes(response_dict.get("body") or b"")


def _parsed(payload: bytes) -> Any:
    try:
        return json.loads(payload)
    except (ValueError, RecursionError) as error:
        raise Rejected(
            "The reviewed change set can't be read, so it was not sent.", meaning="Nothing was sent to AWS."
        ) from error
