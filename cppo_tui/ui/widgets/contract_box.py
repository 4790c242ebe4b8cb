"""The contract between ISV and reseller: the way to read it, and the tick the console asks for too.

It stays in view whatever is scrolled: nobody should accept what they cannot see, and nothing jumps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Checkbox, Static

from cppo_tui.domain.authorization_words import document_words
from cppo_tui.domain.text import shorten_middle
from cppo_tui.ui.contract_link import show_contract
from cppo_tui.ui.plain import plain, put
from cppo_tui.ui.widgets.button import Button
from cppo_tui.ui.widgets.toggles import Tick

if TYPE_CHECKING:
    from cppo_tui.domain.authorization import ResaleAuthorization
    from cppo_tui.ui.app import CppoApp

TICK = "I accept the ISV's contract"
READ = "Read it …"
AROUND = 4
"""Cells around a button's or the tick's words, the space to what comes next among them."""
SHORTEST = 12
"""The fewest cells of a link that still show what link it is."""


class ContractBox(Vertical):
    """Shown only when the authorization carries such a contract."""

    DEFAULT_CSS = """
    ContractBox { height: auto; padding: 0 2; }
    ContractBox Checkbox { border: none; padding: 0; background: $background; height: auto; width: 100%; }
    ContractBox .link { height: 1; }
    ContractBox #contract-link {
        width: 1fr; height: 1; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis;
    }
    ContractBox Button { margin: 0 2 0 0; min-width: 6; }
    """

    class Ticked(Message):
        """The tick was set or taken away."""

        def __init__(self, *, accepted: bool) -> None:
            super().__init__()
            self.accepted = accepted

    app: CppoApp
    _authorization: ResaleAuthorization | None = None

    def compose(self) -> ComposeResult:
        """The tick, the document's kind and link beneath."""
        yield Tick(plain(TICK), id="accept-contract", compact=True)
        with Horizontal(classes="link"):
            yield Button(READ, id="read-contract")
            yield Static("", id="contract-link")

    def show(self, authorization: ResaleAuthorization | None, *, accepted: bool) -> None:
        """Draw the contract of this authorization, ticked or not."""
        self._authorization = authorization
        address = authorization.reseller_contract_url if authorization else ""
        document = authorization.reseller_contract if authorization else ""
        self.display = bool(document or address)
        if not self.display:
            return
        with self.prevent(Checkbox.Changed):
            self.query_one(Checkbox).value = accepted
        self.query_one(Button).display = bool(address)
        put(self.query_one("#contract-link", Static), plain(self._told(document, address.partition("?")[0])))

    def _told(self, document: str, address: str) -> str:
        """Whose document it is, and where; as much of it as there is room for beside the button."""
        beside = [READ, *([f"[x] {TICK}"] if self.screen.has_class("-short") else [])]
        room = self.app.size.width - AROUND - sum(len(words) + AROUND for words in beside)
        kind = document_words(document)
        if not address:
            return f"{kind}: AWS names no link to it."
        if room >= len(kind) + 2 + SHORTEST:
            return f"{kind}: {shorten_middle(address, room - len(kind) - 2)}"
        return kind if len(kind) <= room else ""

    @property
    def offers(self) -> dict[str, bool]:
        """Which of its actions there are now."""
        ticked = any(tick.value for tick in self.query(Checkbox).results())  # before there is one: not
        linked = self._authorization is not None and bool(self._authorization.reseller_contract_url)
        return {
            "accept": self.display and not ticked,
            "take_back": self.display and ticked,
            "contract": self.display and linked,
        }

    def toggle(self) -> None:
        """Set the tick, or take it away; nothing where there is no such contract."""
        if self.display:
            self.query_one(Checkbox).toggle()

    def focus_tick(self) -> None:
        """Ready for the space bar."""
        self.query_one(Checkbox).focus()

    @on(Checkbox.Changed)
    def _ticked(self, event: Checkbox.Changed) -> None:
        event.stop()
        self.post_message(self.Ticked(accepted=event.value))

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.read()

    @work(group="contract", exclusive=True, exit_on_error=False)
    async def read(self) -> None:
        """Show the link whole; nothing where there is none."""
        if self._authorization is not None and self._authorization.reseller_contract_url:
            await show_contract(self.app, self._authorization)
