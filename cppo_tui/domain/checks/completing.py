"""Completing a draft offer that AWS already has: what it holds that no change takes out again.

At the review it is looked at with the offer as it was last read; right before sending, with the offer read
anew (services/completed.py).
"""

from collections.abc import Iterable

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.catalog import OfferView
from cppo_tui.domain.checks.context import CheckContext
from cppo_tui.domain.draft import EulaKind, OfferDraft
from cppo_tui.domain.findings import Finding
from cppo_tui.domain.offer_summary import OfferSummary
from cppo_tui.domain.pricing_terms import due_text
from cppo_tui.domain.validity import length_words


def check_completed(draft: OfferDraft, context: CheckContext) -> tuple[Finding, ...]:
    """What speaks against completing the draft offer this draft names, as AWS has it (fact sheet 6.4)."""
    wanted, offer = draft.reuse_offer_id, as_made(context.completes, context.offers or ())
    if not wanted:
        return ()
    if offer is None or offer.id != wanted:
        return (
            _finding(
                "COMPLETING_NOT_READ",
                f"AWS's draft {wanted} could not be read, so what it would keep is not known.",
                "Check again, or create a new offer instead.",
            ),
        )
    if offer.state != "Draft":
        return (
            _finding(
                "COMPLETING_NO_DRAFT",
                f"AWS says {wanted} is no draft any more, so there is nothing to complete.",
                "Look at it in the AWS console, or create a new offer instead.",
            ),
        )
    if offer.revision != draft.reuse_offer_revision:
        return (
            _finding(
                "COMPLETING_CHANGED",
                f"AWS's draft is at revision {offer.revision} now; revision {draft.reuse_offer_revision} was "
                "chosen.",
                "Choose it again, or create a new offer instead.",
            ),
        )
    return check_completing(offer, draft)


def as_made(offer: OfferView | None, listed: Iterable[OfferSummary]) -> OfferView | None:
    """The offer with the authorization it was made from: where its description names none, AWS's list does
    (fact sheet 5.1: nobody has seen a real description name it)."""
    if offer is None or offer.authorization_id:
        return offer
    named = next((one.authorization_id for one in listed if one.id == offer.id), "")
    return offer.model_copy(update={"authorization_id": named})


def check_completing(offer: OfferView, draft: OfferDraft) -> tuple[Finding, ...]:
    """What of this draft offer would stay, whatever the review says (fact sheet 2.3, 2.7 and 2.12)."""
    authorization = draft.authorization
    if authorization is None:
        return ()
    if offer.authorization_id != authorization.id:
        return (
            _finding(
                "COMPLETING_OTHER_AUTHORIZATION",
                f"AWS's draft was made from another authorization, {offer.authorization_id or 'not named'}.",
                "Create a new offer instead.",
            ),
        )
    found = []
    if _has_own_prices(offer, authorization) and not draft.installments.own:
        found.append(
            _finding(
                "COMPLETING_OWN_PRICES",
                "AWS's draft has installments of its own, and no markup can take their place.",
                "Create a new offer instead.",
            )
        )
    if offer.validity.end is not None and offer.validity.start is None:
        found.append(
            _finding(
                "COMPLETING_REPLACEMENT",
                "AWS's draft was made to replace an agreement; its buyer cannot be changed.",
                "Complete it in the AWS console, or create a new offer.",
            )
        )
    return (*found, *_kept(offer, draft, authorization))


def _kept(offer: OfferView, draft: OfferDraft, authorization: ResaleAuthorization) -> list[Finding]:
    """Terms the draft offer has of its own where ours says nothing, meaning the authorization's."""
    found = []
    if draft.eula.kind is EulaKind.INHERITED and offer.eula not in ("", authorization.eula_type):
        found.append(
            _finding(
                "COMPLETING_OTHER_EULA",
                "AWS's draft has another end-user agreement than the authorization, and would keep it.",
                "Choose the agreement under further terms first, or create a new offer.",
                "eula",
            )
        )
    if not draft.net_payment and offer.net_payment not in ("", authorization.net_payment):
        found.append(
            _finding(
                "COMPLETING_OTHER_PAYMENT",
                f"AWS's draft has payment due after {length_words(offer.net_payment)}, and would keep that.",
                "Choose the payment term under further terms first, or create a new offer.",
                "net_payment",
            )
        )
    return found


def _has_own_prices(offer: OfferView, authorization: ResaleAuthorization) -> bool:
    """Once AWS has a schedule of ours, that offer never takes a markup again (fact sheet 2.5, 2.11)."""
    charges = {due: price.price for price in offer.prices if (due := due_text(price.key))}
    theirs = {charge.day.isoformat(): charge.amount for charge in authorization.schedule}
    added = (charges and not theirs) or (offer.grants and authorization.fixed is None)
    unmarked = offer.markup.strip("0.") == ""
    return bool(added) or (unmarked and charges != theirs)


def _finding(code: str, message: str, fix: str, field: str = "completes") -> Finding:
    return Finding(code=code, field=field, message=message, fix=fix)
