"""The terms that are rarely changed: end-user agreement, countries, payment term, purpose of the offer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.css.query import QueryType
from textual.widget import Widget
from textual.widgets import Input, Label, RadioSet, Static

from cppo_tui.domain.checks.further import check_further, shorter_terms
from cppo_tui.domain.countries import split_countries
from cppo_tui.domain.draft import EarlierPricing, EulaKind, OfferDraft, Purpose
from cppo_tui.domain.further_words import EARLIER_WORDS, EULA_WORDS, PURPOSE_WORDS, days_words
from cppo_tui.domain.legal import EulaDocument, resolve_eula, signed
from cppo_tui.domain.purpose import earlier_pricing
from cppo_tui.domain.templates import reason_for
from cppo_tui.ui.commands import bindings
from cppo_tui.ui.dialogs.dialog import Dialog
from cppo_tui.ui.plain import plain, put
from cppo_tui.ui.widgets.button import Button
from cppo_tui.ui.widgets.field import finding_content, worst_first
from cppo_tui.ui.widgets.plain_input import PlainInput
from cppo_tui.ui.widgets.toggles import Choice, Option

if TYPE_CHECKING:
    from cppo_tui.ui.app import CppoApp

PURPOSE_HINT = (
    "New: it is their first private offer for it. Existing: AWS counts it as a renewal, at another "
    "listing fee, which the ISV pays. Final once published."
)
KEEP = "as-granted"


class Further(Dialog[None]):
    """Every choice goes into the draft at once; closing keeps it."""

    pane = VerticalScroll
    DEFAULT_CSS = """
    Further .part { height: auto; }
    Further RadioSet { height: auto; width: 1fr; border: none; background: $surface; }
    Further .said { height: auto; min-height: 2; color: $text-muted; }
    Further .content, Further.-short .content { max-height: 70vh; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("further")
    app: CppoApp

    def __init__(self, term: str = "") -> None:
        super().__init__("Further terms")
        self._term = term
        self._shown: dict[str | None, str] = {}

    @property
    def _draft(self) -> OfferDraft:
        return self.app.drafting.draft

    def compose_content(self) -> ComposeResult:
        """One part for each term, first the one nobody but the person can know; what the authorization does
        not allow is explained, not asked."""
        yield from self._compose_purpose()
        with Vertical(classes="part"):
            yield Label("End-user agreement: what the buyer accepts", classes="section", markup=False)
            yield _choice("eula", EULA_WORDS, self._draft.eula.kind)
            yield self._input("url", self._draft.eula.url, "https://bucket.s3.amazonaws.com/…")
            yield self._input("path", self._draft.eula.path, "path of the PDF on this computer")
            yield self._input("bucket", self._draft.eula.bucket, "your S3 bucket")
            yield Button("Upload it now", id="upload")
            yield Static("", classes="said", id="said-eula")
        if self._draft.replaces is None:
            with Vertical(classes="part"):
                yield Label("Countries the buyer must be located in", classes="section", markup=False)
                countries = ", ".join(self._draft.countries)
                yield self._input("countries", countries, "any; or codes such as US, DE")
                yield Static("", classes="said", id="said-countries")
        yield from self._compose_payment()

    def _input(self, name: str, text: str, placeholder: str) -> PlainInput:
        """An input that remembers what it began with: that is shown, not typed."""
        self._shown[name] = text
        return PlainInput(text, placeholder=placeholder, id=name)

    def _compose_purpose(self) -> ComposeResult:
        with Vertical(classes="part"):
            yield Label("Purpose of the offer: is the customer", classes="section", markup=False)
            yield _choice("purpose", PURPOSE_WORDS, self._draft.purpose)
            yield Static("", classes="said", id="said-purpose")
            yield Label("So far the customer pays", id="earlier-label", classes="muted", markup=False)
            yield _choice("earlier", EARLIER_WORDS, earlier_pricing(self._draft))

    def _compose_payment(self) -> ComposeResult:
        granted = self._draft.authorization.net_payment if self._draft.authorization else ""
        with Vertical(classes="part"):
            yield Label("Payment due after an invoice", classes="section", markup=False)
            if not granted:
                yield Static("The ISV granted no payment term, so none can be set.", classes="said")
                return
            shorter = {period: days_words(period) for period in shorter_terms(self._draft.authorization)}
            words = {KEEP: f"{days_words(granted)}, as the ISV granted", **shorter}
            yield _choice("payment", words, self._draft.net_payment or KEEP)
            yield Static("", classes="said", id="said-net_payment")

    def compose_answers(self) -> ComposeResult:
        """Nothing to confirm: it is all in the draft already."""
        yield Button("What is checked", id="rules")
        yield Button("Done", id="done", variant="primary")

    def on_mount(self) -> None:
        """Show what belongs to the choices made; Tab goes from choice to choice, which scrolls as it goes."""
        self.query_one(".content").can_focus = False
        self.listen(self.app.draft_changed, lambda _: self.show())
        self.show()
        self._begin()

    def _begin(self) -> None:
        """At the term the dialog was opened for; an input there is what is to be typed in."""
        starts = {"countries": "#countries", "net_payment": "#payment", "purpose": "#purpose"}
        for_eula = {EulaKind.URL: "#url", EulaKind.FILE: "#path"}
        start = starts.get(
            self._term, for_eula.get(self._draft.eula.kind, "#eula") if self._term else "#purpose"
        )
        for widget in self.query(start) or self.query("#eula"):
            widget.focus()

    def show(self) -> None:
        """Only the inputs a choice needs; findings under their part."""
        draft = self._draft
        kind = draft.eula.kind
        self.query_one("#url").display = kind is EulaKind.URL
        for name in ("#path", "#bucket", "#upload"):
            self.query_one(name).display = kind is EulaKind.FILE
        for name in ("#earlier", "#earlier-label"):
            self.query_one(name).display = draft.purpose is not Purpose.NEW
        findings = worst_first(check_further(draft, self.app.context()))
        for box in self.query(".said").results(Static):
            field = (box.id or "").removeprefix("said-")
            mine = [finding for finding in findings if finding.field == field]
            if field:
                put(box, finding_content(mine[0]) if mine else plain(self._hint(field)))

    def _hint(self, field: str) -> str:
        link = self.app.drafting.signed_eula
        document = resolve_eula(self._draft, link)
        used = link is not None and isinstance(document, EulaDocument) and document.url == link.url
        if field == "eula" and used and link is not None and link.ends is not None:
            return f"The link is valid until {link.ends:%Y-%m-%d %H:%M} UTC; AWS copies the document."
        usual = {"purpose": PURPOSE_HINT}.get(field, "")
        return " ".join(part for part in (reason_for(self._draft, field), usual) if part)

    def focus_next(self, selector: str | type[QueryType] = "*") -> Widget | None:
        """Whoever goes on by key sees all of the term, also what is said of it; with the buttons what comes
        last. A click moves nothing: the button would be gone before it is let go."""
        self.call_after_refresh(self._show_part)
        return super().focus_next(selector)

    def focus_previous(self, selector: str | type[QueryType] = "*") -> Widget | None:
        """As forwards."""
        self.call_after_refresh(self._show_part)
        return super().focus_previous(selector)

    def _show_part(self) -> None:
        content, here = self.query_one(".content", VerticalScroll), self.focused
        for part in self.query(".part"):
            if here is not None and part in here.ancestors:
                content.scroll_to_widget(part, animate=False)
        if isinstance(here, Button) and content not in here.ancestors:
            content.scroll_end(animate=False)

    @on(RadioSet.Changed)
    def _chosen(self, event: RadioSet.Changed) -> None:
        value = event.pressed.name or ""
        name = event.radio_set.id
        if name == "eula":
            self.app.change(eula=self._draft.eula.model_copy(update={"kind": EulaKind(value)}))
        elif name == "payment":
            self.app.change(net_payment="" if value == KEEP else value)
        elif name == "purpose":
            self.app.change(purpose=Purpose(value))
        else:
            self.app.change(earlier_pricing=EarlierPricing(value))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        name, text = event.input.id, event.value.strip()
        if event.value == self._shown.get(name):
            return
        self._shown[name] = event.value
        if name == "url":
            self._take_address(text)
        elif name == "countries":
            self.app.change(countries=split_countries(text))
        else:
            self.app.change(eula=self._draft.eula.model_copy(update={name or "": text}))

    def _take_address(self, typed: str) -> None:
        """The signature stays in memory; the draft keeps the address without it."""
        self.app.drafting.signed_eula = link = signed(typed)
        update = {"url": link.source if link else typed, "needs_link": link is not None}
        self.app.change(eula=self._draft.eula.model_copy(update=update))
        self.show()

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.focus_next()

    @on(Button.Pressed, "#upload")
    def _upload(self) -> None:
        self.app.upload_eula()

    @on(Button.Pressed, "#rules")
    def action_rules(self) -> None:
        """Explain the term that has the focus."""
        self.app.action_help()

    def help_fields(self) -> tuple[str, ...]:
        """What F1 is about: the term that has the focus, else all of them."""
        from cppo_tui.ui.field_help import FURTHER, fields_at

        return fields_at(self.focused) or FURTHER

    @on(Button.Pressed, "#done")
    def action_leave(self) -> None:
        """Close; everything is in the draft."""
        self.dismiss(None)


def _choice(name: str, words: Mapping[str, str], chosen: str) -> RadioSet:
    buttons = [Option(plain(text), value=key == chosen, name=str(key)) for key, text in words.items()]
    return Choice(*buttons, id=name, compact=True)
