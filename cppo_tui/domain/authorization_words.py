"""A resale authorization in words: what the wizard's list and the commands both say of it."""

from cppo_tui.domain.accounts import grouped
from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.catalog import AuthorizationListing
from cppo_tui.domain.checks.context import CheckContext
from cppo_tui.domain.checks.opportunity import listing_problems, usability
from cppo_tui.domain.money import unit_price
from cppo_tui.domain.pricing_terms import WholesalePrice
from cppo_tui.domain.validity import length_words

_SHORT_REASONS = {
    "AUTHORIZATION_RESTRICTED": "deactivated",
    "AUTHORIZATION_NOT_ACTIVE": "not active",
    "AUTHORIZATION_EXPIRED": "expired",
    "AUTHORIZATION_USED_UP": "used up",
    "AUTHORIZATION_DISTRIBUTOR": "distributor",
    "AUTHORIZATION_OTHER_RESELLER": "not yours",
    "AUTHORIZATION_UNREAD": "unreadable",
    "KIND_UNKNOWN": "unknown",
    "PRICES_UNREADABLE": "unreadable",
}
_DOCUMENTS = {
    "StandardEula": "AWS standard contract",
    "CustomEula": "the ISV's own",
    "StandardResellerContract": "AWS standard reseller contract",
    "CustomResellerContract": "the ISV's own",
}


def row_state(listing: AuthorizationListing, context: CheckContext) -> str:
    """Use and state in two or three words."""
    detail = listing.detail
    if detail is None:
        return "unreadable"
    found = usability(detail, context)
    if found:
        return _SHORT_REASONS.get(found[0].code) or detail.kind.value.partition(" with ")[0]
    return "single use" if detail.max_offers == 1 else "ready"


def in_order(listings: tuple[AuthorizationListing, ...], context: CheckContext) -> list[AuthorizationListing]:
    """Usable ones first, then by ISV, product and name."""
    return sorted(listings, key=lambda one: (bool(listing_problems(one, context)), *by_name(one)))


def by_name(listing: AuthorizationListing) -> tuple[str, str, str]:
    """What to sort by where nothing else counts."""
    return listing.manufacturer_name.lower(), listing.product_name.lower(), listing.name.lower()


def row_end(listing: AuthorizationListing) -> str:
    """The end date, or that there is none."""
    ends = listing.detail.ends if listing.detail else listing.ends
    return ends.date().isoformat() if ends else "open"


def kind_words(detail: ResaleAuthorization) -> str:
    """How it is priced, as people say it."""
    return "contract, one upfront price" if detail.paid_at_once else detail.kind.value


def wholesale_text(detail: ResaleAuthorization, most: int = 2) -> str:
    """The first wholesale prices, and how many more there are."""
    prices = detail.wholesale
    if not prices:
        return f"{detail.kind.value}, {detail.currency or 'currency unknown'}"
    shown = [
        f"{unit_price(price.amount, detail.currency)} {price_label(price, detail)}" for price in prices[:most]
    ]
    more = len(prices) - most
    return "; ".join(shown) + (f"; and {more} more" if more > 0 else "")


def uses_text(detail: ResaleAuthorization) -> str:
    """How many offers it still allows."""
    made = f"{detail.offers_created} made so far"
    if detail.max_offers is None:
        return f"any number, {made}"
    return f"{detail.uses_left} of {detail.max_offers} left"


def allowed_buyers(detail: ResaleAuthorization) -> str:
    """Who may be named as buyer."""
    if not detail.buyers:
        return "any"
    shown = [f"{grouped(buyer.account)} {buyer.legal_name}".strip() for buyer in detail.buyers[:3]]
    more = len(detail.buyers) - 3
    return "only " + ", ".join(shown) + (f" and {more} more" if more > 0 else "")


def document_words(text: str) -> str:
    """A legal document's type and version as people call it."""
    kind, _, version = text.partition(" ")
    return f"{_DOCUMENTS.get(kind, kind or 'none named')} {version}".strip()


def price_label(price: WholesalePrice, authorization: ResaleAuthorization) -> str:
    """What a price is for: a dimension, for how long, or the day an installment falls due."""
    if price.day is not None:
        return f"Installment {price.day.isoformat()}"
    length = length_words(price.duration) if price.duration else ""
    if not price.dimension_key:
        return f"Upfront, {length}" if length else "Upfront"
    name = authorization.dimension(price.dimension_key).name
    return f"{name}, {length}" if length else name
