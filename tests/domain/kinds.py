"""One good authorization of every kind of pricing, and good own installments for those that take them."""

from datetime import date
from decimal import Decimal
from typing import Any

from cppo_tui.domain.authorization import Dimension, PricingKind, ResaleAuthorization
from cppo_tui.domain.draft import InstallmentRow, Installments, OfferDraft, Replaced
from cppo_tui.domain.pricing_terms import Charge, FixedUpfront, Grant, RateCard, UnitPrice
from tests.domain.given import BUYER, a_draft, an_authorization

SEATS = UnitPrice(dimension_key="seats", wholesale=Decimal(100))
STORAGE = UnitPrice(dimension_key="storage", wholesale=Decimal("10.5"))
CALLS = UnitPrice(dimension_key="calls", wholesale=Decimal("0.001"))
ISV_DATES = (date(2026, 12, 1), date(2027, 3, 1), date(2027, 6, 1))


def cards(*durations: str) -> tuple[RateCard, ...]:
    """The same seats and storage for each contract length."""
    return tuple(RateCard(duration=duration, prices=(SEATS, STORAGE)) for duration in durations)


def contract(*durations: str, **changes: Any) -> ResaleAuthorization:
    """A SaaS contract: the buyer chooses one of the lengths; one year unless told."""
    facts = {"kind": PricingKind.CONTRACT, "usage_prices": (), "rate_cards": cards(*(durations or ("P12M",)))}
    return an_authorization(**(facts | changes))


def consumption(*durations: str, **changes: Any) -> ResaleAuthorization:
    """A SaaS contract with metered calls beside it."""
    facts = {"kind": PricingKind.CONTRACT_WITH_CONSUMPTION, "usage_prices": (CALLS,)}
    return contract(*durations, **(facts | changes))


def charges(*days: date, amount: str = "1000") -> tuple[Charge, ...]:
    """The same amount on each of these days."""
    return tuple(Charge(day=day, amount=Decimal(amount)) for day in days)


def installments(**changes: Any) -> ResaleAuthorization:
    """Three installments of 1000 over a year, quantities fixed, calls metered."""
    facts: dict[str, Any] = {
        "kind": PricingKind.CONTRACT_WITH_INSTALLMENTS,
        "usage_prices": (CALLS,),
        "fixed": fixed("0"),
        "schedule": charges(*ISV_DATES),
    }
    return an_authorization(**(facts | changes))


def fixed(price: str, duration: str = "P12M") -> FixedUpfront:
    """A fixed upfront price for ten seats."""
    return FixedUpfront(
        price=Decimal(price), duration=duration, grants=(Grant(dimension_key="seats", quantity=10),)
    )


def paid_at_once(price: str = "1000") -> ResaleAuthorization:
    """A fixed upfront price without installments."""
    return installments(fixed=fixed(price), schedule=(), usage_prices=())


def hourly(*durations: str, **changes: Any) -> ResaleAuthorization:
    """An AMI: by the hour, or a year at once, of the same dimension."""
    hours = UnitPrice(dimension_key="m5.large", wholesale=Decimal("0.10"))
    year = UnitPrice(dimension_key="m5.large", wholesale=Decimal(500))
    facts = {
        "kind": PricingKind.HOURLY_WITH_ANNUAL,
        "usage_prices": (hours,),
        "rate_cards": tuple(RateCard(duration=one, prices=(year,)) for one in durations or ("P365D",)),
    }
    return an_authorization(**(facts | changes))


def by_the_hour(**changes: Any) -> ResaleAuthorization:
    """An AMI or container that is priced by the hour only: AWS meters it."""
    return an_authorization(dimensions=(Dimension(key="units", name="units", types=("Metered",)),), **changes)


EVERY_KIND = {
    "usage": an_authorization(),
    "by the hour": by_the_hour(),
    "contract": contract(),
    "contract of two lengths": contract("P12M", "P36M"),
    "contract with consumption": consumption(),
    "installments": installments(),
    "paid at once": paid_at_once(),
    "hourly with annual": hourly(),
}


def a_draft_of(authorization: ResaleAuthorization, **changes: Any) -> OfferDraft:
    """A good draft from this authorization; an agreement length is typed only where one is asked for."""
    asked = authorization.kind in (PricingKind.USAGE, PricingKind.HOURLY_WITH_ANNUAL)
    facts = {"authorization": authorization, "agreement": "450 days" if asked else None, "expiry": "+60 days"}
    return a_draft(**(facts | changes))


def rows(*lines: tuple[str, str]) -> tuple[InstallmentRow, ...]:
    """Lines of a schedule as typed: due, amount."""
    return tuple(InstallmentRow(due=due, amount=amount) for due, amount in lines)


def own_amounts(*amounts: str) -> Installments:
    """Own amounts on the ISV's dates."""
    return Installments(own=True, rows=rows(*(("", amount) for amount in amounts)))


def own_schedule(**changes: Any) -> Installments:
    """Ten seats for a year, worth 1000, paid in two installments of 600."""
    facts: dict[str, Any] = {
        "own": True,
        "rows": rows(("2026-12-01", "600"), ("2027-06-01", "600")),
        "duration": "P12M",
        "quantities": (("seats", "10"),),
    }
    return Installments(**(facts | changes))


def replacing(**changes: Any) -> Replaced:
    """BUYER's agreement on the same product."""
    facts: dict[str, Any] = {
        "agreement_id": "agmt-1",
        "acceptor": BUYER,
        "product_id": an_authorization().product_id,
    }
    return Replaced(**(facts | changes))
