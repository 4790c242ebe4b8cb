"""Offers on their way to a buyer, and what became of them."""

from dataclasses import replace
from typing import Any

import pytest

from cppo_tui.sandbox.acceptance import AcceptanceRefused
from cppo_tui.sandbox.offer import Offer
from cppo_tui.sandbox.service import Sandbox
from tests.sandbox.changes import buyers, create, information, markup, release, until
from tests.sandbox.conftest import Wire

Json = dict[str, Any]


def stored(sandbox: Sandbox) -> dict[str, Json]:
    """Every agreement as the world keeps it."""
    with sandbox._world.transaction():
        return sandbox._world.agreements()


def accepted(wire: Wire, offer: str, buyer: str | None = None) -> Json:
    key = wire.sandbox.accept(offer, buyer)
    return stored(wire.sandbox)[key]


def refusal(sandbox: Sandbox, offer: str, buyer: str | None = None) -> str:
    before = stored(sandbox)
    with pytest.raises(AcceptanceRefused) as caught:
        sandbox.accept(offer, buyer)
    assert stored(sandbox) == before
    assert str(caught.value) == caught.value.sentence
    assert caught.value.sentence.endswith(".")
    return caught.value.sentence


def released(wire: Wire, authorization: str, *changes: Json, percentage: str = "25.0", days: int = 30) -> str:
    """A released offer for one buyer, open for some days."""
    end = wire.clock.date(days)
    basics = [create(authorization), information(), markup(percentage), buyers(), until(end), *changes]
    return wire.succeed(*basics, release())


def change_offer(wire: Wire, offer_id: str, **facts: Any) -> None:
    """Something about an offer that no change set would do."""
    world = wire.sandbox._world
    with world.transaction():
        entity = world.entity(offer_id)
        assert entity is not None
        offer = replace(Offer.from_json(entity.doc), **facts)
        world.put_entity(replace(entity, doc=offer.to_json()))
