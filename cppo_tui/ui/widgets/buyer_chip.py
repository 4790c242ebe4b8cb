"""One buyer account, drawn."""

from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Static

from cppo_tui.domain.accounts import grouped
from cppo_tui.domain.address_book import AddressBook
from cppo_tui.domain.findings import Finding, Severity
from cppo_tui.ui.commands import bindings
from cppo_tui.ui.export import copy_text
from cppo_tui.ui.plain import cell, plain, put

_STATES = {
    Severity.BLOCKING: ("to fix", "bold $text-error"),
    Severity.ASK: ("sure?", "bold $text-warning"),
}
NOTHING_AGAINST = (
    "12 digits, and no check here is against it. Whether AWS has such an account shows when the offer is "
    "made. Click × or press Delete to remove it."
)
_NAME_CELLS = 15
"""Cells for a customer's name and the word after it: what is left of a chip's width at 80 columns."""


class Chip(Static, can_focus=True):
    """One buyer: the id in groups of four, whose it is, a word for its check, and a cross that removes it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("chip")

    class Removed(Message):
        """The chip that was drawn at this place is to go."""

        def __init__(self, index: int, text: str) -> None:
            super().__init__()
            self.index = index
            self.text = text

    class Named(Message):
        """The customer of this account is to be named; "" while it is open which account."""

        def __init__(self, account: str) -> None:
            super().__init__()
            self.account = account

    def __init__(self, index: int, text: str, finding: Finding | None, book: AddressBook) -> None:
        super().__init__()
        self.index = index
        self.text = text
        self._removed = False
        self._name_at = 0
        self.show(finding, book)

    def show(self, finding: Finding | None, book: AddressBook) -> None:
        """Draw the id, whose it is, and its check."""
        severity = finding.severity if finding else Severity.NOTE
        word, style = _STATES.get(severity, ("", ""))  # a word only where there is something to do
        self.set_class(severity is Severity.BLOCKING, "-bad")
        self.set_class(severity is Severity.ASK, "-asked")
        account = _within(grouped(self.text), 16)
        said = _within(book.said_of(self.text), _NAME_CELLS - len(word))
        name = (f" {said}" if said else "", "" if finding or book.name_of(self.text) else "$text-muted")
        self._name_at = cell_len(account) + 1 if said else 0
        put(self, plain(account, name, (f" {word}" if word else "", style), (" ×", "bold")))
        known = book.by_account.get(self.text)
        whose = f"{known.customer}. {known.history} " if known and known.customer else ""
        help_text = f"{finding.message} {finding.fix}" if finding else NOTHING_AGAINST
        self.tooltip = plain(f"{whose}{help_text}")

    @property
    def said(self) -> str:
        """The account as it is drawn."""
        return _within(grouped(self.text), 24)

    def on_click(self, event: events.Click) -> None:
        """The last two cells are the cross; the name opens what gives it another."""
        content_width = cell_len(str(self.content))
        if event.x >= content_width - 1:
            self.action_remove()
        elif self._name_at and event.x > self._name_at:
            self.post_message(self.Named(self.text))

    def action_copy(self) -> None:
        """The account's twelve digits."""
        copy_text(self.app, self.text, "The account id")

    def action_remove(self) -> None:
        """Remove this buyer; once, however often it is asked for before the chip is gone."""
        if not self._removed:
            self._removed = True
            self.post_message(self.Removed(self.index, self.text))


def _within(text: str, cells: int) -> str:
    """Cut in cells: wide characters take two."""
    shown = cell(text)
    shown.truncate(cells, overflow="ellipsis")
    return shown.plain
