"""Buyer accounts as chips: paste anything that holds account ids, see each one with its check and whose it
is."""

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, ItemGrid
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Label, Static

from cppo_tui.domain.accounts import grouped, is_account
from cppo_tui.domain.address_book import AddressBook
from cppo_tui.domain.buyers import PastedAccounts, find_accounts
from cppo_tui.domain.checks.opportunity import MAX_BUYERS, lone_problem
from cppo_tui.domain.findings import Finding
from cppo_tui.domain.text import shorten
from cppo_tui.ui.buyers_view import subject_of
from cppo_tui.ui.plain import plain, put_whole
from cppo_tui.ui.widgets.account_input import AccountInput
from cppo_tui.ui.widgets.button import Button
from cppo_tui.ui.widgets.buyer_chip import Chip
from cppo_tui.ui.widgets.field import finding_content, worst_first
from cppo_tui.ui.widgets.in_view import InView

HINT = "12 digits each. Paste a list as it is: commas, spaces, lines and dashes are understood."
REMOVE = "Enter or Delete removes it, Y copies it."
REMOVING = "Tab goes to an account, Enter there removes it; Backspace here takes the last one back."
FIRST = "F2 names its customer, for your address book."


class BuyersField(InView):
    """The input, the chips and a reserved line for what is wrong.

    What it holds is ahead of the draft until its ``Changed`` has been heard: ``pending`` tells it at once.
    """

    DEFAULT_CSS = """
    BuyersField { height: auto; }
    BuyersField .head { height: 1; }
    BuyersField .label { width: auto; text-style: bold; }
    BuyersField #name-customer { margin: 0 0 0 2; }
    BuyersField .counter { width: 1fr; text-align: right; color: $text-muted; }
    BuyersField ItemGrid { height: auto; grid-gutter: 0 1; min-height: 1; }
    BuyersField Chip { height: 1; background: $panel; padding: 0 1; }
    BuyersField Chip:focus { background: $accent 45%; }
    BuyersField Chip.-bad { background: $error 20%; }
    BuyersField Chip.-asked { background: $warning 20%; }
    BuyersField .message { height: auto; min-height: 2; color: $text-muted; }
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
        self._typing = False
        self._touched = False
        self._ignored: tuple[str, ...] = ()
        self._findings: tuple[Finding, ...] = ()
        self._book = AddressBook()
        self._input = AccountInput(self._take, self._take_back, entry)

    def compose(self) -> ComposeResult:
        """Label, input, message, chips."""
        with Horizontal(classes="head"):
            yield Label("Buyer accounts", classes="label")
            yield Button("Name customer …", id="name-customer")
            yield Label("", classes="counter", markup=False)
        yield self._input
        yield Static("", classes="message", markup=False)  # above what grows, so that it stays in view
        yield ItemGrid(min_column_width=34, max_column_width=36, id="chips")

    @property
    def input(self) -> AccountInput:
        """Where ids are typed."""
        return self._input

    def pending(self) -> tuple[tuple[str, ...], str]:
        """The buyers, and what is typed beside them, as they are now."""
        return self._buyers, self._input.value

    def show(
        self,
        buyers: tuple[str, ...],
        entry: str,
        findings: tuple[Finding, ...],
        *,
        touched: bool,
        book: AddressBook | None = None,
    ) -> None:
        """Show the draft's buyers, whose they are, each chip's check, and the worst finding in words."""
        self._book = book or AddressBook()
        self._input.ask_for(names=bool(self._book.by_customer), more=bool(self._buyers))
        if self._unheard and (buyers, entry) != self.pending():
            return  # an older state: the newer one is on its way to the draft
        self._unheard = False
        if self.input.value != entry and not self.input.has_focus:
            with self.input.prevent(Input.Changed):
                self.input.value = entry
        self._show_chips(buyers, {finding.field: finding for finding in reversed(findings)})
        self._findings, self._touched = findings, touched
        self._show_message()
        self.query_one("#name-customer").display = any(is_account(buyer) for buyer in self._buyers)
        count = len(self._buyers)
        self.query_one(".counter", Label).update(plain(f"{count} of at most {MAX_BUYERS}" if count else ""))

    def _show_chips(self, buyers: tuple[str, ...], by_field: dict[str, Finding]) -> None:
        """Rebuild the chips only when the accounts differ, so that a focused chip stays."""
        self._buyers = buyers
        if buyers == self._drawn:
            for chip in self.query(Chip).results():
                chip.show(by_field.get(f"buyers.{chip.index}"), self._book)
            return
        self._drawn = buyers
        grid = self.query_one("#chips", ItemGrid)
        grid.remove_children()
        grid.mount_all(
            Chip(index, text, by_field.get(f"buyers.{index}"), self._book)
            for index, text in enumerate(buyers)
        )

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def _show_message(self) -> None:
        """What is said below follows the focus: each account has its own reason."""
        put_whole(self.query_one(".message", Static), self._message())

    def _message(self) -> Content:
        """Of the account that has the focus; else of what is being typed; else what stops most, the newest
        account first."""
        here = self.screen.focused
        if isinstance(here, Chip) and here in self.query(Chip):
            mine = worst_first(tuple(f for f in self._findings if f.field == f"buyers.{here.index}"))
            return self._words(mine[0]) if mine else plain(f"{here.said}: {REMOVE}")
        entry = self.input.value.strip()
        if entry and (self._book.customers_from(entry) or (self._typing and self.input.has_focus)):
            return self._hint()
        told = self._touched or self._buyers or entry
        worst = worst_first(tuple(reversed(self._findings))) if told else []
        unentered = [finding for finding in worst if entry and finding.code == "BUYER_NOT_ENTERED"]
        return self._words((unentered or worst)[0]) if worst else self._hint()

    def _words(self, finding: Finding) -> Content:
        return finding_content(finding, about=subject_of(finding, self._buyers))

    def _hint(self) -> Content:
        entry = self.input.value.strip()
        digits = sum(char.isdigit() for char in entry)
        if customers := self._book.customers_from(entry):
            return self._offered(entry, customers)
        problem = lone_problem(entry)
        if problem and (digits > 12 or problem[0] != "BUYER_LENGTH"):
            return plain(("Not an account id yet: ", "bold $text-warning"), f"{problem[1]} {problem[2]}")
        if entry and len(find_accounts(entry).entries) <= 1 and digits < 12:
            return plain(f"{digits} of 12 digits. {HINT}")
        if entry:
            return plain(("Press Enter to add it. ", "bold $text-accent"), HINT)
        if self._ignored:
            return plain(f"Left out, not an account id: {shorten(' '.join(self._ignored), 60)}")
        if self._buyers:
            return plain(REMOVING if self._book.started else f"{REMOVING} {FIRST}")
        return plain(HINT)

    def _offered(self, entry: str, customers: tuple[str, ...]) -> Content:
        """What typing a customer's name leads to; all of the name, since another may begin like it."""
        accounts = self._book.accounts_of(entry)
        if not accounts:
            named = shorten(", ".join(customers), 60)
            return plain(f"In your address book: {named}. Type the whole name, then Enter.")
        what = grouped(accounts[0]) if len(accounts) == 1 else f"{len(accounts)} accounts"
        return plain((f"Press Enter to add {what}", "bold $text-accent"), f" of {customers[0]}.")

    def take_entry(self) -> None:
        """Turn what is typed into chips. Words that are no ids stay where they are, and so does an account
        that was taken out and not typed again."""
        if not self.input.taken_back:
            self._take(self.input.value)

    def _take(self, text: str) -> None:
        """Turn a text into chips at once, so that whatever follows in the same burst finds them here."""
        if not text.strip():
            return
        whose = self._book.accounts_of(text)
        self._typing = False
        found = PastedAccounts() if whose else find_accounts(text)
        self._ignored = found.ignored
        if not whose and lone_problem(text):
            self._leave(text.strip())
        elif whose or found.entries:
            with self.input.prevent(Input.Changed):
                self.input.value = ""
            self._buyers += (*(one for one in whose if one not in self._buyers), *found.entries)
        self._tell()

    def _take_back(self) -> None:
        """The last account into the input again, to be corrected or left out."""
        if self._buyers:
            *others, last = self._buyers
            self._buyers = tuple(others)
            self._typing = True
            self._leave(last)
            self._tell()

    def _leave(self, text: str) -> None:
        """Have this in the input, ready to be corrected."""
        with self.input.prevent(Input.Changed):
            self.input.value = text
        self.input.cursor_position = len(self.input.value)

    def _tell(self) -> None:
        self._unheard = True
        self.post_message(self.Changed(*self.pending()))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._typing = True
        self._input.taken_back = False
        text = self.input.value  # not the event's: more may have been typed since
        typed = find_accounts(text).entries
        whole = bool(typed) and all(is_account(one) for one in typed)  # several, when typed faster than drawn
        if text.endswith((",", ";")) or (whole and text.endswith(" ")):
            self._take(text)
        else:
            self._tell()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self._take(self.input.value)

    @on(Chip.Removed)
    def _removed(self, event: Chip.Removed) -> None:
        event.stop()
        self.input.focus()
        places = [place for place, buyer in enumerate(self._buyers) if buyer == event.text]
        if places:  # it can only have moved to the left since it was drawn
            place = max((place for place in places if place <= event.index), default=places[0])
            self._buyers = self._buyers[:place] + self._buyers[place + 1 :]
        self._tell()

    @on(Button.Pressed, "#name-customer")
    def _name_wanted(self, event: Button.Pressed) -> None:
        event.stop()
        self.post_message(Chip.Named(""))
