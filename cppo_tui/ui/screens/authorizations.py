"""Every authorization shared with the seller: its health, what ends soon, which offers hang on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import work
from textual.binding import BindingType
from textual.content import Content

from cppo_tui.domain.catalog import AuthorizationListing
from cppo_tui.domain.checks.opportunity import listing_problems
from cppo_tui.domain.offer_states import EXPIRING_DAYS
from cppo_tui.domain.text import shorten
from cppo_tui.ui import authorizations_view as view
from cppo_tui.ui.authorization_view import facts, searched
from cppo_tui.ui.columns import Row
from cppo_tui.ui.commands import bindings
from cppo_tui.ui.dialogs.choose import Choose
from cppo_tui.ui.dialogs.details import Details
from cppo_tui.ui.list_rows import in_order
from cppo_tui.ui.list_screen import ListScreen
from cppo_tui.ui.plain import lines, plain
from cppo_tui.ui.widgets.field import finding_content

USABLE, SOON, USED, UNUSABLE = "usable", "ends soon", "with open offers", "not usable"


class AuthorizationsScreen(ListScreen):
    """The list is the wizard's own; offers are read for what hangs on each."""

    heading = "Authorizations shared with you"
    hint = "Search ISV, product or authorization"
    columns = view.COLUMNS
    acts = (
        ("new", "New offer"),
        ("offers", "Its offers"),
        ("compare", "Compare"),
        ("bulk", "Many offers"),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("authorizations")

    def __init__(self) -> None:
        super().__init__()
        self._known: tuple[view.Entry, ...] = ()
        self._known_for: tuple[object, ...] = (None, None, None)

    def read(self) -> None:
        """The authorizations, and all offers."""
        self.app.read_authorizations()
        self._read_records()

    @work(group="records", exclusive=True, exit_on_error=False)
    async def _read_records(self) -> None:
        await self.app.connection.read_records()

    def reading(self) -> str:
        """Each list says for itself that it is being read."""
        connection = self.app.connection
        if connection.listing:
            return f"Reading authorizations from AWS, {len(connection.listings)} so far"
        return "Reading offers from AWS" if connection.reading_records else ""

    def trouble(self) -> str:
        """Why one of them is not there, or not up to date."""
        connection = self.app.connection
        error = connection.listing_error or connection.error
        if error is not None:
            return error.sentences()
        problem = connection.records_problem
        return f"Which offers hang on them is not known. {problem}" if problem else ""

    def total(self) -> int | None:
        """All that are shared, as far as they are read."""
        connection = self.app.connection
        return len(connection.listings) if connection.listed or connection.listings else None

    def nothing(self) -> str:
        """Who has to do what."""
        return (
            "No authorization is shared with this account yet.\n\n"
            f"The ISV creates it for your account; then press {self.app.key_of('desk.again')}. "
            f"{self.app.desk.as_here('«cppo doctor»')} looks for other reasons."
        )

    def states(self) -> Sequence[tuple[str, str]]:
        """Four questions one has of them."""
        known = self._entries()
        found = [(key, sum(_is(one, key) for one in known)) for key in (USABLE, SOON, USED, UNUSABLE)]
        words = {SOON: f"end within {EXPIRING_DAYS} days"}
        return [(key, f"{words.get(key, key)} ({count})") for key, count in found if count]

    def _entries(self) -> tuple[view.Entry, ...]:
        """All of them, looked at once for each reading. While they are read, the list grows by doubling: a
        page more is no reason to make it all anew."""
        connection, known = self.app.connection, self._known
        growing = connection.listing and 0 < len(connection.listings) < 2 * len(known)
        state = (connection.listings, connection.records, connection.account)
        same = all(was is now for was, now in zip(self._known_for, state, strict=True))
        if not same and not growing:
            self._known = view.entries(connection.listings, connection.records, self.app.context())
            self._known_for = state
        return self._known

    def rows(self) -> list[Row]:
        """Usable ones first unless sorted otherwise."""
        shown = [
            one for one in self._entries() if _is(one, self._only) and searched(one.listing, self.searched)
        ]
        if self._by:
            shown = in_order(shown, lambda one: view.sort_key(one, self._by), backward=self._backward)
        elif self._backward:
            shown.reverse()
        return [(one.listing.id, one.texts, one.style) for one in shown]

    def _listing(self, key: str) -> AuthorizationListing | None:
        return next((one for one in self.app.connection.listings if one.id == key), None)

    def possible(self, key: str) -> frozenset[str]:
        """As it stands."""
        listing = self._listing(key)
        if listing is None:
            return frozenset()
        found = {"offers"}
        if not listing_problems(listing, self.app.context()):
            found |= {"new", "bulk"}
        if view.others_for_product(listing, self.app.connection.listings):
            found.add("compare")
        return frozenset(found)

    def obstacle(self, action: str) -> str:
        """In the words of the checks, where they have some."""
        listing = self._listing(self.marked)
        return view.obstacle(action, listing, self.app.context()) if listing else ""

    def detail(self, key: str) -> tuple[Content, Sequence[tuple[str, str]], Content]:
        """Its health, its figures, the offers that hang on it, and what it is like."""
        listing, now = self._listing(key), self.app.desk.clock()
        if listing is None:
            return plain(""), (), plain("")
        problems = listing_problems(listing, self.app.context())
        head = [plain((listing.name or listing.id, "bold"), (f"  {listing.id}", "$text-muted"))]
        head += [finding_content(one) for one in problems] or [plain(("Offers can be made from it.", "bold"))]
        if said := view.end_words(listing, now):
            head.append(plain((said, "bold $text-warning" if view.ends_soon(listing, now) else "")))
        others = view.others_for_product(listing, self.app.connection.listings)
        hanging = next((one.hanging for one in self._entries() if one.listing.id == key), None)
        more = [view.offers_words(hanging, now)]
        if others:
            names = ", ".join(one.name or one.id for one in others)
            key = self.app.key_of("authorizations.compare")
            said = f"For the same product: {shorten(names, 200)}. Press {key} to compare."
            more += [plain(""), plain((said, "$text-muted"))]
        return lines(*head), facts(listing.detail) if listing.detail else (), lines(*more)

    def whole(self, key: str) -> Sequence[tuple[str, str]]:
        """With the two links as AWS signed them."""
        listing = self._listing(key)
        return facts(listing.detail, whole=True) if listing and listing.detail else ()

    def action_new(self) -> None:
        """Start an offer from it."""
        self.app.shelf.begin_from(self.marked)

    def action_offers(self) -> None:
        """Show the offers made from it."""
        self.app.visit("offers", self.marked)

    def action_bulk(self) -> None:
        """Make many offers from it."""
        self.app.visit("bulk", self.marked)

    @work(group="ask", exclusive=True, exit_on_error=False)
    async def action_compare(self) -> None:
        """What one grants and the other does not; the older of the two is what it was."""
        listing = self._listing(self.marked)
        if listing is None or listing.detail is None:
            return
        others = view.others_for_product(listing, self.app.connection.listings)
        chosen = others[0] if len(others) == 1 else None
        if len(others) > 1:
            entries = [(one.id, f"{one.name or one.id}, {one.id}") for one in others]
            question = plain("For the same product there are these, the one most like it first.")
            answer = await self.app.push_screen_wait(Choose("Compare with which?", question, entries))
            chosen = next((one for one in others if one.id == answer), None)
        if chosen is None:
            return
        older, newer = view.in_age(chosen, listing.detail)
        named = [f"{one.name or one.id} ({one.id})" for one in (older, newer)]
        head = plain(
            ("From ", "$text-muted"), (named[0], "bold"), ("\nto ", "$text-muted"), (named[1], "bold")
        )
        await self.app.push_screen_wait(
            Details("What is different", head, more=view.comparison(older, newer))
        )


def _is(entry: view.Entry, key: str) -> bool:
    asked = {
        SOON: entry.soon and entry.usable,
        USED: bool(entry.hanging),
        USABLE: entry.usable,
        UNUSABLE: not entry.usable,
    }
    return asked.get(key, True)
