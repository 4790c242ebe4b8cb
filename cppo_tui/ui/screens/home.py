"""The list of drafts and submissions: what is on its way first. Loads neither pydantic nor the AWS client."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.events import ScreenResume
from textual.screen import Screen
from textual.widgets import Label, Static

from cppo_tui.domain.errors import StoreError
from cppo_tui.domain.submission_words import AMENDS
from cppo_tui.ui.columns import Row
from cppo_tui.ui.commands import OPENING, bindings
from cppo_tui.ui.deleting import DeletesDrafts
from cppo_tui.ui.doors import Doors, filled, in_trouble, of_a_row
from cppo_tui.ui.failing import TellsFailures
from cppo_tui.ui.home_view import COLUMNS, home_rows
from cppo_tui.ui.plain import plain, say
from cppo_tui.ui.room import KnowsItsRoom
from cppo_tui.ui.widgets.button import Button
from cppo_tui.ui.widgets.key_line import KeyLine
from cppo_tui.ui.widgets.late_table import LateTable
from cppo_tui.ui.widgets.reading import Reading
from cppo_tui.ui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from cppo_tui.ui.app import CppoApp


TEMPLATE = "“Archera - Subscription” fills in what Archera's guide asks for."
"""A template that comes with the program."""


class HomeScreen(KnowsItsRoom, TellsFailures, DeletesDrafts, Screen[None]):
    """Start new, or continue."""

    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-named"), (120, "-wide")]  # noqa: RUF012 - Textual's own type
    BINDINGS: ClassVar[list[BindingType]] = bindings("home")
    app: CppoApp

    def __init__(self) -> None:
        super().__init__(id="home")
        self.titles, self.deleted = {}, []
        self._orphans: frozenset[str] = frozenset()
        self._failed: dict[str, str] = {}
        self._empty: bool | None = None

    def compose(self) -> ComposeResult:
        """Heading, the one list; the buttons in three rows, each of which says what it is about."""
        yield TopBar()
        yield Label("Drafts and sent offers", id="heading")
        with Reading(id="home-notice"):
            yield Static("", id="home-told")
        yield Horizontal(id="trouble")
        yield LateTable(COLUMNS, self._first_rows(), table="rows")
        yield Static("", id="empty")
        with Horizontal(id="begin"):
            yield Label("Start", classes="of")
            yield Button("New offer", id="new", variant="primary")
            yield Button("From template", id="from-template")
            yield Button("From file", id="from-file", tooltip=plain(OPENING))
        yield Doors()
        yield Horizontal(id="bar")
        yield KeyLine()

    def on_mount(self) -> None:
        """Fill the list and listen."""
        self.listen(self.app.connection_changed, lambda _: self.show_connection())
        self.listen(self.app.tracking_changed, lambda _: self.fill())
        self.show_connection()
        self.fill()

    def on_screen_resume(self, _event: ScreenResume) -> None:
        """Coming back from a draft."""
        if self.is_mounted:
            self.show_connection()
            self._empty = None  # the focus belongs to the list again
            self.fill()
            self.query_one(LateTable).go_to(self._row_of(self.app.drafting.come_back_from()))

    def _row_of(self, draft_id: str) -> str:
        """Of this draft, or of what was made of it last."""
        if f"d:{draft_id}" not in self.titles:
            with suppress(StoreError):
                sent = [row for row in self.app.desk.store.submissions() if row.draft_id == draft_id]
                return next((key for row in sent if (key := f"s:{row.id}") in self.titles), "")
        return f"d:{draft_id}"

    def show_connection(self) -> None:
        """Whose AWS this is, and what to do when it cannot be asked."""
        self.app.show_top_bar(self)
        self.refresh_bindings()
        error = self.app.connection.error
        parts = [*self.app.notices]
        if error is not None:
            parts += [error.sentences(), "To look around without AWS, press “Try the sandbox”."]
        self.query_one("#home-told", Static).update(plain("\n".join(parts)))
        self.query_one("#home-notice").display = bool(parts)
        self.query_one("#trouble").display = error is not None
        if error is not None:
            filled(self.query_one("#trouble"), in_trouble)
            for button in self.query("#sandbox"):  # not while the screen is being taken down
                button.display = not self.app.desk.sandboxed
        if self._orphans != self.app.connection.orphans:
            self.fill()

    def fill(self) -> None:
        """Show the stored drafts and submissions, the cursor staying on its row."""
        self._orphans = self.app.connection.orphans
        try:
            rows, self._failed = self._stored()
        except StoreError as error:
            say(self.app, str(error), title="The drafts cannot be read", problem=True)
            return
        self.titles = {key: texts[0] for key, texts, _ in rows}
        if rows:
            filled(self.query_one("#bar"), of_a_row)
        self.query_one(LateTable).show_rows(rows)
        self._show_empty(empty=not rows)
        self._show_possible()

    def _stored(self) -> tuple[list[Row], dict[str, str]]:
        store = self.app.desk.store
        drafts, zone = store.drafts(), self.app.desk.zone
        return home_rows(store.submissions(), drafts, zone, self._orphans, store.completing())

    def _first_rows(self) -> list[Row]:
        try:
            return self._stored()[0]
        except StoreError:
            return []  # said when the list is filled

    def _show_empty(self, *, empty: bool) -> None:
        message = self.query_one("#empty", Static)
        message.display = empty
        message.update(
            plain(
                ("No drafts yet.", "bold"),
                f"\n\nPress {self.app.key_of('home.new')}, or the button below, "
                "to make a private offer in six steps: four to fill in, review, status.\n"
                f"{self.app.key_of('home.from-template')} starts from a template: {TEMPLATE}\n"
                "Nothing is sent before you have read it and confirmed it.",
            )
        )
        if self.app.screen is self and empty != self._empty:  # a look at AWS must not take the focus
            self._empty = empty
            self.query_one("#new" if empty else "#rows").focus()

    def on_data_table_row_highlighted(self) -> None:
        """By its name: a decorator would load the table before there is one."""
        self._show_possible()

    def _show_possible(self) -> None:
        """The keys and the buttons offer what the row under the cursor allows."""
        key, bar = self.selected_key(), self.query_one("#bar")
        bar.display = bool(key)
        for button in bar.query(Button):
            if button.id in ("rename", "delete"):
                button.disabled = not key.startswith("d:")
            elif button.id == "why":
                button.display = bool(self._why)
        self.refresh_bindings()

    @property
    def _why(self) -> str:
        """The submission that tells why the draft under the cursor came to nothing, "" if none does."""
        kind, _, row_id = self.selected_key().partition(":")
        return self._failed.get(row_id, "") if kind == "d" else ""

    def selected_key(self) -> str:
        """``d:<id>`` or ``s:<id>`` of the row under the cursor, "" when there is none."""
        return self.query_one(LateTable).cursor_key

    def _selected_draft(self) -> tuple[str, str]:
        """The draft under the cursor, or behind the submission there; and that submission's offer."""
        kind, _, row_id = self.selected_key().partition(":")
        if kind == "d":
            return row_id, ""
        try:
            rows = self.app.desk.store.submissions() if kind == "s" else []
        except StoreError as error:
            say(self.app, str(error), problem=True)
            return "", ""
        chosen = next((row for row in rows if row.id == row_id), None)
        if chosen is None:
            return "", ""
        return "" if chosen.kind in AMENDS else chosen.draft_id, chosen.offer_id

    @property
    def unnamed(self) -> tuple[str, ...]:
        """The last line does not name what its key only explains on this row."""
        key = self.selected_key() if self.query(LateTable) else ""
        return () if key.startswith("d:") else ("delete",)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what makes sense now is offered."""
        if action == "connect":
            return self.app.connection.error is not None
        if action == "undo":
            return bool(self.deleted)
        if action in ("open", "duplicate", "rename", "delete", "why", "save_template"):
            key = self.selected_key() if self.query(LateTable) else ""
            if action == "why":
                return bool(key and self._why)
            # on a sent offer the key that deletes says where such a one is ended
            return key.startswith("d:") if action == "rename" else bool(key)
        return True

    @on(Button.Pressed, "#why")
    def action_why(self) -> None:
        """Show what became of the last try."""
        if submission_id := self._why:
            self.app.show_submission(submission_id)

    @on(Button.Pressed, "#connect")
    def action_connect(self) -> None:
        """Ask AWS again, for example after logging in."""
        self.app.connect()

    @on(Button.Pressed, "#sandbox")
    def action_sandbox(self) -> None:
        """Leave AWS alone and rehearse."""
        self.app.leave_for_sandbox()

    @on(Button.Pressed, "#new")
    def action_new(self) -> None:
        """Start a new offer."""
        self.app.begin_draft()

    @on(Button.Pressed, "#from-template")
    def action_from_template(self) -> None:
        """Choose a template and start an offer from it."""
        self.app.shelf.begin_from_template()

    @on(Button.Pressed, "#from-file")
    def action_from_file(self) -> None:
        """Open an offer file and start an offer from it."""
        self.app.shelf.begin_from_file()

    @on(Button.Pressed, "#save-template")
    def action_save_template(self) -> None:
        """Keep the choices of the draft, or of the draft that was published, as a template."""
        draft_id, _ = self._selected_draft()
        if draft_id:
            self.app.shelf.save_as_template(draft_id)
        elif self.selected_key():
            say(self.app, "Only an expiry was changed here: there are no choices to keep.")

    def on_data_table_row_selected(self) -> None:
        """A click on the row under the cursor."""
        self.action_open()

    @on(Button.Pressed, "#open")
    def action_open(self) -> None:
        """Continue the draft, or look at the submission."""
        kind, _, row_id = self.selected_key().partition(":")
        if kind == "d":
            self.app.open_draft(row_id)
        elif kind == "s":
            self.app.show_submission(row_id)

    @on(Button.Pressed, "#duplicate")
    def action_duplicate(self) -> None:
        """Start from a copy of the draft, or from what AWS has of the published offer."""
        draft_id, offer_id = self._selected_draft()
        if offer_id:
            self.app.shelf.begin_like(offer_id, draft_id, self.fill if draft_id else None)
        elif draft_id:
            self.app.shelf.duplicate(draft_id)
            self.fill()

    @on(Button.Pressed, "#rename")
    def _pressed_rename(self) -> None:
        self.action_rename()

    @work(group="rename", exclusive=True, exit_on_error=False)
    async def action_rename(self) -> None:
        """Ask for another name."""
        kind, _, draft_id = self.selected_key().partition(":")
        if kind == "d" and await self.app.shelf.ask_name(draft_id, self.titles.get(f"d:{draft_id}", "")):
            self.fill()

    @on(Button.Pressed, "Doors Button")
    def _through_a_door(self, event: Button.Pressed) -> None:
        self.action_visit(event.button.id or "")

    def action_visit(self, place: str) -> None:
        """To the offers, there to the one under the cursor; to the authorizations, or many at once."""
        self.app.visit(place, at=self._selected_draft()[1] if place == "offers" else "")

    @on(Button.Pressed, "#delete")
    def _pressed_delete(self) -> None:
        self.action_delete()
