"""A contract is sold, accepted and replaced: wizard's rules, gateway and simulated AWS together."""

from datetime import timedelta

import pytest

from cppo_tui.domain.catalog import AgreementSummary, ChangeSetStatus, ChangeSetView
from cppo_tui.domain.checks import CheckContext, check_all
from cppo_tui.domain.checks.contract import contract_consent
from cppo_tui.domain.draft import OfferDraft, PricingChoice, Replaced
from cppo_tui.sandbox.seed_offers import OPEN
from cppo_tui.sandbox.seed_vendors import CONSUMPTION, CONTRACT
from cppo_tui.services.planner import make_plan
from tests.contracts.conftest import World

BUYER = "411122223333"


def a_draft(world: World, **fields: object) -> OfferDraft:
    authorization = world.catalog.authorization(CONTRACT)
    usual = OfferDraft(
        id="d" * 32,
        authorization=authorization,
        buyers=(BUYER,),
        pricing=PricingChoice(text="25"),
        consents=frozenset({contract_consent(authorization)}),
    )
    return usual.model_copy(update=fields)


def context(world: World) -> CheckContext:
    return CheckContext(now=world.now, seller_account=world.sandbox.account, offers=())


def publish(world: World, draft: OfferDraft, token: str) -> ChangeSetView:
    plan = make_plan(draft, context(world), world="sandbox")
    change_set_id = world.catalog.sender().start(plan.body, name=f"cppo {token}", token=token)
    return world.catalog.change_set(change_set_id)


@pytest.fixture
def accepted(world: World) -> AgreementSummary:
    """The buyer has accepted a contract of ours."""
    done = publish(world, a_draft(world), "first")
    assert done.status is ChangeSetStatus.SUCCEEDED
    agreement_id = world.sandbox.accept(done.offer_id, BUYER)
    product = world.catalog.authorization(CONTRACT).product_id
    (agreement,) = [one for one in world.catalog.agreements(product) if one.id == agreement_id]
    return agreement


def replacing(world: World, old: AgreementSummary, **fields: object) -> OfferDraft:
    replaced = Replaced(
        agreement_id=old.id,
        acceptor=old.acceptor,
        product_id=old.product_id,
        ends=old.ends,
    )
    end = (world.now + timedelta(days=500)).date().isoformat()
    return a_draft(world, **{"replaces": replaced, "agreement": end, **fields})


def test_an_accepted_contract_is_listed_with_its_buyer(world: World, accepted: AgreementSummary) -> None:
    assert accepted.acceptor == BUYER
    assert accepted.ends is not None
    assert accepted.ends > world.now


def test_the_replacement_takes_the_place_of_the_old_agreement(
    world: World, accepted: AgreementSummary
) -> None:
    done = publish(world, replacing(world, accepted), "second")
    assert done.status is ChangeSetStatus.SUCCEEDED
    offer = world.catalog.offer(done.offer_id)
    assert offer.buyers == (BUYER,)
    assert offer.validity.end == (world.now + timedelta(days=500)).date()
    new = world.sandbox.accept(done.offer_id)
    listed = [one.id for one in world.catalog.agreements(accepted.product_id)]
    assert new in listed
    assert accepted.id not in listed


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"agreement": ""}, "END_MISSING"),
        ({"agreement": "2020-01-01"}, "END_NOT_IN_FUTURE"),
        ({"buyers": ("111122223333",)}, "REPLACEMENT_BUYER"),
    ],
)
def test_what_a_replacement_must_have_is_said_before(
    world: World, accepted: AgreementSummary, fields: dict[str, object], code: str
) -> None:
    draft = replacing(world, accepted, **fields)
    assert code in [finding.code for finding in check_all(draft, context(world)) if finding.stops]


def test_an_agreement_on_another_product_is_not_replaced(world: World, accepted: AgreementSummary) -> None:
    other = world.catalog.authorization(CONSUMPTION).model_copy(update={"product_id": "prod-another"})
    found = check_all(replacing(world, accepted, authorization=other), context(world))
    assert "REPLACEMENT_OTHER_PRODUCT" in [finding.code for finding in found]


def test_of_every_agreement_those_that_ended_are_told_from_those_that_run(world: World) -> None:
    """What the list of offers is joined with."""
    every = world.catalog.every_agreement()
    active = world.catalog.agreements("")
    assert {one.status for one in every} == {"ACTIVE", "EXPIRED"}
    assert [one for one in every if one.status == "ACTIVE"] == list(active)
    assert all(one.offer_id and one.acceptor for one in every)


def test_those_made_from_one_offer_are_had_alone_ended_ones_too(world: World) -> None:
    """What is told before an offer is changed, or handed over."""
    every = world.catalog.every_agreement()
    for offer_id in {one.offer_id for one in every}:
        made = [one for one in every if one.offer_id == offer_id]
        assert list(world.catalog.agreements_from(offer_id)) == made
    assert world.catalog.agreements_from(OPEN) == ()
