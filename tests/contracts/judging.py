"""What a simulated AWS makes of a draft: written from its documents alone, it knows nothing of our checks."""

import sqlite3
from functools import cache
from typing import Any

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.catalog import OfferView
from cppo_tui.domain.checks import CheckContext, check_all
from cppo_tui.domain.draft import OfferDraft, Replaced
from cppo_tui.domain.findings import Severity
from cppo_tui.domain.instants import parse_instant
from cppo_tui.domain.legal import SignedLink
from cppo_tui.domain.verify import compared
from cppo_tui.gateway.reading import clean_answer, offer_view_from
from cppo_tui.sandbox import seed_agreements, seed_offers, seed_vendors
from cppo_tui.sandbox.agreement_making import Handshake, agreement
from cppo_tui.sandbox.offer import Offer
from cppo_tui.sandbox.pace import INSTANT
from cppo_tui.sandbox.records import AUTHORIZATION, Entity
from cppo_tui.sandbox.seed_documents import offer_from
from cppo_tui.sandbox.seed_model import Day
from cppo_tui.sandbox.seed_terms import term_authorizations
from cppo_tui.sandbox.service import ACCOUNT, Sandbox
from cppo_tui.services.planner import make_plan, preview
from tests.contracts.drawing import BUYER, NOON, Json, authorizations, call

SUCCEEDED = "SUCCEEDED"
RUNNING = "agmt-harrowquillon4wz7tj2xkd5b"
"""A SaaS contract that can be replaced; the scenario's own agreements are on use."""


@cache
def sandbox() -> Sandbox:
    """One world: the scenario, what it lacks of pricing kinds, and a contract of ours that runs."""
    made, day = Sandbox(pace=INSTANT, clock=lambda: NOON), Day(NOON.date())
    with made._world.transaction():
        for key, doc in term_authorizations(day).items():
            owner = doc["ManufacturerAccountId"]
            made._world.put_entity(Entity(key, AUTHORIZATION, owner, 1, "2026-11-20T09:00:00Z", doc))
        made._world.put_agreement(RUNNING, _contract_that_runs(day))
    return made


@cache
def first_day(world: Sandbox) -> sqlite3.Connection:
    """The world as it began: to plant it anew before every send would take most of the time."""
    copy = sqlite3.connect(":memory:")
    world._world._db.backup(copy)
    return copy


@cache
def shared() -> dict[str, ResaleAuthorization]:
    """Every authorization, as the wizard reads it."""
    return authorizations(sandbox())


@cache
def agreements() -> dict[str, Replaced]:
    """Every agreement that runs, as the wizard keeps it; by its identifier."""
    with sandbox()._world.transaction():
        running = {
            key: doc for key, doc in sandbox()._world.agreements().items() if doc["status"] == "ACTIVE"
        }
    return {
        key: Replaced(
            agreement_id=key,
            acceptor=doc["acceptor"]["accountId"],
            product_id=doc["resourceId"],
            ends=parse_instant(doc["endTime"]),
        )
        for key, doc in running.items()
    }


@cache
def completed() -> OfferView:
    """The draft offer that some drafts complete, as it is on the first day."""
    path = f"/DescribeEntity?catalog=AWSMarketplace&entityId={seed_offers.DRAFT}"
    return offer_view_from(clean_answer(call(sandbox(), "GET", path)[1]), seed_offers.DRAFT)


def context(link: SignedLink | None = None) -> CheckContext:
    """The moment everything is judged at."""
    return CheckContext(now=NOON, seller_account=ACCOUNT, offers=(), signed_eula=link, completes=completed())


def consented(draft: OfferDraft, link: SignedLink | None = None) -> OfferDraft:
    """The person says yes to everything that is only asked."""
    found = check_all(draft, context(link))
    asked = {finding.consent for finding in found if finding.severity is Severity.ASK}
    return draft.model_copy(update={"consents": draft.consents | asked})


def sent(draft: OfferDraft, link: SignedLink | None = None, world: Sandbox | None = None) -> Json:
    """The change set's end on the world's first day, or AWS's refusal."""
    world = world or sandbox()
    first_day(world).backup(world._world._db)
    body = {"Catalog": "AWSMarketplace", "ChangeSet": preview(draft, context(link))}
    status, answer = call(world, "POST", "/StartChangeSet", body)
    if status != 200:
        return {"Status": f"{status} {answer}", "ChangeSet": []}
    path = f"/DescribeChangeSet?catalog=AWSMarketplace&changeSetId={answer['ChangeSetId']}"
    return call(world, "GET", path)[1]


def what_aws_says(seen: Json) -> str:
    """SUCCEEDED, or why not."""
    errors = [
        (change["ChangeType"], error) for change in seen["ChangeSet"] for error in change["ErrorDetailList"]
    ]
    return str(seen["Status"]) if not errors else f"{seen['Status']} {errors}"


def differences(
    draft: OfferDraft, link: SignedLink | None, seen: Json, world: Sandbox | None = None
) -> dict[str, tuple[str, str]]:
    """What AWS made of it beside what was reviewed: every fact that is not the same."""
    offer_id = str(seen["ChangeSet"][0]["Entity"]["Identifier"]).partition("@")[0]
    path = f"/DescribeEntity?catalog=AWSMarketplace&entityId={offer_id}"
    entity = call(world or sandbox(), "GET", path)[1]
    plan = make_plan(draft, context(link), world="sandbox")
    lines = compared(plan, offer_view_from(clean_answer(entity), offer_id), draft.authorization)
    return {line.label: (line.ours, line.theirs) for line in lines if not line.same}


def _contract_that_runs(day: Day) -> dict[str, Any]:
    """Ten months ago the buyer accepted an offer from the seeded contract."""
    doc = seed_vendors.contract_authorizations(day)[seed_vendors.CONTRACT]
    targeting = {"PositiveTargeting": {"BuyerAccounts": [BUYER]}}
    chosen = Offer("offer-runningseats5k", "", name="Seats", markup="25", targeting=targeting)
    made = offer_from(day, seed_vendors.CONTRACT, doc, chosen, released=-310)
    return agreement(Handshake(made.offer, 2, BUYER, ACCOUNT, day.moment(-300)))


ON_USE = seed_agreements.RUNNING
"""An agreement that runs, on another product and priced by use."""
