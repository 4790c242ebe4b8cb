"""The address book: which accounts offers went to before, and which customer each of them belongs to.

AWS takes any twelve digits, and whoever owns them may accept the offer. So an id is compared with those
known already: one digit off, or two digits swapped, is more likely a slip than another customer
(reliability: wrong buyer account).
"""

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cached_property
from itertools import combinations

from cppo_tui.domain.accounts import is_account
from cppo_tui.domain.buyers import find_accounts
from cppo_tui.domain.dates import long_date
from cppo_tui.domain.model import Frozen
from cppo_tui.domain.text import clean

NAME_MAX = 60
"""Characters of a customer's name: our limit, so that it fits a line beside its account."""

NEW = "new here"
NO_NAME = "name not known"


class KnownAccount(Frozen):
    """An account and what is known of it. ``customer`` is the name a person gave it, "" for none.

    ``offers`` are the offers published to it from here, ``listed`` those AWS lists that were released to
    it: ids, not a number, so that learning the same twice counts once.
    """

    account: str
    customer: str = ""
    offers: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    last_used: datetime | None = None

    @property
    def used(self) -> bool:
        """True when an offer went to it: then it is no slip of the fingers."""
        return bool(self.offers or self.listed)

    def merged(self, other: "KnownAccount") -> "KnownAccount":
        """With what ``other`` knows besides. A name that is there already stays."""
        instants = [instant for instant in (self.last_used, other.last_used) if instant is not None]
        return self.model_copy(
            update={
                "customer": self.customer or other.customer,
                "offers": tuple(dict.fromkeys((*self.offers, *other.offers))),
                "listed": tuple(dict.fromkeys((*self.listed, *other.listed))),
                "last_used": max(instants, default=None),
            }
        )

    @property
    def history(self) -> str:
        """What became of it so far, as a sentence."""
        count = len({*self.offers, *self.listed})
        if not count:
            return "No offer was made to it yet."
        last = f", the last on {long_date(self.last_used.date())}" if self.last_used else ""
        return f"{count} offer{'' if count == 1 else 's'} made to it{last}."


class NearMiss(Frozen):
    """A known account that another id nearly is. ``places`` count the digits from 1: one digit that
    differs, or two that are swapped."""

    known: KnownAccount
    places: tuple[int, ...]


