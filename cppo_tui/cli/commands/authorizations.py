"""``cppo authorizations``: what may be sold, to whom, at what wholesale price, and what stands against it."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from cppo_tui.cli.endings import Exit
from cppo_tui.cli.headless import Headless, command_parser, run_command, tell
from cppo_tui.cli.printing import show, show_one

if TYPE_CHECKING:
    from cppo_tui.domain.catalog import AuthorizationListing
    from cppo_tui.domain.checks.context import CheckContext

EXAMPLES = """\
  cppo authorizations                    every authorization shared with you, usable ones first
  cppo authorizations resaleauthz-abc    one, with everything that stands against it
  cppo authorizations --output json | jq '.[] | select(.usable)'
"""
COLUMNS = (
    ("id", "Authorization"),
    ("product", "Product"),
    ("state", "State"),
    ("ends", "Ends"),
    ("about", "ISV, name, tier, wholesale prices"),
)
"""Few enough for a terminal of 80 columns: ids and names have no place to be broken at."""

WHOLE = (
    ("id", "Authorization"),
    ("isv", "ISV"),
    ("product", "Product"),
    ("name", "Name"),
    ("tier", "Archera tier"),
    ("state", "State"),
    ("pricing", "Pricing"),
    ("wholesale", "Wholesale"),
    ("uses", "Uses"),
    ("ends", "Ends"),
    ("left", "Left"),
    ("buyers", "Buyers"),
    ("contract", "ISV's contract"),
    ("contract_url", "Contract link"),
    ("eula", "Buyer's EULA"),
    ("isv_account", "ISV's account"),
    ("says", "To know"),
)
_MANY = 10_000


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    told = "The authorizations shared with you, and the health of each."
    made = command_parser("authorizations", told, EXAMPLES)
    made.add_argument("authorization", nargs="?", default="", metavar="ID", help="one authorization")
    return run_command(made, arguments, _run)


def _run(options: argparse.Namespace, headless: Headless) -> int:
    from cppo_tui.cli.circumstances import circumstances
    from cppo_tui.domain.authorization_words import in_order
    from cppo_tui.domain.catalog import AuthorizationListing

    context = circumstances(headless)
    if options.authorization:
        detail = headless.account.authorization(options.authorization)
        only = AuthorizationListing(
            id=detail.id,
            name=detail.name,
            product_name=detail.product_name,
            manufacturer_name=detail.manufacturer_name,
            status=detail.status,
            ends=detail.ends,
            detail=detail,
        )
        show_one(_row(only, context, most=_MANY), WHOLE, options.output)
        return Exit.DONE
    listings = tuple(listing for page in headless.account.authorizations() for listing in page)
    show([_row(one, context) for one in in_order(listings, context)], COLUMNS, options.output)
    if listings:
        tell("«cppo authorizations ID» tells all of one: uses and days left, buyers, the contract to accept.")
    else:
        tell("No authorization is shared with this account. «cppo doctor» looks for the reason.")
    return Exit.DONE


def _row(listing: "AuthorizationListing", context: "CheckContext", most: int = 2) -> dict[str, Any]:
    from cppo_tui.domain.archera import tier_words
    from cppo_tui.domain.authorization_words import row_end, row_state
    from cppo_tui.domain.checks.opportunity import listing_problems
    from cppo_tui.domain.offer_states import left_words

    problems = listing_problems(listing, context)
    ends = listing.detail.ends if listing.detail else listing.ends
    running = ends is not None and ends > context.now
    return {
        "id": listing.id,
        "isv": listing.manufacturer_name,
        "product": listing.product_name,
        "name": listing.name,
        "tier": tier_words(listing.detail),
        "about": _about(listing),
        "usable": not problems,
        "state": row_state(listing, context),
        "status": listing.status,
        "ends": row_end(listing),
        "left": left_words(ends - context.now) if ends is not None and running else "",
        "days_left": (ends - context.now).days if ends is not None and running else None,
        "says": " ".join(f"{one.message} {one.fix}" for one in problems),
        "problems": [{"code": one.code, "says": one.message, "do": one.fix} for one in problems],
        **_details(listing, most),
    }


def _about(listing: "AuthorizationListing") -> str:
    """What tells one authorization for a product from another one."""
    from cppo_tui.domain.archera import tier_words
    from cppo_tui.domain.authorization_words import wholesale_text

    names = ", ".join(part for part in (listing.manufacturer_name, listing.name) if part)
    tier = tier_words(listing.detail)
    prices = wholesale_text(listing.detail) if listing.detail else ""
    return "; ".join(part for part in (names, f"tier {tier}" if tier else "", prices) if part)


def _details(listing: "AuthorizationListing", most: int) -> dict[str, Any]:
    """What only its description tells; empty where AWS would not describe it."""
    from cppo_tui.domain.authorization_words import (
        allowed_buyers,
        document_words,
        kind_words,
        uses_text,
        wholesale_text,
    )
    from cppo_tui.domain.money import plain_number

    detail = listing.detail
    if detail is None:
        return {}
    return {
        "pricing": kind_words(detail),
        "currency": detail.currency,
        "wholesale": wholesale_text(detail, most),
        "prices": {price.key: plain_number(price.amount) for price in detail.wholesale},
        "uses": uses_text(detail),
        "uses_left": detail.uses_left,
        "buyers": allowed_buyers(detail),
        "buyer_accounts": [buyer.account for buyer in detail.buyers],
        "contract": document_words(detail.reseller_contract),
        "contract_url": detail.reseller_contract_url,
        "eula": document_words(detail.eula),
        "isv_account": detail.manufacturer_account,
    }
