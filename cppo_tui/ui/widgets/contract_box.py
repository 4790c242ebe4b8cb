"""The contract between ISV and reseller: its link, and the tick the console asks for too.

It stays in view whatever is scrolled: nobody should accept what they cannot see, and nothing jumps.
"""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Checkbox, Static

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.authorization_words import document_words
from cppo_tui.domain.text import shorten_middle
from cppo_tui.ui.plain import plain, put
from cppo_tui.ui.widgets.button import Button
from cppo_tui.ui.widgets.toggles import Tick

TICK = "I accept the ISV's contract"
BESIDE, SHORTEST = 24, 12
"""Cells beside the words and the link, and the fewest that still show what link it is."""


class ContractBox(Vertical):
    """Shown only when the authorization carries such a contract."""

    DEFAULT_CSS = """
    ContractBox { height: auto; padding: 0 2; }
    ContractBox Checkbox { border: none; padding: 0; background: $background; height: auto; width: 100%; }
    ContractBox .link { height: 1; }
    ContractBox #contract-link {
        width: 1fr; height: 1; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis;
    }
    ContractBox Button { margin: 0 2 0 0; }
    """

    class Ticked(Message):
        """The tick was set or taken away."""

        def __init__(self, *, accepted: bool) -> None:
            super().__init__()
            self.accepted = accepted

    class CopyLink(Message):
        """The contract's address is wanted."""

    def compose(self) -> ComposeResult:
        """The tick, the document's kind and link beneath."""
        yield Tick(plain(TICK), id="accept-contract", compact=True)
        with Horizontal(classes="link"):
            yield Button("Copy link", id="copy-contract")
            yield Static("", id="contract-link")

    def show(self, authorization: ResaleAuthorization | None, *, accepted: bool) -> None:
        """Draw the contract of this authorization, ticked or not."""
        address = authorization.reseller_contract_url if authorization else ""
        document = authorization.reseller_contract if authorization else ""
        self.display = bool(document or address)
        if not self.display:
            return
        with self.prevent(Checkbox.Changed):
            self.query_one(Checkbox).value = accepted
        kind = document_words(document)
        room = max(self.app.size.width - BESIDE - len(kind), SHORTEST)
        shown = shorten_middle(address.partition("?")[0], room) if address else "AWS names no link to it."
        put(self.query_one("#contract-link", Static), plain(f"{kind}: {shown}"))
        self.query_one("#copy-contract").display = bool(address)

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
    def _copy(self, event: Button.Pressed) -> None:
        event.stop()
        self.post_message(self.CopyLink())
