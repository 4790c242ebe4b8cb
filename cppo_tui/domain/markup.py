"""The markup, and its two other faces: the partner's margin and the buyer's price.

UpdateMarkup takes one percentage on wholesale for all dimensions, as text with up to nine decimals
(fact sheet 2.5). +25 % on wholesale is 20 % of what the buyer pays; people mix the two up, so the wizard
takes either, or the price the buyer should pay, and shows all three.
"""

import re
from decimal import ROUND_HALF_UP, Decimal, localcontext

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.draft import PriceBasis, PricingChoice
from cppo_tui.domain.findings import Finding
from cppo_tui.domain.model import Frozen
from cppo_tui.domain.money import EXACT, FIGURE, plain_number, rounded, shown_number, stripped
from cppo_tui.domain.pricing_terms import USAGE_PLACES, WholesalePrice

MARKUP_PLACES = 9
"""Decimals UpdateMarkup accepts (fact sheet 2.5)."""

_HUNDRED = Decimal(100)
_TOO_BIG = Decimal(10) ** 9


class Markup(Frozen):
    """A percentage added to every wholesale price; at most nine decimals, never negative."""

    percentage: Decimal

    @property
    def text(self) -> str:
        """The percentage as UpdateMarkup wants it: ``25``, ``33.333333333``."""
        return plain_number(self.percentage)

    @property
    def margin(self) -> Decimal:
        """The partner's share of the buyer's price, in percent."""
        with localcontext() as context:
            context.prec = 40
            return self.percentage * _HUNDRED / (_HUNDRED + self.percentage)

    def buyer_price(self, wholesale: Decimal, places: int = USAGE_PLACES) -> Decimal:
        """What the buyer is expected to pay: rounded to the decimals AWS stores such a price with
        (assumption; fact sheet 3)."""
        marked_up = EXACT.multiply(wholesale, EXACT.add(_HUNDRED, self.percentage))
        return rounded(EXACT.divide(marked_up, _HUNDRED), places)


def markup_for_margin(margin: Decimal) -> Markup:
    """The markup that leaves the partner ``margin`` percent of the buyer's price (0 <= margin < 100)."""
    with localcontext() as context:
        context.prec = 60
        return Markup(percentage=_to_places(_HUNDRED * margin / (_HUNDRED - margin)))


def markup_for_price(price: Decimal, wholesale: Decimal) -> Markup:
    """The markup that turns ``wholesale`` (> 0) into ``price`` (>= wholesale)."""
    with localcontext() as context:
        context.prec = 60
        return Markup(percentage=_to_places((price / wholesale - 1) * _HUNDRED))


def _to_places(value: Decimal) -> Decimal:
    return stripped(value.quantize(Decimal(1).scaleb(-MARKUP_PLACES), rounding=ROUND_HALF_UP))


def resolve(choice: PricingChoice, authorization: ResaleAuthorization | None) -> Markup | Finding:
    """The markup the typed figure means, or why it means none."""
    number = parse_figure(choice.text, _WHAT[choice.basis])
    if isinstance(number, Finding):
        return number
    if choice.basis is PriceBasis.MARKUP:
        return Markup(percentage=stripped(number))
    if choice.basis is PriceBasis.PRICE:
        return _from_price(number, choice, authorization)
    if number >= _HUNDRED:
        return _finding(
            "MARGIN_TOO_HIGH",
            "A margin is your share of the buyer's price; it stays below 100 %.",
            "Type a margin such as 20, or type the markup instead.",
        )
    return _writable(markup_for_margin(number))


def _writable(markup: Markup) -> Markup | Finding:
    """The markup, if it has no more than the nine digits before the point that a typed one may have: AWS
    takes no longer whole number (fact sheet 2.5)."""
    if markup.percentage < _TOO_BIG:
        return markup
    return _finding(
        "MARKUP_BEYOND_AWS",
        "The markup this comes to has more digits than AWS takes.",
        "Type a lower figure.",
    )


