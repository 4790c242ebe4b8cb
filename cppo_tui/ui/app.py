"""The application: which screen is next, and the state that outlives screens. No rule of the business."""

from __future__ import annotations

import asyncio
from enum import Enum
from typing import TYPE_CHECKING, Any

from textual import work
from textual.screen import ModalScreen, Screen
from textual.signal import Signal

from cppo_tui.domain.errors import StoreError
from cppo_tui.domain.ports import IN_FLIGHT
from cppo_tui.domain.steps import Step
from cppo_tui.services.background import HoldsNoDoor
from cppo_tui.ui import pauses
from cppo_tui.ui.announcing import Announcing
from cppo_tui.ui.autosave import Autosave, keys_arrived
from cppo_tui.ui.connection import Connection
from cppo_tui.ui.crash import StopsPlainly
from cppo_tui.ui.customers import Customers
from cppo_tui.ui.departure import Departure
from cppo_tui.ui.desk import Desk
from cppo_tui.ui.drafting import Drafting
from cppo_tui.ui.failing import TellsFailures
from cppo_tui.ui.personal import Personal
from cppo_tui.ui.plain import say
from cppo_tui.ui.screens.home import HomeScreen
from cppo_tui.ui.sending import Sending
from cppo_tui.ui.shelf import Shelf
from cppo_tui.ui.terminal_input import TerminalDriver
from cppo_tui.ui.too_small import NeedsRoom
from cppo_tui.ui.tracking import Tracking

if TYPE_CHECKING:
    from cppo_tui.domain.checks import CheckContext
    from cppo_tui.domain.findings import Finding
    from cppo_tui.domain.plan import Plan
    from cppo_tui.ui.as_seen import Seen


class Leaving(Enum):
    """Why the screen was left."""

    DONE = "done"
    FOR_SANDBOX = "for the sandbox"


