"""A yes-or-no question about something unusual."""

from collections.abc import Awaitable, Callable

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.events import DescendantFocus
from textual.widgets import Static

from cppo_tui.ui.dialogs.dialog import Dialog
from cppo_tui.ui.plain import plain, put
from cppo_tui.ui.widgets.button import Button

OTHER = "Arrow keys or Tab: another answer."


class Ask(Dialog[bool]):
    """Asks once; the safe answer has the focus, and what Enter does is said in words, not by a shade only."""

    DEFAULT_CSS = "Ask .hint { height: 1; color: $text-muted; }"

    def __init__(
        self,
        title: str,
        question: Content,
        *,
        yes: str,
        no: str = "Go back",
        read: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        """``read`` shows where to read what is to be read before it is answered."""
        super().__init__(title)
        self._read = read
        self._question = question
        self._yes = yes
        self._no = no

    def compose_content(self) -> ComposeResult:
        """The question."""
        yield Static(self._question)

    def compose_foot(self) -> ComposeResult:
        """What Enter does."""
        yield Static("", classes="hint")

    def compose_answers(self) -> ComposeResult:
        """The safe answer first."""
        if self._read is not None:
            yield Button("Read it …", id="read")
        yield Button(plain(self._no), id="no")
        yield Button(plain(self._yes), id="yes", variant="warning")

    def on_mount(self) -> None:
        """The safe answer is the one Enter gives."""
        self.query_one("#no").focus()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """On a button Enter is that button; elsewhere it does nothing."""
        said = f"Enter: {event.widget.label}. {OTHER}" if isinstance(event.widget, Button) else ""
        put(self.query_one(".hint", Static), plain(said))

    @on(Button.Pressed)
    async def _answered(self, event: Button.Pressed) -> None:
        if event.button.id == "read" and self._read is not None:
            await self._read()
        else:
            self.dismiss(event.button.id == "yes")
