"""Buyer accounts as chips: paste anything that holds account ids, see each one with its check."""

from collections.abc import Callable
from typing import ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, ItemGrid, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Label, Static

from cppo_tui.domain.accounts import grouped, is_account
from cppo_tui.domain.buyers import find_accounts
from cppo_tui.domain.checks.opportunity import MAX_BUYERS
from cppo_tui.domain.findings import Finding
from cppo_tui.domain.text import clean, shorten
from cppo_tui.ui.plain import cell, plain
from cppo_tui.ui.widgets.field import finding_content, worst_first
from cppo_tui.ui.widgets.plain_input import LONGEST_PASTE, PlainInput

HINT = "12 digits each. Paste a list as it is: commas, spaces, lines and dashes are understood."


class AccountInput(PlainInput):
    """Hands a text over at the moment of Enter or of a paste, whole, with its lines.

    A message or a key binding would come late: by then the next keys of a burst are in the input.
    """

    def __init__(self, take: Callable[[str], None], value: str) -> None:
        super().__init__(value, placeholder="1234-5678-9012, then Enter", id="account")
        self._take = take

    async def _on_key(self, event: events.Key) -> None:
        """Other keys are left to the Input."""
        if event.key == "enter":
            event.prevent_default()
            event.stop()
            self._take(self.value)

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self._take(self.value + clean(event.text[:LONGEST_PASTE], lines=True))


