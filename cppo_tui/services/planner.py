"""From a checked draft to the plan: the bytes that will be sent, and what must still hold when they are."""

from collections.abc import Iterable

from cppo_tui.domain.catalog import OfferSummary, OfferView
from cppo_tui.domain.change_sets import draft_changes, publish_changes, release_changes
from cppo_tui.domain.checks import CheckContext, check_all
from cppo_tui.domain.checks.existing import twins
from cppo_tui.domain.complete import offer_terms, read_draft
from cppo_tui.domain.defaults import draft_title
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.expected import expected_prices
from cppo_tui.domain.findings import Finding, stopping
from cppo_tui.domain.money import plain_number
from cppo_tui.domain.plan import Changes, Plan, PlanKind, PublishMode, canonical, digest_of


class NotReady(Exception):
    """The draft cannot be planned yet; ``findings`` says why."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(f"{len(findings)} findings stop this offer")
        self.findings = findings


def preview(draft: OfferDraft, context: CheckContext) -> Changes | None:
    """The change set as it would be sent now, for reading while findings are still open.

    None while a part is missing altogether.
    """
    terms = offer_terms(draft, context)
    if terms is None:
        return None
    reuse = f"{draft.reuse_offer_id}@{draft.reuse_offer_revision}" if draft.reuse_offer_id else ""
    build = publish_changes if draft.mode is PublishMode.DIRECT else draft_changes
    return build(terms, reuse=reuse)


def make_plan(draft: OfferDraft, context: CheckContext, *, world: str) -> Plan:
    """Freeze the draft. Raises NotReady while any finding stops it or the seller account is not known."""
    findings = stopping(check_all(draft, context))
    changes = preview(draft, context)
    if findings or changes is None or draft.authorization is None or not context.seller_account:
        raise NotReady(findings)
    payload = canonical(changes)
    return Plan(
        draft_id=draft.id,
        kind=PlanKind.PUBLISH if draft.mode is PublishMode.DIRECT else PlanKind.DRAFT,
        world=world,
        seller_account=context.seller_account,
        authorization_id=draft.authorization.id,
        product_id=draft.authorization.product_id,
        fingerprint=draft.authorization.fingerprint,
        title=draft_title(draft),
        payload=payload,
        digest=digest_of(payload),
        made=context.now,
        offer_id=draft.reuse_offer_id,
        buyers=draft.buyers,
        known_offers=tuple(offer.id for offer in twins(draft, context)),
        prices=buyer_prices(draft, context),
    )


def release_plan(drafted: Plan, offer: OfferView, context: CheckContext) -> Plan:
    """The second half of "verify first": release the draft offer at exactly the revision that was seen, to
    the buyers that AWS has."""
    payload = canonical(release_changes(f"{offer.id}@{offer.revision}"))
    return drafted.model_copy(
        update={
            "kind": PlanKind.RELEASE,
            "payload": payload,
            "digest": digest_of(payload),
            "made": context.now,
            "offer_id": offer.id,
            "buyers": offer.buyers or drafted.buyers,
            "drafted_payload": drafted.payload,
        }
    )


def beside_known(plan: Plan, offers: Iterable[OfferSummary]) -> Plan:
    """The same plan once more, after the person was asked about these open offers and meant both."""
    return plan.model_copy(update={"known_offers": (*plan.known_offers, *(offer.id for offer in offers))})


def buyer_prices(draft: OfferDraft, context: CheckContext) -> tuple[tuple[str, str], ...]:
    """What the buyer is expected to pay for each price of the offer, by its key, as plain digits."""
    reading = read_draft(draft, context)
    if draft.authorization is None or (reading.markup is None and reading.schedule is None):
        return ()
    return tuple((price.key, plain_number(price.buyer)) for price in expected_prices(reading))
