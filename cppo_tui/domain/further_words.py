"""The further terms in words."""

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.authorization_words import document_words
from cppo_tui.domain.draft import EarlierPricing, EulaChoice, EulaKind, OfferDraft, Purpose
from cppo_tui.domain.publish_mode import PublishMode
from cppo_tui.domain.purpose import earlier_pricing
from cppo_tui.domain.text import shorten_middle

NEW_TO_IT = "new to this product"
"""Whom AWS counts as a new customer: who has had no private offer for it yet."""
PURPOSE_WORDS: dict[str, str] = {
    Purpose.NEW: NEW_TO_IT,
    Purpose.EXISTING: "existing customer on AWS Marketplace",
    Purpose.MOVING: "existing customer moving to AWS Marketplace",
}
AS_AUTHORIZED = "as in the authorization"
EULA_WORDS: dict[str, str] = {
    EulaKind.INHERITED: AS_AUTHORIZED,
    EulaKind.STANDARD: "AWS's standard contract, newest version",
    EulaKind.URL: "a document of yours in S3",
    EulaKind.FILE: "a PDF of yours, uploaded to your S3 bucket",
}
EARLIER_WORDS: dict[str, str] = {
    EarlierPricing.USAGE: "by use",
    EarlierPricing.CONTRACT: "by contract",
    EarlierPricing.BYOL: "with an own licence",
    EarlierPricing.FREE: "nothing",
}
_EULAS = {
    EulaKind.INHERITED: f"EULA {AS_AUTHORIZED}",
    EulaKind.STANDARD: "AWS's standard contract",
    EulaKind.URL: "your own EULA",
    EulaKind.FILE: "your own EULA",
}
_LONGEST = 60


def further_rows(draft: OfferDraft) -> list[tuple[str, str]]:
    """What the review says about them: all that the offer will have, also what nobody typed."""
    rows = [
        ("Purpose", purpose_verdict(draft)),
        ("Buyer's EULA", eula_words(draft.eula, draft.authorization)),
    ]
    where = f"only buyers located in {', '.join(draft.countries)}" if draft.countries else "any"
    if draft.replaces is None:
        rows.append(("Countries", where))
    granted = draft.authorization.net_payment if draft.authorization else ""
    if draft.net_payment:
        rows.append(("Payment due", f"{days_words(draft.net_payment)} after the invoice"))
    elif granted:
        rows.append(("Payment due", f"{days_words(granted)} after the invoice, as the ISV granted"))
    if draft.replaces is not None:
        rows.append(("Replaces", f"agreement {draft.replaces.agreement_id}"))
    return rows


def further_line(draft: OfferDraft) -> str:
    """All of them in one line, for step 4."""
    where = f"only in {', '.join(draft.countries)}" if draft.countries else "any country"
    granted = draft.authorization.net_payment if draft.authorization else ""
    due = draft.net_payment or granted
    parts = [
        _first_offer(draft) if draft.purpose is Purpose.NEW else f"purpose: {purpose_words(draft)}",
        _EULAS[draft.eula.kind],
        *([where] if draft.replaces is None else []),
        *([f"payment due in {days_words(due)}"] if due else []),
    ]
    return "; ".join(parts)


def purpose_words(draft: OfferDraft) -> str:
    """The offer's purpose; how the customer paid so far is part of it."""
    words = PURPOSE_WORDS[draft.purpose]
    return (
        words if draft.purpose is Purpose.NEW else f"{words}, so far {EARLIER_WORDS[earlier_pricing(draft)]}"
    )


def purpose_verdict(draft: OfferDraft) -> str:
    """The offer's purpose and what hangs on it (fact sheet 2.4)."""
    if draft.purpose is Purpose.NEW:
        return f"{_first_offer(draft)}; else see step 4"
    final = "final once live" if draft.mode is PublishMode.DIRECT else "final at release"
    return f"{purpose_words(draft)} (sets the ISV's fee, {final})"


def _first_offer(draft: OfferDraft) -> str:
    """What new to this product means to whoever knows the buyer: moving from the public offer is new, too
    (fact sheet 2.4)."""
    whose = "buyers'" if len(draft.buyers) > 1 else "buyer's"
    return f"{whose} first private offer of the product"


def eula_words(choice: EulaChoice, authorization: ResaleAuthorization | None) -> str:
    """Which end-user agreement the buyer accepts."""
    if choice.kind is EulaKind.STANDARD:
        return "AWS's standard contract for end users, newest version"
    if choice.kind is EulaKind.URL:
        return f"your document {shorten_middle(choice.url, _LONGEST)}"
    if choice.kind is EulaKind.FILE:
        return f"your PDF {shorten_middle(choice.path, _LONGEST)}"
    return f"{AS_AUTHORIZED}: {document_words(authorization.eula)}" if authorization else AS_AUTHORIZED


def days_words(period: str) -> str:
    """``P30D`` as people say it."""
    return f"{period.removeprefix('P').removesuffix('D')} days"
