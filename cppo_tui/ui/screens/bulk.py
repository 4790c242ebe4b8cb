"""Many offers at once: choose, look at every row, confirm by typing, and watch. Sending is the app's."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Label, Static

from cppo_tui.domain.bulk import BulkRow
from cppo_tui.domain.errors import StoreError
from cppo_tui.ui import bulk_view as view
from cppo_tui.ui.bulk_choosing import (
    STOP,
    ask_questions,
    choose_authorization,
    choose_template,
    confirmation,
    what_becomes_of_it,
)
from cppo_tui.ui.bulk_field_words import INPUTS, ExplainsBulkFields
from cppo_tui.ui.bulk_making import Asked, Made, NotMade, make
from cppo_tui.ui.bulk_marked import TellsMarkedRow
from cppo_tui.ui.commands import bindings
from cppo_tui.ui.export import copy_text
from cppo_tui.ui.failing import TellsFailures
from cppo_tui.ui.plain import lines, plain, put, say
from cppo_tui.ui.room import KnowsItsRoom
from cppo_tui.ui.widgets.button import Button
from cppo_tui.ui.widgets.fitted_table import FittedTable
from cppo_tui.ui.widgets.key_line import KeyLine
from cppo_tui.ui.widgets.plain_input import PlainInput
from cppo_tui.ui.widgets.toggles import Tick
from cppo_tui.ui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from cppo_tui.ui.app import CppoApp


class BulkScreen(ExplainsBulkFields, KnowsItsRoom, TellsFailures, TellsMarkedRow):
    """Fields above, one row for each customer below, one line that says how far it is."""

    CSS_PATH = "bulk.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = bindings("bulk")
    app: CppoApp

    def __init__(self, authorization_id: str = "") -> None:
        super().__init__()
        self._authorization_id = authorization_id
        self._made: Made | None = None
        self._consents: frozenset[str] = frozenset()
        self._trouble = ""
        self._making = False

    def compose(self) -> ComposeResult:
        """Fields, rows, progress, buttons."""
        yield TopBar()
        yield Label("Many offers at once", id="heading")
        with Vertical(id="fields"):
            for name, label, hint in INPUTS:
                with Horizontal(classes="line"):
                    yield Label(plain(label), classes="label")
                    yield PlainInput(self._begun(name), placeholder=hint, id=name)
                    if name in ("template", "authorization"):
                        yield Button("Choose …", id=f"choose-{name}")
            yield Tick("Stop at the first failure", id="stop-on-error", compact=True)
        yield Static("", id="said")
        yield FittedTable(view.COLUMNS, id="rows")
        yield Static(plain(view.INTRO), id="intro")
        yield Static("", id="marked")
        yield Static("", id="progress")
        with Horizontal(id="bar"):
            yield Button("Drafts", id="home")
            for name, label in (("preview", "Preview"), ("answer", "Questions …"), ("pause", "Pause")):
                yield Button(plain(label), id=name)
            yield Button("Stop", id="stop")
            yield Button("Copy path", id="copy-path")
            yield Button("Send …", id="send", variant="primary")
        yield KeyLine()

    def _begun(self, name: str) -> str:
        """What a field begins with: the authorization one comes from, else what was typed last."""
        if name == "authorization" and self._authorization_id:
            return self._authorization_id
        return self.app.sender.bulk.typed.get(name, "")

    def on_mount(self) -> None:
        """A batch that is being sent, or was, is shown at once."""
        self.listen(self.app.connection_changed, lambda _: self.app.show_top_bar(self))
        self.listen(self.app.tracking_changed, lambda _: self.show())
        self.set_interval(0.25, self._tick)
        self.query_one("#rows" if self.app.sender.bulk.running else "#customers").focus()
        self.show()

    def _tick(self) -> None:
        if self.app.sender.bulk.running:
            self.show()

    @property
    def rows_now(self) -> tuple[BulkRow, ...]:
        """Those that were previewed last, else those of the batch that was sent."""
        return self._made.batch.rows if self._made else self.app.sender.bulk.rows

    def show(self) -> None:
        """Draw everything from what is known now."""
        if not self.query("#progress"):
            return
        self.app.show_top_bar(self)
        bulk, rows = self.app.sender.bulk, self.rows_now
        self.set_class(bulk.running, "-running")
        self.query_one("#fields").display = not bulk.running
        table = self.query_one("#rows", FittedTable)
        table.display, self.query_one("#intro").display = bool(rows), not rows
        table.show_rows(view.batch_rows(rows))
        self._show_said()
        self.show_marked()
        put(self.query_one("#progress", Static), self._progress())
        self._show_buttons()

    def _progress(self) -> Content:
        """How far it is, or what there is to send."""
        bulk, rows, made = self.app.sender.bulk, self.rows_now, self._made
        if made is not None:
            return view.before(rows, made.notes)
        if not rows:
            return plain("")
        shown = view.progress(bulk.over, bulk.total, bulk.left())
        return lines(shown, plain(view.totals(rows)))

    def _show_said(self) -> None:
        """What stops it, or what became of it."""
        made, said = self._made, self.query_one("#said", Static)
        told = (
            [plain("Reading the table, the authorization and the offers there are …")] if self._making else []
        )
        if self._trouble:
            told.append(plain(("To fix: ", "bold $text-error"), self._trouble))
        told += (
            view.said_before(made.batch, self.app.key_of("bulk.answer"))
            if made
            else view.said_of(self.app.sender.bulk)
        )
        put(said, lines(*told))
        said.display = bool(told)

    def _show_buttons(self) -> None:
        bulk = self.app.sender.bulk
        shown = {
            "preview": not bulk.running,
            "answer": bool(self._made and view.questions(self._made.batch)),
            "send": not bulk.running,
            "pause": bulk.running,
            "stop": bulk.running,
            "copy-path": bool(bulk.result) and not bulk.running and self._made is None,
        }
        for name, visible in shown.items():
            self.query_one(f"#{name}", Button).display = visible
        self.query_one("#send", Button).disabled = not self._sendable
        self.query_one("#preview", Button).disabled = self._making
        self.query_one("#pause", Button).label = "Resume" if bulk.paused else "Pause"
        self.query_one("#stop", Button).disabled = bool(bulk.stopped)
        self.refresh_bindings()

    @property
    def _sendable(self) -> bool:
        made = self._made
        return bool(made and made.batch.to_send and not made.batch.problems) and not self._making

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what makes sense now is offered."""
        running = self.app.sender.bulk.running
        if action == "details":
            return self.marked is not None
        if action == "answer":
            return bool(self._made and view.questions(self._made.batch))
        if action == "send":
            return True if self._sendable and not running else None
        if action == "copy_path":
            return bool(self.app.sender.bulk.result) and not running and self._made is None
        return (action not in ("pause", "stop") or running) and (action != "preview" or not running)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        """Another choice: what was looked at is not what would be sent."""
        self.app.sender.bulk.typed[event.input.id or ""] = event.value
        self._made, self._trouble, self._consents = None, "", frozenset()
        self.show()

    @on(Input.Submitted)
    @on(Button.Pressed, "#preview")
    def action_preview(self) -> None:
        """Check every row; nothing is sent."""
        self._preview()

    @work(group="preview", exclusive=True, exit_on_error=False)
    async def _preview(self) -> None:
        values = {name: self.query_one(f"#{name}", PlainInput).value.strip() for name, _, _ in INPUTS}
        self._made, self._trouble, self._making = None, "", True
        self.show()
        try:
            self._made = await make(self.app, Asked(**values, consents=self._consents))
        except NotMade as error:
            self._trouble = str(error)
            self.query_one(f"#{error.field}").focus()
        else:
            self.query_one("#rows").focus()
        finally:
            self._making = False
        self.show()

    @on(Button.Pressed, "#answer")
    @work(group="ask", exclusive=True, exit_on_error=False)
    async def action_answer(self) -> None:
        """Each question once; what was confirmed is checked anew."""
        if self._made is not None:
            self._consents |= await ask_questions(self.app, self._made)
            self._preview()

    @on(Button.Pressed, "#send")
    @work(group="ask", exclusive=True, exit_on_error=False)
    async def action_send(self) -> None:
        """Have the number of offers typed; then it is the app's."""
        made = self._made
        if made is None or not self._sendable:
            return
        dialog = confirmation(made, self.app.connection.account, sandboxed=self.app.desk.sandboxed)
        if await self.app.push_screen_wait(dialog) is None or self._made is not made:
            return
        stop = self.query_one("#stop-on-error", Tick).value
        try:
            self.app.sender.bulk.start(
                made.batch, made.governed, made.authorization.product_id, stop_on_error=stop
            )
        except StoreError as error:
            say(self.app, f"{error} Nothing was sent.", title="Not sent", problem=True)
            return
        self._made, self._consents = None, frozenset()
        self.query_one("#rows").focus()
        self.show()

    @on(Button.Pressed, "#pause")
    def action_pause(self) -> None:
        """Send nothing for a while, or go on."""
        bulk = self.app.sender.bulk
        (bulk.resume if bulk.paused else bulk.pause)()
        self.show()

    @on(Button.Pressed, "#stop")
    def action_stop(self) -> None:
        """Send nothing more; what is on its way is followed to its end."""
        self.app.sender.bulk.stop()
        self.show()

    @on(Button.Pressed, "#copy-path")
    def action_copy_path(self) -> None:
        """Copy where the result is."""
        copy_text(self.app, self.app.sender.bulk.result, "The path")

    @on(Button.Pressed, "#choose-template")
    @work(group="ask", exclusive=True, exit_on_error=False)
    async def _choose_template(self) -> None:
        self._take("template", await choose_template(self.app))

    @on(Button.Pressed, "#choose-authorization")
    @work(group="ask", exclusive=True, exit_on_error=False)
    async def _choose_authorization(self) -> None:
        self._take("authorization", await choose_authorization(self.app))

    def _take(self, name: str, answer: str | None) -> None:
        if answer:
            self.query_one(f"#{name}", PlainInput).value = answer

    @on(Button.Pressed, "#home")
    @work(group="ask", exclusive=True, exit_on_error=False)
    async def action_home(self) -> None:
        """Back to the list of drafts; while offers are being sent, say first what is to become of them."""
        bulk = self.app.sender.bulk
        if bulk.running and not bulk.stopped:
            answer = await what_becomes_of_it(self.app)
            if answer is None:
                return
            if answer == STOP:
                bulk.stop()
        self.app.go_home()
