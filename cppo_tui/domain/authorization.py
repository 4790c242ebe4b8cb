"""A ResaleAuthorization: what the ISV allows this reseller to sell, to whom, and for how long."""

import hashlib
import json
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from cppo_tui.domain.model import Frozen
from cppo_tui.domain.pricing_terms import (
    Charge,
    FixedUpfront,
    RateCard,
    UnitPrice,
    WholesalePrice,
    wholesale_prices,
)


class PricingKind(StrEnum):
    """How the product is priced, inferred from the authorization's terms (fact sheet 3, inferred)."""

    USAGE = "usage"
    CONTRACT = "contract"
    CONTRACT_WITH_CONSUMPTION = "contract with consumption"
    CONTRACT_WITH_INSTALLMENTS = "contract with installments"
    HOURLY_WITH_ANNUAL = "hourly with annual"
    UNKNOWN = "not recognised"


class Dimension(Frozen):
    """One thing the product is priced by."""

    key: str
    name: str
    description: str = ""
    unit: str = ""
    types: tuple[str, ...] = ()


class AllowedBuyer(Frozen):
    """A buyer account the ISV named in the authorization (BuyerTargetingTerm)."""

    account: str
    legal_name: str = ""


class ResaleAuthorization(Frozen):
    """One resale authorization (console: selling authorization, opportunity), as last read from AWS.

    ``ends`` is the last instant at which an offer can be created from it, None when open-ended.
    ``max_offers`` is 1 for single use, None for any number. ``buyers`` is empty when any buyer is allowed.
    ``terms_digest`` covers prices, rules and dimensions without AWS's short-lived links, so that two
    readings can be compared. ``unread`` names limits that are there but could not be understood: they must
    not pass for "no limit". ``rate_cards``, ``fixed`` and ``schedule`` are the contract's terms,
    ``net_payment`` the days to pay as ``P60D``, ``latest_start`` the last day a future agreement may start.
    ``earlier``: where and how the buyer is a customer already, by the ISV's word; None when it says nothing.
    """

    id: str
    revision: int = 0
    name: str = ""
    description: str = ""
    product_id: str = ""
    product_name: str = ""
    manufacturer_name: str = ""
    manufacturer_account: str = ""
    reseller_account: str = ""
    reseller_role: str = ""
    status: str = ""
    extended_status: str = ""
    offers_created: int = 0
    max_offers: int | None = None
    created: datetime | None = None
    ends: datetime | None = None
    currency: str = ""
    kind: PricingKind = PricingKind.UNKNOWN
    term_types: tuple[str, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    usage_prices: tuple[UnitPrice, ...] = ()
    rate_cards: tuple[RateCard, ...] = ()
    fixed: FixedUpfront | None = None
    schedule: tuple[Charge, ...] = ()
    net_payment: str = ""
    latest_start: date | None = None
    earlier: tuple[str, str] | None = None
    buyers: tuple[AllowedBuyer, ...] = ()
    eula: str = ""
    reseller_contract: str = ""
    reseller_contract_url: str = ""
    eula_url: str = ""
    terms_digest: str = ""
    unread: tuple[str, ...] = ()

    def dimension(self, key: str) -> Dimension:
        """The dimension with this key; a bare one named like its key when AWS did not describe it."""
        return next((d for d in self.dimensions if d.key == key), Dimension(key=key, name=key))

    @cached_property
    def wholesale(self) -> tuple[WholesalePrice, ...]:
        """Every figure a markup is added to; there are hundreds, and each key press asks for them."""
        return wholesale_prices(self.usage_prices, self.rate_cards, self.fixed, self.schedule)

    @property
    def paid_at_once(self) -> bool:
        """True for one upfront price for fixed quantities, without installments."""
        return self.kind is PricingKind.CONTRACT_WITH_INSTALLMENTS and not self.schedule

    @property
    def eula_type(self) -> str:
        """StandardEula or CustomEula, without its version; "" where AWS names none."""
        return self.eula.partition(" ")[0]

    @property
    def used_up(self) -> bool:
        """True when no further offer can be made from it: single use and consumed."""
        if self.extended_status == "Completed-Used":
            return True
        return self.max_offers is not None and self.offers_created >= self.max_offers

    @property
    def uses_left(self) -> int | None:
        """How many offers can still be made from it; None for any number."""
        if self.used_up:
            return 0
        return None if self.max_offers is None else self.max_offers - self.offers_created

    @property
    def fingerprint(self) -> str:
        """SHA-256 over what an offer depends on; equal readings mean nothing material changed."""
        facts = [self.id, self.status, self.used_up, self.terms_digest, self.product_id]
        return hashlib.sha256(json.dumps(facts).encode()).hexdigest()
