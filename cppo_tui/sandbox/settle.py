"""Bringing the world up to date: the outcome of every change set whose time has come."""

from dataclasses import replace
from datetime import datetime

from cppo_tui.sandbox import history, tags, times
from cppo_tui.sandbox.behaviour import AS_DOCUMENTED, Behaviour
from cppo_tui.sandbox.evaluate import Verdict, evaluate
from cppo_tui.sandbox.pace import Stage
from cppo_tui.sandbox.records import CLIENT_ERROR, OFFER, SERVER_FAULT, ChangeSet, Entity
from cppo_tui.sandbox.world import World


def settle(world: World, now: datetime, behaviour: Behaviour = AS_DOCUMENTED) -> None:
    """Decide due change sets in order of end time, each as of its own end, whoever looks and when."""
    for change_set in world.open_change_sets():
        if change_set.ends > now:
            continue
        if change_set.failure_code == SERVER_FAULT:
            world.settle_change_set(replace(change_set, outcome=Stage.FAILED))
        else:
            _decide(world, change_set, behaviour)


def _decide(world: World, change_set: ChangeSet, behaviour: Behaviour) -> None:
    verdict = evaluate(world, change_set, behaviour)
    garnish = world.facts.garnish
    changes = [
        {**change, "ErrorDetailList": [complaint.to_wire(garnish) for complaint in complaints]}
        for change, complaints in zip(change_set.changes, verdict.complaints, strict=True)
    ]
    touched = [*verdict.offers, *verdict.authorizations]
    history.remember(world, touched, change_set.ends, behaviour.list_lag)
    _write(world, change_set, verdict)
    if verdict.succeeded:
        tags.tag_offers(world, change_set.changes)
        done = replace(
            change_set, outcome=Stage.SUCCEEDED, changes=changes, entity_ids=sorted(verdict.offers)
        )
    else:
        done = replace(change_set, outcome=Stage.FAILED, failure_code=CLIENT_ERROR, changes=changes)
    world.settle_change_set(done)


def _write(world: World, change_set: ChangeSet, verdict: Verdict) -> None:
    moment = times.seconds(change_set.modifies_at)
    for offer_id, offer in verdict.offers.items():
        known = world.entity(offer_id) or Entity(offer_id, OFFER, change_set.account, 0, moment, {})
        world.put_entity(known.revised(offer.to_json(), moment))
    for authorization_id, doc in verdict.authorizations.items():
        entity = world.entity(authorization_id)
        if entity is not None:
            world.put_entity(replace(entity, doc=doc))
