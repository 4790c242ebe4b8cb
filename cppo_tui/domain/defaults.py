"""What is filled in until the person types something else, and shown as such."""

from cppo_tui.domain.accounts import buyers_text, is_account
from cppo_tui.domain.archera import is_archera
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.text import shorten

NAME_MAX = 150
TITLE_MAX = 100
"""Characters of a draft's own name: our limit, AWS never sees it."""
DESCRIPTION_MAX = 255
DEFAULT_EXPIRY = "+60 days"
ARCHERA_AGREEMENT = "10 years"
_FORBIDDEN = str.maketrans(dict.fromkeys("\\<>", " "))


def offer_name(draft: OfferDraft) -> str:
    """The name as it stands: typed, or the suggestion. Buyers see it."""
    return draft.name if draft.name is not None else suggested_name(draft)


def offer_description(draft: OfferDraft) -> str:
    """The description as it stands: typed, or the suggestion. Only we and AWS see it."""
    return draft.description if draft.description is not None else suggested_description(draft)


def agreement_text(draft: OfferDraft) -> str:
    """The agreement length as it stands: typed, or ten years for Archera, who prescribes it."""
    if draft.agreement is not None:
        return draft.agreement
    return ARCHERA_AGREEMENT if is_archera(draft.authorization) else ""


def expiry_text(draft: OfferDraft) -> str:
    """The offer expiry as it stands: typed, or 60 days from today."""
    return draft.expiry if draft.expiry is not None else DEFAULT_EXPIRY


def suggested_name(draft: OfferDraft) -> str:
    """Product and buyer: what tells this offer from the others in everybody's list."""
    if draft.authorization is None:
        return ""
    buyers = tuple(buyer for buyer in draft.buyers if is_account(buyer))
    for_whom = f" for {buyers_text(buyers)}" if buyers else ""
    product = _plain(draft.authorization.product_name or draft.authorization.name) or "Private offer"
    return f"{shorten(product, NAME_MAX - len(for_whom))}{for_whom}"


def suggested_description(draft: OfferDraft) -> str:
    """Where the offer comes from, for our own records."""
    if draft.authorization is None:
        return ""
    source = _plain(draft.authorization.name) or draft.authorization.id
    tail = f" ({draft.authorization.id})"
    room = DESCRIPTION_MAX - len("From ") - len(tail)
    return shorten(f"From {shorten(source, max(room, 1))}{tail}", DESCRIPTION_MAX)


def draft_title(draft: OfferDraft) -> str:
    """What tells it from others in a list: its own name, else the offer's, which names product and buyer."""
    return draft.title or offer_name(draft).strip() or title_for_any_buyer(draft)


def title_for_any_buyer(draft: OfferDraft) -> str:
    """What it is called where the buyers may become others: its own name, else the offer's as typed, or the
    product."""
    if named := draft.title or (draft.name or "").strip():
        return named
    if draft.authorization is None:
        return "New offer"
    return draft.authorization.product_name or draft.authorization.name or draft.authorization.id


def title_problem(text: str) -> str:
    """Why this cannot be a draft's own name, "" when it can."""
    return "" if text.strip() and len(text) <= TITLE_MAX else f"One to {TITLE_MAX} characters."


def _plain(text: str) -> str:
    """Without the three characters AWS refuses in names (fact sheet 2.4)."""
    return " ".join(text.translate(_FORBIDDEN).split())
