"""Something told at length, to be read and closed; texts in it can be copied."""

from collections.abc import Callable, Sequence

from rich.table import Table
from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from cppo_tui.ui.dialogs.dialog import Dialog
from cppo_tui.ui.plain import plain, put
from cppo_tui.ui.widgets.button import Button


class Details(Dialog[None]):
    """To be read. A button beside Close does what it says and leaves the window open: the next key must not
    land on what lies below."""

    DEFAULT_CSS = """
    Details .content, Details.-short .content { max-height: 60vh; }
    Details .content Static { height: auto; }
    Details .-copies Button { min-width: 0; }
    Details .part { margin: 0 0 1 0; }
    Details .done { height: auto; min-height: 1; color: $text-success; }
    Details .done.-long { min-height: 2; }
    """

    def __init__(
        self,
        title: str,
        head: Content,
        facts: Table | None = None,
        more: Content | None = None,
        *,
        copies: Sequence[tuple[str, str]] = (),
        copy: Callable[[str], str] | None = None,
    ) -> None:
        """``copies``: keys and words of the buttons; ``copy`` does one of them, and its answer, what was
        done, is said above the buttons, which a notification would hide."""
        super().__init__(title)
        self._head = head
        self._facts = facts
        self._more = more
        self._copies = tuple(copies)
        self._copy = copy

    def compose_content(self) -> ComposeResult:
        """One after the other."""
        yield Static(self._head, classes="part")
        if self._facts is not None:
            yield Static(self._facts, classes="part")
        if self._more is not None and self._more.plain:
            yield Static(self._more, classes="part")

    def compose_foot(self) -> ComposeResult:
        """What was done; its rows are kept, so that no button moves."""
        if self._copies:
            inside = getattr(getattr(self.app, "desk", None), "inside", "")  # then it is said what that means
            yield Static("", classes="done -long" if inside else "done")

    def compose_answers(self) -> ComposeResult:
        """Copy, close."""
        for key, words in self._copies:
            yield Button(plain(words), id=key)
        yield Button("Close", id="close")

    def on_mount(self) -> None:
        """The text can be scrolled at once; several buttons beside Close move together."""
        self.query_one(".answers").set_class(len(self._copies) > 1, "-copies")
        self.query_one(".content").focus()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "close" or self._copy is None:
            self.dismiss(None)
        else:
            put(self.query_one(".done", Static), plain(self._copy(event.button.id or "")))
