"""StartChangeSet: accept a change set and let time do the rest."""

import hashlib
import json
from collections.abc import Callable

from cppo_tui.sandbox import envelope, gate, jsontext, references, tags, uses
from cppo_tui.sandbox.change_types import AVAILABILITY, CREATES, RELEASE
from cppo_tui.sandbox.context import Context
from cppo_tui.sandbox.errors import validation
from cppo_tui.sandbox.offer import RELEASED, Offer
from cppo_tui.sandbox.records import DOOM, SERVER_FAULT, ChangeSet, Json


def start_change_set(context: Context, body: Json) -> Json:
    """Check at once what AWS checks at once, then queue the set."""
    request = envelope.read(body)
    token, mark = request.get("ClientRequestToken"), _mark(body)
    known = context.world.change_set_by_token(token) if token else None
    if known is not None and not _is_forgotten(context, known):
        if known.request_hash != mark:
            raise validation("ClientRequestToken was already used with a different request.")
        return {"ChangeSetArn": known.arn, "ChangeSetId": known.id}
    changes = _with_offers(request["ChangeSet"], context.new_offer_id)
    gate.admit(context.world, changes, context.account, context.now)
    set_tags = _checked_tags(context, request, changes)
    if known is not None:
        context.world.forget_token(known.id)
    changes = uses.count_at_submission(context, _doomed(context.doom, changes))
    accepted = _accepted(context, request, changes, mark)
    context.world.add_change_set(accepted)
    tags.add(context.world, accepted.arn, set_tags)
    return {"ChangeSetArn": accepted.arn, "ChangeSetId": accepted.id}


def _is_forgotten(context: Context, known: ChangeSet) -> bool:
    """Whether the token that led to this change set no longer does: a switch (fact sheet 11.6)."""
    lifetime = context.behaviour.token_lifetime
    return lifetime is not None and context.now - known.started >= lifetime


def _checked_tags(context: Context, request: Json, changes: list[Json]) -> dict[str, str]:
    """The change set's own tags, once those of the offers are known to fit too."""
    for change in changes:
        more = tags.as_mapping(change.get("EntityTags", []))
        entity = context.world.entity(change["OfferId"])
        if entity is not None:
            tags.refuse_too_many(context.world, entity.arn, more)
    return tags.as_mapping(request.get("ChangeSetTags", []))


def _mark(body: Json) -> str:
    """The same for two requests that say the same."""
    return hashlib.sha256(json.dumps(body, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def _with_offers(changes: list[Json], new_offer_id: Callable[[], str]) -> list[Json]:
    """Each change with the offer it is about. Identifiers are minted now, so that the outcome is settled."""
    minted = [new_offer_id() if change["ChangeType"] in CREATES else None for change in changes]
    named = {change.get("ChangeName"): offer for change, offer in zip(changes, minted, strict=True) if offer}
    result = []
    for change, offer in zip(changes, minted, strict=True):
        identifier = change["Entity"].get("Identifier", "")
        target = named.get(references.name_in(identifier)) or identifier.partition("@")[0]
        details = change.get("Details", jsontext.dumps(change["DetailsDocument"]))
        result.append({**change, "Details": details, "OfferId": offer or target, "ErrorDetailList": []})
    return result


def _accepted(context: Context, request: Json, changes: list[Json], mark: str) -> ChangeSet:
    pace, now = context.pace, context.now
    releases = any(change["ChangeType"] == RELEASE for change in changes)
    moves_expiry = any(_moves_expiry(context, change) for change in changes)
    existing = {one["OfferId"] for one in changes} - {
        one["OfferId"] for one in changes if one["ChangeType"] in CREATES
    }
    return ChangeSet(
        id=context.new_change_set_id(),
        account=context.account,
        name=request.get("ChangeSetName", f"Submitted by {context.account}"),
        started=now,
        preparing_until=pace.preparing_until(now),
        ends=pace.ends_at(now, releases=releases, moves_expiry=moves_expiry),
        changes=changes,
        entity_ids=sorted(existing),
        failure_code=SERVER_FAULT if context.doom == SERVER_FAULT else None,
        token=request.get("ClientRequestToken"),
        request_hash=mark,
    )


def _doomed(doom: str, changes: list[Json]) -> list[Json]:
    """The changes, with the code on the one that is to be refused."""
    kind, _, code = doom.partition("/")
    return [{**one, DOOM: code} if code and one["ChangeType"] == kind else one for one in changes]


def _moves_expiry(context: Context, change: Json) -> bool:
    """Whether the change is about the last day of an offer that buyers can see already."""
    if change["ChangeType"] != AVAILABILITY:
        return False
    entity = context.world.entity(change["OfferId"])
    return entity is not None and Offer.from_json(entity.doc).state == RELEASED
