"""Where a price goes, as bars: wholesale to the ISV, the partner's part on top, together the buyer's."""

from decimal import Decimal
from typing import NamedTuple

from textual.content import Content

from cppo_tui.domain.money import percent, unit_price
from cppo_tui.domain.text import shorten
from cppo_tui.ui.plain import lines, plain

ROWS = 4
"""What the price is for, and the three bars."""
_NAMES = ("Wholesale", "You keep", "Buyer pays")
_LABEL = 12
_WIDEST, _NARROWEST = 60, 10
_ISV, _PARTNER = "█", "▒"
"""Two characters that differ without colour, too."""


class Bench(NamedTuple):
    """One price: what it is for, wholesale, and what the buyer pays for it; None without a markup."""

    label: str
    currency: str
    wholesale: Decimal
    buyer: Decimal | None


def bars(shown: Bench, width: int) -> Content:
    """The buyer's price is the whole width; the partner's bar stands where the ISV's ends."""
    whole = shown.wholesale if shown.buyer is None else shown.buyer
    figures = [_figure(part, whole, shown) for part in _parts(shown)]
    price, share = (max(len(figure[at]) for figure in figures) for at in (0, 1))
    room = min(width - _LABEL - price - share - 4, _WIDEST)
    rows = [plain((shorten(f"Who gets what: {shown.label}", width), "$text-muted"))]
    for name, bar, figure in zip(_NAMES, _bars(shown, room), figures, strict=True):
        drawn = f"{bar:<{room}}  " if room >= _NARROWEST else ""
        told = f"{figure[0]:>{price}}  {figure[1]:>{share}}"
        rows.append(plain((f"{name:<{_LABEL}}", "$text-muted"), (drawn, "$secondary"), told))
    return lines(*rows)


def _parts(shown: Bench) -> tuple[Decimal | None, ...]:
    kept = None if shown.buyer is None else shown.buyer - shown.wholesale
    return shown.wholesale, kept, shown.buyer


def _figure(part: Decimal | None, whole: Decimal, shown: Bench) -> tuple[str, str]:
    if part is None:
        return "–", ""
    known = shown.buyer is not None and whole > 0
    return unit_price(part, shown.currency), percent(part * 100 / whole, 1) if known else ""


def _bars(shown: Bench, room: int) -> tuple[str, str, str]:
    """A part that is not nothing takes a cell at least."""
    if shown.buyer is None or room < _NARROWEST:
        return _ISV * room if shown.wholesale else "", "", ""
    if shown.buyer <= 0:
        return "", "", ""
    isv = round(room * shown.wholesale / shown.buyer)
    if shown.buyer > shown.wholesale > 0:
        isv = min(max(isv, 1), room - 1)
    return _ISV * isv, " " * isv + _PARTNER * (room - isv), _ISV * isv + _PARTNER * (room - isv)
