"""Prices as Decimals and as text. Never a float.

AWS documents no rounding rule (fact sheet 3), so our prices are "expected" until AWS says its own.
"""

import re
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

EXACT = Context(prec=60)
"""Digits enough for every price there can be: hundreds are worked out on each key press, and a context of its
own for each sum would cost more than the sum."""
FIGURE = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?|\.[0-9]{1,9}")
"""The one way AWS takes a number that is never negative: digits and a point (fact sheet 2.5)."""
PRINTED = re.compile(r"[0-9]*\.?[0-9]+")
"""A number as AWS prints it, which may have more digits than AWS takes."""
_ONE = Decimal(1)
_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£"}


def rounded(value: Decimal, places: int) -> Decimal:
    """``value`` to ``places`` decimals, halves up, without trailing zeros."""
    return stripped(value.quantize(_ONE.scaleb(-places), ROUND_HALF_UP, EXACT))


def stripped(value: Decimal) -> Decimal:
    """The same number without trailing zeros and never in exponent form (``25.0`` -> ``25``)."""
    normal = value.normalize(EXACT)
    return normal.quantize(_ONE, context=EXACT) if normal.as_tuple().exponent > 0 else normal  # type: ignore[operator]


def plain_number(value: Decimal) -> str:
    """The number in plain digits: no exponent, no grouping, no trailing zeros."""
    return _without_idle_zeros(f"{value:f}")


def shown_number(value: Decimal) -> str:
    """The number for people, thousands grouped: never for what is typed, sent or given to programs."""
    return _without_idle_zeros(f"{value:,f}")


def _without_idle_zeros(digits: str) -> str:
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def plain_figure(text: str) -> str:
    """A figure as AWS prints it, without trailing zeros (``25.0`` -> ``25``); anything else as it is."""
    return plain_number(Decimal(text)) if PRINTED.fullmatch(text) else text


def unit_price(value: Decimal, currency: str) -> str:
    """A price per unit as shown: thousands grouped, all its digits, at least two decimals (``0.010`` reads
    ``0.01``)."""
    whole, _, fraction = shown_number(value).partition(".")
    return _with_currency(f"{whole}.{fraction.ljust(2, '0')}", currency)


def ungrouped(shown: str) -> str:
    """A price as ``unit_price`` shows it, for a spreadsheet or a program: without the separators."""
    return shown.replace(",", "")


def amount(value: Decimal, currency: str) -> str:
    """A sum of money as shown, two decimals, thousands grouped."""
    with localcontext() as context:
        context.prec = 60
        return _with_currency(f"{value.quantize(Decimal('0.01'), rounding=ROUND_HALF_UP):,f}", currency)


def _with_currency(digits: str, currency: str) -> str:
    symbol = _SYMBOLS.get(currency)
    return f"{symbol}{digits}" if symbol else f"{digits} {currency}".strip()


def percent(value: Decimal, places: int = 2) -> str:
    """A percentage as shown, at most ``places`` decimals, ``≈`` in front when digits were left out."""
    short = rounded(value, places)
    return f"{'' if short == value else '≈ '}{plain_number(short)} %"
