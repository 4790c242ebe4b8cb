"""What entities were before they changed, for lists that lag behind (``Behaviour.list_lag``).

SIMPLIFICATION: kept only while there is a lag, and only as long as the lag needs it. Changes made while
the switch was off are shown at once, and everything a scenario begins with was always there.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from cppo_tui.sandbox import times
from cppo_tui.sandbox.world import EntityRow, World, row_of

_KEY = "history"


def remember(world: World, entity_ids: Iterable[str], moment: datetime, lag: timedelta) -> None:
    """Keep what these entities are, just before they change at this moment."""
    found = {key: world.entity(key) for key in entity_ids} if lag else {}
    if not found:
        return
    before = {key: None if entity is None else row_of(entity) for key, entity in found.items()}
    needed = [entry for entry in world.meta(_KEY) or [] if times.load(entry[0]) > moment - lag]
    world.set_meta(_KEY, [*needed, [times.store(moment), before]])


def entities_as_of(world: World, entity_type: str, moment: datetime) -> list[EntityRow]:
    """Every entity of a type as it was then: the later changes are undone, the latest first."""
    current = world.entity_rows(entity_type)
    later = [before for stored, before in world.meta(_KEY) or [] if times.load(stored) > moment]
    if not later:
        return current
    rows = {row[0]: row for row in current}
    for before in reversed(later):
        for key, row in before.items():
            if row is None:
                rows.pop(key, None)
            elif row[1] == entity_type:
                rows[key] = tuple(row)
    return sorted(rows.values())
