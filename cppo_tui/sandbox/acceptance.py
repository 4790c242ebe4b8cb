"""A buyer accepts an offer, and agreements come to their end: what no seller's API can do."""

from datetime import datetime

from cppo_tui.sandbox.agreement_making import (
    ACTIVE,
    Handshake,
    agreement,
    expired,
    has_ended,
    replaced,
    replacing,
)
from cppo_tui.sandbox.context import Context
from cppo_tui.sandbox.offer import RELEASED, Offer
from cppo_tui.sandbox.records import OFFER, Json
from cppo_tui.sandbox.world import World


class AcceptanceRefused(Exception):
    """AWS would not let the buyer accept; ``sentence`` says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def accept(context: Context, offer_id: str, buyer: str | None) -> str:
    """Make the agreement between the offer's buyer and us; its identifier."""
    entity = context.world.entity(offer_id)
    if entity is None or entity.type != OFFER:
        raise AcceptanceRefused(f"There is no offer {offer_id}.")
    offer = Offer.from_json(entity.doc)
    _refuse_closed(offer, context.now)
    agreements = context.world.agreements()
    acceptor = _acceptor(offer, buyer)
    _refuse_second(offer, acceptor, agreements)
    kind = context.world.facts.product(offer.product_id).kind
    rounding = context.behaviour.rounding
    new = agreement(Handshake(offer, entity.revision, acceptor, entity.owner, context.now, kind, rounding))
    if offer.replaces is not None:
        old = _replaceable(offer, acceptor, agreements.get(offer.replaces))
        new = replacing(new, offer.replaces, old)
        context.world.put_agreement(offer.replaces, replaced(old, context.now))
    agreement_id = context.new_agreement_id()
    context.world.put_agreement(agreement_id, new)
    return agreement_id


def expire(world: World, now: datetime) -> None:
    """Every active agreement past its end is EXPIRED, since its end."""
    for agreement_id, doc in world.agreements().items():
        if doc["status"] == ACTIVE and has_ended(doc, now):
            world.put_agreement(agreement_id, expired(doc))


def _refuse_closed(offer: Offer, now: datetime) -> None:
    if offer.state != RELEASED:
        raise AcceptanceRefused(f"Offer {offer.id} has not been released, so nobody can accept it.")
    if offer.is_expired(now):
        raise AcceptanceRefused(f"Offer {offer.id} expired at the end of {offer.end_date}.")


def _acceptor(offer: Offer, buyer: str | None) -> str:
    """Who accepts. Nobody in particular is the one account the offer is for, if it is only one."""
    if not offer.buyers:
        raise AcceptanceRefused(f"Offer {offer.id} is not targeted at any account.")
    named = ", ".join(offer.buyers)
    if buyer is None and len(offer.buyers) > 1:
        raise AcceptanceRefused(f"Offer {offer.id} is for several accounts; say which accepts it: {named}.")
    chosen = offer.buyers[0] if buyer is None else buyer
    if chosen not in offer.buyers:
        raise AcceptanceRefused(f"Offer {offer.id} is not for account {chosen}; it is for {named}.")
    return chosen


def _refuse_second(offer: Offer, buyer: str, agreements: dict[str, Json]) -> None:
    """ASSUMPTION: a buyer accepts an offer once, whatever became of that agreement."""
    for agreement_id, doc in agreements.items():
        if doc["offerId"] == offer.id and doc["acceptor"]["accountId"] == buyer:
            raise AcceptanceRefused(
                f"Account {buyer} has already accepted offer {offer.id} (agreement {agreement_id})."
            )


def _replaceable(offer: Offer, buyer: str, old: Json | None) -> Json:
    """The agreement a replacement offer ends: still active, and this buyer's (fact sheet 2.3)."""
    if old is None or old["status"] != ACTIVE:
        raise AcceptanceRefused(f"Offer {offer.id} replaces agreement {offer.replaces}, which is not active.")
    if old["acceptor"]["accountId"] != buyer:
        raise AcceptanceRefused(f"Offer {offer.id} replaces an agreement of another account than {buyer}.")
    return old
