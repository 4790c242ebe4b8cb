"""The list of drafts and submissions: what is on its way first. Loads neither pydantic nor the AWS client."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Button, DataTable, Footer, Label, Static

from cppo_tui.domain.errors import StoreError
from cppo_tui.domain.ports import DraftRow, SubmissionRow
from cppo_tui.domain.steps import Step
from cppo_tui.ui.failing import TellsFailures
from cppo_tui.ui.plain import plain, say
from cppo_tui.ui.widgets.fitted_table import Column, FittedTable
from cppo_tui.ui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from cppo_tui.ui.app import CppoApp

_IN_FLIGHT = ("sending", "accepted", "unknown")
_STATES = {
    "sending": "being sent",
    "accepted": "AWS is working on it",
    "unknown": "outcome unknown: look first",
    "succeeded": "published",
    "failed": "failed at AWS",
    "cancelled": "cancelled",
    "refused": "refused, nothing created",
}


def submission_state(row: SubmissionRow) -> str:
    """What the list says about a submission. A succeeded draft is not yet an offer anybody sees."""
    if row.state == "succeeded" and row.kind == "draft":
        return "draft at AWS: compare, then release"
    return _STATES.get(row.state, row.state)


def when(instant: datetime, zone: tzinfo | None) -> str:
    """An instant in the person's own time."""
    return instant.astimezone(zone).strftime("%Y-%m-%d %H:%M")


COLUMNS = (
    Column("Offer", share=4),
    Column("Buyer", width=14),
    Column("Where it stands", share=4),
    Column("Changed", width=16),
)


