"""A resale authorization in words: one row for the table, one pane of detail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from cppo_tui.domain.accounts import grouped
from cppo_tui.domain.archera import isv_name, tier_name, tier_words
from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.authorization_words import (
    allowed_buyers,
    document_words,
    kind_words,
    row_end,
    row_state,
    uses_text,
    wholesale_text,
)
from cppo_tui.domain.catalog import AuthorizationListing
from cppo_tui.domain.checks import CheckContext
from cppo_tui.domain.checks.names import deceptive_names
from cppo_tui.domain.checks.opportunity import listing_problems
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.findings import Finding
from cppo_tui.domain.further_words import PURPOSE_WORDS
from cppo_tui.domain.product import lengths
from cppo_tui.domain.purpose import CHANNELS
from cppo_tui.domain.templates import filling_words, offered_for, standing_words, typed_words
from cppo_tui.domain.text import shorten_middle
from cppo_tui.domain.validity import length_words
from cppo_tui.ui.columns import Column, Row
from cppo_tui.ui.plain import lines, plain
from cppo_tui.ui.price_view import granted_words
from cppo_tui.ui.widgets.field import finding_content
from cppo_tui.ui.widgets.opportunity_options import TEMPLATE

if TYPE_CHECKING:
    from cppo_tui.ui.connection import Connection

TIER = Column("Tier", width=6, if_any=True)
"""What tells Archera's authorizations from each other; nobody else's have one."""
COLUMNS = (
    Column("ISV", share=9, from_width=100),
    Column("Product", share=11),
    Column("Authorization", share=20, middle=True),
    TIER,
    Column("State", width=11),
    Column("Ends", width=10, if_room=True),
)
LONGEST_LINK = 50
"""Characters of a link, one row of a dialog: its place and its end, without the signature AWS adds."""


def searched(listing: AuthorizationListing, text: str) -> bool:
    """True when every word of ``text`` stands in the ISV's, product's or authorization's name or id, or in
    Archera's tier."""
    names = f"{listing.manufacturer_name} {listing.product_name} {listing.name} {listing.id}"
    haystack = f"{names} {tier_words(listing.detail)}".lower()
    return all(word in haystack for word in text.lower().split())


def instead_of_detail(connection: Connection) -> str:
    """What is said while there is no row to describe."""
    trouble = connection.listing_error or connection.error
    if trouble is not None:
        return trouble.sentences()
    if connection.listed and not connection.listings:
        return "No authorization is shared with this account. The ISV creates it for you."
    return "Choose the authorization the ISV gave you."


def listing_row(item: AuthorizationListing, context: CheckContext, chosen: str) -> Row:
    """Its key, texts and style in the table of step 1. ``chosen``: the identifier of the one in use."""
    is_chosen = item.id == chosen
    style = "dim" if listing_problems(item, context) else ("bold" if is_chosen else "")
    state = "chosen" if is_chosen else row_state(item, context)
    names = (item.manufacturer_name, item.product_name, item.name)
    return item.id, (*names, tier_name(item.detail), state, row_end(item)), style


def found_words(shown: int, total: int, what: str, searching: bool) -> str:  # noqa: FBT001
    """How many there are; while one searches, also what Enter does."""
    enter = "chooses it" if shown == 1 else "to the list"
    return f"{shown} of {total} {what}{f'; Enter {enter}' if shown and searching else ''}"


def listing_words(connection: Connection, missing: Finding | None, found: str) -> Content:
    """What stands below the list: how far it is read, what is missing, else how many were ``found``."""
    trouble = connection.listing_error or connection.error
    if trouble is not None:
        return plain(("To fix: ", "bold $text-error"), trouble.title)
    if connection.listing:
        return plain(f"Reading from AWS … {len(connection.listings)} so far")
    if not connection.listed:
        return plain("Connecting …")
    if not connection.listings:
        return plain("No authorization is there yet.")
    if missing is not None:
        return plain(("To fix: ", "bold $text-error"), missing.message)
    return plain(found)


def how_to_choose(shown: int, *, at_search: bool, at_table: bool) -> str:
    """What chooses the marked row from where the focus is."""
    if at_table or (at_search and shown == 1):
        return "Press Enter to choose it."
    if at_search:
        return "Enter goes to the list, and Enter there chooses it."
    return "“Use this one” chooses it."


