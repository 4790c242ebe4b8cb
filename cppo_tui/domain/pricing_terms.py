"""What an ISV's pricing terms hold: prices per unit, upfront prices, grants, installments (fact sheet 3)."""

from datetime import date
from decimal import Decimal

from cppo_tui.domain.model import Frozen

USAGE_PLACES = 8
UPFRONT_PLACES = 3
CHARGE_PLACES = 2
"""Decimals AWS stores usage prices, upfront prices and installments with (fact sheet 3)."""


class UnitPrice(Frozen):
    """The wholesale price of one unit of a dimension, in the authorization's currency."""

    dimension_key: str
    wholesale: Decimal


class RateCard(Frozen):
    """Upfront prices per unit for one length the buyer can choose: ``duration`` as AWS has it, ``P12M``."""

    duration: str
    prices: tuple[UnitPrice, ...]


class Grant(Frozen):
    """How many units of a dimension a fixed upfront price includes."""

    dimension_key: str
    quantity: int


class FixedUpfront(Frozen):
    """One price for fixed quantities over a fixed length; 0 where a payment schedule holds the money."""

    price: Decimal
    duration: str
    grants: tuple[Grant, ...] = ()


class Charge(Frozen):
    """One installment of a payment schedule: the day it falls due (UTC) and the wholesale amount."""

    day: date
    amount: Decimal


class WholesalePrice(Frozen):
    """One figure a markup is added to. ``key`` tells it from the others of its authorization or offer.

    ``places`` is how many decimals AWS stores the marked-up price with.
    """

    key: str
    dimension_key: str = ""
    duration: str = ""
    day: date | None = None
    amount: Decimal
    places: int


def upfront_key(dimension_key: str, duration: str) -> str:
    """The key of a contract price; usage prices go by their dimension's key alone."""
    return f"{dimension_key} / {duration}"


def upfront_length(key: str) -> str:
    """The length in a contract price's key, "" for the key of any other price."""
    _, found, duration = key.rpartition(" / ")
    return duration if found else ""


def charge_key(day: date) -> str:
    """The key of an installment."""
    return f"due {day.isoformat()}"


def due_text(key: str) -> str:
    """The day in an installment's key, "" for the key of any other price."""
    return key.removeprefix("due ") if key.startswith("due ") else ""


FIXED_KEY = "fixed upfront"


def paid_for(key: str) -> str:
    """What follows a price in a sentence: an upfront price and an installment are paid once, not per unit."""
    if key == FIXED_KEY:
        return "upfront"
    due = due_text(key)
    return f"on {due}" if due else "a unit"


def wholesale_prices(
    usage: tuple[UnitPrice, ...],
    cards: tuple[RateCard, ...],
    fixed: FixedUpfront | None,
    schedule: tuple[Charge, ...],
) -> tuple[WholesalePrice, ...]:
    """Every price of these terms, in the order people read them: installments, upfront, then use."""
    found = [
        WholesalePrice(key=charge_key(charge.day), day=charge.day, amount=charge.amount, places=CHARGE_PLACES)
        for charge in schedule
    ]
    if fixed is not None and (fixed.price or not schedule):
        found.append(
            WholesalePrice(key=FIXED_KEY, duration=fixed.duration, amount=fixed.price, places=UPFRONT_PLACES)
        )
    found += [
        WholesalePrice(
            key=upfront_key(price.dimension_key, card.duration),
            dimension_key=price.dimension_key,
            duration=card.duration,
            amount=price.wholesale,
            places=UPFRONT_PLACES,
        )
        for card in cards
        for price in card.prices
    ]
    found += [
        WholesalePrice(
            key=price.dimension_key,
            dimension_key=price.dimension_key,
            amount=price.wholesale,
            places=USAGE_PLACES,
        )
        for price in usage
    ]
    return tuple(found)