class HomeScreen(TellsFailures, Screen[None]):
    """Start new, or continue."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", "New offer", id="home.new", tooltip="Start a new private offer"),
        Binding(
            "d", "duplicate", "Duplicate", id="home.duplicate", tooltip="Start from a copy of this draft"
        ),
        Binding("r", "rename", "Rename", id="home.rename", tooltip="Give this draft another name"),
        Binding("x", "delete", "Delete", id="home.delete", tooltip="Delete this draft; can be undone"),
        Binding("c", "connect", "Connect again", id="home.connect", tooltip="Ask AWS again who you are"),
        Binding("u", "undo", "Undo delete", id="home.undo", tooltip="Bring the last deleted draft back"),
    ]
    app: CppoApp

    def __init__(self) -> None:
        super().__init__(id="home")
        self._deleted: list[str] = []
        self._titles: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """Heading, the one list, the buttons."""
        yield TopBar()
        yield Label("Private offers", id="heading")
        yield Static("", id="home-notice")
        with Horizontal(id="trouble"):
            yield Button("Connect again", id="connect", compact=True)
            yield Button("Try the sandbox", id="sandbox", compact=True)
        yield FittedTable(COLUMNS, id="rows")
        yield Static("", id="empty")
        with Horizontal(id="bar"):
            yield Button("New offer", id="new", variant="primary", compact=True)
            yield Button("Open", id="open", compact=True)
            yield Button("Duplicate", id="duplicate", compact=True)
            yield Button("Rename", id="rename", compact=True)
            yield Button("Delete", id="delete", compact=True)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Fill the list and listen."""
        self.app.connection_changed.subscribe(self, lambda _: self.show_connection())
        self.app.tracking_changed.subscribe(self, lambda _: self.fill())
        self.show_connection()
        self.fill()

    def on_screen_resume(self) -> None:
        """Coming back from a draft."""
        if self.is_mounted:
            self.show_connection()
            self.fill()

    def show_connection(self) -> None:
        """Whose AWS this is, and what to do when it cannot be asked."""
        self.app.show_top_bar(self)
        self.refresh_bindings()
        error = self.app.connection.error
        parts = [self.app.desk.notice] if self.app.desk.notice else []
        if error is not None:
            parts += [error.sentences(), "To look around without AWS, press “Try the sandbox”."]
        notice = self.query_one("#home-notice", Static)
        notice.update(plain("\n".join(parts)))
        notice.display = bool(parts)
        self.query_one("#trouble").display = error is not None
        self.query_one("#sandbox").display = error is not None and not self.app.desk.sandboxed

    def fill(self) -> None:
        """Show the stored drafts and submissions, the cursor staying on its row."""
        try:
            submissions = self.app.desk.store.submissions()
            drafts = self.app.desk.store.drafts()
        except StoreError as error:
            say(self.app, str(error), title="The drafts cannot be read", problem=True)
            return
        going = (*_IN_FLIGHT, "succeeded")
        sent = {row.draft_id for row in submissions if row.state in going}
        in_flight = [self._submission(row) for row in submissions if row.state in _IN_FLIGHT]
        failed = {row.draft_id for row in submissions if row.state in ("failed", "refused")}
        open_drafts = [self._draft(row, failed=row.id in failed) for row in drafts if row.id not in sent]
        released = {row.draft_id for row in submissions if row.kind == "release" and row.state in going}
        ended = [
            self._submission(row)
            for row in submissions
            if row.state == "succeeded" and not (row.kind == "draft" and row.draft_id in released)
        ]
        rows = [*in_flight, *open_drafts, *ended]
        self._titles = {key: texts[0] for key, texts, _ in rows}
        self.query_one(FittedTable).show_rows(rows)
        self._show_empty(empty=not rows)
        self.refresh_bindings()

    def _submission(self, row: SubmissionRow) -> tuple[str, tuple[str, ...], str]:
        texts = (
            row.title or "Private offer",
            row.buyers,
            submission_state(row),
            when(row.updated, self.app.desk.zone),
        )
        return f"s:{row.id}", texts, "bold" if row.state in _IN_FLIGHT else ""

    def _draft(self, row: DraftRow, *, failed: bool) -> tuple[str, tuple[str, ...], str]:
        step = Step(min(max(row.step, 1), int(Step.REVIEW)))
        texts = (
            row.title or row.product or "New offer",
            row.buyers or "no buyer yet",
            f"{'last try failed' if failed else 'draft'}, step {int(step)} {step.short}",
            when(row.updated, self.app.desk.zone),
        )
        return f"d:{row.id}", texts, ""

    def _show_empty(self, *, empty: bool) -> None:
        self.query_one("#rows").display = not empty
        message = self.query_one("#empty", Static)
        message.display = empty
        message.update(
            plain(
                ("No drafts yet.", "bold"),
                "\n\nPress n, or the button below, to make a private offer: four short steps and a review.\n"
                "Nothing is sent before you have read it and confirmed it.",
            )
        )
        for button in ("open", "duplicate", "rename", "delete"):
            self.query_one(f"#{button}", Button).disabled = empty
        if self.app.screen is self:
            self.query_one("#new" if empty else "#rows").focus()

    def selected_key(self) -> str:
        """``d:<id>`` or ``s:<id>`` of the row under the cursor, "" when there is none."""
        return self.query_one(FittedTable).cursor_key

    @property
    def _selected_draft(self) -> str:
        kind, _, row_id = self.selected_key().partition(":")
        if kind == "d":
            return row_id
        rows = self.app.desk.store.submissions() if kind == "s" else []
        return next((row.draft_id for row in rows if row.id == row_id), "")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what makes sense now is offered."""
        if action == "connect":
            return self.app.connection.error is not None
        if action == "undo":
            return bool(self._deleted)
        if action in ("duplicate", "rename", "delete"):
            return bool(self.query("#rows")) and bool(self.selected_key())
        return True

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

    @on(DataTable.RowSelected, "#rows")
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
        """Start from a copy."""
        if draft_id := self._selected_draft:
            self.app.duplicate_draft(draft_id)
            self.fill()

    @on(Button.Pressed, "#rename")
    def _pressed_rename(self) -> None:
        self.action_rename()

    @work(group="rename", exclusive=True, exit_on_error=False)
    async def action_rename(self) -> None:
        """Ask for another name."""
        from cppo_tui.ui.dialogs.type_in import TypeIn

        kind, _, draft_id = self.selected_key().partition(":")
        if kind != "d":
            return
        dialog = TypeIn(
            "Rename the draft",
            plain("Only you see this name; the buyer sees the offer's name from step 2."),
            yes="Rename",
            check=lambda text: "" if text.strip() and len(text) <= 100 else "One to a hundred characters.",
            value=self._titles.get(f"d:{draft_id}", ""),
        )
        title = await self.app.push_screen_wait(dialog)
        if title:
            self.app.rename_draft(draft_id, title.strip())
            self.fill()

    @on(Button.Pressed, "#delete")
    def action_delete(self) -> None:
        """Delete the draft; it can be brought back."""
        kind, _, draft_id = self.selected_key().partition(":")
        if kind != "d":
            return
        try:
            self.app.desk.store.delete_draft(draft_id)
        except StoreError as error:
            say(self.app, str(error), problem=True)
            return
        self._deleted.append(draft_id)
        say(self.app, "Press u to bring it back.", title="Draft deleted")
        self.fill()

    def action_undo(self) -> None:
        """Bring the last deleted draft back."""
        if not self._deleted:
            say(self.app, "Nothing was deleted since the start.")
            return
        self.app.desk.store.restore_draft(self._deleted.pop())
        self.fill()
