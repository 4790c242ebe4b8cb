"""Step 4: how long the agreement runs, and until when the buyer can accept."""

from textual.app import ComposeResult
from textual.widgets import Static

from cppo_tui.domain.archera import is_archera
from cppo_tui.domain.complete import read_draft
from cppo_tui.domain.defaults import agreement_text, expiry_text
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.findings import Finding
from cppo_tui.domain.steps import Step
from cppo_tui.ui.step_form import StepForm
from cppo_tui.ui.terms_view import agreement_content, expiry_content
from cppo_tui.ui.widgets.field import Field


class TermsScreen(StepForm):
    """Two fields, each with what it means in dates."""

    STEP = Step.TERMS
    CSS_PATH = "step_terms.tcss"

    def compose_step(self) -> ComposeResult:
        """Agreement with both ends, expiry with its last moment."""
        yield Field(
            "agreement",
            "Agreement length or end",
            hint="A length (10 years, 18 months, 3653 days) or an end date (2036-11-23).",
            placeholder="10 years",
        )
        yield Static("", id="agreement-meaning")
        yield Field(
            "expiry",
            "Offer expires",
            hint="The last day to accept: a date or +60 days. Usual: 30 to 90 days; can be extended.",
            placeholder="+60 days",
        )
        yield Static("", id="expiry-meaning")

    def prepare(self) -> None:
        """Fill in what is typed or suggested; suggestions are checked at once, too."""
        draft = self.app.drafting.draft
        self.query_one("#field-agreement", Field).set_value(agreement_text(draft))
        self.query_one("#field-expiry", Field).set_value(expiry_text(draft))
        self.touch("expiry", *(("agreement",) if agreement_text(draft) else ()))

    def update_step(self, draft: OfferDraft, findings: tuple[Finding, ...]) -> None:
        """What the two texts mean today."""
        context = self.app.context()
        reading = read_draft(draft, context)
        self.query_one("#agreement-meaning", Static).update(
            agreement_content(reading.validity, reading.expiry, draft.authorization, context.today)
        )
        self.query_one("#expiry-meaning", Static).update(
            expiry_content(reading.expiry, draft.authorization, context.today, self.app.desk.zone)
        )
        archera = draft.agreement is None and is_archera(draft.authorization)
        self.query_one("#field-agreement", Field).set_badge(
            "suggested, as Archera asks for" if archera else ""
        )
        self.query_one("#field-expiry", Field).set_badge("" if draft.expiry is not None else "suggested")

    def take_over(self, name: str, text: str) -> None:
        """A text equal to what stands there already, suggested or typed, changes nothing."""
        draft = self.app.drafting.draft
        standing = agreement_text(draft) if name == "agreement" else expiry_text(draft)
        if text != standing:
            self.app.change(**{name: text})
