"""Step 6: what becomes of a submission. Reads the app's tracking; leaving it stops nothing."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Label, Static

from cppo_tui.domain.catalog import OfferView
from cppo_tui.domain.errors import CatalogError, StoreError
from cppo_tui.domain.last_day import LastDay
from cppo_tui.domain.plan import AMENDING
from cppo_tui.domain.submission import Submission, SubmissionState
from cppo_tui.domain.verify import Line
from cppo_tui.services.amending import last_day_now, moved_here
from cppo_tui.services.releasing import beside
from cppo_tui.services.wizard import rail_at_status
from cppo_tui.ui import status_view as view
from cppo_tui.ui.commands import bindings
from cppo_tui.ui.comparison_view import comparison
from cppo_tui.ui.dialogs.ask import Ask
from cppo_tui.ui.export import copy_text
from cppo_tui.ui.failing import TellsFailures
from cppo_tui.ui.offer_at_hand import OfferAtHand
from cppo_tui.ui.plain import plain, say
from cppo_tui.ui.releasing import release
from cppo_tui.ui.room import KnowsItsRoom
from cppo_tui.ui.scrolling import ScrollsItsBody
from cppo_tui.ui.status_outcome import has_outcome, in_words, outcome_facts, outcome_words
from cppo_tui.ui.status_text import status_text
from cppo_tui.ui.way_back import BACK_WORDS, WayBack
from cppo_tui.ui.widgets.button import Button
from cppo_tui.ui.widgets.failure_list import FailureList
from cppo_tui.ui.widgets.key_line import KeyLine
from cppo_tui.ui.widgets.more_below import MoreBelow
from cppo_tui.ui.widgets.reading import Pages
from cppo_tui.ui.widgets.status_bar import StatusBar
from cppo_tui.ui.widgets.step_rail import StepRail
from cppo_tui.ui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from cppo_tui.ui.app import CppoApp


class StatusScreen(WayBack, OfferAtHand, ScrollsItsBody, KnowsItsRoom, TellsFailures, Screen[None]):
    """The state in a word, each change, and what can be done now."""

    CSS_PATH = "status.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = bindings("status")
    app: CppoApp

    def __init__(self, submission_id: str) -> None:
        super().__init__()
        self._submission_id = submission_id
        self._submission: Submission | None = None
        self._offer: OfferView | None = None
        self._lines: tuple[Line, ...] = ()
        self._last: LastDay | None = None
        self._looked = self.app.desk.clock()
        self._movable = False
        self._against: dict[str, str] = {}

    @property
    def draft_id(self) -> str:
        """The draft this screen is about, or the offer that is being moved, "" until it is read."""
        return self._moving or (self._submission.plan.draft_id if self._submission else "")

    def compose(self) -> ComposeResult:
        """Frame, state, changes, what to do."""
        yield TopBar()
        yield StepRail()
        yield Label("", id="heading", markup=False)
        with Pages(id="body"):
            yield Static("", id="headline")
            yield Static("", id="progress")
            yield Static("", id="problem")
            yield FailureList()
            yield from (Static("", id=part) for part in ("outcome", "figures", "changes"))
        yield MoreBelow("#body", by="status.page-down")
        yield StatusBar(BACK_WORDS[self.leads])
        yield KeyLine()

    def on_mount(self) -> None:
        """Read the submission, follow it, count the seconds."""
        self.listen(self.app.tracking_changed, self._told)
        self.listen(self.app.connection_changed, lambda _: self._connected())
        self.app.show_top_bar(self)
        self.set_interval(1.0, self._tick)
        self.query_one("#home").focus()
        self.load()
        self.app.follow(self._submission_id)

    @work(group="status-load", exclusive=True, exit_on_error=False)
    async def load(self) -> None:
        """Read what the store knows; that is what is shown."""
        try:
            submission = await asyncio.to_thread(self.app.desk.store.load_submission, self._submission_id)
        except StoreError as error:
            say(self.app, str(error), problem=True)
            return
        await self._take(submission)
        if submission.state is SubmissionState.SUCCEEDED and not self._offer:
            await self._read_offer(submission)

    async def _take(self, submission: Submission) -> None:
        desk = self.app.desk
        last = await asyncio.to_thread(last_day_now, desk.store, submission, self._offer, desk.clock())
        self._submission, self._last = submission, last
        self.show()

    async def _read_offer(self, submission: Submission) -> None:
        catalog = self.app.connection.catalog
        if catalog is None or not submission.offer_id:
            return
        try:
            offer = await asyncio.to_thread(catalog.offer, submission.offer_id)
        except CatalogError as error:
            say(self.app, error.sentences(), title="AWS's figures could not be read", problem=True)
            return
        store = self.app.desk.store
        here = await asyncio.to_thread(moved_here, store, offer)
        compared = await asyncio.to_thread(beside, submission.plan, offer, store, moved=here)
        self._offer, self._lines = offer, compared  # both or neither: another look may stop this one
        await self._take(submission)

    def _connected(self) -> None:
        self.app.show_top_bar(self)
        if self._submission is not None and self._submission.state.in_flight:
            self.app.follow(self._submission_id)
        elif self._submission is not None and self._offer is None:
            self.load()

    def _told(self, submission_id: str) -> None:
        if submission_id in ("", self._submission_id):
            self._looked = self.app.desk.clock()
            self.load()

    def on_resize(self, event: Resize) -> None:
        """A wider window has both sides beside each other, and more words for the steps."""
        self.query_one(StepRail).show(rail_at_status())
        self.call_after_refresh(self.show)

    def _tick(self) -> None:
        if self._submission is not None and self._submission.state.in_flight:
            self._show_progress(self._submission)
            if self._against != self._against_acting(self._submission):  # it has come of age
                self.show()

    def show(self) -> None:
        """Draw the submission as it is."""
        submission = self._submission
        if submission is None or self._last is None or not self.query("#heading"):
            return
        self.query_one("#heading", Label).update(view.page_heading(submission, self.size.width))
        self.query_one(StepRail).visible = submission.plan.kind not in AMENDING
        self.query_one("#headline", Static).update(view.headline(submission, self._last))
        self._show_progress(submission)
        self._against = self._against_acting(submission)
        trouble = self._trouble() or submission.problem
        problem = self.query_one("#problem", Static)
        problem.update(plain(trouble))
        problem.display = bool(trouble)
        self.query_one("#changes", Static).update(view.change_lines(submission))
        self.query_one(FailureList).show(submission)
        self._show_outcome(submission, self._last)
        self._show_buttons(submission)

    def _trouble(self) -> str:
        return self.app.tracking.trouble(self._submission_id, self._submission)

    def _show_progress(self, submission: Submission) -> None:
        look, instant = self.app.tracking.looks.get(self._submission_id), self.app.desk.clock()
        words = view.progress(look, submission, instant, self._looked, view.normal(self.size.width))
        self.query_one("#progress", Static).update(words)

    def _show_outcome(self, submission: Submission, last: LastDay) -> None:
        outcome, figures = self.query_one("#outcome", Static), self.query_one("#figures", Static)
        unclear = view.unknown_words(self._against, unseen=bool(self._trouble()))
        if in_words(submission):
            outcome.update(outcome_words(submission, self._lines, unclear))
        else:
            outcome.update(outcome_facts(self.app, submission, last, self._link()))
        outcome.display = has_outcome(submission)
        figures.update(comparison(self._lines, figures.container_size.width))
        figures.display = bool(self._lines)

    def _link(self) -> str:
        """The buyer's link, "" before there is an offer buyers can see and its product is known."""
        submission = self._submission
        if submission is None or not view.live(submission) or (self._last and self._last.over):
            return ""
        product = submission.plan.product_id or (self._offer.product_id if self._offer else "")
        return view.buyer_link(submission, product) if submission.offer_id and product else ""

    def _against_acting(self, submission: Submission) -> dict[str, str]:
        return view.against_acting(submission, self.app.tracking, self.app.connection.catalog)

    def _show_buttons(self, submission: Submission) -> None:
        tracking = self.app.tracking
        over = bool(self._last and self._last.over)
        shown = view.buttons(submission, compared=bool(self._lines), over=over)
        shown["copy-link"] = bool(self._link())
        self._movable = shown["extend"]
        busy = self._submission_id in tracking.busy or tracking.sending is not None
        shown["extend"] &= self.size.width >= view.ROOM_FOR_ALL  # in a narrower window there is the key
        self.query_one(StatusBar).show(shown, self._against, busy=busy)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is offered for copying that is not there."""
        if action in BACK_WORDS:
            return action == self.leads
        if action == "drafts":
            return self.leads != "home"
        if action == "copy_link":
            return bool(self._link())
        if action == "extend":
            return self._movable
        if action in ("release", "copy_id", "copy_change_set", "hand_over"):
            button = self.query_one(f"#{action.replace('_', '-')}", Button)
            return self._submission is not None and button.display and not button.disabled
        return True

    @on(Button.Pressed, "#home")
    def _home(self) -> None:
        self.action_home()

    @on(Button.Pressed, "#copy-id, #copy-change-set, #copy-link, #hand-over, #extend")
    async def _act_on_offer(self, event: Button.Pressed) -> None:
        """As by its key; see ``OfferAtHand``."""
        await self.run_action((event.button.id or "").replace("-", "_"))

    def action_copy_told(self) -> None:
        """Copy all of it as text: what AWS says can be searched for, or handed on."""
        if (submission := self._submission) is not None and self._last is not None:
            trouble = self._trouble() or submission.problem
            text = status_text(submission, self._last, trouble, self._link(), self._lines)
            copy_text(self.app, text, "What is told here")

    @on(Button.Pressed, "#like")
    def _like(self) -> None:
        if self._submission is not None:
            self.app.shelf.begin_like(self._submission.offer_id)

    @on(Button.Pressed, "#edit")
    def _edit(self) -> None:
        if self._submission is not None:
            self.app.open_draft(self._submission.plan.draft_id)

    @on(FailureList.FixWanted)
    def _fix(self, event: FailureList.FixWanted) -> None:
        if self._submission is not None:
            self.app.open_draft(self._submission.plan.draft_id, event.field)

    @on(Button.Pressed, "#cancel, #resend")
    def _act(self, event: Button.Pressed) -> None:
        self.app.sender.act(event.button.id or "", self._submission_id)

    @on(Button.Pressed, "#check")
    def _check(self) -> None:
        self.app.follow(self._submission_id)

    @on(Button.Pressed, "#absent")
    @work(group="absent", exclusive=True, exit_on_error=False)
    async def _absent(self) -> None:
        dialog = Ask("AWS does not have it?", plain(view.ABSENT), yes="AWS does not have it")
        if await self.app.push_screen_wait(dialog):
            self.app.sender.act("declare_absent", self._submission_id)

    @on(Button.Pressed, "#correct")
    def _correct(self) -> None:
        if self._submission is not None and self._offer is not None:
            self.app.correct_draft(self._submission.plan.draft_id, self._offer.id, self._offer.revision)

    @on(Button.Pressed, "#release")
    @work(group="release", exclusive=True, exit_on_error=False)
    async def action_release(self) -> None:
        """AWS's figures are what gets released: any difference to the review is asked about first."""
        if self._submission is not None and self._offer is not None:
            await release(self.app, self._submission, self._offer)
