"""A resale authorization in words: one row for the table, one pane of detail."""

from textual.content import Content

from cppo_tui.domain.accounts import grouped
from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.catalog import AuthorizationListing
from cppo_tui.domain.checks import CheckContext
from cppo_tui.domain.checks.opportunity import listing_problems, usability
from cppo_tui.domain.money import unit_price
from cppo_tui.domain.text import shorten
from cppo_tui.ui.plain import lines, plain
from cppo_tui.ui.price_view import price_label

LONGEST_LINK = 90
"""Characters of a link: its place and name are told, the signature AWS adds is not."""

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
    return sorted(
        listings,
        key=lambda item: (
            bool(listing_problems(item, context)),
            item.manufacturer_name.lower(),
            item.product_name.lower(),
            item.name.lower(),
        ),
    )


def row_end(listing: AuthorizationListing) -> str:
    """The end date, or that there is none."""
    ends = listing.detail.ends if listing.detail else listing.ends
    return ends.date().isoformat() if ends else "open"


def searched(listing: AuthorizationListing, text: str) -> bool:
    """True when every word of ``text`` stands in the ISV's, product's or authorization's name or id."""
    haystack = f"{listing.manufacturer_name} {listing.product_name} {listing.name} {listing.id}".lower()
    return all(word in haystack for word in text.lower().split())


def head_content(
    listing: AuthorizationListing, context: CheckContext, *, chosen: bool, changed: bool = False
) -> Content:
    """What it is, and whether an offer can be made from it. ``changed``: since it was chosen."""
    found = listing_problems(listing, context)
    head = plain((listing.name or listing.id, "bold"), (f"  {listing.id}", "$text-muted"))
    rows = [head]
    rows += [plain(("Not usable: ", "bold $text-error"), f"{f.message} {f.fix}") for f in found]
    if changed:
        rows.append(plain(("It has changed since you chose it.", "bold $text-warning")))
    if changed and not found:
        rows.append(plain(("Use it to take over what AWS says now.", "$text-accent")))
    elif chosen and not found:
        rows.append(plain(("Chosen for this offer.", "bold $text-success")))
    elif not found:
        rows.append(plain(("Press Enter to choose it.", "$text-accent")))
    return lines(*rows)


def facts(detail: ResaleAuthorization) -> list[tuple[str, str]]:
    """The figures and documents, as labels and values."""
    links = (("EULA link", detail.eula_url), ("Contract link", detail.reseller_contract_url))
    return [
        ("Pricing", detail.kind.value),
        ("Wholesale", wholesale_text(detail)),
        ("Uses", uses_text(detail)),
        ("Ends", detail.ends.date().isoformat() if detail.ends else "open, until the ISV deactivates it"),
        ("Buyers", allowed_buyers(detail)),
        ("ISV", f"{detail.manufacturer_name} {grouped(detail.manufacturer_account)}".strip()),
        ("Buyer's EULA", document_words(detail.eula)),
        ("Your contract", document_words(detail.reseller_contract)),
        *((label, shorten(url, LONGEST_LINK)) for label, url in links if url),
    ]


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
    left = 0 if detail.used_up else detail.max_offers - detail.offers_created
    return f"{left} of {detail.max_offers} left"


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
