"""What a scenario is made of, and how it is put into an empty world."""

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from cppo_tui.sandbox import times
from cppo_tui.sandbox.legal_urls import named_by_its_authorization
from cppo_tui.sandbox.offer import Offer
from cppo_tui.sandbox.records import AUTHORIZATION, OFFER, Entity, Facts, Json
from cppo_tui.sandbox.world import World


def stable_id(prefix: str, label: str) -> str:
    """The same identifier for the same label in every run, in the form of fact sheet 5.4."""
    digest = (
        base64.b32encode(hashlib.sha256(label.encode("utf-8", "surrogatepass")).digest()).decode().lower()
    )
    return f"{prefix}-{digest[:13]}"


@dataclass(frozen=True, slots=True)
class Day:
    """The day the world begins; every seed date is counted from it."""

    start: date

    def date(self, days: int) -> str:
        """``YYYY-MM-DD``, so many days from the start."""
        return (self.start + timedelta(days=days)).isoformat()

    def moment(self, days: int, hour: int = 9) -> datetime:
        """A moment on that day."""
        return datetime.combine(self.start + timedelta(days=days), time(hour, 26, 17, 325000), UTC)


@dataclass(frozen=True, slots=True)
class SeedOffer:
    """An offer that is there from the start."""

    offer: Offer
    revision: int
    modified: datetime


@dataclass(frozen=True, slots=True)
class Seed:
    """Everything a world begins with. Authorizations and agreements are documents by identifier.

    ``denied`` are the operations the caller's keys have no permission for.
    """

    authorizations: dict[str, Json] = field(default_factory=dict)
    offers: list[SeedOffer] = field(default_factory=list)
    facts: Facts = field(default_factory=Facts)
    agreements: dict[str, Json] = field(default_factory=dict)
    denied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scenario:
    """A named starting point, described in one sentence.

    It may suggest a pace ("real", "fast", "instant") and faults in the form ``OPERATION:WHEN:KIND``.
    """

    name: str
    description: str
    build: Callable[[Day], Seed]
    pace: str = ""
    faults: tuple[str, ...] = ()


def plant(world: World, scenario: Scenario, account: str, now: datetime) -> None:
    """Fill an empty world; its first day is remembered."""
    day = Day(now.date())
    seed = scenario.build(day)
    for authorization_id, doc in seed.authorizations.items():
        modified = times.seconds(times.load(doc["CreatedDate"]) + timedelta(minutes=6))
        owner = doc["ManufacturerAccountId"]
        named = named_by_its_authorization(authorization_id, doc)
        world.put_entity(Entity(authorization_id, AUTHORIZATION, owner, 1, modified, named))
    for one in seed.offers:
        modified = times.seconds(one.modified)
        world.put_entity(Entity(one.offer.id, OFFER, account, one.revision, modified, one.offer.to_json()))
    for agreement_id, doc in seed.agreements.items():
        world.put_agreement(agreement_id, doc)
    world.set_meta("facts", seed.facts.to_json())
    world.set_meta("denied", seed.denied)
    world.set_meta("scenario", scenario.name)
    world.set_meta("seeded_on", day.start.isoformat())