class Chip(Static, can_focus=True):
    """One buyer: the id in groups of four, a word for its check, and a cross that removes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "delete,backspace,enter", "remove", "Remove buyer", id="chip.remove", tooltip="Remove this buyer"
        )
    ]

    class Removed(Message):
        """The chip that was drawn at this place is to go."""

        def __init__(self, index: int, text: str) -> None:
            super().__init__()
            self.index = index
            self.text = text

    def __init__(self, index: int, text: str, finding: Finding | None) -> None:
        super().__init__()
        self.index = index
        self.text = text
        self._removed = False
        self.show(finding)

    def show(self, finding: Finding | None) -> None:
        """Draw the id with its check."""
        bad = finding is not None
        self.set_class(bad, "-bad")
        word = ("to fix", "bold $text-error") if bad else ("ok", "$text-success")
        shown = cell(grouped(self.text))
        shown.truncate(16, overflow="ellipsis")  # in cells: wide characters take two
        self.update(plain(shown.plain, " ", word, (" ×", "bold")))
        self.tooltip = plain(
            f"{finding.message} {finding.fix}" if finding else "Click × or press Delete to remove"
        )

    def on_click(self, event: events.Click) -> None:
        """The last two cells are the cross."""
        content_width = cell_len(str(self.content))
        if event.x >= content_width - 1:
            self.action_remove()

    def action_remove(self) -> None:
        """Remove this buyer; once, however often it is asked for before the chip is gone."""
        if not self._removed:
            self._removed = True
            self.post_message(self.Removed(self.index, self.text))


class BuyersField(Vertical):
    """The input, the chips and a reserved line for what is wrong.

    What it holds is ahead of the draft until its ``Changed`` has been heard: ``pending`` tells it at once.
    """

    DEFAULT_CSS = """
    BuyersField { height: auto; }
    BuyersField .head { height: 1; }
    BuyersField .label { width: auto; text-style: bold; }
    BuyersField .counter { width: 1fr; text-align: right; color: $text-muted; }
    BuyersField ItemGrid { height: auto; grid-gutter: 0 1; min-height: 1; }
    BuyersField Chip { height: 1; background: $panel; padding: 0 1; }
    BuyersField Chip:focus { background: $accent 45%; }
    BuyersField Chip.-bad { background: $error 20%; }
    BuyersField .message { height: 2; color: $text-muted; }
    """

    class Changed(Message):
        """The chips, or what is typed beside them, are different now."""

        def __init__(self, buyers: tuple[str, ...], entry: str) -> None:
            super().__init__()
            self.buyers = buyers
            self.entry = entry

    def __init__(self, buyers: tuple[str, ...] = (), entry: str = "") -> None:
        super().__init__(id="field-buyers", name="buyers")
        self._buyers = buyers
        self._drawn: tuple[str, ...] = ()
        self._unheard = False
        self._ignored: tuple[str, ...] = ()
        self._input = AccountInput(self._take, entry)

    def compose(self) -> ComposeResult:
        """Label, input, chips, message."""
        with Horizontal(classes="head"):
            yield Label("Buyer accounts", classes="label")
            yield Label("", classes="counter", markup=False)
        yield self._input
        yield ItemGrid(min_column_width=25, max_column_width=28, id="chips")
        yield Static("", classes="message", markup=False)

    @property
    def input(self) -> AccountInput:
        """Where ids are typed."""
        return self._input

    def pending(self) -> tuple[tuple[str, ...], str]:
        """The buyers, and what is typed beside them, as they are now."""
        return self._buyers, self._input.value

    def show(
        self, buyers: tuple[str, ...], entry: str, findings: tuple[Finding, ...], *, touched: bool
    ) -> None:
        """Show the draft's buyers, each chip's check, and the most serious finding in words."""
        if self._unheard and (buyers, entry) != self.pending():
            return  # an older state: the newer one is on its way to the draft
        self._unheard = False
        if self.input.value != entry and not self.input.has_focus:
            with self.input.prevent(Input.Changed):
                self.input.value = entry
        self._show_chips(buyers, {finding.field: finding for finding in reversed(findings)})
        shown = findings if touched or self._buyers else ()
        worst = worst_first(shown)
        self.query_one(".message", Static).update(self._words(worst[0]) if worst else self._hint())
        count = len(self._buyers)
        self.query_one(".counter", Label).update(plain(f"{count} of at most {MAX_BUYERS}" if count else ""))

    def _show_chips(self, buyers: tuple[str, ...], by_field: dict[str, Finding]) -> None:
        """Rebuild the chips only when the accounts differ, so that a focused chip stays."""
        self._buyers = buyers
        if buyers == self._drawn:
            for chip in self.query(Chip).results():
                chip.show(by_field.get(f"buyers.{chip.index}"))
            return
        self._drawn = buyers
        grid = self.query_one("#chips", ItemGrid)
        grid.remove_children()
        grid.mount_all(
            Chip(index, text, by_field.get(f"buyers.{index}")) for index, text in enumerate(buyers)
        )

    def _words(self, finding: Finding) -> Content:
        _, _, index = finding.field.partition(".")
        about = (
            shorten(grouped(self._buyers[int(index)]), 24) if index and int(index) < len(self._buyers) else ""
        )
        return finding_content(finding, about=about)

    def _hint(self) -> Content:
        entry = self.input.value.strip()
        digits = sum(char.isdigit() for char in entry)
        if entry and len(find_accounts(entry).entries) <= 1 and digits < 12:
            return plain(f"{digits} of 12 digits. {HINT}")
        if entry:
            return plain(("Press Enter to add it. ", "bold $text-accent"), HINT)
        if self._ignored:
            return plain(f"Left out, not an account id: {shorten(' '.join(self._ignored), 60)}")
        return plain(HINT)

    def take_entry(self) -> None:
        """Turn what is typed into chips. Words that are no ids stay where they are."""
        self._take(self.input.value)

    def _take(self, text: str) -> None:
        """Turn a text into chips at once, so that whatever follows in the same burst finds them here."""
        if not text.strip():
            return
        found = find_accounts(text)
        self._ignored = found.ignored
        if found.entries:
            with self.input.prevent(Input.Changed):
                self.input.value = ""
            self._buyers += found.entries
        self._tell()

    def _tell(self) -> None:
        self._unheard = True
        self.post_message(self.Changed(*self.pending()))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        text = self.input.value  # not the event's: more may have been typed since
        complete = find_accounts(text).entries
        if text.endswith((",", ";")) or (
            len(complete) == 1 and is_account(complete[0]) and text.endswith(" ")
        ):
            self._take(text)
        else:
            self._tell()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.take_entry()

    @on(Chip.Removed)
    def _removed(self, event: Chip.Removed) -> None:
        event.stop()
        self.input.focus()
        places = [place for place, buyer in enumerate(self._buyers) if buyer == event.text]
        if places:  # it can only have moved to the left since it was drawn
            place = max((place for place in places if place <= event.index), default=places[0])
            self._buyers = self._buyers[:place] + self._buyers[place + 1 :]
        self._tell()