def head_content(
    listing: AuthorizationListing,
    context: CheckContext,
    *,
    chosen: bool,
    changed: bool = False,
    template: str = "",
    how: str = "Press Enter to choose it.",
) -> Content:
    """What it is, and whether an offer can be made from it. ``changed``: since it was chosen; ``template``:
    what one fills in; ``how`` it is chosen from where the focus is."""
    found = listing_problems(listing, context)
    head = plain((listing.name or listing.id, "bold"), (f"  {listing.id}", "$text-muted"))
    tier = tier_words(listing.detail)
    rows = [head, *([plain(f"Archera tier {tier}")] if tier else [])]
    rows += [plain(("Not usable: ", "bold $text-error"), f"{f.message} {f.fix}") for f in found]
    if listing.detail is not None:
        rows += [finding_content(finding) for finding in deceptive_names(listing.detail)]
    if changed:
        rows.append(plain(("It has changed since you chose it.", "bold $text-warning")))
    if changed and not found:
        rows.append(plain(("Use it to take over what AWS says now.", "$text-accent")))
    elif chosen and not found:
        rows.append(plain(("Chosen for this offer.", "bold $text-success")))
    elif not found:
        rows.append(plain((how, "$text-accent")))
    return lines(*rows, *([plain(template)] if template and not found else []))


def template_words(draft: OfferDraft, listing: AuthorizationListing, key: str) -> str:
    """What the template this draft was begun from has filled in; else what the one for the chosen product
    would, or what is typed already. ``key`` does that. "" where there is nothing to say."""
    chosen = draft.authorization is not None and draft.authorization.id == listing.id
    if standing := standing_words(draft, listing.detail):
        return f"Filled in: {standing}." if chosen else f"Fills in: {standing}."
    offered = offered_for(draft)
    if not chosen or draft.authorization is None:
        return ""
    if offered is None:
        typed = typed_words(draft)
        return f"Filled in: {typed}." if typed else ""
    fills = filling_words(offered, draft.authorization)
    return f"{key}, or “{TEMPLATE}”, fills in {fills}."


def facts(
    detail: ResaleAuthorization, *, tier_above: bool = False, whole: bool = False
) -> list[tuple[str, str]]:
    """The figures and documents, as labels and values. ``tier_above``: Archera's tier is told already;
    ``whole``: the links as they lead somewhere, not as they are shown."""
    tier = "" if tier_above else tier_words(detail)
    links = (("EULA link", detail.eula_url), ("Contract link", detail.reseller_contract_url))
    return [
        ("Product", detail.product_name),
        *([("Archera tier", tier)] if tier else []),
        ("ISV", f"{isv_name(detail)} {grouped(detail.manufacturer_account)}".strip()),
        ("Pricing", kind_words(detail)),
        ("Wholesale", wholesale_text(detail)),
        ("Uses", uses_text(detail)),
        ("Ends", detail.ends.date().isoformat() if detail.ends else "no end date; the ISV can deactivate it"),
        ("Buyers", allowed_buyers(detail)),
        *_only_some(detail),
        ("Buyer's EULA", document_words(detail.eula)),
        ("ISV contract", document_words(detail.reseller_contract)),
        *((label, url if whole else _shown_link(url)) for label, url in links if url),
    ]


def _shown_link(url: str) -> str:
    return shorten_middle(url.partition("?")[0], LONGEST_LINK)


def _only_some(detail: ResaleAuthorization) -> list[tuple[str, str]]:
    """What only some authorizations say: how long, how much, when to pay, how late to start, to whom."""
    channel = detail.earlier[0] if detail.earlier else ""
    customer = next((PURPOSE_WORDS[one] for one, name in CHANNELS.items() if name == channel), "")
    due = f"{length_words(detail.net_payment)} after the invoice" if detail.net_payment else ""
    rows = (
        ("Length", " or ".join(length_words(one) for one in lengths(detail))),
        ("Buyer gets", granted_words(detail, None)),
        ("Payment due", due),
        ("Latest start", detail.latest_start.isoformat() if detail.latest_start else ""),
        ("Customer", f"{customer}, says the ISV" if customer else ""),
    )
    return [row for row in rows if row[1]]
