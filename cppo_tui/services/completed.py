"""Completing a draft offer: right before sending, that nothing stays in it which the review did not show.

It is looked at when the draft offer is chosen, too; but the terms can be changed after that, and an offer
file names a draft offer without anybody having looked.
"""

from cppo_tui.domain.checks.completing import as_made, check_completing
from cppo_tui.domain.draft import EulaChoice, EulaKind, Installments, OfferDraft
from cppo_tui.domain.plan import Plan, PlanKind
from cppo_tui.domain.ports import Catalog
from cppo_tui.domain.reviewed_terms import reviewed_terms
from cppo_tui.services import refusals
from cppo_tui.services.refusals import PlanRefused


def guard_completed(plan: Plan, catalog: Catalog) -> None:
    """Raises PlanRefused when the draft offer would keep terms of its own, CatalogError when it cannot be
    read. A plan that completes none is not looked at."""
    if not plan.offer_id or plan.kind not in (PlanKind.PUBLISH, PlanKind.DRAFT):
        return
    offer = catalog.offer(plan.offer_id)
    if not offer.authorization_id:
        offer = as_made(offer, catalog.offers(plan.authorization_id)) or offer
    if offer.state != "Draft":
        raise refusals.no_draft(offer.id)
    terms = reviewed_terms(plan)
    sent = OfferDraft(
        id=plan.draft_id,
        authorization=catalog.authorization(plan.authorization_id),
        installments=Installments(own=not terms.markup),
        eula=EulaChoice(kind=EulaKind.INHERITED if terms.eula is None else EulaKind.STANDARD),
        net_payment=terms.net_payment,
    )
    if found := check_completing(offer, sent):
        raise PlanRefused(found[0].code, f"{found[0].message} {found[0].fix}")
