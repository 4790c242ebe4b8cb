"""Offers our seller made earlier that buyers have accepted: one agreement has ended, the others run.

The open Archera offer is left alone, so that there is one to accept.
"""

from collections.abc import Iterable
from dataclasses import replace

from cppo_tui.sandbox.agreement_making import Handshake, agreement, expired
from cppo_tui.sandbox.offer import Offer
from cppo_tui.sandbox.records import Facts, Json
from cppo_tui.sandbox.seed_documents import RESELLER
from cppo_tui.sandbox.seed_model import Day, SeedOffer
from cppo_tui.sandbox.seed_offers import EXPIRED, OLD, USED

ENDED = "agmt-harrowarchera2hq7kzt4mwx3n"
RUNNING = "agmt-ostravaarchera6v5jd2yrb7q"
RUNNING_CONTAINER = "agmt-delmarpeakflow3tx8wnc5ze6"

_LENGTH_THEN = {"Type": "ValidityTerm", "AgreementDuration": "P180D"}


def earlier_agreements(day: Day, offers: Iterable[SeedOffer], facts: Facts) -> dict[str, Json]:
    """By identifier, oldest first."""
    by_id = {one.offer.id: one for one in offers}

    def made(offer: Offer, revision: int, accepted: int) -> Json:
        kind = facts.product(offer.product_id).kind
        moment = day.moment(accepted, hour=14)
        return agreement(Handshake(offer, revision, offer.buyers[0], RESELLER, moment, kind))

    # A released offer's duration may be changed (fact sheet 4): this was accepted at the revision before.
    first = replace(by_id[OLD].offer, validity=_LENGTH_THEN)
    return {
        ENDED: expired(made(first, by_id[OLD].revision - 1, -284)),
        RUNNING: made(by_id[EXPIRED].offer, by_id[EXPIRED].revision, -31),
        RUNNING_CONTAINER: made(by_id[USED].offer, by_id[USED].revision, -6),
    }
