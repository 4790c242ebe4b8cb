"""What is known of AWS so far: the account, the authorizations, the offers. Filled by workers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from cppo_tui.domain.errors import CatalogError, ServiceFault, StoreError
from cppo_tui.ui.desk import Desk

if TYPE_CHECKING:
    from cppo_tui.domain.authorization import ResaleAuthorization
    from cppo_tui.domain.catalog import AuthorizationListing, OfferSummary, OfferView
    from cppo_tui.domain.offer_states import OfferRecord
    from cppo_tui.domain.ports import SellerAccount


class Connection:
    """The state of the connection, told to ``changed`` after every step. Touched from the loop only.

    ``gone`` are the authorizations AWS does not know any more, ``orphans`` the drafts made from one.
    """

    def __init__(self, desk: Desk, changed: Callable[[], None]) -> None:
        self._desk = desk
        self._tell = changed
        self._news = asyncio.Event()
        self.catalog: SellerAccount | None = None
        self.account = ""
        self.error: CatalogError | None = None
        self.listings: tuple[AuthorizationListing, ...] = ()
        self.listing = False
        self.listed = False
        self.listing_error: CatalogError | None = None
        self.offers: tuple[OfferSummary, ...] | None = None
        self.offers_error: CatalogError | None = None
        self.completed: OfferView | None = None
        self.completed_error: CatalogError | None = None
        self.gone: set[str] = set()
        self.orphans: frozenset[str] = frozenset()
        self.records: tuple[OfferRecord, ...] | None = None
        self.reading_records = False
        self.records_problem = ""
        self._opening = asyncio.Lock()
        self._connecting: asyncio.Task[SellerAccount] | None = None
        self._asked_for = ""

    def _changed(self) -> None:
        self._tell()
        self._news.set()
        self._news.clear()  # whoever waits is on the way already

    async def until_listed(self) -> None:
        """Wait for the list of authorizations, unless there is none to wait for."""
        while not (self.listed or self.error or self.listing_error):
            await self._news.wait()

    async def open(self) -> None:
        """Load the client and ask AWS who we are. Trouble is kept in ``error``, not raised."""
        async with self._opening:
            self.error = None
            self._changed()
            try:
                self.catalog = catalog = self.catalog or await self._connect()
                self.account = (await asyncio.to_thread(catalog.caller)).account
            except CatalogError as error:
                self.error = error
            self._changed()

    async def _connect(self) -> SellerAccount:
        """Load the client, once: a worker that is stopped leaves the loading to the next one."""
        if self._connecting is None:
            self._connecting = asyncio.create_task(asyncio.to_thread(self._desk.connect))
        try:
            return await asyncio.shield(self._connecting)
        finally:
            if self._connecting.done():
                self._connecting = None

    async def read_authorizations(self) -> None:
        """Read the list page by page; each page is shown when it is there."""
        if self.catalog is None or self.error is not None:
            await self.open()
        if self.catalog is None or self.error is not None:
            return
        self.listing, self.listing_error = True, None
        found: tuple[AuthorizationListing, ...] = ()
        self._changed()
        try:
            pages = self.catalog.authorizations()
            while (page := await asyncio.to_thread(next, pages, None)) is not None:
                found += page
                if len(found) > len(self.listings):
                    self.listings = found
                self._changed()
            self.listings, self.listed = found, True
            self.gone -= {one.id for one in found}
        except CatalogError as error:
            self.listing_error = error
        self.listing = False
        self._changed()
        if self.listing_error is None:
            await self._look_for_orphans(self.catalog)

    async def _look_for_orphans(self, catalog: SellerAccount) -> None:
        from cppo_tui.services.vanished import vanished

        listed = {one.id for one in self.listings}
        with suppress(StoreError):
            found = await asyncio.to_thread(vanished, listed, catalog, self.account, self._desk.store)
            self.orphans = frozenset(found.drafts)
            self.gone = (self.gone - found.there) | set(found.drafts.values())
            self._changed()

    async def read_offers(self, authorization: ResaleAuthorization | None, completes: str = "") -> None:
        """Read the offers made from one authorization, and the draft offer that is to be completed; None
        while that is not known. Both are told at once."""
        self.forget_offers()
        if authorization is None:
            return
        self._asked_for = authorization_id = authorization.id
        if self.catalog is None or self.error is not None:
            await self.open()
        try:
            if self.catalog is None or self.error is not None:
                raise self.error or ServiceFault("There is no connection to AWS yet.")
            offers = await asyncio.to_thread(self._offers_now, self.catalog, authorization_id)
            completed = await self._completed_now(self.catalog, completes) if completes else None
            if self._asked_for == authorization_id:
                self.offers = offers
                self.completed = completed or self.completed
        except CatalogError as error:
            if self._asked_for == authorization_id:
                self.offers_error = error
        except StoreError as error:
            if self._asked_for == authorization_id:
                self.offers_error = CatalogError(str(error), next_step="Check again.")
        self._changed()

    async def look_for(self, authorization: ResaleAuthorization) -> None:
        """Whether AWS still has the authorization of the draft that is open, or has it again."""
        from cppo_tui.services.vanished import is_gone

        if self.catalog is None or self.error is not None:
            return
        if self.listed and any(one.id == authorization.id for one in self.listings):
            return
        gone = await asyncio.to_thread(is_gone, authorization, self.catalog, self.account)
        if gone is not None and gone != (authorization.id in self.gone):
            self.gone ^= {authorization.id}
            self._changed()

    async def _completed_now(self, catalog: SellerAccount, offer_id: str) -> OfferView | None:
        """The draft offer as it is now; None, and why is kept, when it cannot be read."""
        try:
            return await asyncio.to_thread(catalog.offer, offer_id)
        except CatalogError as error:
            self.completed_error = error
            return None

    def _offers_now(self, catalog: SellerAccount, authorization_id: str) -> tuple[OfferSummary, ...]:
        from cppo_tui.services.just_made import offers_now

        desk = self._desk
        return offers_now(catalog, desk.store, authorization_id, now=desk.clock(), world=desk.world)

    async def read_records(self) -> None:
        """Read every offer and what became of it; what was read before stays until then."""
        from cppo_tui.services.offer_records import read_records

        self.reading_records, self.records_problem = True, ""
        self._changed()
        try:
            if self.catalog is None or self.error is not None:
                await self.open()
            if self.catalog is None or self.error is not None:
                raise self.error or ServiceFault("There is no connection to AWS yet.")
            desk = self._desk
            self.records = await asyncio.to_thread(
                read_records,
                self.catalog,
                desk.store,
                desk.clock(),
                world=desk.world,
                seller=self.account,
            )
        except CatalogError as error:
            self.records_problem = error.sentences()
        except StoreError as error:
            self.records_problem = str(error)
        finally:
            self.reading_records = False
        self._changed()

    def forget_offers(self) -> None:
        """Another authorization is chosen: what was read, or is being read, says nothing about it."""
        self.offers, self.offers_error, self._asked_for = None, None, ""
        self.completed, self.completed_error = None, None
