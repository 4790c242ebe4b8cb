"""The starting points to choose from."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from cppo_tui.sandbox.records import Facts, Product
from cppo_tui.sandbox.seed_agreements import earlier_agreements
from cppo_tui.sandbox.seed_archera import archera_authorizations
from cppo_tui.sandbox.seed_awkward import awkward
from cppo_tui.sandbox.seed_expired import too_late
from cppo_tui.sandbox.seed_hostile import hostile
from cppo_tui.sandbox.seed_many import many
from cppo_tui.sandbox.seed_model import Day, Scenario, Seed, plant
from cppo_tui.sandbox.seed_offers import earlier_offers
from cppo_tui.sandbox.seed_used_up import used_up
from cppo_tui.sandbox.seed_vendors import MAKERS, vendor_authorizations

NONEXISTENT_ACCOUNTS = ("000000000000", "999999999999", "123412341234")

FACTS = Facts(
    products={maker.product_id: Product(maker.kind) for maker in MAKERS},
    missing_accounts=NONEXISTENT_ACCOUNTS,
)


def _archera(day: Day) -> Seed:
    authorizations = {**archera_authorizations(day), **vendor_authorizations(day)}
    offers = earlier_offers(day, authorizations)
    return Seed(authorizations, offers, FACTS, earlier_agreements(day, offers, FACTS))


def _empty(_day: Day) -> Seed:
    return Seed(facts=FACTS)


def _read_only(day: Day) -> Seed:
    return replace(_archera(day), denied=WRITING)


WRITING = ("StartChangeSet", "CancelChangeSet", "TagResource", "UntagResource")

FLAKY = (
    "ListEntities:every4:ThrottlingException",
    "DescribeEntity:every5:500-after",
    "BatchDescribeEntities:every3:InternalServiceException",
    "DescribeChangeSet:every6:reset-after",
    "ListChangeSets:every3:truncate",
    "StartChangeSet:every2:reset-after",
)

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
    Scenario(
        "many-isvs", "Two thousand authorizations of sixty manufacturers, of every kind and state.", many
    ),
    Scenario("used-up", "Every authorization is for one offer only, and few are left to use.", used_up),
    Scenario("not-allowed", "These keys may read everything and change nothing.", _read_only),
    Scenario(
        "slow", "The archera world at the pace of AWS: a release takes two minutes.", _archera, pace="real"
    ),
    Scenario(
        "flaky",
        "The archera world over a bad line: many calls fail, and every second submission loses its answer.",
        _archera,
        faults=FLAKY,
    ),
)

SCENARIOS: Mapping[str, Scenario] = MappingProxyType({scenario.name: scenario for scenario in _ALL})

__all__ = ["NONEXISTENT_ACCOUNTS", "SCENARIOS", "Scenario", "plant"]
