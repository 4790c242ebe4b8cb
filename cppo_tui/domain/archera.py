"""What Archera's partners need to know when they set the markup.

Archera bills in one-cent units: the buyer's price must come out at 0.01, whatever the tier's wholesale.
The printed tier figures are rounded, so "exact" is computed from the authorization's own wholesale.
"""

import re
from decimal import Decimal

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.markup import Markup, markup_for_price
from cppo_tui.domain.model import Frozen
from cppo_tui.domain.money import plain_number, rounded

TARGET_PRICE = Decimal("0.01")
"""What one unit must cost the buyer."""
BILLING = "Archera bills in units of one cent."

_LEGAL_NAME = re.compile(r"^reserved ?ai\b", re.IGNORECASE)
_NAMES = re.compile(r"\barchera|\breserved ?ai\b", re.IGNORECASE)


class Tier(Frozen):
    """A partner tier with the markup Archera prints for it."""

    name: str
    printed: Decimal

    @property
    def wholesale(self) -> Decimal:
        """The wholesale price the printed markup belongs to: 0.008, 0.0075, 0.007."""
        return rounded(TARGET_PRICE * 100 / (100 + self.printed), 4)


TIERS = (
    Tier(name="Bronze", printed=Decimal("25")),
    Tier(name="Silver", printed=Decimal("33.3")),
    Tier(name="Gold", printed=Decimal("42.8")),
)


def is_archera(authorization: ResaleAuthorization | None) -> bool:
    """True for Archera's product. Its pages spell ISV and product in several ways, so this only decides
    which hints and presets are offered, never what is allowed."""
    if authorization is None:
        return False
    names = f"{authorization.manufacturer_name} / {authorization.product_name}"
    return _NAMES.search(names) is not None and bool(authorization.usage_prices)


def isv_name(authorization: ResaleAuthorization) -> str:
    """The ISV's legal name; Archera's is not the name its partners know (facts about Archera, section 4).
    Only its own name decides: anybody may call a product after Archera."""
    name = authorization.manufacturer_name
    return f"{name} (Archera)" if _LEGAL_NAME.search(name) and is_archera(authorization) else name


def wholesale_of(authorization: ResaleAuthorization) -> Decimal | None:
    """The wholesale price of the authorization's first usage dimension."""
    return authorization.usage_prices[0].wholesale if authorization.usage_prices else None


def tier_of(authorization: ResaleAuthorization) -> Tier | None:
    """The tier whose wholesale price the authorization carries, if it is one of the three."""
    wholesale = wholesale_of(authorization)
    return next((tier for tier in TIERS if tier.wholesale == wholesale), None)


def tier_name(authorization: ResaleAuthorization | None) -> str:
    """Archera's tier in one word, "" for any other."""
    tier = _own_tier(authorization)
    return tier.name if tier else ""


def tier_words(authorization: ResaleAuthorization | None) -> str:
    """Archera's tier and what it is known by, "" for any other. Its name need not tell it: the price does."""
    tier = _own_tier(authorization)
    return f"{tier.name}, by its wholesale price {plain_number(tier.wholesale)}" if tier else ""


def _own_tier(authorization: ResaleAuthorization | None) -> Tier | None:
    return tier_of(authorization) if authorization is not None and is_archera(authorization) else None


def exact_markup(authorization: ResaleAuthorization) -> Markup | None:
    """The markup that makes the buyer pay exactly 0.01; None when wholesale is already above it."""
    wholesale = wholesale_of(authorization)
    if wholesale is None or not 0 < wholesale <= TARGET_PRICE:
        return None
    return markup_for_price(TARGET_PRICE, wholesale)


def exact_words(authorization: ResaleAuthorization, markup: Markup) -> str:
    """That this markup is the right one, "" where it does not come out at 0.01."""
    wholesale, own = wholesale_of(authorization), tier_of(authorization)
    if wholesale is None or markup.buyer_price(wholesale) != TARGET_PRICE:
        return ""
    whose = f"{own.name}: " if own else ""
    sum_up = f"{markup.text} % on {plain_number(wholesale)} is exactly {plain_number(TARGET_PRICE)}."
    return f"{whose}{sum_up} {BILLING}"


def month(markup: Markup, wholesale: Decimal, premiums: Decimal) -> tuple[Decimal, Decimal, Decimal]:
    """A month with ``premiums`` of premiums: what the buyer pays, the partner keeps, Archera receives.

    Archera reports one unit per cent of premium, so a wrong markup scales every bill.
    """
    units = premiums / TARGET_PRICE
    buyer = units * markup.buyer_price(wholesale)
    vendor = units * wholesale
    return buyer, buyer - vendor, vendor
