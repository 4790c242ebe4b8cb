"""What the offers and the authorizations share: a list, what stands behind its marked row, what can be done.

The list can be searched, filtered and sorted; nothing is asked of AWS for that. Where there is room the row
under the cursor is told of beside the list, else Enter opens the same words.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import DataTable, Input, Label, Static

from cppo_tui.ui.as_seen import ALL_OF_IT, Seen
from cppo_tui.ui.commands import bindings
from cppo_tui.ui.dialogs.choose import Choose
from cppo_tui.ui.dialogs.details import LABELS, Details
from cppo_tui.ui.failing import TellsFailures
from cppo_tui.ui.list_rows import TellsRows
from cppo_tui.ui.ordering import Ordered
from cppo_tui.ui.other_field_words import SEARCH, Explained
from cppo_tui.ui.plain import lines, pairs, plain, say
from cppo_tui.ui.room import KnowsItsRoom
from cppo_tui.ui.widgets.button import Button
from cppo_tui.ui.widgets.fitted_table import FittedTable
from cppo_tui.ui.widgets.key_line import KeyLine
from cppo_tui.ui.widgets.more_below import NO_KEY, MoreBelow
from cppo_tui.ui.widgets.plain_input import PlainInput
from cppo_tui.ui.widgets.search_input import SearchInput
from cppo_tui.ui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from cppo_tui.ui.app import CppoApp

ALL = ""
NO_ROW = "There is no row here to do it with."


class ListScreen(Ordered, TellsRows, KnowsItsRoom, TellsFailures, Screen[None]):
    """Subclasses say what the rows are; everything here works on keys."""

    CSS_PATH = "list.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = bindings("desk")
    app: CppoApp

    heading = ""
    acts: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Ids and labels of the buttons; the id is the action's name with dashes."""
    hint = "Search"

    def __init__(self, seen: Seen = ALL_OF_IT, *, at: str = "") -> None:
        """``seen``: how the list is looked at from the start; ``at``: the row it opens at."""
        super().__init__()
        self._begun, self._only, self._by, self._backward = seen
        self._at = at
        self.shown: tuple[str, ...] = ()
        """The keys of the rows in the list."""
        self._waiting: Button | None = None

    def compose(self) -> ComposeResult:
        """Search, list and detail, buttons."""
        yield TopBar()
        yield Label(plain(self.heading), id="heading")
        with Horizontal(id="find"):
            yield SearchInput(self._begun, hint=self.hint, table="list")
            yield Button("Show: all", id="filter")
        with Horizontal(id="failed"):
            yield Static("", id="failure")
            yield Button("Try again", id="retry")
        with Horizontal(id="split"):
            with Vertical(id="left"):
                yield FittedTable(self.columns, id="list")
                yield Static("", id="empty")
            with VerticalScroll(id="pane"):
                yield Static("", id="detail")
                yield Static("", id="facts")
                yield Static("", id="more")
        with Horizontal(id="under"):
            yield Label("", id="count", markup=False)
            yield MoreBelow("#pane", NO_KEY)
        with Horizontal(id="acts"):
            for name, label in self.acts:
                yield Button(plain(label), id=name)
        with Horizontal(id="bar"):
            yield Button("Drafts", id="home")
            yield Button("Details", id="details")
            yield Button("Read again", id="again")
            yield from self.compose_bar()
        yield KeyLine()

    def compose_bar(self) -> Iterable[Widget]:
        """More buttons of the last row."""
        return ()

    def on_mount(self) -> None:
        """Listen, and read."""
        self.listen(self.app.connection_changed, lambda _: self.show())
        self.listen(self.app.draft_changed, lambda _: self.show())  # the address book tells it, too
        self.app.customers.read()
        self.query_one("#list").focus()
        self.read()
        self.show()

    @property
    def marked(self) -> str:
        """The key of the row under the cursor, "" when there is none."""
        table = self.query("#list").results(FittedTable)
        return next((one.cursor_key for one in table), "")

    @property
    def seen(self) -> Seen:
        """How it is looked at now."""
        search = next((one.value for one in self.query("#search").results(PlainInput)), "")
        return Seen(search, self._only, self._by, self._backward)

    @property
    def searched(self) -> str:
        """What is searched for, in small letters."""
        return self.seen.search.strip().lower()

    def show(self) -> None:
        """Draw everything from what is known now."""
        if not self.query("#count"):
            return
        self.app.show_top_bar(self)
        trouble, total = self.trouble(), self.total()
        self.query_one("#failed").display = bool(trouble)
        self.query_one("#failure", Static).update(plain(("To fix: ", "bold $text-error"), trouble))
        rows = self.rows()
        self.shown = tuple(key for key, _, _ in rows)
        table = self.query_one(FittedTable)
        table.show_rows(rows, aim=self._at)
        if self._at == table.cursor_key:
            self._at = ""  # from now on the cursor is the person's
        self._show_empty(bool(rows), total)
        self.show_count()
        button, words = self.query_one("#filter", Button), f"Show: {self._only or 'all'}"
        if str(button.label) != words:
            button.label = plain(words)
            button.refresh(layout=True)  # as wide as its words
        self.query_one("#again", Button).disabled = bool(self.reading())
        self.show_detail()

    def _show_empty(self, some: bool, total: int | None) -> None:  # noqa: FBT001
        empty = self.query_one("#empty", Static)
        self.query_one("#list").display = some
        empty.display = not some
        said = "" if self.trouble() else f"{self.reading() or 'Connecting'} …"
        if total is not None:
            said = self._none_matches() if total else self.nothing()
        empty.update(plain(said))
        self._keep_focus(some, total)

    def _none_matches(self) -> str:
        """What hides the rows there are. A letter is typed while one searches, so the way out is named."""
        show_all = f"press {self.app.key_of('desk.filter')} to show all"
        if not self._only:
            return "Nothing matches. Empty the search to see all."
        if not self.searched:
            return f"Nothing is “{self._only}” now: {show_all}."
        return f"Nothing matches. Empty the search; then {show_all}."

    def _keep_focus(self, some: bool, total: int | None) -> None:  # noqa: FBT001
        """A list that is not shown cannot show that it has the focus: a button has it meanwhile."""
        table, waiting = self.query_one("#list"), self._waiting
        if self.focused not in (None, table, waiting):
            self._waiting = None
        elif some:
            if waiting is not None:
                table.focus()
            self._waiting = None
        else:
            name = "#retry" if self.trouble() else "#filter" if total else "#home"
            self._waiting = self.query_one(name, Button)
            self._waiting.focus()

    def show_count(self) -> None:
        """How many of how many, in which order, and what is still being read."""
        total = self.total()
        said = f"{self.reading()} …" if self.reading() and total is not None else ""  # else it stands above
        if total:
            parts = (f"{len(self.shown)} of {total}{self.order_words}", self.still_unsorted(), said)
            said = " · ".join(part for part in parts if part)
        self.query_one("#count", Label).update(plain(said))

    def show_detail(self) -> None:
        """What stands behind the marked row, and what can be done with it."""
        key = self.marked
        possible = self.possible(key) if key else frozenset()
        for name, _ in self.acts:
            self.query_one(f"#{name}", Button).disabled = name.replace("-", "_") not in possible
        self.query_one("#details", Button).disabled = not key
        head, facts, more = self.detail(key) if key else (plain(""), (), plain(""))
        self.query_one("#detail", Static).update(lines(head))
        self.query_one("#facts", Static).update(pairs(facts, LABELS) if facts else "")
        self.query_one("#more", Static).update(lines(more))
        self.query_one("#more").display = bool(more)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What the marked row does not allow is shown as not possible."""
        if action in {name.replace("-", "_") for name, _ in self.acts}:
            key = self.marked
            return True if key and action in self.possible(key) else None
        return True

    def on_key(self, event: events.Key) -> None:
        """A key that is nothing for the marked row does nothing, but not without a word."""
        asked = self.active_bindings.get(event.key)
        if asked is None or asked.enabled:
            return
        if why := self.obstacle(asked.binding.action) if self.marked else NO_ROW:
            say(self.app, why, title="Not possible", problem=True)

    @on(DataTable.RowHighlighted, "#list")
    def _highlighted(self) -> None:
        self.show_detail()

    @on(DataTable.RowSelected, "#list")
    @on(Button.Pressed, "#details")
    def action_details(self) -> None:
        """Tell of the marked row in a window of its own."""
        if key := self.marked:
            head, facts, more = self.detail(key)
            self.app.push_screen(Details("Details", head, facts, more, whole=self.whole(key)))

    @on(DataTable.HeaderSelected, "#list")
    def _header(self, event: DataTable.HeaderSelected) -> None:
        self.order_by(event.label.plain)

    def help_others(self) -> dict[str, Explained]:
        """What F1 is about: the search, while one types in it."""
        return SEARCH if isinstance(self.focused, SearchInput) else {}

    def action_search(self) -> None:
        """Type what to search for."""
        self.query_one("#search").focus()

    @on(Input.Changed, "#search")
    def _search(self) -> None:
        self.show()

    @on(Input.Submitted, "#search")
    def _search_entered(self) -> None:
        self.query_one("#list" if self.shown else "#filter").focus()

    @on(Button.Pressed, "#filter")
    @work(group="ask", exclusive=True, exit_on_error=False)
    async def action_filter(self) -> None:
        """Ask which state to show."""
        entries: list[tuple[str, str]] = [(ALL, "all"), *self.states()]
        answer = await self.app.push_screen_wait(Choose("Show which?", lines(), entries, chosen=self._only))
        if answer is not None:
            self._only = answer
            self.show()
            self.query_one("#list").focus()

    @on(Button.Pressed, "#again")
    @on(Button.Pressed, "#retry")
    def action_again(self) -> None:
        """Ask AWS again."""
        self.read()

    def action_home(self) -> None:
        """Out of the search, and only then back to the list of drafts: Escape undoes what was done last."""
        search = self.query_one("#search", PlainInput)
        if self.focused is search and self.total():
            search.value = ""
            self.show()
            self.query_one("#list").focus()
        else:
            self.app.go_home()

    @on(Button.Pressed, "#home")
    def action_drafts(self) -> None:
        """To the list of drafts, whatever is searched for."""
        self.app.go_home()

    @on(Button.Pressed, "#acts Button")
    async def _act(self, event: Button.Pressed) -> None:
        await self.run_action((event.button.id or "").replace("-", "_"))
