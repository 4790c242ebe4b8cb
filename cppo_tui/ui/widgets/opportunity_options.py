"""What else step 1 decides: the sort of product, whether the offer replaces an agreement, and whether a
template fills in the rest."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Static

from cppo_tui.domain.accounts import grouped
from cppo_tui.domain.checks.product_type import check_product_type
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.product import may_be_otherwise, may_replace, product_type
from cppo_tui.domain.templates import offered_for
from cppo_tui.ui.plain import plain, put
from cppo_tui.ui.widgets.button import Button

TEMPLATE = "Use Archera's template"
ROOMY = 76
"""Cells of a window in which the buttons are whole with all their words."""


class OpportunityOptions(Horizontal):
    """Hidden until an authorization is chosen, and while there is nothing to decide."""

    DEFAULT_CSS = """
    OpportunityOptions { height: 1; overflow-x: auto; scrollbar-size-horizontal: 0; }
    OpportunityOptions Button { margin: 0 2 0 0; }
    OpportunityOptions Static { width: 1fr; height: 1; color: $text-muted; }
    """

    class Type(Message):
        """Another type of product is wanted."""

    class Replace(Message):
        """An agreement to replace is wanted, or none any more."""

    class FromTemplate(Message):
        """The template for this product is to fill in the rest."""

    def __init__(self) -> None:
        super().__init__()
        self._draft: OfferDraft | None = None

    def compose(self) -> ComposeResult:
        """The most useful next to the buyers, who come after it."""
        yield Button("", id="product-type")
        yield Button("", id="replaces")
        yield Button(TEMPLATE, id="use-template")
        yield Static("", id="options-note")

    def on_resize(self) -> None:
        """As many words as there is room for now."""
        if self._draft is not None:
            self.show(self._draft)

    def show(self, draft: OfferDraft) -> None:
        """Say what stands in this draft."""
        self._draft = draft
        self.query_one("#use-template", Button).display = offered_for(draft) is not None
        self._show_type(draft)
        button = self.query_one("#replaces", Button)
        button.display = may_replace(draft) or draft.replaces is not None
        self.display = draft.authorization is not None and any(one.display for one in self.query(Button))
        replaced = draft.replaces
        _label(button, "Replace an agreement …" if replaced is None else "Replaces an agreement")
        note = ""
        if replaced is not None:
            note = f"of {grouped(replaced.acceptor)}, who alone can accept it"
        put(self.query_one("#options-note", Static), plain(note), layout=False)

    def _show_type(self, draft: OfferDraft) -> None:
        """What is assumed, or was said; not where it is known."""
        assumed, matters = draft.product_type is None, bool(check_product_type(draft))
        button = self.query_one("#product-type", Button)
        button.display = may_be_otherwise(draft)
        what = "Sort of product" if self.app.size.width >= ROOMY else "Product"
        how = "" if not assumed else ", assumed: check it" if matters else ", assumed"
        _label(button, f"{what}: {product_type(draft).value}{how}")

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        asked = {"product-type": self.Type, "replaces": self.Replace, "use-template": self.FromTemplate}
        self.post_message(asked[event.button.id or ""]())


def _label(button: Button, text: str) -> None:
    """The button's text, laid out again only when it is another one."""
    if str(button.label) != text:
        button.label = plain(text)
        button.refresh(layout=True)
