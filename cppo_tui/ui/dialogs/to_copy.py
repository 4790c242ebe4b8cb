"""Something to be read and taken along: the mail to the buyer and the note to the ISV, a link."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from cppo_tui.ui.commands import bindings
from cppo_tui.ui.dialogs.dialog import Dialog
from cppo_tui.ui.plain import plain, put
from cppo_tui.ui.widgets.button import Button
from cppo_tui.ui.widgets.more_below import MoreBelow
from cppo_tui.ui.widgets.reading import Pages


class ToCopy(Dialog[None]):
    """To be read and copied. A button beside Close, or its key, does what it says and leaves the window open:
    the next key must not land on what lies below."""

    pane = Pages
    DEFAULT_CSS = """
    ToCopy > .box { width: 100; }
    ToCopy .content { max-height: 60vh; }
    ToCopy.-short .content { max-height: 50vh; }
    ToCopy .content Static { height: auto; }
    ToCopy .answers Button, ToCopy.-narrow .answers Button { min-width: 0; }
    ToCopy .done { height: auto; min-height: 1; color: $text-success; }
    ToCopy .done.-long { min-height: 2; }
    ToCopy.-narrow .done.-long { min-height: 3; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("copying")

    def __init__(
        self, title: str, words: Content, does: Sequence[tuple[str, str]], do: Callable[[str], str]
    ) -> None:
        """``does``: what can be done and its words on a button, the most useful first; ``do`` does one of
        them, and its answer, what was done, is said above the buttons, which a notification would hide."""
        super().__init__(title)
        self._words = words
        self._does = dict(does)
        self._do = do

    def compose_content(self) -> ComposeResult:
        """The words."""
        yield Static(self._words)

    def compose_foot(self) -> ComposeResult:
        """Whether there is more to read; what was done. Its rows are kept, so that no button moves."""
        yield MoreBelow(".content", by="copying.page-down")
        inside = getattr(getattr(self.app, "desk", None), "inside", "")  # then it is said what that means
        yield Static("", classes="done -long" if inside else "done")

    def compose_answers(self) -> ComposeResult:
        """Each with its key in the last line."""
        for name, words in self._does.items():
            yield Button(plain(words), id=name)
        yield Button("Close", id="close")

    def on_mount(self) -> None:
        """Enter does what one comes for; the arrows scroll all the same."""
        self.query_one(".content").can_focus = False
        self.query_one(f"#{next(iter(self._does))}").focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this one can do."""
        if action == "act":
            return parameters[0] in self._does
        return super().check_action(action, parameters)

    def action_act(self, name: str) -> None:
        """As the button."""
        put(self.query_one(".done", Static), plain(self._do(name)))

    def action_go(self, way: str) -> None:
        """Move the words."""
        getattr(self.query_one(".content", VerticalScroll), f"action_{way}")()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "close":
            self.dismiss(None)
        else:
            self.action_act(event.button.id or "")
