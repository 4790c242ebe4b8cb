"""One of several, from a list short enough to read."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from cppo_tui.ui.commands import bindings
from cppo_tui.ui.dialogs.dialog import Dialog
from cppo_tui.ui.plain import plain
from cppo_tui.ui.widgets.button import Button


class Entries(OptionList):
    """Textual's list, with the keys of our tables."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("list")


class Choose(Dialog[str]):
    """Answers with the key of the chosen entry. ``entries`` are pairs of key and words."""

    DEFAULT_CSS = """
    Choose Entries, Choose Entries:focus {
        height: auto; max-height: 12; border: none; background: $surface; padding: 0; margin: 1 0 0 0;
    }
    Choose Entries.-under-title, Choose Entries.-under-title:focus { margin: 0; }
    """

    def __init__(
        self, title: str, question: Content, entries: Sequence[tuple[str, str]], *, chosen: str = ""
    ) -> None:
        super().__init__(title)
        self._question = question
        self._entries = tuple(entries)
        self._chosen = chosen

    def compose_head(self) -> ComposeResult:
        """What it is about, where its title does not say it all."""
        if self._question.plain:
            yield Static(self._question)

    def compose_foot(self) -> ComposeResult:
        """The entries; the one that stands is marked by a sign."""
        marked = [f"{'•' if key == self._chosen else ' '} {words}" for key, words in self._entries]
        yield Entries(*(Option(plain(words)) for words in marked))

    def compose_answers(self) -> ComposeResult:
        """Leave everything as it is."""
        yield Button("Go back", id="no")

    def on_mount(self) -> None:
        """Begin at what stands."""
        self.query_one(".content").display = False
        keys = [key for key, _ in self._entries]
        entries = self.query_one(OptionList)
        entries.set_class(not self._question.plain, "-under-title")
        entries.highlighted = keys.index(self._chosen) if self._chosen in keys else 0
        self.focus_first()

    def focus_first(self) -> None:
        """Where one begins."""
        self.query_one(OptionList).focus()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._entries[event.option_index][0])

    @on(Button.Pressed)
    def _declined(self) -> None:
        self.dismiss(None)
