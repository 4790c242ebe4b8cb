"""Step 1: which authorization the offer is made from, and for which buyers."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.events import DescendantBlur, DescendantFocus
from textual.widgets import DataTable, Input, Label, Static

from cppo_tui.domain.authorization_words import in_order
from cppo_tui.domain.catalog import AuthorizationListing
from cppo_tui.domain.checks.opportunity import listing_problems
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.findings import Finding
from cppo_tui.domain.product import of_another_authorization
from cppo_tui.domain.steps import Step
from cppo_tui.domain.templates import search_for
from cppo_tui.services.new_offers import usual_agreement
from cppo_tui.ui.authorization_view import (
    COLUMNS,
    facts,
    found_words,
    head_content,
    how_to_choose,
    instead_of_detail,
    listing_row,
    listing_words,
    searched,
    template_words,
)
from cppo_tui.ui.commands import bindings
from cppo_tui.ui.opportunity_choices import OpportunityChoices
from cppo_tui.ui.plain import pairs, plain, put, put_table, say
from cppo_tui.ui.widgets.button import Button
from cppo_tui.ui.widgets.buyers_field import BuyersField
from cppo_tui.ui.widgets.fitted_table import FittedTable
from cppo_tui.ui.widgets.opportunity_options import OpportunityOptions
from cppo_tui.ui.widgets.search_input import SearchInput
from cppo_tui.ui.widgets.table_and_detail import TableAndDetail

HINT = "Type to search: ISV, product, authorization or tier"


class OpportunityScreen(OpportunityChoices):
    """The searchable table of authorizations, its detail, and the buyers."""

    STEP = Step.OPPORTUNITY
    CSS_PATH = "step_opportunity.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide"), (180, "-beside")]  # noqa: RUF012 - Textual's own type
    back_label = "Drafts"
    BINDINGS: ClassVar[list[BindingType]] = bindings("opportunity")

    def compose_step(self) -> ComposeResult:
        """Table and detail, side by side where both are then whole; buyers below."""
        with TableAndDetail(id="choice"):
            with Vertical(id="pick"):
                yield SearchInput(hint=HINT, table="authorizations")
                yield FittedTable(COLUMNS, id="authorizations")
                with Horizontal(id="under-table"):
                    yield Label("", id="listing", markup=False)
                    yield Button("Read again", id="again")
                    yield Button("Use this one", id="use")
            with VerticalScroll(id="detail-pane"):
                yield Static("", id="detail")
                yield Static("", id="facts")
        drafting = self.app.drafting
        draft = drafting.draft if drafting.is_open else None
        yield OpportunityOptions()
        yield BuyersField(draft.buyers, draft.buyer_entry) if draft else BuyersField()

    def prepare(self) -> None:
        """Read the list if this run has not yet, and the address book as it is now."""
        self.app.customers.read()
        self._shown: tuple[AuthorizationListing, ...] = ()
        self._shown_for: tuple[object, ...] = ()
        self._missing: Finding | None = None
        connection = self.app.connection
        self._given = search_for(self.app.drafting.draft)
        if self._given and any(searched(item, self._given) for item in connection.listings):
            self.query_one(SearchInput).value = f"{self._given} "
        if not connection.listed and not connection.listing:
            self.app.read_authorizations()

    def update_step(self, draft: OfferDraft, findings: tuple[Finding, ...]) -> None:
        """Fill table, detail and chips."""
        self._fill_table(draft)
        self._missing = next((f for f in findings if f.code == "AUTHORIZATION_MISSING"), None)
        self._show_listing_state()
        self._show_detail()
        self.query_one(OpportunityOptions).show(draft)
        mine = tuple(f for f in findings if f.field.partition(".")[0] in ("buyers", "replaces"))
        touched = "buyers" in self._touched
        book = self.app.customers.book
        field = self.query_one(BuyersField)
        field.show(draft.buyers, draft.buyer_entry, mine, touched=touched, book=book)

    def focus_first(self) -> None:
        """Begin at the search; with an authorization chosen, at the buyers."""
        if self.app.drafting.draft.authorization is None:
            self.query_one(SearchInput).focus()
        else:
            self.query_one(BuyersField).input.focus()

    def focus_field(self, field: str) -> None:
        """The table and the chips are no ordinary fields."""
        self.touch(field.partition(".")[0])
        if field.startswith("authorization"):
            self.query_one("#authorizations").focus()
        else:
            buyers = self.query_one(BuyersField)
            buyers.input.focus()
            buyers.scroll_visible()
        self.refresh_step()

    def _fill_table(self, draft: OfferDraft) -> None:
        """Rebuild only when what is shown differs, so that cursor and scroll stay."""
        wanted = self.query_one(SearchInput).value
        chosen = draft.authorization.id if draft.authorization else ""
        listings = self.app.connection.listings
        state = (listings, wanted, chosen, self.app.connection.account)
        if state == self._shown_for:
            return
        self._shown_for = state
        context = self.app.context()
        self._shown = tuple(item for item in in_order(listings, context) if searched(item, wanted))
        rows = [listing_row(item, context, chosen) for item in self._shown]
        self.query_one(FittedTable).show_rows(rows, aim=chosen)

    @on(DescendantFocus)
    @on(DescendantBlur)
    def _focus_moved(self) -> None:
        if self.query("#listing") and self.app.drafting.is_open:
            self._show_listing_state()
            self._show_detail()

    def _show_listing_state(self) -> None:
        connection, search = self.app.connection, self.query_one(SearchInput)
        missing = self._missing if "authorization" in self._touched else None
        self.query_one("#again", Button).disabled = connection.listing
        self.query_one("#again").display = missing is None  # the sentence needs the room
        by_template = self._given and search.value.strip() == self._given
        what = "fit the template" if by_template else "authorizations"
        found = found_words(len(self._shown), len(connection.listings), what, self.focused is search)
        self.query_one("#listing", Label).update(listing_words(connection, missing, found))
        settled = self.app.drafting.draft.authorization is not None and self.focused is not search
        # while one searches nothing moves
        rows = len(self._shown) if settled or by_template else len(connection.listings)
        self.query_one(TableAndDetail).give_the_table(rows)

    def _highlighted(self) -> AuthorizationListing | None:
        key = self.query_one(FittedTable).cursor_key
        return next((item for item in self._shown if item.id == key), None)

    def _show_detail(self) -> None:
        item = self._highlighted()
        pane = self.query_one("#detail", Static)
        button = self.query_one("#use", Button)
        draft = self.app.drafting.draft
        if item is None:
            put(pane, plain(instead_of_detail(self.app.connection)))
            self.query_one("#facts", Static).update("")
            button.disabled = True
            return
        chosen = draft.authorization is not None and draft.authorization.id == item.id
        changed = chosen and self._has_changed(item)
        context = self.app.context()
        at_search = self.focused is self.query_one(SearchInput)
        at_table = self.focused is self.query_one(FittedTable)
        how = how_to_choose(len(self._shown), at_search=at_search, at_table=at_table)
        template = template_words(draft, item, self.app.key_of("opportunity.template"))
        put(pane, head_content(item, context, chosen=chosen, changed=changed, template=template, how=how))
        put_table(
            self.query_one("#facts", Static),
            pairs(facts(item.detail, tier_above=True) if item.detail else [], 13),
        )
        button.disabled = (chosen and not changed) or bool(listing_problems(item, context))

    def _has_changed(self, item: AuthorizationListing) -> bool:
        """True when AWS describes the chosen authorization otherwise than when it was chosen."""
        stored = self.app.drafting.draft.authorization
        if stored is None or item.detail is None or not self.app.connection.listed:
            return False
        return stored.fingerprint != item.detail.fingerprint

    @on(Input.Changed, "#search")
    def _search(self, event: Input.Changed) -> None:
        event.stop()
        self._fill_table(self.app.drafting.draft)
        self._show_listing_state()
        self._show_detail()

    def action_search(self) -> None:
        """Type what to search for."""
        self.query_one(SearchInput).focus()

    @on(Input.Submitted, "#search")
    def _search_entered(self, event: Input.Submitted) -> None:
        event.stop()
        self._choose_the_hit()

    @work(group="entered", exclusive=True, exit_on_error=False)
    async def _choose_the_hit(self) -> None:
        """Typed ahead of the list, Enter waits for it, unless the person goes on elsewhere meanwhile."""
        await self.app.connection.until_listed()
        if self.focused is not self.query_one(SearchInput):
            return
        self._fill_table(self.app.drafting.draft)
        if len(self._shown) == 1:
            self.action_use()
        else:
            self.query_one("#authorizations").focus()

    @on(DataTable.RowHighlighted, "#authorizations")
    def _highlight(self) -> None:
        if self.app.drafting.is_open:
            self._show_detail()

    @on(DataTable.RowSelected, "#authorizations")
    @on(Button.Pressed, "#use")
    def action_use(self) -> None:
        """Make the offer from the marked authorization."""
        item = self._highlighted()
        if item is None:
            return
        found = listing_problems(item, self.app.context())
        if found or item.detail is None:
            say(self.app, f"{found[0].message} {found[0].fix}", title="This one cannot be used", problem=True)
            return
        self.app.connection.forget_offers()
        stored = self.app.drafting.draft.authorization
        if stored is not None and stored.id == item.id:
            self.app.change(authorization=item.detail)  # the draft offer to complete is still of this one
        else:
            self.app.change(
                authorization=item.detail,
                agreement=usual_agreement(self.app.drafting.draft, item.detail, self.app.settings),
                **of_another_authorization(self.app.drafting.draft),
            )
        self.query_one(BuyersField).input.focus()

    @on(Button.Pressed, "#again")
    def action_read_again(self) -> None:
        """Ask AWS for the list again."""
        self.app.read_authorizations()
