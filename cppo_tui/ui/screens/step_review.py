"""Step 5: everything once more, what stops it, and exactly what will be sent."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.events import Resize
from textual.widgets import Label, Static

from cppo_tui.domain.checks import CheckContext, check_all
from cppo_tui.domain.checks.contract import RESELLER_CONTRACT, check_contract, contract_consent
from cppo_tui.domain.checks.existing import is_about_a_twin
from cppo_tui.domain.confirmed import come_up
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.findings import Finding, Severity, stopping
from cppo_tui.domain.plan import Plan, PublishMode, canonical
from cppo_tui.domain.steps import Step
from cppo_tui.services.planner import NotReady, make_plan, preview
from cppo_tui.ui.abandoned import abandoned_drafts, complete_or_not, instead_words
from cppo_tui.ui.as_read import MOVED_ON, AsRead
from cppo_tui.ui.commands import bindings
from cppo_tui.ui.confirmation import confirmation
from cppo_tui.ui.export import copy_text, save_plan
from cppo_tui.ui.offer_files import save_offer_file
from cppo_tui.ui.plain import plain, put
from cppo_tui.ui.review_view import ASKS_AWS, MODE_NOTES, summary, told_findings
from cppo_tui.ui.scrolling import ScrollsItsBody
from cppo_tui.ui.settling import not_published, to_settle
from cppo_tui.ui.step_screen import StepScreen
from cppo_tui.ui.widgets.button import Button
from cppo_tui.ui.widgets.change_set import ChangeSet
from cppo_tui.ui.widgets.contract_box import ContractBox
from cppo_tui.ui.widgets.finding_list import FindingList
from cppo_tui.ui.widgets.ways import Ways

SMALLEST = (60, 18)
"""Below this the review cannot be read whole, so nothing can be published."""


class ReviewScreen(ScrollsItsBody, StepScreen):
    """Summary, findings, the way to publish, the change set, its digest."""

    says_more_below = False
    STEP = Step.REVIEW
    CSS_PATH = "step_review.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("review")
    _plan: Plan | None = None
    _told: tuple[Finding, ...] = ()
    """What is known of it, most of all what is to be settled before it can be published."""

    def compose_step(self) -> ComposeResult:
        """Words on one side, JSON on the other where there is room."""
        with Vertical(id="words"):
            yield Static("", id="refusal")
            yield Static("", id="summary")
            yield Label("Findings", classes="section")
            yield FindingList()
            yield Static("", id="mode-note")
            yield Button("", id="reuse")
        yield ChangeSet()

    def compose_in_view(self) -> ComposeResult:
        """What is accepted, and the two ways to publish: nobody should send without having seen both."""
        yield ContractBox()
        yield Ways(verify=self.app.drafting.draft.mode is PublishMode.VERIFY)

    def compose_forward(self) -> ComposeResult:
        """Copy, save, publish."""
        yield Button("Copy JSON", id="copy")
        yield Button("Save JSON", id="save")
        yield Button("Save as offer file", id="save-file")
        yield Button("Publish …", id="publish", variant="primary")

    def prepare(self) -> None:
        """Ask AWS for the offers there are: twins are found before sending."""
        self._read = AsRead()
        self.listen(self.app.tracking_changed, lambda _: self.refresh_step())
        self.app.customers.read()
        self.app.read_offers()

    def focus_first(self) -> None:
        """Begin at the top, with the arrows scrolling: a review is read first."""
        body = self.query_one("#body")
        body.can_focus = True
        body.focus()

    def on_resize(self, event: Resize) -> None:
        """A window made too small takes the way to publish away; a larger one gives it back."""
        if self.is_mounted:
            self.refresh_step()

    def findings(self) -> tuple[Finding, ...]:
        """All of them, of all steps. The contract has a tick: no answer to a question stands for it."""
        found = check_all(self.app.drafting.draft, self.app.context())
        by_tick = {"severity": Severity.BLOCKING}
        return tuple(
            one.model_copy(update=by_tick) if one.code == RESELLER_CONTRACT else one for one in found
        )

    def update_step(self, draft: OfferDraft, findings: tuple[Finding, ...]) -> None:
        """Draw the review of the draft as it is now; the plan drawn is the one that can be sent."""
        context = self.app.context()
        self._show_refusal(draft)
        self.query_one("#summary", Static).update(summary(draft, context, sandboxed=self.app.desk.sandboxed))
        told = told_findings(findings, draft, self.app.connection, waiting=self._waiting)
        self.query_one(FindingList).show(told)
        self._told = told
        self.query_one(ContractBox).show(draft.authorization, accepted=not check_contract(draft))
        self._plan = self._make_plan(draft, context)
        self._show_payload(draft)
        self._show_mode(draft)
        self._show_buttons(findings)
        self.refresh_bindings()

    def _make_plan(self, draft: OfferDraft, context: CheckContext) -> Plan | None:
        try:
            return make_plan(draft, context, world=self.app.desk.world)
        except NotReady:
            return None

    @property
    def _waiting(self) -> bool:
        """True while AWS is being asked for the offers there are; without an authorization nobody asks."""
        connection = self.app.connection
        if self.app.drafting.draft.authorization is None:
            return False
        return connection.offers is None and connection.offers_error is None and connection.error is None

    def _show_refusal(self, draft: OfferDraft) -> None:
        """Why the last try was not sent, until the next one."""
        text = self.app.tracking.refusals.get(draft.id, "")
        box = self.query_one("#refusal", Static)
        box.update(plain(("Not sent: ", "bold $text-error"), text))
        box.display = bool(text)

    def _show_payload(self, draft: OfferDraft) -> None:
        changes = preview(draft, self.app.context())
        self._read.drawn(draft, canonical(changes) if changes is not None else "")
        self.query_one(ChangeSet).show(changes, self._plan.digest if self._plan else "")

    def _show_mode(self, draft: OfferDraft) -> None:
        put(self.query_one("#mode-note", Static), plain((MODE_NOTES[draft.mode], "$text-muted")))
        instead = instead_words(draft, abandoned_drafts(self.app, draft))
        button = self.query_one("#reuse", Button)
        button.display = bool(instead)
        button.label = plain(instead)
        button.refresh(layout=True)

    def _show_buttons(self, findings: tuple[Finding, ...]) -> None:
        blocking = [f for f in stopping(findings) if f.severity is Severity.BLOCKING]
        button = self.query_one("#publish", Button)
        button.label = plain("Publish …" if self._direct else "Create draft …")
        button.refresh(layout=True)
        notice = self._hold(blocking)
        button.disabled = bool(notice)
        button.visible = self.app.tracking.sending is None
        for name in ("#copy", "#save"):
            self.query_one(name, Button).disabled = self._plan is None
        told = notice or self.app.drafting.problem or to_settle(self.app, self._told)
        self.query_one("#notice", Label).update(plain(told))

    def _hold(self, blocking: list[Finding]) -> str:
        """Why nothing can be published right now, "" when it can."""
        if self.app.tracking.sending is not None:
            return "Sending …"
        if self.app.size.width < SMALLEST[0] or self.app.size.height < SMALLEST[1]:
            return "Enlarge the window to publish."
        if self._waiting:
            return "Reading offers …"
        return to_settle(self.app, self._told) if blocking else ""

    @on(FindingList.Jumped)
    def _jumped(self, event: FindingList.Jumped) -> None:
        if event.finding.code in ASKS_AWS:
            self.app.connect()
            self.app.read_offers()
        elif event.finding.code == RESELLER_CONTRACT:
            self.query_one(ContractBox).focus_tick()
        elif event.finding.field == "completes":
            self.query_one("#reuse", Button).focus()
        elif is_about_a_twin(event.finding):
            self.ask(event.finding)
        else:
            self.app.go_to(event.finding.step, event.finding.field)

    @property
    def _direct(self) -> bool:
        return self.app.drafting.is_open and self.app.drafting.draft.mode is PublishMode.DIRECT

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The key that goes on is called what it does; what there is not yet is not offered."""
        planned, direct = self._plan is not None, self._direct
        offered = {"next": direct, "create_draft": not direct, "copy": planned, "save": planned}
        offered["to_do"] = any(one.to_read for one in self._told)
        offered |= next((one.offers for one in self.query(ContractBox).results()), {})
        return offered.get(action, True)

    def action_to_do(self) -> None:
        """To what must be settled or read before publishing, one after the other."""
        self.query_one(FindingList).focus_next_to_read(self.query_one("#body"))

    def action_change_set(self) -> None:
        """To the change set and back."""
        self.query_one(ChangeSet).come_into_view(self.query_one("#body"))

    def action_other_way(self) -> None:
        """Verify first instead of publishing directly, or the reverse."""
        self.query_one(Ways).other()

    def action_find(self) -> None:
        """Search the change set."""
        self.query_one(ChangeSet).begin_search()

    def action_accept(self) -> None:
        """Set the tick under the summary, or take it away."""
        self.query_one(ContractBox).toggle()

    action_take_back = action_accept

    def action_contract(self) -> None:
        """Show where it can be read."""
        self.query_one(ContractBox).read()

    @on(ContractBox.Ticked)
    def _ticked(self, event: ContractBox.Ticked) -> None:
        draft = self.app.drafting.draft
        if draft.authorization is not None:
            tick = frozenset({contract_consent(draft.authorization)})
            self.app.change(consents=draft.consents | tick if event.accepted else draft.consents - tick)

    @on(Button.Pressed, "#reuse")
    @work(group="ask", exclusive=True, exit_on_error=False)
    async def _reuse(self) -> None:
        await complete_or_not(self.app)

    @on(Button.Pressed, "#copy")
    def action_copy(self) -> None:
        """Copy the change set in the very bytes of the digest."""
        if self._plan is not None:
            copy_text(self.app, self._plan.payload, "The change set")

    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Save the change set in the very bytes of the digest."""
        if self._plan is not None:
            save_plan(self.app, self._plan, self.app.desk.save_folder)

    @on(Button.Pressed, "#save-file")
    def action_save_file(self) -> None:
        """Save what was typed as an offer file, whatever still stops it."""
        save_offer_file(self.app)

    @on(Button.Pressed, "#publish")
    def action_next(self) -> None:
        """Ask what must be asked, have it confirmed in writing, send; nothing when it has just been left."""
        if not self._shows_draft:
            return
        findings = self.findings()
        asking = [f for f in findings if f.severity is Severity.ASK]
        blocking = [f for f in stopping(findings) if f.severity is Severity.BLOCKING]
        hold = self._hold(blocking)
        if blocking and not self._waiting:
            self.app.bell()  # no toast: it would cover the ways to publish, and the finding says all of it
            if blocking[0].code == RESELLER_CONTRACT:
                self.query_one(ContractBox).focus_tick()
                put(self.query_one("#notice", Label), plain(not_published(self.app)))
            else:
                self.query_one(FindingList).focus_worst()
        elif hold:
            self.app.bell()  # the line beside the button says why
        elif asking:
            self.ask(asking[0])
        else:
            self.confirm(self._make_plan(self.app.drafting.draft, self.app.context()))

    action_create_draft = action_next

    @work(group="confirm", exclusive=True, exit_on_error=False)
    async def confirm(self, plan: Plan | None) -> None:
        """Only the plan that was read may be confirmed, and only that is sent."""
        self.refresh_step()
        if plan is None or not self._read.is_this(plan):
            self._read.tell(self.app, MOVED_ON)
            return
        draft, known = self.app.drafting.draft, self.findings()
        asked = confirmation(plan, self.app.customers.book, draft=draft, findings=self._told)
        if not await self.app.push_screen_wait(asked):
            return
        self.refresh_step()
        if why := come_up(plan, self._plan, known, self.findings()):
            self._read.tell(self.app, why)
        else:
            self.app.send(plan)
