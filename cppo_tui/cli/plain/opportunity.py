"""Step 1 as questions: the authorization, what sort of product it is, what is replaced, for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cppo_tui.cli.plain.interview import Interview
from cppo_tui.cli.plain.question import EMPTY, NotAnAnswer, Question, chosen, listed
from cppo_tui.domain.accounts import grouped, is_account
from cppo_tui.domain.address_book import customer_name_problem
from cppo_tui.domain.archera import is_archera, tier_of
from cppo_tui.domain.authorization_words import row_end, row_state, wholesale_text
from cppo_tui.domain.buyers import find_accounts
from cppo_tui.domain.checks.opportunity import listing_problems
from cppo_tui.domain.dates import long_date
from cppo_tui.domain.draft import ProductType, Replaced
from cppo_tui.domain.product import may_be_otherwise, may_replace, of_another_authorization, product_type
from cppo_tui.domain.steps import Step

if TYPE_CHECKING:
    from cppo_tui.domain.authorization import ResaleAuthorization
    from cppo_tui.domain.catalog import AuthorizationListing

_SHOWN = 20
_NONE = "none"


def _row(interview: Interview, place: int, item: AuthorizationListing) -> str:
    state, ends = row_state(item, interview.context()), row_end(item)
    about = f"{item.product_name} by {item.manufacturer_name}; {item.name}"
    return f"  {place}  {about}{_tier(item.detail)}; {state}; ends: {ends}; {item.id}"


def _tier(authorization: ResaleAuthorization | None) -> str:
    """Archera's tier, which no name tells for sure."""
    tier = tier_of(authorization) if authorization is not None and is_archera(authorization) else None
    return f", {tier.name} by its wholesale price" if tier else ""


def _ask_authorization(interview: Interview) -> str:
    found = interview.listings()
    if not found:
        return "No authorization is shared with this account. The ISV creates it for you."
    rows = [_row(interview, place, item) for place, item in enumerate(found[:_SHOWN], 1)]
    more = len(found) - _SHOWN
    rest = [f"  and {more} more: type words of the ISV, product or name to find one"] if more > 0 else []
    return "\n".join(["Which authorization? Its number or its id.", *rows, *rest])


def _standing_authorization(interview: Interview) -> str:
    chosen_one = interview.draft.authorization
    if chosen_one is None:
        return ""
    return f"{chosen_one.product_name} by {chosen_one.manufacturer_name}; {chosen_one.id}"


def _take_authorization(interview: Interview, typed: str) -> None:
    item = _meant(interview, typed.strip())
    problems = listing_problems(item, interview.context())
    if problems or item.detail is None:
        raise NotAnAnswer(" ".join(f"{one.message} {one.fix}" for one in problems))
    stored = interview.draft.authorization
    if stored is not None and stored.id == item.id:
        interview.change(authorization=item.detail)
    else:
        interview.change(authorization=item.detail, **of_another_authorization(interview.draft))


def _meant(interview: Interview, typed: str) -> AuthorizationListing:
    """By id or number. Words find: what they find is listed, not chosen."""
    found = interview.listings()
    for item in found:
        if item.id == typed:
            return item
    if interview.scripted:
        raise NotAnAnswer(f"AWS does not show {typed} to this account. «cppo authorizations» lists what is.")
    if typed.isascii() and typed.isdecimal() and 1 <= int(typed) <= len(found):
        return found[int(typed) - 1]
    words = typed.lower().split()
    hits = [
        _row(interview, place, item)
        for place, item in enumerate(found, 1)
        if all(
            word in f"{item.manufacturer_name} {item.product_name} {item.name} {item.id}".lower()
            for word in words
        )
    ]
    if not hits:
        raise NotAnAnswer(f"There is none with “{typed}” in its names. ? lists them.")
    raise NotAnAnswer("\n".join(["Found; answer with the number:", *hits[:_SHOWN]]))


def _said_of_authorization(interview: Interview) -> str:
    detail = interview.draft.authorization
    return (
        f"Chosen: {detail.product_name}, wholesale {wholesale_text(detail)}{_tier(detail)}." if detail else ""
    )


_TYPES = {kind.value: kind.value for kind in ProductType}