def _from_price(
    price: Decimal, choice: PricingChoice, authorization: ResaleAuthorization | None
) -> Markup | Finding:
    base = _base_price(choice, authorization)
    if base is None or base.amount <= 0:
        return _finding(
            "PRICE_WITHOUT_WHOLESALE",
            "There is no wholesale price to compare this buyer price with.",
            "Type the markup instead.",
        )
    if price < base.amount:
        return _finding(
            "PRICE_BELOW_WHOLESALE",
            f"The buyer would pay less than the wholesale price {shown_number(base.amount)}; "
            "a markup cannot be negative.",
            f"Type a price of at least {plain_number(base.amount)}.",
        )
    return _writable(markup_for_price(price, base.amount))


def typed_price(
    choice: PricingChoice, authorization: ResaleAuthorization | None
) -> tuple[Decimal | None, WholesalePrice | None]:
    """The buyer price that was typed and the wholesale price beside it; None where there is none."""
    number = parse_figure(choice.text, _WHAT[choice.basis])
    if choice.basis is not PriceBasis.PRICE or isinstance(number, Finding):
        return None, None
    base = _base_price(choice, authorization)
    return number, base


def _base_price(choice: PricingChoice, authorization: ResaleAuthorization | None) -> WholesalePrice | None:
    """What the typed buyer price is for; the only price when there is one or none was named."""
    prices = authorization.wholesale if authorization else ()
    only = len(prices) == 1 or not choice.dimension_key
    return next((p for p in prices if only or p.key == choice.dimension_key), None)


_WHAT = {
    PriceBasis.MARKUP: ("markup", "25"),
    PriceBasis.MARGIN: ("margin", "20"),
    PriceBasis.PRICE: ("buyer price", "0.01"),
}


def parse_figure(text: str, what: tuple[str, str]) -> Decimal | Finding:
    """Read a non-negative decimal in the one grammar AWS accepts; say what is wrong, never guess."""
    name, example = what
    text = text.strip()
    if FIGURE.fullmatch(text):
        return Decimal(text)
    return next(
        _finding(code, message.format(name=name), fix.format(example=_meant(text) or example))
        for code, pattern, message, fix in _WRONG
        if re.search(pattern, text)
    )


def _meant(text: str) -> str:
    """The figure itself where only its sign or its comma is wrong, "" for anything else.

    ``1,000`` can be read in two ways, and which one is meant is not ours to say.
    """
    bare = text.removesuffix("%").rstrip()
    whole, comma, decimals = bare.partition(",")
    if comma and FIGURE.fullmatch(f"{whole}.{decimals}"):
        point = f"{whole}.{decimals}"
        return f"{point} or {whole}{decimals}" if len(decimals) == _THOUSAND else point
    if re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?", bare):
        bare = bare.replace(",", "")
    return bare if FIGURE.fullmatch(bare) else ""


_THOUSAND = 3
"""Digits after a comma that may as well divide thousands."""

_WRONG = (
    ("FIGURE_MISSING", r"^$", "No {name} is given.", "Type a number such as {example}."),
    ("FIGURE_PERCENT_SIGN", r"%", "The percent sign is already understood.",
     "Type only the number: {example}."),
    ("FIGURE_COMMA", r",", "A comma could mean a decimal or a thousand; AWS takes neither.",
     "Use a point for decimals: {example}."),
    ("FIGURE_NEGATIVE", r"^[-−–]", "The {name} cannot be negative.", "Type zero or more, such as {example}."),
    ("FIGURE_EXPONENT", r"^[0-9.]+[eE][-+]?[0-9]+$", "AWS does not take numbers with an exponent.",
     "Write the number out, such as {example}."),
    ("FIGURE_DECIMALS", r"^[0-9]*\.[0-9]{10,}$", "AWS takes at most nine decimals.",
     "Shorten it to nine decimals."),
    ("FIGURE_POINT", r"^[0-9]+\.$", "A digit is missing after the point.", "Complete it, such as {example}."),
    ("FIGURE_TOO_LONG", r"^[0-9.]+$", "This is not a number AWS can read.",
     "Type a number such as {example}."),
    ("FIGURE_DIGITS", r"[^\x00-\x7f]", "Some characters only look like digits.",
     "Type it again with the digits 0 to 9."),
    ("FIGURE_UNREADABLE", r"", "This is not a number.", "Type a number such as {example}."),
)  # fmt: skip


def _finding(code: str, message: str, fix: str) -> Finding:
    return Finding(code=code, field="pricing", message=message, fix=fix)
