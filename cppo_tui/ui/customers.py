"""The address book of this run: read when a step that shows it is built, then kept in memory."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from cppo_tui.domain.errors import StoreError
from cppo_tui.ui.desk import Desk

if TYPE_CHECKING:
    from cppo_tui.domain.address_book import AddressBook
    from cppo_tui.domain.catalog import OfferSummary


class Customers:
    """Holds the book, changes it and tells ``changed``. Touched from the loop only."""

    def __init__(self, desk: Desk, changed: Callable[[], None]) -> None:
        self._desk = desk
        self._changed = changed
        self._book: AddressBook | None = None
        self._was_read = False

    @property
    def book(self) -> AddressBook | None:
        """The book; None when it could not be read. No disk is touched once it has been read."""
        if not self._was_read:
            self.read()
        return self._book

    def read(self) -> None:
        """Read it (again): another window, or a submission that has ended, may have added to it."""
        from cppo_tui.services.address_book import read_book

        self._was_read = True
        try:
            self._book = read_book(self._desk.store)
        except StoreError:
            self._book = None

    async def learn(self, offers: Iterable[OfferSummary]) -> None:
        """Take in what AWS has just listed; what it teaches holds before anything is awaited."""
        from cppo_tui.services.address_book import keep, listed, news

        book = self.book
        learned = news(book, listed(offers)) if book is not None else ()
        if book is None or not learned:
            return
        self._book = book.merged(learned)
        self._changed()
        await asyncio.to_thread(keep, self._desk.store, learned)

    async def name(self, account: str, name: str) -> None:
        """Give an account its customer's name. Raises StoreError; then nothing has changed."""
        from cppo_tui.domain.address_book import customer_name

        customer = customer_name(name)
        await asyncio.to_thread(self._desk.store.name_account, account, customer)
        if self._book is not None:
            self._book = self._book.naming(account, customer)
        self._changed()
