"""What StartChangeSet checks against the world before it accepts (fact sheet 10): 404, 422, 423, 402."""

from datetime import datetime

from cppo_tui.sandbox import authorization, references
from cppo_tui.sandbox.change_replacement import is_running
from cppo_tui.sandbox.change_types import CREATES, REPLACE
from cppo_tui.sandbox.errors import FieldProblem, in_use, not_found, over_quota, validation
from cppo_tui.sandbox.records import AUTHORIZATION, OFFER, Json
from cppo_tui.sandbox.world import World

MAX_OPEN_REQUESTS = 250
MAX_OFFERS_IN_WORK = 20


def admit(world: World, changes: list[Json], account: str, now: datetime) -> None:
    """Raise what AWS answers at once; ``changes`` carry the offer each is about in ``OfferId``."""
    _refuse_repeats(changes)
    for change in changes:
        if change["ChangeType"] in CREATES:
            _check_authorization(world, change, account, now)
            if change["ChangeType"] == REPLACE:
                _check_agreement(world, change["DetailsDocument"]["AgreementId"], account, now)
        elif references.name_in(change["Entity"]["Identifier"]) is None:
            _check_offer(world, change["Entity"]["Identifier"], account)
    _check_locks(world, changes)
    _check_quotas(world, changes)


def _refuse_repeats(changes: list[Json]) -> None:
    seen = set()
    for change in changes:
        key = (change["ChangeType"], change["OfferId"])
        if key in seen:
            raise validation(f"{change['ChangeType']} can be used once per entity in a change set.")
        seen.add(key)


def _check_authorization(world: World, change: Json, account: str, now: datetime) -> None:
    """Active and targeted to the caller, and the caller a paid seller (fact sheet 1.1 and 2.2)."""
    key = change["DetailsDocument"]["ResaleAuthorizationId"]
    entity = world.entity(key)
    problem = None
    if not world.facts.seller.paid:
        problem = "Channel partner must be a paid seller."
    elif entity is None or entity.type != AUTHORIZATION or authorization.reseller(entity.doc) != account:
        problem = f"Resale authorization '{key}' does not exist or is not targeted to account {account}."
    elif not authorization.is_live(entity.doc, now):
        problem = f"Resale authorization '{key}' is not active."
    if problem:
        field = FieldProblem(problem, "Details.ResaleAuthorizationId", change_type=change["ChangeType"])
        raise validation(problem, field)


def _check_agreement(world: World, key: str, account: str, now: datetime) -> None:
    """It exists, is active, and the caller proposed it (fact sheet 2.3)."""
    agreement = world.agreements().get(key)
    problem = None
    if agreement is None or agreement["proposer"]["accountId"] != account:
        problem = f"Agreement '{key}' does not exist or was not proposed by account {account}."
    elif not is_running(agreement, now):
        problem = f"Agreement '{key}' is not active."
    if problem:
        raise validation(problem, FieldProblem(problem, "Details.AgreementId", change_type=REPLACE))


def _check_offer(world: World, identifier: str, account: str) -> None:
    """The offer exists, is ours, and a revision that is named is the latest (fact sheet 6.4)."""
    bare, at, revision = identifier.partition("@")
    entity = world.entity(bare)
    if entity is None or entity.type != OFFER or entity.owner != account:
        raise not_found(f"Requested entity '{bare}' does not exist.")
    if at and revision != str(entity.revision):
        latest = entity.revision
        message = (
            f"Revision {revision} of entity '{bare}' is not the latest. The latest revision is {latest}."
        )
        raise validation(message, FieldProblem(message, "Entity.Identifier", entity_id=bare))


def _check_locks(world: World, changes: list[Json]) -> None:
    """Every entity of a running change set is locked until its end (fact sheet 6.6; message form obs)."""
    wanted = {change["OfferId"] for change in changes}
    held: dict[str, list[str]] = {}
    for change_set in world.open_change_sets():
        for entity_id in wanted.intersection(one["OfferId"] for one in change_set.changes):
            held.setdefault(entity_id, []).append(change_set.id)
    if held:
        parts = [f"entity: '{key}' change sets: {', '.join(ids)}" for key, ids in sorted(held.items())]
        raise in_use(f"Requested change set has entities locked by change sets - {'; '.join(parts)}")


def _check_quotas(world: World, changes: list[Json]) -> None:
    """20 offers in work at once, 250 open requests (fact sheet 6.11)."""
    running = world.open_change_sets()
    if len(running) >= MAX_OPEN_REQUESTS:
        raise over_quota(f"You have reached the limit of {MAX_OPEN_REQUESTS} open StartChangeSet requests.")
    offers = {change["OfferId"] for change_set in running for change in change_set.changes}
    if len(offers | {change["OfferId"] for change in changes}) > MAX_OFFERS_IN_WORK:
        raise over_quota(
            f"You have reached the limit of {MAX_OFFERS_IN_WORK} offers created or updated concurrently."
        )
