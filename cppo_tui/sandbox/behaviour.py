"""Switches for what nobody could confirm about AWS (fact sheet 11): each value is an assumption.

The defaults are the fact sheet's. Tests turn the others, so that no promise rests on one guess.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


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
    """Answer 429 above the rates of fact sheet 6.11."""


AS_DOCUMENTED = Behaviour()
"""The fact sheet's defaults."""
