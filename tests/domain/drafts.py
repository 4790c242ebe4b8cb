"""One draft for every rule there is: together they make every check speak."""

from datetime import timedelta
from typing import Any

from cppo_tui.domain.authorization import PricingKind
from cppo_tui.domain.catalog import AuthorizationListing
from cppo_tui.domain.checks import CheckContext, check_all
from cppo_tui.domain.checks.opportunity import listing_problems
from cppo_tui.domain.draft import OfferDraft, PriceBasis, PricingChoice
from cppo_tui.domain.findings import Finding
from tests.domain.given import (
    BUYER,
    ISV,
    NOW,
    OTHER_BUYER,
    SELLER,
    a_context,
    a_draft,
    an_authorization,
    an_offer,
    archera,
    limited_to,
    priced,
)

_BAD_FIGURES = (
    "", "5%", "5,0", "-1", "1e2", "1.1234567890", "25.", "1234567890", "٥", "abc", "0", "0.5", "500",
)  # fmt: skip
_BAD_DATES = (
    "",
    "60",
    "2027-02-29",
    "2026-13-01",
    "01/02/2027",
    "１0 days",
    "2027–01–01",
    "soon",
    "99999 years",
)
_BAD_BUYERS = ("123", "1234567890123", "12x", "１２３", "12.3", "0" * 12, SELLER, ISV, BUYER, BUYER)
_BAD_AUTHORIZATIONS: tuple[dict[str, Any], ...] = (
    {"status": "Draft"},
    {"status": ""},
    {"status": "Restricted"},
    {"ends": NOW - timedelta(days=1)},
    {"extended_status": "Completed-Used"},
    {"unread": ("end date", "number of offers")},
    {"reseller_role": "Distributor"},
    {"reseller_account": OTHER_BUYER},
    {"usage_prices": ()},
    *({"kind": kind} for kind in PricingKind if kind is not PricingKind.USAGE),
)


def _drafts() -> list[OfferDraft]:
    return [
        OfferDraft(id="empty"),
        *(a_draft(pricing=PricingChoice(text=text)) for text in _BAD_FIGURES),
        *(a_draft(pricing=priced(basis, "")) for basis in PriceBasis),
        *(a_draft(pricing=priced(PriceBasis.MARGIN, text)) for text in ("100", "99.999999999")),
        *(a_draft(pricing=priced(PriceBasis.PRICE, text)) for text in ("0.001", "999999999", "0.012345678")),
        a_draft(pricing=priced(PriceBasis.PRICE, "1"), authorization=an_authorization("0")),
        *(a_draft(authorization=archera(wholesale)) for wholesale in ("0.0075", "0.0078")),
        *(a_draft(agreement=text, expiry=text) for text in _BAD_DATES),
        *(a_draft(agreement=text) for text in ("0 days", "2020-01-01", "2026-12-24", "10 years")),
        *(a_draft(expiry=text) for text in ("2020-01-01", "0 days", "1 day", "2 days", "2 years")),
        a_draft(authorization=an_authorization(ends=NOW + timedelta(days=9))),
        *(a_draft(authorization=an_authorization(**facts)) for facts in _BAD_AUTHORIZATIONS),
        a_draft(buyers=_BAD_BUYERS),
        a_draft(buyer_entry="2222-3333-4444"),
        a_draft(buyers=(BUYER, OTHER_BUYER)),
        *(a_draft(buyers=tuple(f"{n:012}" for n in range(1, count + 1))) for count in (25, 26, 30)),
        a_draft(authorization=limited_to("333344445555", *(f"3333444455{n:02}" for n in range(9)))),
        *(a_draft(name=text, description=text) for text in ("", " x", "a<b>\\", "a<b", "x" * 300)),
        a_draft(name="For jane@contoso.com"),
    ]


def _contexts() -> list[CheckContext]:
    return [
        a_context(offers=(an_offer(), an_offer(id="offer-2", expires=None))),
        a_context(offers=None),
        a_context(seller_account=""),
    ]


def every_finding() -> list[Finding]:
    """What all checks say about all these drafts, and about an authorization that cannot be read."""
    unread = AuthorizationListing(id="resaleauthz-unread", problem="AWS does not know it.")
    return [
        finding for draft in _drafts() for context in _contexts() for finding in check_all(draft, context)
    ] + list(listing_problems(unread, a_context()))
