"""One way of provoking one error code: what the tables of error cases are made of."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from cppo_tui.sandbox import seed_vendors as vendors
from tests.sandbox.changes import BUYER, buyers, create, information, release, replacement, until, validity
from tests.sandbox.conftest import Wire

Json = dict[str, Any]
Build = Callable[[Wire], Sequence[Json]]

CREATE = "CreateOfferUsingResaleAuthorization"
REPLACE = "CreateReplacementOfferUsingResaleAuthorization"
RA = "INCOMPATIBLE_RESALE_AUTHORIZATION"
OPEN, EXPIRED, DRAFT = "offer-openbronze2kqw", "offer-expsilver7ypd4", "offer-draftseats3mvx"


class ErrorCase(NamedTuple):
    """``build`` makes a change set in which ``kind`` fails with ``code``; if ``alone``, nothing else does."""

    kind: str
    code: str
    build: Build
    scenario: str = "archera"
    alone: bool = False

    def __str__(self) -> str:
        return f"{self.kind}-{self.code}"


def on(wire: Wire, days: int) -> str:
    """So many days from today."""
    return (wire.clock.now.date() + timedelta(days=days)).isoformat()


def future(wire: Wire, first: int, last: int) -> Json:
    """An agreement from one day to another."""
    return validity(AgreementStartDate=on(wire, first), AgreementEndDate=on(wire, last))


def contract(wire: Wire, *changes: Json, kind: str = vendors.CONTRACT) -> list[Json]:
    """A draft at contract prices that can be accepted for a month."""
    return [create(kind), until(on(wire, 30)), *changes]


def published(wire: Wire, authorization: str = vendors.CONTRACT, *more: Json) -> str:
    """An offer that was released just now."""
    return wire.succeed(create(authorization), information(), buyers(), until(on(wire, 10)), *more, release())


def accepted(wire: Wire, authorization: str = vendors.CONTRACT) -> str:
    """The agreement on an offer that was published and accepted just now."""
    return wire.sandbox.accept(published(wire, authorization), BUYER)


def renewing(wire: Wire, *changes: Json, authorization: str = vendors.CONTRACT) -> list[Json]:
    """A draft that replaces such an agreement."""
    return [replacement(accepted(wire), authorization), *changes]
