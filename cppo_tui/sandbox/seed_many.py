"""A large reseller: two thousand authorizations of sixty invented manufacturers, the same ones every time."""

from collections.abc import Callable
from dataclasses import replace

from cppo_tui.sandbox.records import Facts, Json, Product
from cppo_tui.sandbox.seed_documents import (
    Deal,
    Maker,
    authorization_doc,
    configurable,
    entitled,
    fixed,
    metered,
    schedule,
    usage,
)
from cppo_tui.sandbox.seed_model import Day, Seed, stable_id
from cppo_tui.sandbox.seed_vendors import BUYERS

COUNT = 2000

_NAMES = (
    *("Aldermoor", "Brackenhall", "Corvane", "Dunmarrow", "Eskerly", "Fenwickle"),
    *("Glasswold", "Hathersby", "Iverness", "Jorvale", "Kestrelby", "Lorrimane"),
)
_TRADES = (
    ("Software", "Ledger", "SaaS"),
    ("Data", "Harvest", "SaaS"),
    ("Systems", "Hardened Linux", "AMI"),
    ("Security", "Watch", "Container"),
    ("Consulting", "Migration", "ProfessionalServices"),
)

MAKERS = tuple(
    Maker(f"{name} {trade}", f"2100{place:08}", f"{name} {product}", kind)
    for place, (name, (trade, product, kind)) in enumerate(
        (name, trade) for trade in _TRADES for name in _NAMES
    )
)

Parts = tuple[list[Json], list[Json]]
_UNITS = metered("units", "Units consumed")
_SEATS = entitled("seat", "Seat")


def _used(_day: Day, price: str) -> Parts:
    return [_UNITS], [usage({"units": price})]


def _by_the_hour(_day: Day, price: str) -> Parts:
    """What AWS meters itself on a machine, with no year to choose instead (fact sheet 4)."""
    hours = {**metered("m7_large", "m7.large"), "Types": ["Metered"]}
    return [hours], [usage({"m7_large": price})]


def _used_in_euro(_day: Day, price: str) -> Parts:
    return [_UNITS], [usage({"units": price}, "EUR")]


def _used_with_net_terms(_day: Day, price: str) -> Parts:
    return [_UNITS], [usage({"units": price}), {"Type": "ResaleNetPaymentTerm", "PaymentDuePeriod": "P45D"}]


def _contract(_day: Day, price: str) -> Parts:
    return [_SEATS], [configurable({"P12M": {"seat": price}, "P36M": {"seat": f"2{price}"}})]


def _consumption(_day: Day, price: str) -> Parts:
    terms = [configurable({"P12M": {"seat": price}}), usage({"units": price})]
    return [_SEATS, _UNITS], terms


def _hourly_or_yearly(_day: Day, price: str) -> Parts:
    terms = [usage({"m7_large": price}), configurable({"P365D": {"m7_large": f"2{price}"}})]
    return [metered("m7_large", "m7.large")], terms


def _installments(day: Day, _price: str) -> Parts:
    charges = schedule({day.date(days): "7500" for days in (120, 240)})
    return [_SEATS], [charges, fixed("P12M", {"seat": 25})]


def _paid_once(_day: Day, price: str) -> Parts:
    """One price for fixed quantities and a fixed length, without a schedule (fact sheet 3 and 4)."""
    return [_SEATS], [{**fixed("P12M", {"seat": 25}), "Price": f"2{price}".replace(".", "")}]


Pricing = Callable[[Day, str], Parts]
_PRICING: tuple[Pricing, ...] = (
    *(_used, _contract, _used_in_euro, _consumption),
    *(_hourly_or_yearly, _used_with_net_terms, _installments, _paid_once),
)
_MACHINES = ("AMI", "Container")
_ON_A_MACHINE: dict[Pricing, Pricing] = {_used: _by_the_hour, _used_with_net_terms: _by_the_hour}
"""The simulated AWS has no net payment terms for machines (see its assumptions)."""
_WORDS: dict[Pricing, str] = {_by_the_hour: " hourly", _paid_once: " one price"}
"""The rarer pricings can be searched for by name."""

_STATES = (
    Deal("open"),
    Deal("season", ends_in=200),
    Deal("once", ends_in=90, single_use=True),
    Deal("spent", ends_in=60, single_use=True, offers_created=1),
    Deal("popular", offers_created=3),
    Deal("named", ends_in=300, buyers=BUYERS),
    Deal("soon", ends_in=3),
    Deal("past", ends_in=-20),
    Deal("withdrawn", status="Restricted"),
    Deal("chain", role="Distributor", issuer="210099999999"),
    Deal("custom", eula="CustomEula", contract="CustomResellerContract", start_by=400),
)


def many(day: Day) -> Seed:
    """Every manufacturer and every pricing, in every state."""
    documents = dict(_numbered(day, number) for number in range(COUNT))
    return Seed(documents, facts=Facts(products={one.product_id: Product(one.kind) for one in MAKERS}))


def _numbered(day: Day, number: int) -> tuple[str, Json]:
    maker = MAKERS[number % len(MAKERS)]
    pricing = _PRICING[number // len(MAKERS) % len(_PRICING)]
    if maker.kind in _MACHINES:
        pricing = _ON_A_MACHINE.get(pricing, pricing)
    deal = _STATES[number % len(_STATES)]
    label = f"{maker.product}{_WORDS.get(pricing, '')} {deal.label} {number:04}".replace(" ", "-")
    source = stable_id("resaleauthz", f"source of {label}") if deal.issuer else ""
    deal = replace(deal, label=label, created=-50 - number * 7 % 650, source=source)
    if pricing is _installments:
        # always single use, with an end before the first charge (fact sheet 8.2 and 8.3)
        made = min(deal.offers_created, 1)
        deal = replace(deal, single_use=True, offers_created=made, ends_in=min(deal.ends_in or 100, 100))
    price = f"{number % 9 + 1}.{number * 37 % 900 + 100}"
    return stable_id("resaleauthz", label), authorization_doc(day, maker, deal, *pricing(day, price))
