"""Every offer made from an authorization and what became of it, with all that can be done about each."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.events import Resize
from textual.worker import Worker

from cppo_tui.domain.due import ends_within
from cppo_tui.domain.errors import CatalogError
from cppo_tui.domain.handover import offer_link
from cppo_tui.domain.offer_states import OfferRecord, Standing
from cppo_tui.domain.plan import AMENDING
from cppo_tui.domain.text import shorten
from cppo_tui.ui import abandoned, handing_over, offer_acts
from cppo_tui.ui import offers_view as view
from cppo_tui.ui.as_seen import ALL_OF_IT, Seen
from cppo_tui.ui.columns import Row
from cppo_tui.ui.commands import bindings
from cppo_tui.ui.export import copy_text
from cppo_tui.ui.list_rows import in_order
from cppo_tui.ui.list_screen import ALL, ListScreen
from cppo_tui.ui.plain import plain
from cppo_tui.ui.widgets.button import Button

SOON = (14, 30, 90)
"""Days within which an offer ends that one may want to see."""
OWN_TERMS = "AWS's own terms"


class OffersScreen(ListScreen):
    """Read once when it opens and on request; AWS's own terms of an offer when its row is reached."""

    place = "offers"
    heading = "Offers at AWS"
    hint = "Search name, buyer, account or id"
    columns = view.COLUMNS
    acts = (
        ("extend", "Extend"),
        ("expire", "Expire"),
        ("clone", "Clone"),
        ("replace", "Replace"),
        ("hand-over", "Hand over"),
        ("release", "Release"),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("offers")

    def __init__(self, seen: Seen = ALL_OF_IT, *, at: str = "") -> None:
        super().__init__(seen, at=at)
        self._views: dict[str, Any] = {}
        self._unread: dict[str, str] = {}
        self._terms: Worker[None] | None = None
        self.draft_id = ""
        """The offer something is being sent about: its status then takes this screen's place."""

    def compose_bar(self) -> ComposeResult:
        """What can be copied."""
        yield Button("Copy id", id="copy-id")
        yield Button("Copy link", id="copy-link")

    def on_mount(self) -> None:
        """Hear also of what is on its way."""
        self.listen(self.app.tracking_changed, self._moved)
        self.watch(self.query_one("#list"), "scroll_y", self._read_on, init=False)

    def on_resize(self, _event: Resize) -> None:
        """More rows may be in sight."""
        self.call_after_refresh(self._read_on)

    def _moved(self, submission_id: str) -> None:
        """Something is being sent; or what was on its way has ended, and the lists say something else now."""
        self.show()
        look = self.app.tracking.looks.get(submission_id)
        shown = any(one.submission == submission_id for one in self.app.connection.records or ())
        if shown and look is not None and not look.submission.state.in_flight:
            self._read_records()

    def read(self) -> None:
        """The two lists, and the authorizations for their names."""
        self._views, self._unread = {}, {}
        if self._terms is not None:
            self._terms.cancel()  # what it is reading may be older than this
            self._terms = None
        connection = self.app.connection
        if not connection.listed and not connection.listing:
            self.app.read_authorizations()
        self._read_records()

    @work(group="records", exclusive=True, exit_on_error=False)
    async def _read_records(self) -> None:
        await self.app.connection.read_records()
        records = self.app.connection.records or ()
        await self.app.customers.learn([one.offer for one in records])
        self._read_on()

    def reading(self) -> str:
        """The lists of offers and agreements are read as one; a change being sent comes before that."""
        sending = self.app.tracking.sending
        if sending is not None and sending.kind in AMENDING:
            return f"Sending the new expiry of {shorten(sending.title, 30)} to AWS"
        return "Reading offers and agreements from AWS" if self.app.connection.reading_records else ""

    def trouble(self) -> str:
        """Why they are not there, or not up to date."""
        return self.app.connection.records_problem

    def total(self) -> int | None:
        """All of the seller's."""
        records = self.app.connection.records
        return None if records is None else len(records)

    def nothing(self) -> str:
        """What to do about it."""
        return (
            "No offer was made from an authorization yet.\n\n"
            f"Press {self.app.key_of('desk.home')} for the list of drafts, and "
            f"{self.app.key_of('home.new')} there to make the first one."
        )

    def states(self) -> Sequence[tuple[str, str]]:
        """Each state some offer is in, and how many end soon, also when none does."""
        records = self.app.connection.records or ()
        soon = [view.ending(days) for days in SOON]
        found = [(key, sum(self._is(one, key) for one in records)) for key in (*map(str, Standing), *soon)]
        return [(key, f"{key} ({count})") for key, count in found if count or key in (*soon, self._only)]

    def rows(self) -> list[Row]:
        """Those that pass, the most urgent first unless sorted otherwise."""
        known = self._known()
        records = self.app.connection.records or ()
        passed = [one for one in records if view.matches(one, known, self.searched)]
        passed = [one for one in passed if self._is(one, self._only)]
        if self._by and self._by != view.STATE:
            passed = in_order(passed, view.sort_key(self._by, known), backward=self._backward)
        elif self._backward:
            passed.reverse()
        return view.offer_rows(tuple(passed), known)

    def _is(self, record: OfferRecord, key: str) -> bool:
        """True when the record passes this filter."""
        now = self.app.desk.clock()
        soon = next((days for days in SOON if key == view.ending(days)), 0)
        if soon:
            return ends_within(record, soon, now)
        return key in (ALL, record.standing.value) or (key == Standing.ON_ITS_WAY and bool(record.submission))

    def still_unsorted(self) -> str:
        """AWS's list has no markup: by markup, every offer of the list is read for it."""
        if self._by != view.MARKUP:
            return ""
        left = sum(self._wants(key) for key in self.shown)
        return view.unsorted_words(left, sum(key in self._unread for key in self.shown))

    def _known(self) -> view.Known:
        listings = self.app.connection.listings
        return view.Known(
            book=self.app.customers.book,
            now=self.app.desk.clock(),
            views=self._views,
            names={one.id: one.name for one in listings if one.name},
            authorizations={one.id: one.detail for one in listings if one.detail},
        )

    def _record(self, key: str) -> OfferRecord | None:
        records = self.app.connection.records or ()
        return next((one for one in records if view.key_of(one) == key), None)

    def possible(self, key: str) -> frozenset[str]:
        """As it stands."""
        record = self._record(key)
        return view.possible(record) if record else frozenset()

    def obstacle(self, action: str) -> str:
        """In the words of the checks, where they have some."""
        record = self._record(self.marked)
        told = view.obstacle(action, record, self.app.context()) if record else ""
        if "«cppo extend " in told:
            told = f"{told} Here {self.app.key_of('offers.extend')} does."
        return told

    def detail(self, key: str) -> tuple[Content, Sequence[tuple[str, str]], Content]:
        """What is listed, and AWS's own terms below."""
        record, known = self._record(key), self._known()
        if record is None:
            return plain(""), (), plain("")
        told, more = view.facts(record, known), plain("")
        again = self.app.key_of("desk.again")
        terms = self._views.get(key)
        if terms is not None:
            source = known.authorizations.get(record.offer.authorization_id)
            told += [("", ""), ("As AWS has it", ""), *view.own_terms(terms, source)]
        elif key in self._unread:
            more = plain(
                ("To fix: ", "bold $text-error"), f"{OWN_TERMS}: {self._unread[key]}", f" Press {again}."
            )
        elif record.offer.id:
            more = plain((f"Reading {OWN_TERMS} …", "$text-muted"))
        return view.head(record, known), told, more

    def show_detail(self) -> None:
        """Also what can be copied; and read on."""
        super().show_detail()
        possible = self.possible(self.marked) if self.marked else frozenset()
        for name in ("copy-id", "copy-link"):
            self.query_one(f"#{name}", Button).disabled = name.replace("-", "_") not in possible
        self._read_on()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is offered for copying that is not there."""
        if action in ("copy_id", "copy_link"):
            return action in self.possible(self.marked) or None
        return super().check_action(action, parameters)

    def _read_on(self) -> None:
        """Read what is in sight, unless it is being read: that goes on to whatever is in sight by then."""
        if self._next_unread() and (self._terms is None or self._terms.is_finished):
            self._terms = self._read_terms()

    @work(group="terms", exclusive=True, exit_on_error=False)
    async def _read_terms(self) -> None:
        """One offer after the other: the marked one first, then those in sight; the others only where the
        order hangs on them, and those are drawn once there are half as many more: there may be thousands."""
        catalog, drawn = self.app.connection.catalog, 0
        while catalog is not None and (offer_id := self._next_unread()):
            try:
                self._views[offer_id] = await asyncio.to_thread(catalog.offer, offer_id)
            except CatalogError as error:
                self._unread[offer_id] = error.sentences()
            told = len(self._views) + len(self._unread)
            if offer_id in self._in_sight() or told > drawn * 3 // 2 or not self._next_unread():
                drawn = told
                self.show()
            else:
                self.show_count()

    def _in_sight(self) -> tuple[str, ...]:
        """The keys of the marked row, and of those the window shows."""
        table = self.query_one("#list")
        top = int(table.scroll_offset.y)
        return (self.marked, *self.shown[top : top + table.size.height])

    def _next_unread(self) -> str:
        """The next offer to be read, "" when there is none."""
        keys = (*self._in_sight(), *(self.shown if self._by == view.MARKUP else ()))
        return next(filter(self._wants, keys), "")

    def _wants(self, key: str) -> bool:
        """True for an offer AWS has whose own terms have not been asked for."""
        made = bool(key) and not key.startswith("s:")
        return made and key not in self._views and key not in self._unread

    def _ask(self, asking: Coroutine[Any, Any, None]) -> None:
        """A worker of the app's: what it begins outlives this screen."""
        self.app.run_worker(asking, group="ask", exclusive=True, exit_on_error=False)

    def action_extend(self) -> None:
        """Ask for another last day to accept."""
        self.draft_id = self.marked
        self._ask(offer_acts.extend(self.app, self.marked))

    def action_expire(self) -> None:
        """Ask whether it is to end now."""
        self.draft_id = self.marked
        self._ask(offer_acts.expire(self.app, self.marked))

    def action_clone(self) -> None:
        """Begin an offer like it."""
        self.app.shelf.begin_like(self.marked)

    def action_replace(self) -> None:
        """Begin an offer in place of its agreement."""
        if record := self._record(self.marked):
            self._ask(offer_acts.replace(self.app, self.marked, record.running))

    def action_hand_over(self) -> None:
        """Show what to tell the buyer and the ISV."""
        self._ask(handing_over.hand_over(self.app, self.marked))

    def action_release(self) -> None:
        """Open a draft offer left at AWS."""
        self._ask(abandoned.open_for_release(self.app, self.marked))

    @on(Button.Pressed, "#copy-id")
    def action_copy_id(self) -> None:
        """Copy the offer's id."""
        copy_text(self.app, self.marked, self.marked)

    @on(Button.Pressed, "#copy-link")
    def action_copy_link(self) -> None:
        """Copy the buyer's link."""
        if record := self._record(self.marked):
            copy_text(self.app, offer_link(record.offer.product_id, record.offer.id), "The link")
