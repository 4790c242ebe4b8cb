"""The same table for the largest world a person can open: every pricing on every sort of product."""

from functools import cache

import pytest

from cppo_tui.domain.authorization import PricingKind, ResaleAuthorization
from cppo_tui.domain.authorization_reading import authorization_from_entity
from cppo_tui.domain.draft import OfferDraft, ProductType
from cppo_tui.domain.rules import all_rules
from cppo_tui.sandbox.pace import INSTANT
from cppo_tui.sandbox.seed_many import MAKERS, many
from cppo_tui.sandbox.seed_model import Day
from cppo_tui.sandbox.service import Sandbox
from tests.contracts.drawing import NOON, call
from tests.contracts.judging import SUCCEEDED
from tests.contracts.test_matrix import TERMS, good, outcome

SORTS = {
    "SaaS": ProductType.SAAS,
    "AMI": ProductType.MACHINE,
    "Container": ProductType.MACHINE,
    "ProfessionalServices": ProductType.SERVICES,
}


@cache
def world() -> Sandbox:
    return Sandbox(scenario="many-isvs", pace=INSTANT, clock=lambda: NOON)


@cache
def every_pricing() -> dict[str, OfferDraft]:
    """One usable authorization of each pricing on each sort of product, and what a person types for it."""
    sorts = {maker.account: maker.kind for maker in MAKERS}
    found: dict[str, OfferDraft] = {}
    for key, document in many(Day(NOON.date())).authorizations.items():
        if "-open-" not in document["Name"]:
            continue
        path = f"/DescribeEntity?catalog=AWSMarketplace&entityId={key}"
        authorization = authorization_from_entity(call(world(), "GET", path)[1])
        sort = sorts[authorization.manufacturer_account]
        draft = good(authorization).model_copy(update={"product_type": SORTS[sort]})
        found.setdefault(f"{sort} {pricing(authorization)}", draft)
    return found


def pricing(authorization: ResaleAuthorization) -> str:
    """Its kind, and what sets it apart from others of that kind."""
    if authorization.paid_at_once:
        return "one price"
    by_aws = all(one.types == ("Metered",) for one in authorization.dimensions)
    hourly = authorization.kind is PricingKind.USAGE and by_aws
    parts = ["hourly" if hourly else authorization.kind.value, authorization.currency]
    return " ".join([*parts, authorization.net_payment]).strip()


def test_every_pricing_stands_in_the_table() -> None:
    kinds = {kind.value for kind in PricingKind} - {PricingKind.UNKNOWN.value}
    told = " ".join(every_pricing())
    assert [kind for kind in [*kinds, "one price", "hourly"] if kind not in told] == []
    assert {one.partition(" ")[0] for one in every_pricing()} == set(SORTS)
    assert ("Container hourly USD" in every_pricing(), "SaaS hourly USD" in every_pricing()) == (True, False)


@pytest.mark.parametrize("term", TERMS)
def test_an_offer_is_made_or_a_rule_says_before_why_not(term: str) -> None:
    told = {name: outcome(draft, term, world()) for name, draft in every_pricing().items()}
    codes = {rule.code for rule in all_rules()}
    assert {name: said for name, said in told.items() if said not in {SUCCEEDED, *codes}} == {}
