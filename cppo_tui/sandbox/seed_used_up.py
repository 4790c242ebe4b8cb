"""A seller who lives on single deals: every authorization is for one offer, and most have had it."""

from cppo_tui.sandbox.offer import Offer
from cppo_tui.sandbox.records import Facts, Json, Product
from cppo_tui.sandbox.seed_documents import (
    Deal,
    Maker,
    authorization_doc,
    configurable,
    entitled,
    fixed,
    metered,
    offer_from,
    schedule,
    usage,
)
from cppo_tui.sandbox.seed_model import Day, Seed, SeedOffer
from cppo_tui.sandbox.seed_vendors import BRIGHTLOOM, FERROUS, QUILLON

SPENT_OPEN = "resaleauthz-spentopen4wka"
SPENT_EXPIRED = "resaleauthz-spentexpir2mj"
SPENT_ON_DRAFT = "resaleauthz-spentdraft7tz"
SPENT_INSTALLMENTS = "resaleauthz-spentinst3vqh"
LEFT_USAGE = "resaleauthz-leftusage5rdn"
LEFT_CONTRACT = "resaleauthz-leftcontr6pxe"
SPENT = (SPENT_OPEN, SPENT_EXPIRED, SPENT_ON_DRAFT, SPENT_INSTALLMENTS)
LEFT = (LEFT_USAGE, LEFT_CONTRACT)

OPEN = "offer-spentopen4wkab"
EXPIRED = "offer-spentexpir2mja"
DRAFT = "offer-spentdraft7tza"
INSTALLMENTS = "offer-spentinst3vqha"

_BUYER: Json = {"PositiveTargeting": {"BuyerAccounts": ["411122223333"]}}


def used_up(day: Day) -> Seed:
    """Four spent authorizations with their offers, and two to go."""
    documents = _authorizations(day)
    makers = (BRIGHTLOOM, QUILLON, FERROUS)
    facts = Facts(products={maker.product_id: Product(maker.kind) for maker in makers})
    return Seed(documents, _offers(day, documents), facts)


def _authorizations(day: Day) -> dict[str, Json]:
    seats, traffic, hosts = (
        entitled("seat", "Seat"),
        metered("gb", "Traffic, per GB"),
        metered("hosts", "Hosts"),
    )
    per_gb, yearly = usage({"gb": "0.018"}), configurable({"P12M": {"seat": "480"}})
    plan = [schedule({day.date(days): "9000" for days in (50, 140)}), fixed("P12M", {"seat": 50})]

    def single(maker: Maker, label: str, ends_in: int, made: int, dimension: Json, *terms: Json) -> Json:
        deal = Deal(f"{label}-Meridian", ends_in=ends_in, single_use=True, offers_created=made)
        return authorization_doc(day, maker, deal, [dimension], list(terms))

    return {
        SPENT_OPEN: single(FERROUS, "Peakflow-Harrow", 80, 1, traffic, per_gb),
        SPENT_EXPIRED: single(FERROUS, "Peakflow-Ostrava", -15, 1, traffic, per_gb),
        SPENT_ON_DRAFT: single(QUILLON, "Quillon-Harrow", 60, 1, seats, yearly),
        SPENT_INSTALLMENTS: single(QUILLON, "Quillon-HarrowPlan", 45, 1, seats, *plan),
        LEFT_USAGE: single(BRIGHTLOOM, "Loomwatch-Delmar", 90, 0, hosts, usage({"hosts": "0.04"})),
        LEFT_CONTRACT: single(QUILLON, "Quillon-Delmar", 20, 0, seats, yearly),
    }


def _offers(day: Day, documents: dict[str, Json]) -> list[SeedOffer]:
    """What became of the four: open, expired, never released, and paid by installments."""

    def made(source: str, key: str, ends: int | None, released: int | None) -> SeedOffer:
        name = f"Harrow & Finch - {documents[source]['ProductName']}"
        end_date = None if ends is None else day.date(ends)
        chosen = Offer(
            key, "", name=name, description="1 deal", markup="15", targeting=_BUYER, end_date=end_date
        )
        return offer_from(day, source, documents[source], chosen, released=released)

    return [
        made(SPENT_OPEN, OPEN, 30, -10),
        made(SPENT_EXPIRED, EXPIRED, -5, -40),
        made(SPENT_ON_DRAFT, DRAFT, None, None),
        made(SPENT_INSTALLMENTS, INSTALLMENTS, 40, -2),
    ]
