"""Putting more into a simulated world than its scenario has."""

from pathlib import Path

from cppo_tui.sandbox.records import AUTHORIZATION, Entity
from cppo_tui.sandbox.seed_model import Day
from cppo_tui.sandbox.seed_terms import term_authorizations
from cppo_tui.sandbox.world import World
from tests.sandbox.conftest import MakeWire, Wire


def with_term_authorizations(make_wire: MakeWire, path: Path, scenario: str = "archera") -> Wire:
    """The scenario and the authorizations that make every rule about own terms reachable."""
    wire: Wire = make_wire(scenario, path=path)
    world = World(path)
    with world.transaction():
        for key, doc in term_authorizations(Day(wire.clock.now.date())).items():
            owner = doc["ManufacturerAccountId"]
            world.put_entity(Entity(key, AUTHORIZATION, owner, 1, "2026-11-20T09:00:00Z", doc))
    world.close()
    return wire
