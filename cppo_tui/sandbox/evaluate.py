"""Deciding a change set: every change against the world as it is when the set ends (fact sheet 2.15).

ASSUMPTION: a set is all or nothing. If one change is refused, nothing is written and no draft remains,
unless ``Behaviour.failed_set_leaves_draft`` says otherwise.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from cppo_tui.sandbox import (
    authorization,
    change_create,
    change_release,
    change_replacement,
    references,
    uses,
)
from cppo_tui.sandbox.behaviour import AS_DOCUMENTED, Behaviour, UsedWhen
from cppo_tui.sandbox.case import Case, Complaint
from cppo_tui.sandbox.change_types import CREATES, RELEASE, REPLACE, SIMULATED
from cppo_tui.sandbox.drafting import draft_from
from cppo_tui.sandbox.offer import RELEASED, Offer
from cppo_tui.sandbox.records import AUTHORIZATION, DOOM, OFFER, ChangeSet, Json
from cppo_tui.sandbox.world import World


@dataclass(slots=True)
class Verdict:
    """What became of a change set: complaints per change, and what to write."""

    complaints: list[list[Complaint]]
    offers: dict[str, Offer] = field(default_factory=dict)
    authorizations: dict[str, Json] = field(default_factory=dict)

    @property
    def succeeded(self) -> bool:
        """Whether nobody complained."""
        return not any(self.complaints)


def evaluate(world: World, change_set: ChangeSet, behaviour: Behaviour = AS_DOCUMENTED) -> Verdict:
    """Judge the whole set and collect every complaint, not only the first."""
    changes = [_resolved(change, change_set.changes) for change in change_set.changes]
    verdict = Verdict([_to_order(change) for change in changes])
    drafts = _create_drafts(world, change_set, changes, verdict, behaviour)
    before = drafts | _existing_offers(world, changes, drafts)
    verdict.offers = _applied(before, changes, change_set)
    facts = world.facts
    live = _live_offers(world, change_set, facts.seller.max_released_offers)
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
    if behaviour.used_when is UsedWhen.RELEASED:
        _use_by_releases(world, changes, before, verdict)
    if not verdict.succeeded:
        left = drafts if behaviour.failed_set_leaves_draft else {}
        _keep_only(left, world, change_set, changes, verdict, behaviour)
    return verdict


def _to_order(change: Json) -> list[Complaint]:
    """What the sandbox was told to say against this change, whatever it says itself."""
    return [Complaint(change[DOOM], "The sandbox was told to refuse this change.")] if DOOM in change else []


def _resolved(change: Json, changes: list[Json]) -> Json:
    minted = {one["ChangeName"]: one["OfferId"] for one in changes if "ChangeName" in one}
    return {**change, "DetailsDocument": references.resolved(change["DetailsDocument"], minted.__getitem__)}


def _create_drafts(
    world: World, change_set: ChangeSet, changes: list[Json], verdict: Verdict, behaviour: Behaviour
) -> dict[str, Offer]:
    """A draft for every create; one that is refused still gets its draft, so that the rest can be judged."""
    drafts: dict[str, Offer] = {}
    for index, change in enumerate(changes):
        if change["ChangeType"] not in CREATES:
            continue
        key = change["DetailsDocument"]["ResaleAuthorizationId"]
        doc = verdict.authorizations.get(key) or _authorization(world, key)
        drafts[change["OfferId"]], refusals = _drafted(world, change, doc, change_set.ends)
        verdict.complaints[index] += refusals
        if uses.counts_at_the_end(change, behaviour.used_when):
            verdict.authorizations[key] = authorization.used_once_more(doc)
    return drafts


def _drafted(world: World, change: Json, doc: Json, now: datetime) -> tuple[Offer, list[Complaint]]:
    """The draft a create makes, and why there may be none."""
    details, offer_id = change["DetailsDocument"], change["OfferId"]
    key, seen = details["ResaleAuthorizationId"], uses.as_seen_by(change, doc)
    if change["ChangeType"] == REPLACE:
        agreement = world.agreements()[details["AgreementId"]]
        draft = change_replacement.draft(key, doc, offer_id, details, agreement)
        return draft, change_replacement.refusals(seen, agreement, now)
    return draft_from(key, doc, offer_id, details), change_create.refusals(seen, now)


def _use_by_releases(
    world: World, changes: list[Json], before: Mapping[str, Offer], verdict: Verdict
) -> None:
    """Every first release of an offer uses its authorization, if that still can be used."""
    for index, change in enumerate(changes):
        offer = before[change["OfferId"]]
        key = offer.authorization_id
        if change["ChangeType"] != RELEASE or offer.state == RELEASED or key is None:
            continue
        doc = verdict.authorizations.get(key) or _authorization(world, key)
        if authorization.is_used_up(doc):
            text = "The resale authorization is used up. Use an active resale authorization."
            verdict.complaints[index].append(Complaint("INCOMPATIBLE_RESALE_AUTHORIZATION", text))
        verdict.authorizations[key] = authorization.used_once_more(doc)


def _keep_only(
    drafts: Mapping[str, Offer],
    world: World,
    change_set: ChangeSet,
    changes: list[Json],
    verdict: Verdict,
    behaviour: Behaviour,
) -> None:
    """Of a failed set these drafts stay, with the changes nobody objected to; never with its release."""
    fine = [
        change
        for change, complaints in zip(changes, verdict.complaints, strict=True)
        if not complaints and change["ChangeType"] != RELEASE
    ]
    created = {change["OfferId"]: change for change in fine if uses.is_create(change)}
    kept = {key: draft for key, draft in drafts.items() if key in created}
    verdict.offers = _applied(kept, [change for change in fine if change["OfferId"] in kept], change_set)
    verdict.authorizations = {}
    for key in kept:
        source = created[key]["DetailsDocument"]["ResaleAuthorizationId"]
        if uses.counts_at_the_end(created[key], behaviour.used_when):
            doc = verdict.authorizations.get(source) or _authorization(world, source)
            verdict.authorizations[source] = authorization.used_once_more(doc)


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
            after[change["OfferId"]] = change_release.release(
                after[change["OfferId"]], change_set.preparing_until
            )
    return after


def _authorization(world: World, authorization_id: str) -> Json:
    entity = world.entity(authorization_id)
    if entity is None or entity.type != AUTHORIZATION:
        raise LookupError(f"{authorization_id} was there when the change set was accepted")
    return entity.doc


def _authorization_of(world: World, offer: Offer, used: Mapping[str, Json]) -> Json | None:
    key = offer.authorization_id
    return None if key is None else used.get(key) or _authorization(world, key)


def _live_offers(world: World, change_set: ChangeSet, limit: int) -> int:
    """How many offers are open, or at most are: each is looked at only where the limit could be reached."""
    there = world.entity_count(OFFER)
    if there < limit:
        return there
    offers = (Offer.from_json(entity.doc) for entity in world.entities(OFFER))
    return sum(offer.state == RELEASED and not offer.is_expired(change_set.ends) for offer in offers)
