"""Step 1: may an offer be made from this authorization, and for these buyers?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cppo_tui.domain.accounts import grouped, is_account
from cppo_tui.domain.authorization import PricingKind, ResaleAuthorization
from cppo_tui.domain.authorization_reading import is_pricing
from cppo_tui.domain.buyers import find_accounts
from cppo_tui.domain.checks.context import CheckContext
from cppo_tui.domain.checks.customers import check_known, check_several
from cppo_tui.domain.dates import long_date
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.findings import Finding
from cppo_tui.domain.product import lengths
from cppo_tui.domain.text import shorten

if TYPE_CHECKING:
    from cppo_tui.domain.catalog import AuthorizationListing

MAX_BUYERS = 25
"""Buyer accounts per offer (fact sheet 2.6)."""

USED_UP = "AUTHORIZATION_USED_UP"


def check_authorization(draft: OfferDraft, context: CheckContext) -> tuple[Finding, ...]:
    """Everything that speaks against the chosen authorization."""
    if draft.authorization is None:
        return (
            _finding(
                "AUTHORIZATION_MISSING",
                "authorization",
                "No authorization is chosen.",
                "Choose one from the table.",
            ),
        )
    if draft.authorization.id in context.gone:
        return (
            _finding(
                "AUTHORIZATION_GONE",
                "authorization",
                "AWS does not know this authorization any more.",
                "Choose another one, or ask the ISV for a new authorization.",
            ),
        )
    found = usability(draft.authorization, context)
    if draft.reuse_offer_id:  # the draft offer that is completed may be what used the authorization up
        found = tuple(finding for finding in found if finding.code != USED_UP)
    return found


def usability(authorization: ResaleAuthorization, context: CheckContext) -> tuple[Finding, ...]:
    """Why no offer can be made from this authorization; empty when one can (fact sheet 2.2, 5.2, 8.2)."""
    found = [*_state(authorization, context), *_holder(authorization, context)]
    if authorization.kind is PricingKind.UNKNOWN:
        found.append(_unknown_kind(authorization))
    elif not authorization.wholesale or (
        authorization.kind is not PricingKind.USAGE and not lengths(authorization)
    ):
        unread = "Its wholesale prices could not be read."
        again = "Choose it again from the table, or look at it in the AWS console."
        found.append(("PRICES_UNREADABLE", unread, again))
    return tuple(_finding(code, "authorization", message, fix) for code, message, fix in found)


def listing_problems(listing: AuthorizationListing, context: CheckContext) -> tuple[Finding, ...]:
    """Why no offer can be made from a listed authorization; also when AWS would not describe it."""
    if listing.detail is not None:
        return usability(listing.detail, context)
    text = f"AWS lists it but its details could not be read. {listing.problem}".strip()
    return (_finding("AUTHORIZATION_UNREADABLE", "authorization", text, "Read the list again."),)


def _state(authorization: ResaleAuthorization, context: CheckContext) -> list[tuple[str, str, str]]:
    """What is over, or not understood, about the authorization itself."""
    found: list[tuple[str, str, str]] = []
    if authorization.status != "Active":
        found.append(_not_active(authorization))
    if authorization.ends is not None and authorization.ends < context.now:
        ended = long_date(authorization.ends.date())
        found.append(
            ("AUTHORIZATION_EXPIRED", f"It ended on {ended}.", "Ask the ISV for a new authorization.")
        )
    if authorization.unread:
        limits = " and ".join(authorization.unread)
        look = "Look at it in the AWS console before making an offer from it."
        found.append(("AUTHORIZATION_UNREAD", f"Its {limits} could not be read.", look))
    if authorization.used_up:
        once = "It allows one offer, and that one has been made."
        found.append((USED_UP, once, "Ask the ISV for a new authorization."))
    return found


def _holder(authorization: ResaleAuthorization, context: CheckContext) -> list[tuple[str, str, str]]:
    """Whether it is given to us, and for selling."""
    found: list[tuple[str, str, str]] = []
    if authorization.reseller_role == "Distributor":
        found.append(
            (
                "AUTHORIZATION_DISTRIBUTOR",
                "You hold it as distributor, to authorize other resellers, not to sell to buyers.",
                "Choose an authorization with the role ChannelPartner.",
            )
        )
    if context.seller_account and authorization.reseller_account not in ("", context.seller_account):
        found.append(
            (
                "AUTHORIZATION_OTHER_RESELLER",
                f"It is given to account {grouped(authorization.reseller_account)}, not to yours.",
                "Sign in to that account, or choose another authorization.",
            )
        )
    return found


def _not_active(authorization: ResaleAuthorization) -> tuple[str, str, str]:
    if authorization.status == "Restricted":
        return (
            "AUTHORIZATION_RESTRICTED",
            "The ISV has deactivated it, which cannot be undone.",
            "Ask the ISV for a new authorization.",
        )
    return (
        "AUTHORIZATION_NOT_ACTIVE",
        f"Its status is {authorization.status or 'unknown'}; AWS takes offers only from active ones.",
        "Ask the ISV to publish it, or choose another.",
    )


def _unknown_kind(authorization: ResaleAuthorization) -> tuple[str, str, str]:
    terms = ", ".join(name for name in authorization.term_types if is_pricing(name)) or "no pricing"
    return (
        "KIND_UNKNOWN",
        f"Its pricing is of a kind not known here: {terms}.",
        "Make this offer in the AWS console.",
    )


def check_buyers(draft: OfferDraft, context: CheckContext) -> tuple[Finding, ...]:
    """Everything that speaks against the buyers, one finding per chip where one is to blame."""
    return (*_not_entered(draft), *_entered(draft, context))


def _not_entered(draft: OfferDraft) -> tuple[Finding, ...]:
    """Something still stands in the input: a buyer forgotten there must not be left out in silence."""
    typed = draft.buyer_entry.strip()
    if not typed:
        return ()
    problem = lone_problem(typed)
    shown = shorten(typed, 30)
    lone = len(find_accounts(typed).entries) == 1
    whole = "Enter in the field adds it." if lone else "Several accounts can be added at once."
    why = problem[1] if problem else whole
    return (
        _finding(
            "BUYER_NOT_ENTERED",
            "buyers",
            f"Typed but not in the list: {shown}. {why}",
            "Correct it and press Enter, or clear the input.",
        ),
    )


def _entered(draft: OfferDraft, context: CheckContext) -> tuple[Finding, ...]:
    """What speaks against the chips (fact sheet 2.6)."""
    if not draft.buyers:
        missing = "Type or paste a 12-digit AWS account id and press Enter."
        return (_finding("BUYERS_MISSING", "buyers", "No buyer is named; AWS requires one.", missing),)
    judged = [check_buyer(draft, index, buyer, context) for index, buyer in enumerate(draft.buyers)]
    found = [finding for finding in judged if finding is not None]
    sound = tuple((index, buyer) for index, buyer in enumerate(draft.buyers) if judged[index] is None)
    count = len(draft.buyers)
    if count > MAX_BUYERS:
        found.append(
            _finding(
                "BUYERS_TOO_MANY",
                "buyers",
                f"{count} accounts; AWS takes at most {MAX_BUYERS}.",
                f"Remove {count - MAX_BUYERS}.",
            )
        )
    found.extend(check_known(sound, draft, context))
    if count <= MAX_BUYERS:
        found.extend(check_several(draft.buyers, context))
    return tuple(finding.settled_by(draft.consents) for finding in found)


def check_buyer(draft: OfferDraft, index: int, buyer: str, context: CheckContext) -> Finding | None:
    """What is wrong with one chip, None when nothing is (fact sheet 2.6)."""
    problem = account_problem(buyer)
    authorization = draft.authorization
    if problem is None and buyer in draft.buyers[:index]:
        problem = ("BUYER_TWICE", "This account is in the list already.", "Remove one of the two.")
    seller = context.seller_account or (authorization.reseller_account if authorization else "")
    if problem is None and buyer == seller:
        own = "This is your own seller account."
        problem = ("BUYER_IS_SELLER", own, "Type the customer's account id.")
    if problem is None and authorization is not None:
        problem = _against_authorization(buyer, authorization)
    if problem is None:
        return None
    code, message, fix = problem
    return _finding(code, f"buyers.{index}", message, fix)


def account_problem(text: str) -> tuple[str, str, str] | None:
    """Why this text is not an account id: (code, message, fix). None for twelve ASCII digits."""
    if is_account(text):
        return (
            None
            if text.strip("0")
            else ("BUYER_ZEROS", "No AWS account has only zeros.", "Type the real id.")
        )
    digits = re.sub(r"[^0-9]", "", text)
    if re.search(r"[^\W\d_]", text):
        return ("BUYER_LETTERS", "Letters do not belong in an account id.", "Type its 12 digits only.")
    if re.search(r"\d", re.sub(r"[0-9]", "", text)):
        look_alike = "Some characters only look like digits."
        return ("BUYER_LOOKALIKE", look_alike, "Type it again with the digits 0 to 9.")
    if len(digits) == len(re.sub(r"[-– ]", "", text)) and len(digits) != 12:
        missing = 12 - len(digits)
        what = f"{abs(missing)} {'missing' if missing > 0 else 'too many'}"
        many = f"{len(digits)} digit{'s' if len(digits) != 1 else ''}"
        return ("BUYER_LENGTH", f"{many}, {what}.", "An account id has exactly 12 digits.")
    return ("BUYER_UNREADABLE", "This is not an account id.", "Type its 12 digits only.")


def lone_problem(typed: str) -> tuple[str, str, str] | None:
    """Why the one thing that is typed is no account id. None when it is one, or when it is several things:
    of a list the good ones can be taken, a single wrong id is better corrected where it stands."""
    found = find_accounts(typed)
    alone = (*found.entries, *found.ignored)
    return account_problem(alone[0]) if len(alone) == 1 else None


def _against_authorization(buyer: str, authorization: ResaleAuthorization) -> tuple[str, str, str] | None:
    if buyer == authorization.manufacturer_account:
        return ("BUYER_IS_ISV", "This is the ISV's own account.", "Type the customer's account id.")
    allowed = [item.account for item in authorization.buyers]
    if allowed and buyer not in allowed:
        shown = ", ".join(grouped(account) for account in allowed[:3])
        more = f" and {len(allowed) - 3} more" if len(allowed) > 3 else ""
        return (
            "BUYER_NOT_ALLOWED",
            f"The authorization is limited to {shown}{more}.",
            "Use one of these, or ask the ISV for another authorization.",
        )
    return None


def _finding(code: str, field: str, message: str, fix: str) -> Finding:
    return Finding(code=code, field=field, message=message, fix=fix)