class AddressBook(Frozen):
    """Everything known of accounts, looked up in memory: it is asked at every key press."""

    accounts: tuple[KnownAccount, ...] = ()

    @cached_property
    def by_account(self) -> dict[str, KnownAccount]:
        """The entries by their account id."""
        return {known.account: known for known in self.accounts}

    @cached_property
    def offers(self) -> frozenset[str]:
        """The ids of all offers published from here."""
        return frozenset(offer for known in self.accounts for offer in known.offers)

    @cached_property
    def started(self) -> bool:
        """True once an offer was published from here or a name given. Before, everybody is new, and
        saying so beside every account would help nobody."""
        return any(known.customer or known.offers for known in self.accounts)

    @cached_property
    def by_customer(self) -> dict[str, tuple[str, ...]]:
        """The accounts of each customer, by ``customer_key`` of the name."""
        found: dict[str, tuple[str, ...]] = {}
        for known in self.accounts:
            if key := customer_key(known.customer):
                found[key] = (*found.get(key, ()), known.account)
        return found

    def name_of(self, account: str) -> str:
        """The customer's name, "" when there is none."""
        known = self.by_account.get(account)
        return known.customer if known else ""

    def said_of(self, account: str) -> str:
        """What stands beside the account: the customer's name, or that there is none, or that it is new.
        Nothing while the book has not been started."""
        if name := self.name_of(account):
            return name
        if not self.started or not is_account(account):
            return ""
        return NO_NAME if account in self.by_account else NEW

    def accounts_of(self, customer: str) -> tuple[str, ...]:
        """The accounts of the customer of this name, however it is capitalised."""
        return self.by_customer.get(customer_key(customer), ())

    def customers_from(self, beginning: str) -> tuple[str, ...]:
        """The customers whose names begin like this, the one of exactly this name first."""
        key = customer_key(beginning)
        keys = sorted(one for one in self.by_customer if key and one.startswith(key))
        return tuple(self.name_of(self.by_customer[one][0]) for one in keys)

    def near(self, account: str) -> tuple[NearMiss, ...]:
        """Known accounts that this id nearly is; none for an id an offer went to before.

        A name alone does not make an id a known one: it may have been given to the slip itself.
        """
        if account not in self._near:
            known = self.by_account.get(account)
            exempt = not is_account(account) or (known is not None and known.used)
            self._near[account] = () if exempt else tuple(self._looked_up(account))
        return self._near[account]

    @cached_property
    def _near(self) -> dict[str, tuple[NearMiss, ...]]:
        """What has been looked up already."""
        return {}

    def _looked_up(self, account: str) -> Iterator[NearMiss]:
        for other, places in _neighbours(account) if self.accounts else ():
            if (known := self.by_account.get(other)) is not None:
                yield NearMiss(known=known, places=places)

    def learns_from(self, one: KnownAccount) -> bool:
        """True when this tells of an account something that is not in the book."""
        known = self.by_account.get(one.account)
        return is_account(one.account) and (known is None or known.merged(one) != known)

    def merged(self, learned: Iterable[KnownAccount]) -> "AddressBook":
        """The book with this learned besides."""
        entries = dict(self.by_account)
        for one in learned:
            known = entries.get(one.account)
            entries[one.account] = one if known is None else known.merged(one)
        return _book(entries) if entries != self.by_account else self

    def naming(self, account: str, customer: str) -> "AddressBook":
        """The book with this account under this customer's name; "" takes the name away."""
        known = self.by_account.get(account, KnownAccount(account=account))
        changed = known.model_copy(update={"customer": customer_name(customer)})
        return _book(self.by_account | {account: changed})


def _book(entries: dict[str, KnownAccount]) -> AddressBook:
    return AddressBook(accounts=tuple(entries[account] for account in sorted(entries)))


def _neighbours(account: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Every id one slip away, and the places of the slip: 108 with another digit, up to 66 with two
    digits swapped."""
    for place, digit in enumerate(account):
        for other in "0123456789".replace(digit, ""):
            yield account[:place] + other + account[place + 1 :], (place + 1,)
    for first, second in combinations(range(len(account)), 2):
        one, two = account[first], account[second]
        if one != two:
            middle = account[first + 1 : second]
            swapped = account[:first] + two + middle + one + account[second + 1 :]
            yield swapped, (first + 1, second + 1)


def slip(account: str, other: str) -> tuple[int, ...]:
    """The places where one id is the other with one digit different or two swapped; empty when it is not."""
    if not (is_account(account) and is_account(other)):
        return ()
    places = [place for place, (one, two) in enumerate(zip(account, other, strict=True)) if one != two]
    crossed = [account[place] for place in reversed(places)] == [other[place] for place in places]
    near = len(places) == 1 or (len(places) == 2 and crossed)
    return tuple(place + 1 for place in places) if near else ()


def customer_name(text: str) -> str:
    """A name as it is kept: cleaned, with single spaces, composed, so that one name is one customer."""
    return " ".join(clean(unicodedata.normalize("NFC", text)).split())


def customer_key(text: str) -> str:
    """What two spellings of one customer's name have in common."""
    return customer_name(text).casefold()


def customer_name_problem(text: str) -> str:
    """Why this will not do as a customer's name, "" when it will. An empty one takes the name away."""
    if len(customer_name(text)) > NAME_MAX:
        return f"At most {NAME_MAX} characters."
    if any(is_account(entry) for entry in find_accounts(text).entries):
        return "That is an account id, not a name."
    return ""
