"""Step 5: everything once more, what stops it, and exactly what will be sent."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Button, Label, RadioButton, RadioSet, Static

from cppo_tui.domain.authorization_changes import differences
from cppo_tui.domain.catalog import OfferSummary
from cppo_tui.domain.checks import check_all
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.errors import CatalogError, StoreError
from cppo_tui.domain.findings import Finding, Severity, stopping
from cppo_tui.domain.plan import Plan, PublishMode
from cppo_tui.domain.steps import Step
from cppo_tui.services.planner import NotReady, make_plan, preview
from cppo_tui.services.refusals import AcceptedNotRecorded, PlanRefused
from cppo_tui.ui.confirmation import confirmation
from cppo_tui.ui.export import copy_text, save_changes
from cppo_tui.ui.plain import plain, say
from cppo_tui.ui.review_view import highlighted, pretty, summary
from cppo_tui.ui.step_screen import StepScreen
from cppo_tui.ui.widgets.finding_list import FindingList

SMALLEST = (60, 18)
"""Below this the review cannot be read whole, so nothing can be published."""


class ReviewScreen(StepScreen):
    """Summary, findings, the way to publish, the change set, its digest."""

    STEP = Step.REVIEW
    CSS_PATH = "step_review.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "copy", "Copy JSON", id="review.copy", tooltip="Copy the change set to the clipboard"),
        Binding("s", "save", "Save JSON", id="review.save", tooltip="Save the change set to a file"),
        Binding("ctrl+n", "next", "Publish", id="review.publish", tooltip="Confirm and send"),
    ]

    def compose_step(self) -> ComposeResult:
        """Words on one side, JSON on the other where there is room."""
        with Vertical(id="words"):
            yield Static("", id="summary")
            yield Label("Findings", classes="section")
            yield FindingList()
            yield Label("How to publish", classes="section")
            with RadioSet(id="mode", compact=True):
                yield RadioButton(plain("Publish directly"), id="direct")
                yield RadioButton(plain("Verify first, then release"), id="verify")
            yield Static("", id="mode-note")
            yield Button("", id="reuse", compact=True)
        with Vertical(id="payload"):
            yield Label("Change set, exactly as it will be sent", classes="section", id="payload-title")
            yield Static("", id="digest")
            yield Static("", id="json")

    def compose_forward(self) -> ComposeResult:
        """Copy, save, publish."""
        yield Button("Copy JSON", id="copy", compact=True)
        yield Button("Save JSON", id="save", compact=True)
        yield Button("Publish …", id="publish", variant="primary", compact=True)

    def prepare(self) -> None:
        """Ask AWS for the offers there are: twins are found before sending."""
        self._plan: Plan | None = None
        self._sending = False
        draft = self.app.drafting.draft
        with self.prevent(RadioSet.Changed):
            self.query_one(f"#{draft.mode.value}", RadioButton).value = True
        self.app.read_offers()

    def focus_first(self) -> None:
        """Begin at the top, with the arrows scrolling: a review is read first."""
        body = self.query_one("#body")
        body.can_focus = True
        body.focus()

    def on_resize(self) -> None:
        """A window made too small takes the way to publish away; a larger one gives it back."""
        if self.is_mounted:
            self.refresh_step()

    def findings(self) -> tuple[Finding, ...]:
        """All of them, of all steps."""
        return check_all(self.app.drafting.draft, self.app.context())

    def update_step(self, draft: OfferDraft, findings: tuple[Finding, ...]) -> None:
        """Draw the review of the draft as it is now."""
        context = self.app.context()
        self.query_one("#summary", Static).update(summary(draft, context, sandboxed=self.app.desk.sandboxed))
        waiting = self.app.connection.offers is None and self.app.connection.offers_error is None
        shown = tuple(f for f in findings if not (waiting and f.code == "OFFERS_NOT_CHECKED"))
        self.query_one(FindingList).show(shown)
        try:
            self._plan = make_plan(draft, context, world=self.app.desk.world)
        except NotReady:
            self._plan = None
        self._show_payload(draft)
        self._show_mode(draft)
        self._show_button(findings, waiting=waiting)

    def _show_payload(self, draft: OfferDraft) -> None:
        changes = preview(draft, self.app.context())
        view = self.query_one("#json", Static)
        digest = self.query_one("#digest", Static)
        if changes is None:
            view.update(plain(("It appears here when nothing is missing any more.", "$text-muted")))
            digest.update("")
            return
        view.update(highlighted(changes))
        known = self._plan.digest if self._plan else "given once nothing stops the offer"
        digest.update(plain((f"{len(changes)} changes, SHA-256 ", "$text-muted"), known))

    def _show_mode(self, draft: OfferDraft) -> None:
        if draft.mode is PublishMode.DIRECT:
            note = "One change set: the offer is live and binding as soon as AWS is done."
        else:
            note = (
                "AWS computes a draft nobody sees; you compare its figures with yours and release it. "
                "AWS never deletes a draft: one that is not released stays in your account."
            )
        self.query_one("#mode-note", Static).update(plain((note, "$text-muted")))
        abandoned = self._abandoned(draft)
        button = self.query_one("#reuse", Button)
        button.display = abandoned is not None
        if draft.reuse_offer_id:
            button.label = plain(f"Completing draft {draft.reuse_offer_id}: create a new offer instead")
        elif abandoned is not None:
            button.label = plain(f"Complete the unreleased draft {abandoned.id} instead of creating another")

    def _abandoned(self, draft: OfferDraft) -> OfferSummary | None:
        """A draft offer of the same authorization that AWS still holds."""
        if draft.authorization is None:
            return None
        drafts = [offer for offer in self.app.connection.offers or () if offer.state == "Draft"]
        return next((offer for offer in drafts if offer.authorization_id == draft.authorization.id), None)

    def _show_button(self, findings: tuple[Finding, ...], *, waiting: bool) -> None:
        open_findings = [f for f in stopping(findings) if not (waiting and f.code == "OFFERS_NOT_CHECKED")]
        blocking = [f for f in open_findings if f.severity is Severity.BLOCKING]
        small = self.app.size.width < SMALLEST[0] or self.app.size.height < SMALLEST[1]
        button = self.query_one("#publish", Button)
        direct = self.app.drafting.draft.mode is PublishMode.DIRECT
        button.label = plain("Publish …" if direct else "Create draft …")
        button.refresh(layout=True)
        button.disabled = bool(blocking) or waiting or small or self._sending
        notice = self.app.drafting.problem
        if self._sending:
            notice = "Sending …"
        elif small:
            notice = "Enlarge the window to publish."
        elif waiting:
            notice = "Looking for existing offers …"
        elif blocking:
            notice = f"{len(blocking)} to fix before this can be published."
        self.query_one("#notice", Label).update(plain(notice))

    @on(FindingList.Jumped)
    def _jumped(self, event: FindingList.Jumped) -> None:
        if event.finding.code == "OFFERS_NOT_CHECKED":
            self.app.read_offers()
        elif event.finding.severity is Severity.ASK and event.finding.code == "OFFER_EXISTS":
            self.ask(event.finding)
        else:
            self.app.go_to(event.finding.step, event.finding.field)

    @on(RadioSet.Changed, "#mode")
    def _mode(self, event: RadioSet.Changed) -> None:
        self.app.change(mode=PublishMode(event.pressed.id or "direct"))

    @on(Button.Pressed, "#reuse")
    @work(group="reuse", exclusive=True, exit_on_error=False)
    async def _reuse(self) -> None:
        draft = self.app.drafting.draft
        abandoned = self._abandoned(draft)
        if draft.reuse_offer_id:
            self.app.change(reuse_offer_id="", reuse_offer_revision=0)
        elif abandoned is not None:
            revision = await self.app.offer_revision(abandoned.id)
            if revision:
                self.app.change(reuse_offer_id=abandoned.id, reuse_offer_revision=revision)

    @on(Button.Pressed, "#copy")
    def action_copy(self) -> None:
        """Copy the change set as shown."""
        changes = preview(self.app.drafting.draft, self.app.context())
        if changes is not None:
            copy_text(self.app, pretty(changes), "The change set")

    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Save the change set as shown."""
        changes = preview(self.app.drafting.draft, self.app.context())
        if changes is not None:
            save_changes(self.app, changes, self.app.desk.save_folder)

    @on(Button.Pressed, "#publish")
    def _pressed_publish(self) -> None:
        self.action_next()

    def action_next(self) -> None:
        """Ask what must be asked, have it confirmed in writing, send."""
        self.refresh_step()  # a consent given just now is not drawn yet, and the plan comes from drawing
        findings = self.findings()
        asking = [f for f in findings if f.severity is Severity.ASK]
        if self.query_one("#publish", Button).disabled:
            blocking = stopping(findings)
            if blocking and not self._sending:
                say(self.app, f"{blocking[0].message} {blocking[0].fix}", title="Not yet", problem=True)
        elif asking:
            self.ask(asking[0])
        elif self._plan is not None:
            self.confirm_and_send(self._plan)

    @work(group="send", exclusive=True, exit_on_error=False)
    async def confirm_and_send(self, plan: Plan) -> None:
        """The typed confirmation, then one send of exactly this plan."""
        if not await self.app.push_screen_wait(confirmation(plan)):
            return
        self._sending = True
        self.refresh_step()
        try:
            submission = await self.app.submit(plan)
        except AcceptedNotRecorded as error:
            self.app.must_tell(str(error))
        except PlanRefused as refusal:
            self._take_refusal(refusal)
        except CatalogError as error:
            say(self.app, error.sentences(), title=error.title, problem=True)
        except StoreError as error:
            say(self.app, f"{error} Nothing was sent.", problem=True)
        else:
            self.app.show_submission(submission.id)
            return
        self._sending = False
        self.refresh_step()

    def _take_refusal(self, refusal: PlanRefused) -> None:
        """Something moved since the review: show what, and review again."""
        draft = self.app.drafting.draft
        text = str(refusal)
        if refusal.fresh is not None and draft.authorization is not None:
            changed = differences(draft.authorization, refusal.fresh)
            text += "".join(f"\n{d.label}: {d.before} → {d.after}" for d in changed)
            self.app.change(authorization=refusal.fresh, consents=frozenset())
        say(self.app, text, title="Not sent", problem=True)
        self.app.read_offers()
