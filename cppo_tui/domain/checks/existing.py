"""Across offers: is there already one for this authorization and buyer? (reliability: duplicates)"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from cppo_tui.domain.accounts import grouped
from cppo_tui.domain.checks.context import CheckContext
from cppo_tui.domain.dates import long_date
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.findings import Finding, Severity
from cppo_tui.domain.offer_summary import OfferSummary

if TYPE_CHECKING:
    from cppo_tui.domain.plan import Plan

OFFER_EXISTS = "OFFER_EXISTS"


def check_existing(draft: OfferDraft, context: CheckContext) -> tuple[Finding, ...]:
    """Open offers from the same authorization to one of the same buyers: each needs an explicit yes."""
    if draft.authorization is None or not draft.buyers:
        return ()
    if context.offers is None:
        return (
            Finding(
                code="OFFERS_NOT_CHECKED",
                field="mode",
                message="It could not be checked whether such an offer exists already.",
                fix="Check again; nothing is sent before this is known.",
            ),
        )
    found = twins(draft, context)
    return tuple(twin_finding(offer, draft.buyers).settled_by(draft.consents) for offer in found)


def twins(draft: OfferDraft, context: CheckContext) -> tuple[OfferSummary, ...]:
    """Released offers a buyer of this draft could still accept, from the same authorization. The one it
    completes is no other offer: that it is released already is said by ``checks.completing``."""
    if draft.authorization is None:
        return ()
    others = tuple(offer for offer in context.offers or () if offer.id != draft.reuse_offer_id)
    return open_offers(others, draft.authorization.id, draft.buyers, context.now)


def open_offers(
    offers: tuple[OfferSummary, ...], authorization_id: str, buyers: tuple[str, ...], now: datetime
) -> tuple[OfferSummary, ...]:
    """Of these offers, the released and unexpired ones from this authorization to any of these buyers.

    An offer listed without its buyers may be for anybody, so it counts.
    """
    return tuple(
        offer
        for offer in offers
        if offer.authorization_id == authorization_id
        and offer.state == "Released"
        and (not offer.buyers or set(offer.buyers) & set(buyers))
        and (offer.expires is None or offer.expires >= now)
    )


def unasked_offers(plan: Plan, offers: tuple[OfferSummary, ...], now: datetime) -> tuple[OfferSummary, ...]:
    """Of these offers, the open ones to the plan's buyers that the person was not asked about."""
    found = open_offers(offers, plan.authorization_id, plan.buyers, now)
    return tuple(offer for offer in found if offer.id not in plan.known_offers)


def is_about_a_twin(finding: Finding) -> bool:
    """A question about what there is at AWS: no field of the draft could be put right."""
    return finding.severity is Severity.ASK and finding.code == OFFER_EXISTS


def twin_finding(offer: OfferSummary, buyers: tuple[str, ...]) -> Finding:
    """That there is such an offer, and the question whether a second one is meant."""
    shared = [buyer for buyer in buyers if buyer in offer.buyers] or list(buyers)
    whom = grouped(shared[0]) if offer.buyers else "Somebody, AWS does not list whom,"
    until = f" until {long_date(offer.expires.date())}" if offer.expires else ""
    return Finding(
        code=OFFER_EXISTS,
        field="buyers",
        message=f"{whom} already has an open offer from this authorization{until}: {offer.id}.",
        fix="A second one can be accepted too. Confirm only if both are meant.",
        severity=Severity.ASK,
        consent=f"offer-exists:{offer.id}:{','.join(sorted(shared))}",
    )
