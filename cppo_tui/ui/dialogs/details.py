"""Something told at length, to be read and closed."""

from rich.table import Table
from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from cppo_tui.ui.dialogs.dialog import Dialog
from cppo_tui.ui.widgets.button import Button
from cppo_tui.ui.widgets.more_below import MoreBelow


class Details(Dialog[None]):
    """To be read."""

    pane = VerticalScroll
    DEFAULT_CSS = """
    Details .content, Details.-short .content { max-height: 60vh; }
    Details .content Static { height: auto; }
    Details .part { margin: 0 0 1 0; }
    """

    def __init__(
        self, title: str, head: Content, facts: Table | None = None, more: Content | None = None
    ) -> None:
        super().__init__(title)
        self._head = head
        self._facts = facts
        self._more = more

    def compose_content(self) -> ComposeResult:
        """One after the other."""
        yield Static(self._head, classes="part")
        if self._facts is not None:
            yield Static(self._facts, classes="part")
        if self._more is not None and self._more.plain:
            yield Static(self._more, classes="part")

    def compose_foot(self) -> ComposeResult:
        """Whether there is more to read."""
        yield MoreBelow(".content")

    def compose_answers(self) -> ComposeResult:
        """Nothing to decide."""
        yield Button("Close", id="close")

    def on_mount(self) -> None:
        """The text can be scrolled at once."""
        self.query_one(".content").focus()

    @on(Button.Pressed, "#close")
    def _close(self) -> None:
        self.dismiss(None)
