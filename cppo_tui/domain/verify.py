"""Ours beside AWS's: the draft as AWS computed it, compared line by line before it is released."""

import re
from datetime import timedelta
from decimal import Decimal

from cppo_tui.domain.accounts import grouped
from cppo_tui.domain.catalog import OfferView
from cppo_tui.domain.change_sets import OfferTerms
from cppo_tui.domain.model import Frozen
from cppo_tui.domain.money import plain_number
from cppo_tui.domain.terms import Expiry

_FIGURE = re.compile(r"[0-9]*\.?[0-9]+")


class Line(Frozen):
    """One fact of the offer: what was reviewed and what AWS says."""

    label: str
    ours: str
    theirs: str

    @property
    def same(self) -> bool:
        """True when both say the same."""
        return self.ours == self.theirs


def compare(terms: OfferTerms, expected_prices: dict[str, str], offer: OfferView) -> tuple[Line, ...]:
    """Every fact of the reviewed terms beside AWS's own reading of the draft offer.

    ``expected_prices`` holds the buyer prices shown at review, per dimension key.
    """
    theirs: dict[str, str] = {}
    for price in offer.prices:  # one dimension priced twice must differ, not hide behind the last price
        told = plain_number(price.price)
        known = theirs.get(price.dimension_key, told)
        theirs[price.dimension_key] = told if known == told else f"{known} and {told}"
    keys = [*expected_prices, *(key for key in theirs if key not in expected_prices)]
    prices = tuple(
        Line(
            label=f"Price of {key}",
            ours=expected_prices.get(key, "not expected"),
            theirs=theirs.get(key, "missing"),
        )
        for key in keys
    )
    return (
        Line(
            label="Authorization",
            ours=terms.authorization_id,
            theirs=offer.authorization_id,
        ),
        Line(label="Name", ours=terms.name, theirs=offer.name),
        Line(label="Description", ours=terms.description, theirs=offer.description),
        Line(label="Buyers", ours=_accounts(terms.buyers), theirs=_accounts(offer.buyers)),
        Line(label="Markup", ours=terms.markup, theirs=_number(offer.markup)),
        *prices,
        Line(
            label="Agreement",
            ours=terms.agreement_duration,
            theirs=offer.agreement_duration or "missing",
        ),
        Line(label="Expires", ours=_instant(terms), theirs=_their_instant(offer)),
    )


def _accounts(accounts: tuple[str, ...]) -> str:
    return ", ".join(grouped(account) for account in sorted(accounts)) or "none"


def _number(text: str) -> str:
    """AWS prints the markup as it was sent; ``25`` and ``25.0`` are the same figure."""
    return plain_number(Decimal(text)) if _FIGURE.fullmatch(text) else text


def _instant(terms: OfferTerms) -> str:
    return Expiry(day=terms.expires).instant.isoformat(timespec="seconds")


def _their_instant(offer: OfferView) -> str:
    if offer.expires is None:
        return "missing"
    whole = offer.expires - timedelta(microseconds=offer.expires.microsecond)
    return whole.isoformat(timespec="seconds")
