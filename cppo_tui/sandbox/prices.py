"""Wholesale price and markup to buyer price (fact sheet 3). The rounding is an assumption."""

from decimal import ROUND_HALF_UP, Decimal, localcontext

from cppo_tui.sandbox.assumptions import CHARGE_AMOUNT_PLACES, UPFRONT_PRICE_PLACES, USAGE_PRICE_PLACES
from cppo_tui.sandbox.records import Json

_HUNDRED = Decimal(100)


def marked_up(wholesale: str, percentage: str, places: int) -> str:
    """``wholesale x (1 + percentage / 100)``, printed without trailing zeros ("10.5", not "10.50": obs)."""
    with localcontext() as context:
        # The pattern allows any number of digits before the point; no digit may get lost on the way.
        context.prec = len(wholesale) + len(percentage) + 40
        price = Decimal(wholesale) * (1 + Decimal(percentage) / _HUNDRED)
        rounded = price.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
        text = format(rounded, "f")
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text


def priced(term: Json, percentage: str) -> Json:
    """A translated authorization term with every price marked up; other terms as they are."""
    match term["Type"]:
        case "UsageBasedPricingTerm":
            return {**term, "RateCards": _cards(term, percentage, USAGE_PRICE_PLACES)}
        case "ConfigurableUpfrontPricingTerm":
            return {**term, "RateCards": _cards(term, percentage, UPFRONT_PRICE_PLACES)}
        case "FixedUpfrontPricingTerm":
            return {**term, "Price": marked_up(term["Price"], percentage, UPFRONT_PRICE_PLACES)}
        case "PaymentScheduleTerm":
            charges = [
                {**one, "ChargeAmount": marked_up(one["ChargeAmount"], percentage, CHARGE_AMOUNT_PLACES)}
                for one in term["Schedule"]
            ]
            return {**term, "Schedule": charges}
        case _:
            return term


def _cards(term: Json, percentage: str, places: int) -> list[Json]:
    return [
        {
            **card,
            "RateCard": [
                {**rate, "Price": marked_up(rate["Price"], percentage, places)} for rate in card["RateCard"]
            ],
        }
        for card in term["RateCards"]
    ]
