"""Amounts of money as text: read exactly, and written as AWS prints them (fact sheet 3, obs)."""

from decimal import Decimal


def unpadded(text: str) -> str:
    """ "10.50" is printed as "10.5", "5000.00" as "5000"."""
    plain = format(Decimal(text), "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def places(text: str) -> int:
    """How many decimal places were written."""
    return len(text.partition(".")[2])
