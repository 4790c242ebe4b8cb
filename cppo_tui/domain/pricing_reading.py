"""Reading pricing terms from AWS's answer. All of a term or nothing: a price left out would be marked up
without ever having been shown."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from cppo_tui.domain.instants import parse_instant
from cppo_tui.domain.pricing_terms import Charge, FixedUpfront, Grant, RateCard, UnitPrice

Json = Mapping[str, Any]

_PRICE = re.compile(r"[0-9]{1,20}(\.[0-9]{1,20})?")
_DURATION = re.compile(r"P(?=.*[1-9])([0-9]{1,4}Y)?([0-9]{1,4}M)?([0-9]{1,5}D)?")


class UnreadablePrice(ValueError):
    """A pricing term says something that is not a price, a date or a quantity as AWS documents them."""


def unit_prices(term: Json) -> tuple[UnitPrice, ...]:
    """The prices of a (Resale)UsageBasedPricingTerm, one per dimension. Raises UnreadablePrice."""
    rates = [rate for card in _items(term, "RateCards") for rate in _items(card, "RateCard")]
    return _rates(rates)


def rate_cards(term: Json) -> tuple[RateCard, ...]:
    """The prices of a (Resale)ConfigurableUpfrontPricingTerm, by duration. Raises UnreadablePrice."""
    cards: list[RateCard] = []
    for card in _items(term, "RateCards"):
        selector = card.get("Selector")
        duration = selector.get("Value") if isinstance(selector, Mapping) else None
        if not _is_length(duration) or duration in [one.duration for one in cards]:
            raise UnreadablePrice("a rate card names no duration of its own")
        cards.append(RateCard(duration=duration, prices=_rates(_items(card, "RateCard"))))
    return tuple(cards)


def fixed_upfront(term: Json) -> FixedUpfront:
    """A (Resale)FixedUpfrontPricingTerm; an offer's has no Duration (fact sheet 3).

    Raises UnreadablePrice.
    """
    grants = [
        Grant(dimension_key=_text(grant, "DimensionKey"), quantity=_quantity(grant.get("MaxQuantity")))
        for grant in _items(term, "Grants")
    ]
    duration = term.get("Duration", "")
    if not isinstance(duration, str):
        raise UnreadablePrice("the duration is not text")
    return FixedUpfront(price=price_of(term, "Price"), duration=duration, grants=tuple(grants))


def fixed_upfront_with_length(term: Json) -> FixedUpfront:
    """A ResaleFixedUpfrontPricingTerm: the offer's length hangs on its Duration. Raises UnreadablePrice."""
    if not _is_length(term.get("Duration")):
        raise UnreadablePrice("a fixed price names no duration")
    return fixed_upfront(term)


def charges(term: Json) -> tuple[Charge, ...]:
    """The installments of a (Resale)PaymentScheduleTerm in order of date. Raises UnreadablePrice."""
    found: dict[Any, Charge] = {}
    for line in _items(term, "Schedule"):
        due = parse_instant(line.get("ChargeDate"))
        if due is None or due.date() in found:
            raise UnreadablePrice("an installment has no date of its own")
        found[due.date()] = Charge(day=due.date(), amount=price_of(line, "ChargeAmount"))
    return tuple(found[day] for day in sorted(found))


def price_of(source: Json, key: str, name: str = "") -> Decimal:
    """A price in plain digits; ``name`` says whose in the error. Raises UnreadablePrice."""
    text = source.get(key)
    if not isinstance(text, str) or not _PRICE.fullmatch(text):
        raise UnreadablePrice(f"{name or key} is {text!r}")
    return Decimal(text)


def _is_length(value: object) -> bool:
    """True for an ISO duration of years, months and days as AWS takes it, longer than nothing."""
    return isinstance(value, str) and _DURATION.fullmatch(value) is not None


def _rates(rates: list[Json]) -> tuple[UnitPrice, ...]:
    found: dict[str, UnitPrice] = {}
    for rate in rates:
        key = _text(rate, "DimensionKey")
        if key in found:
            raise UnreadablePrice(f"{key} has two prices")
        found[key] = UnitPrice(dimension_key=key, wholesale=price_of(rate, "Price", key))
    if not found:
        raise UnreadablePrice("there is no price in it")
    return tuple(found.values())


def _quantity(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise UnreadablePrice("a grant has no quantity")
    return value


def _text(source: Json, key: str) -> str:
    value = source.get(key)
    if not isinstance(value, str) or not value:
        raise UnreadablePrice(f"{key} is missing")
    return value


def _items(source: Json, key: str) -> list[Json]:
    value = source.get(key)
    if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
        raise UnreadablePrice(f"{key} is not a list")
    return value
