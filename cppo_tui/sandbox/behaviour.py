"""Switches for what nobody could confirm about AWS (fact sheet 11): each value is an assumption.

The defaults are the fact sheet's. Tests turn the others, so that no promise rests on one guess; so can
whoever serves the sandbox.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any


class UsedWhen(StrEnum):
    """The moment a single-use authorization counts as used."""

    CREATED = "created"
    """A change set that creates an offer from it succeeded, released or not."""
    RELEASED = "released"
    """The offer made from it was released."""
    SUBMITTED = "submitted"
    """StartChangeSet accepted a create, whatever becomes of it."""


class Rounding(StrEnum):
    """How a marked-up price is cut to the places AWS stores."""

    HALF_UP = "half-up"
    HALF_EVEN = "half-even"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Behaviour:
    """How this simulated AWS behaves where the real one is not documented."""

    token_lifetime: timedelta | None = None
    """After this long a ClientRequestToken is forgotten and the same request makes a second change set.
    None: it is remembered for ever."""

    list_lag: timedelta = timedelta(0)
    """ListEntities and ListChangeSets show what was so this long ago; Describe* is always current."""

    used_when: UsedWhen = UsedWhen.CREATED
    """When OfferCreatedCount goes up, and a single-use authorization is used up."""

    failed_set_leaves_draft: bool = False
    """A failed change set that creates an offer leaves a Draft with the changes AWS did not object to."""

    rounding: Rounding = Rounding.HALF_UP
    """How DescribeEntity cuts the buyer's prices."""

    signature_window: timedelta | None = None
    """Requests signed at another time than this from the sandbox's own are refused, as AWS refuses them
    after about five minutes. None: nobody looks."""

    throttles: bool = False
    """Answer 429 above the rates of fact sheet 6.11. No guess, but off: AWS is too far away to be asked as
    fast as a program on the same computer can."""


AS_DOCUMENTED = Behaviour()
"""The fact sheet's defaults."""

HOW = (
    "A switch is NAME=VALUE. token-lifetime, list-lag and signature-window are in seconds; used-when is "
    f"{', '.join(UsedWhen)}; rounding is {', '.join(Rounding)}; failed-set-leaves-draft and throttles are "
    "yes or no."
)


def _seconds(text: str) -> timedelta:
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise ValueError
    return timedelta(seconds=int(text))


def _yes_or_no(text: str) -> bool:
    return {"yes": True, "no": False}[text]


_READERS: Mapping[str, Callable[[str], Any]] = MappingProxyType(
    {
        "token-lifetime": _seconds,
        "list-lag": _seconds,
        "used-when": UsedWhen,
        "failed-set-leaves-draft": _yes_or_no,
        "rounding": Rounding,
        "signature-window": _seconds,
        "throttles": _yes_or_no,
    }
)


@dataclass(frozen=True, slots=True)
class Switch:
    """One switch in another position than the default."""

    name: str
    value: Any
    text: str

    @classmethod
    def parse(cls, text: str) -> "Switch":
        """``NAME=VALUE``; anything else raises ValueError with the allowed forms."""
        name, _, value = text.partition("=")
        try:
            return cls(name.replace("-", "_"), _READERS[name](value), text)
        except (KeyError, ValueError) as error:
            raise ValueError(f"“{text}” is not a switch. {HOW}") from error

    def __str__(self) -> str:
        """The text it was parsed from."""
        return self.text


def with_switches(switches: Iterable[Switch]) -> Behaviour:
    """The defaults but for these."""
    return replace(AS_DOCUMENTED, **{one.name: one.value for one in switches})
