"""When an authorization counts as used: a switch, because no source says (fact sheet 8.2 and 11.3)."""

from dataclasses import replace

from cppo_tui.sandbox import authorization, history
from cppo_tui.sandbox.behaviour import UsedWhen
from cppo_tui.sandbox.change_types import CREATES
from cppo_tui.sandbox.context import Context
from cppo_tui.sandbox.records import Json

_COUNTED = "Counted"


def is_create(change: Json) -> bool:
    """Whether the change makes an offer from an authorization."""
    return change["ChangeType"] in CREATES


def count_at_submission(context: Context, changes: list[Json]) -> list[Json]:
    """The changes, with a mark on every create whose use is counted now; one that comes too late has none."""
    world, behaviour = context.world, context.behaviour
    if behaviour.used_when is not UsedWhen.SUBMITTED:
        return changes
    marked = []
    for change in changes:
        key = change["DetailsDocument"]["ResaleAuthorizationId"] if is_create(change) else ""
        entity = world.entity(key)
        if entity is None or authorization.is_used_up(entity.doc):
            marked.append(change)
            continue
        history.remember(world, [key], context.now, behaviour.list_lag)
        world.put_entity(replace(entity, doc=authorization.used_once_more(entity.doc)))
        marked.append({**change, _COUNTED: True})
    return marked


def counts_at_the_end(change: Json, used_when: UsedWhen) -> bool:
    """Whether this create uses its authorization when its change set has ended."""
    return used_when is not UsedWhen.RELEASED and _COUNTED not in change


def as_seen_by(change: Json, doc: Json) -> Json:
    """The authorization as this create finds it: its own use, counted already, does not stand in its way."""
    return authorization.given_back(doc) if _COUNTED in change else doc
