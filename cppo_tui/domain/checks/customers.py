"""Step 1: what the address book says about the buyers. Our own rules: AWS takes any twelve digits."""

from cppo_tui.domain.accounts import grouped
from cppo_tui.domain.address_book import AddressBook, KnownAccount, NearMiss, customer_key, slip
from cppo_tui.domain.authorization import AllowedBuyer
from cppo_tui.domain.checks.context import CheckContext
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.findings import Finding, Severity
from cppo_tui.domain.text import shorten

CONSOLE_BUYERS = 24
"""Buyer accounts per offer that the console takes (fact sheet 2.6)."""

_NAMED = 3
"""More customers than this are counted in a sentence, not named."""


def check_several(buyers: tuple[str, ...], context: CheckContext) -> tuple[Finding, ...]:
    """Several accounts: no question when the book knows them all as one customer's."""
    book = context.book or AddressBook()
    names = {buyer: book.name_of(buyer) for buyer in buyers}
    if len(names) < 2:
        return ()
    customers = {customer_key(name): name for name in names.values() if name}
    unnamed = sum(not name for name in names.values())
    if len(customers) > 1:
        return (_several_customers(names, tuple(customers.values()), unnamed),)
    if customers and not unnamed and len(buyers) <= CONSOLE_BUYERS:
        return ()
    return (_several_accounts(names, tuple(customers.values()), unnamed),)


def check_known(
    buyers: tuple[tuple[int, str], ...], draft: OfferDraft, context: CheckContext
) -> tuple[Finding, ...]:
    """Each of these accounts, given with its place among the buyers, compared with those of before, with the
    seller's own and with the ISV's."""
    own = _own(draft, context)
    book = context.book
    if book is None:
        return (
            *_like_own(buyers, own, AddressBook()),
            _finding(
                "ADDRESS_BOOK_UNREAD",
                "buyers",
                "The address book could not be read: no account was compared with those of before.",
                "Compare each id with what the customer sent you.",
                Severity.WARNING,
            ),
        )
    found = [
        _near_miss(index, buyer, near, _whose(near.known, draft))
        for index, buyer in buyers
        for near in book.near(buyer)
        if near.known.account not in own
    ]
    unknown = [buyer for _, buyer in buyers if buyer not in book.by_account and not book.near(buyer)]
    return (*_like_own(buyers, own, book), *found, *_unknown(unknown if book.started else []))


def _own(draft: OfferDraft, context: CheckContext) -> dict[str, str]:
    """The two accounts of the contract behind the offer, which no buyer has, and whose they are."""
    authorization = draft.authorization
    seller = context.seller_account or (authorization.reseller_account if authorization else "")
    isv = authorization.manufacturer_account if authorization else ""
    return {account: whose for account, whose in ((seller, "your own"), (isv, "the ISV's")) if account}


def _like_own(
    buyers: tuple[tuple[int, str], ...], own: dict[str, str], book: AddressBook
) -> tuple[Finding, ...]:
    """Buyers that nearly are the seller or the ISV; an account an offer went to before is no slip."""
    return tuple(
        _near_miss(index, buyer, NearMiss(known=KnownAccount(account=account), places=places), whose)
        for index, buyer in buyers
        if not (known := book.by_account.get(buyer)) or not known.used
        for account, whose in own.items()
        if (places := slip(buyer, account))
    )


def _whose(known: KnownAccount, draft: OfferDraft) -> str:
    """Whose a known account is: as the address book, else the authorization names it; else what it got."""
    named = next((one.legal_name for one in _allowed(draft) if one.account == known.account), "")
    if name := known.customer or named:
        return shorten(name, 24)
    count = len({*known.offers, *known.listed})
    return f"buyer of {count} earlier offer{'' if count == 1 else 's'}" if count else ""


def _allowed(draft: OfferDraft) -> tuple[AllowedBuyer, ...]:
    return draft.authorization.buyers if draft.authorization else ()


def _near_miss(index: int, buyer: str, near: NearMiss, who: str) -> Finding:
    """One digit off, or two swapped: where, and whose account that would be."""
    known = near.known
    whose = f" ({who})" if who else ""
    first, last = near.places[0], near.places[-1]
    here, there = buyer[first - 1], known.account[first - 1]
    what = (
        f"differs in one digit from {grouped(known.account)}{whose}: digit {first} is {here}, there {there}"
        if first == last
        else f"is {grouped(known.account)}{whose} with digits {first} and {last} swapped"
    )
    return _finding(
        "NEAR_MISS",
        f"buyers.{index}",
        f"{grouped(buyer)} {what}.",
        "Is it another account? If not, correct it.",
        Severity.ASK,
        f"near-miss:{buyer}:{known.account}",
    )


def _unknown(buyers: list[str]) -> tuple[Finding, ...]:
    """All of them in one note."""
    if not buyers:
        return ()
    who = grouped(buyers[0]) if len(buyers) == 1 else f"{len(buyers)} of these accounts"
    return (
        _finding(
            "UNKNOWN_ACCOUNT",
            "buyers",
            f"No offer was made from here to {who} before.",
            f"Compare the {'id' if len(buyers) == 1 else 'ids'} with what the customer sent you.",
            Severity.NOTE,
        ),
    )


def _several_customers(names: dict[str, str], customers: tuple[str, ...], unnamed: int) -> Finding:
    """Legal, and nearly always a mistake (design: facts that are easy to get wrong)."""
    return _finding(
        "SEVERAL_CUSTOMERS",
        "buyers",
        f"{len(names)} accounts of different customers, {_listed(customers, unnamed)}: each of them can see "
        "and accept this offer separately.",
        "Confirm only if all are meant; else make one offer per customer.",
        Severity.ASK,
        f"several-customers:{_exactly(names)}",
    )


def _several_accounts(names: dict[str, str], customers: tuple[str, ...], unnamed: int) -> Finding:
    """Accounts of which the book cannot say that they are one customer's."""
    count = len(names)
    who = f" ({_listed(customers, unnamed)})" if customers else ""
    note = f" The console itself stops at {CONSOLE_BUYERS}." if count > CONSOLE_BUYERS else ""
    consent = _exactly(names) if customers else ",".join(sorted(names))
    return _finding(
        "BUYERS_SEVERAL",
        "buyers",
        f"{count} accounts{who}: each of them can see and accept this offer separately.{note}",
        "Right only if all belong to one customer; else make one offer for each.",
        Severity.ASK,
        f"buyers-several:{consent}",
    )


def _listed(customers: tuple[str, ...], unnamed: int) -> str:
    """The customers by name, the rest as a number."""
    parts = [shorten(name, 24) for name in customers[:_NAMED]]
    if len(customers) > _NAMED:
        parts.append(f"{len(customers) - _NAMED} more")
    if unnamed:
        parts.append(f"{unnamed} without a name")
    return " and ".join((", ".join(parts[:-1]), parts[-1])) if len(parts) > 1 else parts[0]


def _exactly(names: dict[str, str]) -> str:
    """Which account is whose: a consent holds for this and nothing else."""
    return ",".join(f"{account}={customer_key(name)}" for account, name in sorted(names.items()))


def _finding(
    code: str, field: str, message: str, fix: str, severity: Severity = Severity.BLOCKING, consent: str = ""
) -> Finding:
    return Finding(code=code, field=field, message=message, fix=fix, severity=severity, consent=consent)
