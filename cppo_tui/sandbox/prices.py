"""Wholesale price and markup to buyer price (fact sheet 3). The rounding is an assumption, and a switch."""

from collections.abc import Callable, Mapping
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext
from types import MappingProxyType

from cppo_tui.sandbox.assumptions import CHARGE_AMOUNT_PLACES, UPFRONT_PRICE_PLACES, USAGE_PRICE_PLACES
from cppo_tui.sandbox.behaviour import Rounding
from cppo_tui.sandbox.records import Json

_HUNDRED = Decimal(100)
_MODES: Mapping[Rounding, str] = MappingProxyType(
    {
        Rounding.HALF_UP: ROUND_HALF_UP,
        Rounding.HALF_EVEN: ROUND_HALF_EVEN,
        Rounding.DOWN: ROUND_DOWN,
    }
)

Pricing = Callable[[str, int], str]


def marked_up(wholesale: str, percentage: str, places: int, rounding: Rounding = Rounding.HALF_UP) -> str:
    """``wholesale x (1 + percentage / 100)``, printed without trailing zeros ("10.5", not "10.50": obs)."""
    with localcontext() as context:
        # The pattern allows any number of digits before the point; no digit may get lost on the way.
        context.prec = len(wholesale) + len(percentage) + 40
        price = Decimal(wholesale) * (1 + Decimal(percentage) / _HUNDRED)
        rounded = price.quantize(Decimal(1).scaleb(-places), rounding=_MODES[rounding])
        text = format(rounded, "f")
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text


def priced(term: Json, percentage: str, rounding: Rounding = Rounding.HALF_UP) -> Json:
    """A translated authorization term with every price marked up; other terms as they are."""

    def price(wholesale: str, places: int) -> str:
        return marked_up(wholesale, percentage, places, rounding)

    match term["Type"]:
        case "UsageBasedPricingTerm":
            return {**term, "RateCards": _cards(term, price, USAGE_PRICE_PLACES)}
        case "ConfigurableUpfrontPricingTerm":
            return {**term, "RateCards": _cards(term, price, UPFRONT_PRICE_PLACES)}
        case "FixedUpfrontPricingTerm":
            return {**term, "Price": price(term["Price"], UPFRONT_PRICE_PLACES)}
        case "PaymentScheduleTerm":
            charges = [
                {**one, "ChargeAmount": price(one["ChargeAmount"], CHARGE_AMOUNT_PLACES)}
                for one in term["Schedule"]
            ]
            return {**term, "Schedule": charges}
        case _:
            return term


def _cards(term: Json, price: Pricing, places: int) -> list[Json]:
    return [
        {**card, "RateCard": [{**rate, "Price": price(rate["Price"], places)} for rate in card["RateCard"]]}
        for card in term["RateCards"]
    ]
