"""How an answer reaches the client, or fails to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cppo_tui.sandbox.wire import WireRequest, WireResponse


class Ending(StrEnum):
    """What becomes of the answer on its way."""

    WHOLE = "whole"
    CUT = "cut"
    """The line is closed half way through the body; the length that was announced is the whole one's."""
    STALLED = "stalled"
    """Half the body arrives, then nothing comes, and the line stays open."""
    RESET = "reset"
    """The line is reset before the first byte."""
    HELD = "held"
    """Nothing comes, and the line stays open."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """An answer and its way to the client. ``RESET`` and ``HELD`` need none."""

    response: WireResponse | None
    ending: Ending = Ending.WHOLE

    def body(self) -> bytes:
        """The bytes of the body that arrive."""
        whole = b"" if self.response is None else self.response.body
        return whole[: len(whole) // 2] if self.ending in (Ending.CUT, Ending.STALLED) else whole


Exchange = Callable[[WireRequest], Delivery]
Answered = tuple[int, Mapping[str, str], bytes]


def in_process(exchange: Exchange) -> Callable[[str, str, Mapping[str, str], bytes], Answered]:
    """From method, URL, headers and body to status, headers and body, for a client in this very process.

    It raises what a socket would: ``ConnectionResetError``, and ``TimeoutError`` without making anybody wait.
    """

    def respond(method: str, url: str, headers: Mapping[str, str], body: bytes) -> Answered:
        delivery = exchange(WireRequest(method, url, headers, body))
        if delivery.ending in (Ending.HELD, Ending.STALLED):
            raise TimeoutError("The sandbox was told not to answer.")
        if delivery.ending is Ending.RESET or delivery.response is None:
            raise ConnectionResetError("The sandbox was told to break the line.")
        return delivery.response.status, delivery.response.headers, delivery.body()

    return respond