def _ask_replaces(interview: Interview) -> str:
    return listed(
        "Which agreement does this offer replace? On acceptance it takes its place at once, and pending "
        "installments of the old one are cancelled.",
        _agreements(interview),
    )


def _agreements(interview: Interview) -> dict[str, str]:
    rows = {
        one.id: f"{grouped(one.acceptor)}, ends {long_date(one.ends.date()) if one.ends else 'never'}"
        for one in interview.agreements()
    }
    return {_NONE: "none: this is a new agreement", **rows}


def _take_replaces(interview: Interview, typed: str) -> None:
    answer = chosen(interview, typed, _agreements(interview))
    one = next((one for one in interview.agreements() if one.id == answer), None)
    if one is None:
        interview.change(replaces=None)
        return
    replaced = Replaced(agreement_id=one.id, acceptor=one.acceptor, product_id=one.product_id, ends=one.ends)
    interview.change(replaces=replaced, buyers=(one.acceptor,), buyer_entry="", start="")


def _replaceable(interview: Interview) -> bool:
    draft = interview.draft
    if draft.replaces is not None:
        return True
    return draft.authorization is not None and may_replace(draft) and bool(interview.agreements())


def _take_buyers(interview: Interview, typed: str) -> None:
    if typed.strip() == EMPTY:
        interview.change(buyers=(), buyer_entry="")
        return
    found = find_accounts(typed)
    if not found.entries:
        raise NotAnAnswer("There is no account id in it. An id has 12 digits.")
    if found.ignored:
        interview.notes.append(f"Not an account, so left out: {' '.join(found.ignored)}.")
    interview.change(buyers=found.entries, buyer_entry="")


def _said_of_buyers(interview: Interview) -> str:
    book = interview.context().book
    said = [(grouped(one), book.said_of(one) if book else "") for one in interview.draft.buyers]
    return (
        "Buyers: " + "; ".join(f"{account}, {words}" if words else account for account, words in said) + "."
    )


def _unnamed(interview: Interview) -> bool:
    buyers, book = interview.draft.buyers, interview.context().book
    return len(buyers) == 1 and is_account(buyers[0]) and book is not None and not book.name_of(buyers[0])


def _take_customer(interview: Interview, typed: str) -> None:
    if typed.strip() == EMPTY:
        return
    if problem := customer_name_problem(typed):
        raise NotAnAnswer(problem)
    interview.headless.store.name_account(interview.draft.buyers[0], typed)
    interview.forget()


QUESTIONS = (
    Question(
        key="authorization",
        step=Step.OPPORTUNITY,
        ask=_ask_authorization,
        take=_take_authorization,
        standing=_standing_authorization,
        fields=("authorization",),
        needed=True,
        after=_said_of_authorization,
    ),
    Question(
        key="product_type",
        step=Step.OPPORTUNITY,
        ask=lambda _: listed(
            "What sort of product is it? AWS does not say; some rules depend on it.", _TYPES
        ),
        take=lambda one, typed: one.change(product_type=ProductType(chosen(one, typed, _TYPES))),
        standing=lambda one: product_type(one.draft).value,
        asked=lambda one: one.scripted or may_be_otherwise(one.draft),
    ),
    Question(
        key="replaces",
        step=Step.OPPORTUNITY,
        ask=_ask_replaces,
        take=_take_replaces,
        standing=lambda one: one.draft.replaces.agreement_id if one.draft.replaces else _NONE,
        fields=("replaces",),
        asked=_replaceable,
    ),
    Question(
        key="buyers",
        step=Step.OPPORTUNITY,
        ask=lambda _: "For which AWS accounts? 12 digits each; one customer in an offer.",
        take=_take_buyers,
        standing=lambda one: ", ".join(map(grouped, one.draft.buyers)),
        fields=("buyers",),
        needed=True,
        pasted=True,
        after=_said_of_buyers,
    ),
    Question(
        key="customer",
        step=Step.OPPORTUNITY,
        ask=lambda _: (
            "Which customer's account is it? For your address book; empty leaves it without a name."
        ),
        take=_take_customer,
        asked=_unnamed,
    ),
)
