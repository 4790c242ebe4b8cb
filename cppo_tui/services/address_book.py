"""The address book is learned: from every offer published here, and from what AWS lists anyway.

Published offers are looked for whenever the book is read, not at the moment of their success: so none is
missed that succeeded in another window, in a command, or just before the power went.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Protocol

from cppo_tui.domain.address_book import AddressBook, KnownAccount
from cppo_tui.domain.catalog import OfferSummary
from cppo_tui.domain.errors import StoreError
from cppo_tui.domain.plan import PlanKind
from cppo_tui.domain.ports import AddressBookStore, SubmissionRow, SubmissionStore
from cppo_tui.domain.submission import Submission, SubmissionState

_PUBLISHING = (PlanKind.PUBLISH.value, PlanKind.RELEASE.value)


class Books(AddressBookStore, SubmissionStore, Protocol):
    """What the book is read from."""


def read_book(store: Books) -> AddressBook:
    """The book as it is kept, and what was published since. Raises StoreError when it cannot be read."""
    book = AddressBook(accounts=store.known_accounts())
    unlearned = [row.id for row in store.submissions() if _teaches(row, book)]
    learned = news(book, (known for row_id in unlearned for known in _published(_loaded(store, row_id))))
    if learned:
        keep(store, learned)
    return book.merged(learned)


def news(book: AddressBook, learned: Iterable[KnownAccount]) -> tuple[KnownAccount, ...]:
    """What of this is not in the book."""
    return tuple(one for one in learned if book.learns_from(one))


def keep(store: AddressBookStore, learned: Iterable[KnownAccount]) -> None:
    """Store it. When that is not possible it holds for this run only, and is learned again in the next."""
    with suppress(StoreError):
        store.learn_accounts(learned)


def listed(offers: Iterable[OfferSummary]) -> tuple[KnownAccount, ...]:
    """What AWS's list of our offers tells about accounts: to whom it says one was released."""
    return tuple(
        KnownAccount(account=buyer, listed=(offer.id,), last_used=offer.released)
        for offer in offers
        if offer.state == "Released"
        for buyer in offer.buyers
    )


def _teaches(row: SubmissionRow, book: AddressBook) -> bool:
    """A draft at AWS is seen by nobody, so it teaches nothing."""
    published = row.state == SubmissionState.SUCCEEDED.value and row.kind in _PUBLISHING
    return published and (row.offer_id or row.id) not in book.offers


def _loaded(store: SubmissionStore, submission_id: str) -> Submission | None:
    """None for one that cannot be read: it must not hide the others."""
    with suppress(StoreError):
        return store.load_submission(submission_id)
    return None


def _published(submission: Submission | None) -> tuple[KnownAccount, ...]:
    if submission is None:
        return ()
    offer = submission.offer_id or submission.id
    return tuple(
        KnownAccount(account=buyer, offers=(offer,), last_used=submission.updated)
        for buyer in submission.plan.buyers
    )
