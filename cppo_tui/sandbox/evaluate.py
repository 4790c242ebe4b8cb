"""Deciding a change set: every change against the world as it is when the set ends (fact sheet 2.15).

ASSUMPTION: a set is all or nothing. If one change is refused, nothing is written and no draft remains.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cppo_tui.sandbox import authorization, change_create, change_release, references
from cppo_tui.sandbox.case import Case, Complaint
from cppo_tui.sandbox.change_types import CREATE, RELEASE, SIMULATED
from cppo_tui.sandbox.drafting import draft_from
from cppo_tui.sandbox.offer import RELEASED, Offer
from cppo_tui.sandbox.records import AUTHORIZATION, OFFER, ChangeSet, Json
from cppo_tui.sandbox.world import World


@dataclass(slots=True)
class Verdict:
    """What became of a change set: complaints per change, and what to write if there are none."""

    complaints: list[list[Complaint]]
    offers: dict[str, Offer] = field(default_factory=dict)
    authorizations: dict[str, Json] = field(default_factory=dict)

    @property
    def succeeded(self) -> bool:
        """Whether nobody complained."""
        return not any(self.complaints)


def evaluate(world: World, change_set: ChangeSet) -> Verdict:
    """Judge the whole set and collect every complaint, not only the first."""
    changes = [_resolved(change, change_set.changes) for change in change_set.changes]
    verdict = Verdict([[] for _ in changes])
    before = _create_drafts(world, change_set, changes, verdict)
    before |= _existing_offers(world, changes, before)
    verdict.offers = _applied(before, changes, change_set)
    facts = world.facts
    live = _live_offers(world, change_set)
    for index, change in enumerate(changes):
        offer_id = change["OfferId"]
        case = Case(
            details=change["DetailsDocument"],
            before=before[offer_id],
            after=verdict.offers[offer_id],
            now=change_set.ends,
            facts=facts,
            authorization=_authorization_of(world, before[offer_id], verdict.authorizations),
            siblings=frozenset(one["ChangeType"] for one in changes if one["OfferId"] == offer_id),
            live_offers=live,
        )
        verdict.complaints[index] += SIMULATED[change["ChangeType"]].check(case)
    return verdict


def _resolved(change: Json, changes: list[Json]) -> Json:
    minted = {one["ChangeName"]: one["OfferId"] for one in changes if "ChangeName" in one}
    return {**change, "DetailsDocument": references.resolved(change["DetailsDocument"], minted.__getitem__)}


def _create_drafts(
    world: World, change_set: ChangeSet, changes: list[Json], verdict: Verdict
) -> dict[str, Offer]:
    """A draft for every create; one that is refused still gets its draft, so that the rest can be judged."""
    drafts: dict[str, Offer] = {}
    for index, change in enumerate(changes):
        if change["ChangeType"] != CREATE:
            continue
        details = change["DetailsDocument"]
        key = details["ResaleAuthorizationId"]
        doc = verdict.authorizations.get(key) or _authorization(world, key)
        verdict.complaints[index] += change_create.refusals(doc, change_set.ends)
        verdict.authorizations[key] = authorization.used_once_more(doc)
        drafts[change["OfferId"]] = draft_from(key, doc, change["OfferId"], details)
    return drafts


def _existing_offers(world: World, changes: list[Json], drafts: Mapping[str, Offer]) -> dict[str, Offer]:
    wanted = {change["OfferId"] for change in changes} - set(drafts)
    found = (world.entity(offer_id) for offer_id in sorted(wanted))
    return {entity.id: Offer.from_json(entity.doc) for entity in found if entity is not None}


def _applied(before: Mapping[str, Offer], changes: list[Json], change_set: ChangeSet) -> dict[str, Offer]:
    """AWS decides the order itself; the release comes last (fact sheet 6.2)."""
    after = dict(before)
    for change in changes:
        apply = SIMULATED[change["ChangeType"]].apply
        if apply is not None:
            after[change["OfferId"]] = apply(after[change["OfferId"]], change["DetailsDocument"])
    for change in changes:
        if change["ChangeType"] == RELEASE:
            after[change["OfferId"]] = change_release.release(after[change["OfferId"]], change_set.ends)
    return after


def _authorization(world: World, authorization_id: str) -> Json:
    entity = world.entity(authorization_id)
    if entity is None or entity.type != AUTHORIZATION:
        raise LookupError(f"{authorization_id} was there when the change set was accepted")
    return entity.doc


def _authorization_of(world: World, offer: Offer, used: Mapping[str, Json]) -> Json | None:
    key = offer.authorization_id
    return None if key is None else used.get(key) or _authorization(world, key)


def _live_offers(world: World, change_set: ChangeSet) -> int:
    offers = (Offer.from_json(entity.doc) for entity in world.entities(OFFER))
    return sum(offer.state == RELEASED and not offer.is_expired(change_set.ends) for offer in offers)
