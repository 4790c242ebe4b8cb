"""The change set beside the review's words: its digest, a search over it, and the JSON itself."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Input, Label, Static

from cppo_tui.domain.plan import Changes
from cppo_tui.ui.commands import bindings
from cppo_tui.ui.plain import plain, put
from cppo_tui.ui.widgets.button import Button
from cppo_tui.ui.widgets.json_view import JsonView
from cppo_tui.ui.widgets.plain_input import PlainInput

NOTHING_YET = "It appears here when nothing is missing any more."
NO_DIGEST_YET = "comes once nothing stops the offer"


class Find(PlainInput):
    """A search is left with Escape without leaving the review."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("search")

    def action_leave(self) -> None:
        """Forget the text and go on reading."""
        self.value = ""
        self.screen.query_one(JsonView).focus()


class ChangeSet(Vertical):
    """What will be sent, for reading."""

    def __init__(self) -> None:
        super().__init__(id="payload")

    def compose(self) -> ComposeResult:
        """Title, digest, search and folding, JSON."""
        yield Label("Change set, indented for reading", classes="section", id="payload-title")
        yield Static("", id="digest")
        with Horizontal(id="json-bar"):
            yield Find(placeholder="Find: /", id="json-find", compact=True)
            yield Label("", id="json-found", markup=False)
            yield Button("Fold all", id="json-fold")
        yield JsonView()

    def show(self, changes: Changes | None, digest: str) -> None:
        """Show these changes; ``digest`` is what their bytes are known by, "" before they can be sent."""
        view = self.query_one(JsonView)
        view.digest = digest
        view.show(changes, plain((NOTHING_YET, "$text-muted")))
        view.can_focus = changes is not None
        self.query_one("#json-bar").display = changes is not None
        told = plain(
            (f"{len(changes or ())} changes; their SHA-256 ", "$text-muted"), digest or NO_DIGEST_YET
        )
        put(self.query_one("#digest", Static), told if changes else plain(""))

    def come_into_view(self, pane: Widget) -> None:
        """As much of it as the pane can show, for reading and folding; called again, back to the words."""
        view = self.query_one(JsonView)
        if view.has_focus or not view.can_focus:
            pane.scroll_home(animate=False)
            pane.focus(scroll_visible=False)
        else:
            view.focus(scroll_visible=False)
            pane.scroll_to_widget(self, top=True, animate=False)

    def begin_search(self) -> None:
        """Put the cursor into the search."""
        if self.query_one("#json-bar").display:
            self.query_one(Find).focus()

    @on(Input.Changed, "#json-find")
    def _find(self, event: Input.Changed) -> None:
        event.stop()
        self.query_one(JsonView).find(event.value)

    @on(Input.Submitted, "#json-find")
    def _first(self, event: Input.Submitted) -> None:
        event.stop()
        view = self.query_one(JsonView)
        view.focus(scroll_visible=False)
        view.action_next_match(1)

    @on(JsonView.Found)
    def _found(self, event: JsonView.Found) -> None:
        event.stop()
        sought = bool(self.query_one(Find).value)
        told = f"{event.at} of {event.count}" if event.at else f"{event.count} found"
        put(self.query_one("#json-found", Label), plain(told if sought else ""), layout=False)

    @on(JsonView.FoldingChanged)
    def _folded(self, event: JsonView.FoldingChanged) -> None:
        event.stop()
        self.query_one("#json-fold", Button).label = "Open all" if event.all_folded else "Fold all"

    @on(Button.Pressed, "#json-fold")
    def _fold_all(self) -> None:
        self.query_one(JsonView).action_fold_all()
