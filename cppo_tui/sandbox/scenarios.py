"""The starting points to choose from."""

from collections.abc import Mapping
from types import MappingProxyType

from cppo_tui.sandbox.records import Facts, Product
from cppo_tui.sandbox.seed_archera import archera_authorizations
from cppo_tui.sandbox.seed_awkward import awkward
from cppo_tui.sandbox.seed_expired import too_late
from cppo_tui.sandbox.seed_hostile import hostile
from cppo_tui.sandbox.seed_model import Day, Scenario, Seed, plant
from cppo_tui.sandbox.seed_offers import earlier_offers
from cppo_tui.sandbox.seed_vendors import MAKERS, vendor_authorizations

NONEXISTENT_ACCOUNTS = ("000000000000", "999999999999", "123412341234")

FACTS = Facts(
    products={maker.product_id: Product(maker.kind) for maker in MAKERS},
    missing_accounts=NONEXISTENT_ACCOUNTS,
)


def _archera(day: Day) -> Seed:
    authorizations = {**archera_authorizations(day), **vendor_authorizations(day)}
    return Seed(authorizations, earlier_offers(day, authorizations), FACTS)


def _empty(_day: Day) -> Seed:
    return Seed(facts=FACTS)


_ALL = (
    Scenario(
        "archera",
        "A working reseller: three Archera tiers, authorizations of every other kind, a few earlier offers.",
        _archera,
    ),
    Scenario(
        "hostile-names", "Every text AWS can return carries something that breaks careless programs.", hostile
    ),
    Scenario("empty", "Nobody has shared an authorization yet, and there are no offers.", _empty),
    Scenario(
        "everything-expired",
        "Every authorization is expired, withdrawn or used up, so nothing can be sold.",
        too_late,
    ),
    Scenario(
        "awkward-seller",
        "AWS objects to every release: verification, payment, tax form, limits, products.",
        awkward,
    ),
)

SCENARIOS: Mapping[str, Scenario] = MappingProxyType({scenario.name: scenario for scenario in _ALL})

__all__ = ["NONEXISTENT_ACCOUNTS", "SCENARIOS", "Scenario", "plant"]
