"""What the tests start from: one good authorization, one good draft, one moment. Vary what matters."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from cppo_tui.domain.address_book import AddressBook, KnownAccount
from cppo_tui.domain.authorization import AllowedBuyer, PricingKind, ResaleAuthorization
from cppo_tui.domain.catalog import OfferPrice, OfferSummary, OfferView
from cppo_tui.domain.change_sets import OfferTerms
from cppo_tui.domain.checks import CheckContext
from cppo_tui.domain.draft import OfferDraft, PriceBasis, PricingChoice
from cppo_tui.domain.findings import Finding
from cppo_tui.domain.pricing_terms import UnitPrice
from cppo_tui.domain.validity import Validity

BUYER = "012345678901"
OTHER_BUYER = "111122223333"
SELLER = "777788889999"
ISV = "210987654321"
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
TODAY = date(2026, 11, 23)
RECORDED = Path(__file__).parent / "recorded" / "resale_authorization_details.json"


def an_authorization(wholesale: str = "0.008", **changes: Any) -> ResaleAuthorization:
    """An active usage authorization of a product that is not Archera's, open to any buyer."""
    facts: dict[str, Any] = {
        "id": "resaleauthz-wlmpaurnfdqmi",
        "name": "FY27 Contoso",
        "product_id": "prod-ad8exampl651k",
        "product_name": "WorkloadGuard",
        "manufacturer_name": "Acme Inc",
        "manufacturer_account": ISV,
        "reseller_account": SELLER,
        "reseller_role": "ChannelPartner",
        "status": "Active",
        "currency": "USD",
        "kind": PricingKind.USAGE,
        "usage_prices": (UnitPrice(dimension_key="units", wholesale=Decimal(wholesale)),),
    }
    return ResaleAuthorization(**(facts | changes))


def archera(wholesale: str = "0.008") -> ResaleAuthorization:
    """Archera's product at a tier's wholesale price."""
    return an_authorization(wholesale, product_name="Archera - Subscription", manufacturer_name="Reserved AI")


def limited_to(*accounts: str) -> ResaleAuthorization:
    """An authorization whose ISV named the buyers."""
    return an_authorization(buyers=tuple(AllowedBuyer(account=account) for account in accounts))


def a_draft(**changes: Any) -> OfferDraft:
    """A draft that passes every check."""
    facts: dict[str, Any] = {
        "id": "d" * 32,
        "authorization": an_authorization(),
        "buyers": (BUYER,),
        "pricing": PricingChoice(text="25"),
        "agreement": "1 year",
    }
    return OfferDraft(**(facts | changes))


def priced(basis: PriceBasis, text: str, dimension_key: str = "") -> PricingChoice:
    """The one figure typed on step 3."""
    return PricingChoice(basis=basis, text=text, dimension_key=dimension_key)


def a_context(**changes: Any) -> CheckContext:
    """The morning of 23 November 2026 in UTC, signed in as the reseller, no offers yet."""
    facts: dict[str, Any] = {"now": NOW, "seller_account": SELLER, "offers": ()}
    return CheckContext(**(facts | changes))


def a_book(*unnamed: str, **customers: tuple[str, ...]) -> AddressBook:
    """An address book: one offer was published to each account; the keywords are customers' names."""
    whose = dict.fromkeys(unnamed, "")
    whose |= {account: name for name, accounts in customers.items() for account in accounts}
    known = [KnownAccount(account=a, customer=n, offers=(f"offer-{a}",)) for a, n in whose.items()]
    return AddressBook(accounts=tuple(sorted(known, key=lambda one: one.account)))


def an_offer(**changes: Any) -> OfferSummary:
    """A released offer of ours to BUYER from the same authorization, still open."""
    facts: dict[str, Any] = {
        "id": "offer-euxmbalqomroa",
        "state": "Released",
        "authorization_id": an_authorization().id,
        "buyers": (BUYER,),
        "expires": datetime(2027, 1, 31, 23, 59, 59, 999000, tzinfo=UTC),
    }
    return OfferSummary(**(facts | changes))


def a_released_offer(**changes: Any) -> OfferView:
    """The same offer as AWS describes it, at its third revision."""
    summary = an_offer()
    facts: dict[str, Any] = {
        "id": summary.id,
        "revision": 3,
        "name": "Contoso 2027",
        "state": "Released",
        "product_id": "prod-ad8exampl651k",
        "authorization_id": summary.authorization_id,
        "markup": "25",
        "currency": "USD",
        "prices": (OfferPrice(key="units", price=Decimal("0.01")),),
        "buyers": summary.buyers,
        "validity": Validity(duration="P365D"),
        "expires": summary.expires,
    }
    return OfferView(**(facts | changes))


def some_terms(**changes: Any) -> OfferTerms:
    """Complete terms, as a checked draft turns into them."""
    facts: dict[str, Any] = {
        "authorization_id": "resaleauthz-wlmpaurnfdqmi",
        "name": "Contoso 2027",
        "description": "Ref Q-8841",
        "markup": "25",
        "buyers": (BUYER, OTHER_BUYER),
        "expires": date(2027, 1, 31),
        "validity": Validity(duration="P365D"),
    }
    return OfferTerms(**(facts | changes))


def recorded_document() -> dict[str, Any]:
    """A real authorization's DetailsDocument, as AWS's own lab recorded it. Fresh at every call."""
    document: dict[str, Any] = json.loads(RECORDED.read_text(encoding="utf-8"))
    return document


def codes(findings: tuple[Finding, ...]) -> list[str]:
    """The findings' codes, in order."""
    return [finding.code for finding in findings]
