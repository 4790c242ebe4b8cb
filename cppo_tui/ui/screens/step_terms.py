"""Step 4: how long the agreement runs, and until when the buyer can accept."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Resize
from textual.widgets import Static

from cppo_tui.domain.archera import is_archera
from cppo_tui.domain.complete import read_draft
from cppo_tui.domain.defaults import agreement_text, expiry_text
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.findings import Finding, Severity
from cppo_tui.domain.further_words import further_line
from cppo_tui.domain.kind_words import (
    agreement_example,
    agreement_hint,
    agreement_label,
    agreement_pending,
    agreement_words,
)
from cppo_tui.domain.product import AgreementForm, agreement_form, lengths, may_start_later
from cppo_tui.domain.steps import Step
from cppo_tui.domain.templates import reason_for
from cppo_tui.ui.calendar_view import ROWS, Span, picture, spans
from cppo_tui.ui.plain import pairs, plain, put, put_table
from cppo_tui.ui.step_form import StepForm
from cppo_tui.ui.terms_view import BRIEF, agreement_content, expiry_content
from cppo_tui.ui.widgets.button import Button
from cppo_tui.ui.widgets.field import Field, finding_content, worst_first
from cppo_tui.ui.widgets.picture import Picture

EXPIRY_HINT = "The last day to accept: a date or +60 days. Usual: 30 to 90 days; can be extended."
FURTHER = ("countries", "eula", "net_payment", "purpose")


class TermsScreen(StepForm):
    """Start, length and expiry, each with what it means in dates; what is rarely changed behind a button."""

    STEP = Step.TERMS
    tells_beside = True
    CSS_PATH = "step_terms.tcss"

    def compose_step(self) -> ComposeResult:
        """Agreement with both ends, expiry with its last moment, the further terms."""
        yield Field(
            "start",
            "Agreement starts",
            hint="Empty: when the buyer accepts. Or a later day (2027-02-01), after the offer has expired.",
            placeholder="on acceptance",
        )
        yield Field(
            "agreement",
            agreement_label(self.app.drafting.draft),
            hint=agreement_hint(self.app.drafting.draft),
            placeholder=agreement_example(self.app.drafting.draft),
        )
        yield Static("", id="agreement-words")
        yield Static("", id="agreement-meaning")
        yield Field(
            "expiry",
            "Offer expires",
            hint=EXPIRY_HINT,
            placeholder="e.g. +60 days",
        )
        yield Static("", id="expiry-meaning")
        with Horizontal(id="further"):
            yield Button("Further terms …", id="more")
            yield Static("", id="further-line")
        yield Picture(picture, id="calendar")

    def prepare(self) -> None:
        """Fill in what is typed or suggested; suggestions are checked at once, too."""
        draft = self.app.drafting.draft
        self.query_one("#field-start", Field).set_value(draft.start)
        self.query_one("#field-agreement", Field).set_value(agreement_text(draft))
        self.query_one("#field-expiry", Field).set_value(expiry_text(draft))
        self.touch("expiry", "start", *(("agreement",) if agreement_text(draft) else ()))

    def focus_first(self) -> None:
        """At the first field that is asked for; the start is rarely given."""
        for name in ("agreement", "expiry"):
            field = self.query_one(f"#field-{name}", Field)
            if field.display:
                field.focus_input()
                return

    def update_step(self, draft: OfferDraft, findings: tuple[Finding, ...]) -> None:
        """What the texts mean today, and which of them are asked for at all."""
        context = self.app.context()
        reading = read_draft(draft, context)
        self._show_fields(draft)
        chosen, today, brief = draft.authorization, context.today, self.size.width < BRIEF
        meaning = (
            agreement_content(reading.validity, reading.expiry, chosen, today, brief=brief)
            if reading.validity
            else pairs([(agreement_pending(draft), "")], 60)
        )
        put_table(self.query_one("#agreement-meaning", Static), meaning, layout=False)
        last = expiry_content(reading.expiry, chosen, today, self.app.desk.zone)
        put_table(self.query_one("#expiry-meaning", Static), last, layout=False)
        archera = draft.agreement is None and is_archera(draft.authorization)
        badge = "suggested, as Archera asks for" if archera else ""
        self.query_one("#field-agreement", Field).set_badge(badge)
        self.query_one("#field-expiry", Field).set_badge("" if draft.expiry is not None else "suggested")
        for name, own in (("agreement", draft.agreement), ("expiry", draft.expiry)):
            nobody_typed_it = own is None or bool(reason_for(draft, name))
            self.query_one(f"#field-{name}", Field).input.follows = nobody_typed_it
        self._show_reasons(draft, findings)
        about = worst_first(tuple(f for f in findings if f.field in FURTHER and f.stops))
        line = finding_content(about[0]) if about else plain((further_line(draft), "$text-muted"))
        put(self.query_one("#further-line", Static), line, layout=False)
        self._calendar.show(spans(reading.validity, reading.expiry, context.today))

    @property
    def _calendar(self) -> Picture[tuple[Span, ...]]:
        return self.query_one("#calendar", Picture)

    def on_resize(self, event: Resize) -> None:
        """The picture stands where it fits below everything else, and nothing has to be scrolled for it; in a
        narrow window the dates are said once."""
        self.refresh_step()
        self.call_after_refresh(self._place_calendar)

    def _place_calendar(self) -> None:
        if self._shows_draft:
            left = self.query_one("#body").size.height - self.query_one("#further").virtual_region.bottom
            self._calendar.display = left > ROWS

    def _show_reasons(self, draft: OfferDraft, findings: tuple[Finding, ...]) -> None:
        """Why the template chose what stands here; a note says no more than that, anything worse does."""
        for name in ("agreement", "expiry"):
            found = [f for f in findings if f.field == name and f.severity is not Severity.NOTE]
            if (reason := reason_for(draft, name)) and not found:
                field = self.query_one(f"#field-{name}", Field)
                field.set_hint(reason)
                field.show(())

    def _show_fields(self, draft: OfferDraft) -> None:
        """What the kind of pricing forbids is not asked but explained."""
        form = agreement_form(draft)
        words = agreement_words(draft)
        several = len(lengths(draft.authorization)) > 1 and not draft.installments.own
        asked = not words and (form is not AgreementForm.DATES or several)
        self.query_one("#field-agreement", Field).display = asked
        self.query_one("#field-start", Field).display = may_start_later(draft) or bool(draft.start)
        explained = self.query_one("#agreement-words", Static)
        explained.display = bool(words)
        put(explained, plain(("Agreement length\n", "bold"), words))
        self.query_one("#agreement-meaning", Static).display = not words
        self.query_one("#field-agreement", Field).set_label(agreement_label(draft))
        self.query_one("#field-agreement", Field).set_hint(agreement_hint(draft))
        self.query_one("#field-expiry", Field).set_hint(EXPIRY_HINT)

    def focus_field(self, field: str) -> None:
        """A finding about a further term opens them, at that term."""
        name = field.partition(".")[0]
        if name in FURTHER:
            self.open_further(name)
        else:
            super().focus_field(field)

    @on(Button.Pressed, "#more")
    def _more(self) -> None:
        self.open_further()

    def open_further(self, term: str = "") -> None:
        """Countries, end-user agreement, payment term, purpose; the cursor begins at ``term``."""
        from cppo_tui.ui.dialogs.further import Further

        self.app.push_screen(Further(term))

    def take_over(self, name: str, text: str) -> None:
        """A text equal to what stands there already, suggested or typed, changes nothing."""
        draft = self.app.drafting.draft
        standing = {"agreement": agreement_text(draft), "expiry": expiry_text(draft), "start": draft.start}
        if text != standing[name]:
            self.app.change(**{name: text})
