"""One of many: the list shrinks while one types what stands in it."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from cppo_tui.ui.commands import bindings
from cppo_tui.ui.dialogs.choose import Choose
from cppo_tui.ui.other_field_words import SEARCH, Explained
from cppo_tui.ui.plain import plain
from cppo_tui.ui.widgets.plain_input import PlainInput

MOST = 100
"""Entries shown at once; more are found by typing."""


class FindOne(Choose):
    """Like ``Choose``, with a search above the entries."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("find")

    def __init__(self, title: str, question: Content, entries: Sequence[tuple[str, str]]) -> None:
        super().__init__(title, question, entries)
        self._all = self._entries
        self._entries = self._all[:MOST]

    def compose_foot(self) -> ComposeResult:
        """The search, then the entries."""
        yield PlainInput(placeholder="Search", id="search")
        yield from super().compose_foot()

    def focus_first(self) -> None:
        """Type at once."""
        self.query_one("#search").focus()

    @on(Input.Changed, "#search")
    def _search(self, event: Input.Changed) -> None:
        wanted = event.value.lower().split()
        found = [one for one in self._all if all(word in f"{one[0]} {one[1]}".lower() for word in wanted)]
        self._entries = tuple(found[:MOST])
        entries = self.query_one(OptionList)
        entries.clear_options()
        entries.add_options(Option(plain(f"  {words}")) for _, words in self._entries)
        entries.highlighted = 0 if self._entries else None

    @on(Input.Submitted, "#search")
    def _entered(self) -> None:
        at = self.query_one(OptionList).highlighted
        if at is not None:
            self.dismiss(self._entries[at][0])

    def help_others(self) -> dict[str, Explained]:
        """What F1 is about."""
        return SEARCH

    def action_to_list(self) -> None:
        """From the search into the entries."""
        self.query_one(OptionList).focus()