class CppoApp(TellsFailures, StopsPlainly[Leaving], NeedsRoom[Leaving], Personal[Leaving]):
    """The wizard. Screens read ``drafting``, ``connection`` and ``tracking`` and listen to the signals."""

    TITLE = "cppo"
    CSS_PATH = ["cppo.tcss", "screens/home.tcss"]  # noqa: RUF012 - Textual types it as an instance variable
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]  # noqa: RUF012 - Textual types it as an instance variable
    VERTICAL_BREAKPOINTS = [(0, "-short"), (32, "-tall")]  # noqa: RUF012 - likewise

    def __init__(self, desk: Desk, *, theme: str = "") -> None:
        super().__init__(driver_class=TerminalDriver)
        self.desk = desk
        self.settle(desk, theme)
        self.draft_changed: Signal[None] = Signal(self, "draft_changed")
        self.connection_changed: Signal[None] = Signal(self, "connection_changed")
        self.tracking_changed: Signal[str] = Signal(self, "tracking_changed")
        self.drafting = Drafting(desk, lambda: self.draft_changed.publish(None))
        self.connection = Connection(desk, lambda: self.connection_changed.publish(None))
        self.customers = Customers(desk, lambda: self.draft_changed.publish(None))
        self.tracking = Tracking(desk, self.tracking_changed.publish)
        self.last_words: list[str] = []
        self.mistakes: list[BaseException] = []
        self.autosave = Autosave(desk)
        self.departure = Departure(self)
        self.sender = Sending(self)
        self.shelf = Shelf(self)
        self.announcing = Announcing(self)

    async def run_async(self, **options: Any) -> Leaving | None:
        """Run on the terminal, until the person, a signal or a mistake ends it."""
        asyncio.get_running_loop().set_default_executor(HoldsNoDoor())
        with self.departure.signals():
            try:
                return await super().run_async(**options)
            finally:
                await self.departure.last_save()

    def get_default_screen(self) -> Screen[Any]:
        """The list of drafts lies under everything."""
        return HomeScreen()

    def on_ready(self) -> None:
        """The first frame is there: now load what is slow."""
        pauses.collect_in_pauses_only()
        self.dress()
        self.announcing.listen()
        self.connect()

    @work(group="connect", exclusive=True, exit_on_error=False)
    async def connect(self) -> None:
        """Load the AWS client, ask who we are, and take up what is still in flight."""
        await self.connection.open()
        pauses.keep_what_is_loaded()
        if self.connection.catalog is None or self.connection.error is not None:
            return
        try:
            rows = self.desk.store.submissions()
        except StoreError as error:
            say(self, str(error), problem=True)
            return
        for row in rows:
            if row.state in IN_FLIGHT:
                self.follow(row.id)

    @work(group="authorizations", exclusive=True, exit_on_error=False)
    async def read_authorizations(self) -> None:
        """Read (again) what is shared with us."""
        await self.connection.read_authorizations()

    @work(group="offers", exclusive=True, exit_on_error=False)
    async def read_offers(self) -> None:
        """Read the offers there are from the draft's authorization, learn whose accounts they name before
        anything else is waited for, and ask whether AWS has the authorization still."""
        draft = self.drafting.draft
        await self.connection.read_offers(draft.authorization, draft.reuse_offer_id)
        await self.customers.learn(self.connection.offers or ())
        if draft.authorization is not None:
            await self.connection.look_for(draft.authorization)

    @work(group="follow", exit_on_error=False)
    async def follow(self, submission_id: str) -> None:
        """Look at a submission until it has ended."""
        if self.connection.catalog is not None:
            await self.tracking.follow(submission_id, self.connection.catalog)

    @work(group="upload", exclusive=True, exit_on_error=False)
    async def upload_eula(self) -> None:
        """Put the draft's own end-user agreement into the person's S3 bucket."""
        from cppo_tui.ui.uploading import upload_eula

        await upload_eula(self)

    def send(self, plan: Plan) -> None:
        """Send a plan, at most once, whatever screen is shown meanwhile; one send at a time."""
        if self.tracking.sending is None:
            self.sender.send(plan)

    def must_tell(self, text: str) -> None:
        """Something that must not be missed: shown now, and printed once the screen is gone."""
        self.last_words.append(text)
        say(self, text, title="Note this down", problem=True)

    def context(self) -> CheckContext:
        """What the checks may know now."""
        from cppo_tui.domain.checks import CheckContext

        return CheckContext(
            now=self.desk.clock(),
            seller_account=self.connection.account,
            offers=self.connection.offers,
            book=self.customers.book,
            completes=self.connection.completed,
            signed_eula=self.drafting.signed_eula,
            gone=frozenset(self.connection.gone),
        )

    def change(self, **updates: Any) -> None:
        """Change the draft and save it shortly after."""
        if "authorization" in updates:
            self.connection.orphans -= {self.drafting.draft.id}
        if self.drafting.change(**updates):
            self.departure.stay()
            self.save_soon()

    @work(group="autosave", exclusive=True, exit_on_error=False)
    async def save_soon(self) -> None:
        """Save when the person pauses; typing on starts the wait again, but not for long."""
        wait = self.autosave.wait()
        await self.desk.sleep(wait)
        if wait == self.autosave.QUIET:
            pauses.pause()
        self.autosave.saving()
        self.save_now()

    @work(group="save", exit_on_error=False)
    async def save_now(self) -> None:
        """Save; not cut off by further typing."""
        await self.drafting.save()

    def consent(self, finding: Finding) -> None:
        """Note that the person means it."""
        self.change(consents=self.drafting.draft.consents | {finding.consent})

    def advance(self, step: Step) -> None:
        """Go on to the step after this one."""
        following = Step(step + 1)
        self.change(reached=max(self.drafting.draft.reached, following))
        self.go_to(following)

    def go_back(self, step: Step) -> None:
        """One step back; from the first one to the list of drafts."""
        if step is Step.OPPORTUNITY:
            self.go_home()
        else:
            self.go_to(Step(step - 1))

    def go_to(self, step: Step, field: str = "") -> None:
        """Show a step of the open draft, freshly built; nothing when it has just been left, nor from below a
        question, whose place it would take."""
        from cppo_tui.ui.routes import step_screen

        if self.drafting.is_open and not isinstance(self.screen, ModalScreen):
            self._show(step_screen(step, field))

    def show_submission(self, submission_id: str) -> None:
        """Show what becomes of a submission; Escape then leads back to where it was begun."""
        from cppo_tui.ui.screens.status import StatusScreen

        self._show(StatusScreen(submission_id).after(self.screen_stack))

    def visit(self, place: str, about: str = "", *, at: str = "", seen: Seen | None = None) -> None:
        """Show the offers, the authorizations, or many offers at once; ``about`` an authorization, or with
        the cursor ``at`` an offer, looked at as ``seen`` before."""
        from cppo_tui.ui.routes import place_screen

        self._show(place_screen(place, about, at=at, seen=seen))

    def is_about(self, draft_id: str) -> bool:
        """True when what is shown belongs to this draft, so that its news may take the screen."""
        return any(getattr(screen, "draft_id", "") == draft_id for screen in self.screen_stack)

    def _show(self, screen: Screen[None]) -> None:
        pauses.screen_left()
        (self.switch_screen if len(self.screen_stack) > 1 else self.push_screen)(screen)

    @work(group="leave", exclusive=True, exit_on_error=False)
    async def go_home(self) -> None:
        """Save and show the list of drafts; stay when the draft cannot be saved."""
        if not await self.save_all():
            say(self, f"{self.drafting.problem} It stays open here.", title="Not saved", problem=True)
            return
        while len(self.screen_stack) > 1:
            await self.screen._mounted_event.wait()  # taken away half built, it would miss its own widgets
            self.pop_screen()  # awaited here, a second Ctrl+G would cancel it, and with it the whole program
        self.call_next(self._leave_draft)

    async def _leave_draft(self) -> None:
        """The screens are gone now, and what was still on its way from them has reached the draft. Where that
        opened a step again, the draft stays open: a step without one could do nothing but fail."""
        saved = await self.drafting.save()
        if saved and self.drafting.is_open and not self.is_about(self.drafting.draft.id):
            self.drafting.close()

    async def save_all(self) -> bool:
        """Save what is typed, the last key included. True when nothing is unsaved."""
        if not self.drafting.is_open:
            return True
        await keys_arrived(self.focused)
        return await self.drafting.save()

    def begin_draft(self) -> None:
        """Start a new offer."""
        from cppo_tui.services.new_offers import begun

        self.drafting.begin(begun(self.desk.new_id, self.settings), blank=True)
        self.go_to(Step.OPPORTUNITY)

    def open_draft(self, draft_id: str, field: str = "") -> None:
        """Continue a draft where it was left, or at the step of a field."""
        from cppo_tui.domain.steps import step_of_field
        from cppo_tui.services.wizard import first_open_step

        try:
            self.drafting.load(draft_id)
        except StoreError as error:
            say(self, str(error), title="This draft cannot be opened", problem=True)
            return
        self.connection.forget_offers()
        self.go_to(step_of_field(field) if field else first_open_step(self.drafting.draft), field)

    def correct_draft(self, draft_id: str, offer_id: str, revision: int) -> None:
        """Open the draft behind a draft offer at AWS, to correct that offer instead of making another."""
        self.open_draft(draft_id)
        if self.drafting.is_open and self.drafting.draft.id == draft_id:
            self.change(reuse_offer_id=offer_id, reuse_offer_revision=revision)

    def show_top_bar(self, screen: Screen[Any]) -> None:
        """Say on this screen where we are."""
        from cppo_tui.ui.widgets.top_bar import TopBar

        error = self.connection.error
        trouble, account = error.title if error else "", self.connection.account
        screen.query_one(TopBar).show(sandboxed=self.desk.sandboxed, account=account, trouble=trouble)

    def leave_for_sandbox(self) -> None:
        """Close this screen; the command opens the sandbox in its place."""
        self.exit(Leaving.FOR_SANDBOX)

    async def action_quit(self) -> None:
        """Leave; see ``departure``."""
        await self.departure.by_key()
