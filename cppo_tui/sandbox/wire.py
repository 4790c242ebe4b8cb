"""One HTTP exchange, without a socket: what every adapter (hook, server, emulator) hands in and gets back."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WireRequest:
    """A request as it would leave the client; ``url`` is complete, query included."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class WireResponse:
    """A response as it would arrive at the client."""

    status: int
    headers: dict[str, str]
    body: bytes
