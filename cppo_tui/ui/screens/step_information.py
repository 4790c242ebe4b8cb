"""Step 2: what the offer is called, and what we note about it."""

from textual.app import ComposeResult
from textual.widgets import Static

from cppo_tui.domain.accounts import grouped
from cppo_tui.domain.defaults import (
    DESCRIPTION_MAX,
    NAME_MAX,
    offer_description,
    offer_name,
    suggested_description,
    suggested_name,
)
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.findings import Finding
from cppo_tui.domain.steps import Step
from cppo_tui.domain.text import shorten
from cppo_tui.ui.plain import pairs, put_table
from cppo_tui.ui.step_form import StepForm
from cppo_tui.ui.widgets.field import Field


class InformationScreen(StepForm):
    """Name and description, below an echo of what step 1 chose."""

    STEP = Step.INFORMATION
    tells_beside = True
    CSS_PATH = "step_information.tcss"

    def compose_step(self) -> ComposeResult:
        """Echo, name, description."""
        yield Static("", id="echo")
        yield Field(
            "name",
            "Offer name",
            hint="The buyer sees this name. AWS does not take \\ < > in it.",
            limit=NAME_MAX,
        )
        yield Field(
            "description",
            "Description",
            hint="Only you and AWS see this: a quote or order number, for instance.",
            limit=DESCRIPTION_MAX,
        )

    def prepare(self) -> None:
        """Fill in what is typed or suggested."""
        draft = self.app.drafting.draft
        self.query_one("#field-name", Field).set_value(offer_name(draft))
        self.query_one("#field-description", Field).set_value(offer_description(draft))
        self.touch(*(name for name in ("name", "description") if getattr(draft, name) is not None))

    def update_step(self, draft: OfferDraft, findings: tuple[Finding, ...]) -> None:
        """Echo step 1 and mark what is only suggested."""
        authorization = draft.authorization
        rows = [
            ("Product", authorization.product_name if authorization else "none chosen yet"),
            (
                "Authorization",
                f"{authorization.name} ({authorization.id})" if authorization else "none chosen yet",
            ),
            ("Buyers", self._buyers(draft)),
        ]
        put_table(self.query_one("#echo", Static), pairs(rows, 14))
        for name, suggestion in (
            ("name", suggested_name(draft)),
            ("description", suggested_description(draft)),
        ):
            stands = getattr(draft, name) is None and bool(suggestion)
            field = self.query_one(f"#field-{name}", Field)
            field.set_badge("suggested, typing replaces it" if stands else "")
            field.input.follows = stands

    def _buyers(self, draft: OfferDraft) -> str:
        shown = ", ".join(shorten(grouped(buyer), 20) for buyer in draft.buyers[:3])
        more = len(draft.buyers) - 3
        return f"{shown} and {more} more" if more > 0 else shown or "none named yet"

    def take_over(self, name: str, text: str) -> None:
        """Typing the suggestion again makes it a suggestion again: it then follows product and buyers."""
        draft = self.app.drafting.draft
        suggestion = suggested_name(draft) if name == "name" else suggested_description(draft)
        self.app.change(**{name: None if text == suggestion else text})
