"""The whole application on a sandbox, with a clock the test moves and a sleep that takes no time."""

import asyncio
import itertools
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC
from functools import cached_property
from pathlib import Path
from typing import Any

from textual.events import Key
from textual.pilot import Pilot
from textual.screen import ModalScreen, Screen

from cppo_tui.cli.accounts import sandbox_catalog
from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.checks import CheckContext
from cppo_tui.domain.checks.contract import contract_consent
from cppo_tui.domain.draft import OfferDraft, PricingChoice
from cppo_tui.domain.plan import Plan
from cppo_tui.domain.ports import SellerAccount
from cppo_tui.domain.steps import Step
from cppo_tui.domain.submission import Submission, SubmissionState
from cppo_tui.sandbox.pace import INSTANT, Pace
from cppo_tui.sandbox.records import AUTHORIZATION, Entity, Json
from cppo_tui.sandbox.seed_archera import BRONZE
from cppo_tui.sandbox.seed_model import Day
from cppo_tui.sandbox.service import ACCOUNT, Sandbox
from cppo_tui.services.background import HoldsNoDoor, calls_hang
from cppo_tui.services.planner import make_plan
from cppo_tui.store import SqliteStore
from cppo_tui.store.offer_files import OfferFilesOnDisk
from cppo_tui.ui.app import CppoApp, Leaving
from cppo_tui.ui.desk import SANDBOX, Desk
from tests.ui.clocks import StageClock
from tests.ui.ids import SandboxIds

BUYER = "123456789012"
SMALL, LARGE = (80, 24), (120, 40)
AppPilot = Pilot[Leaving]


@dataclass
class Stage:
    """An application, the sandbox behind it, and the clock of both. ``wrap`` puts something between."""

    folder: Path
    scenario: str = "archera"
    pace: Pace = INSTANT
    theme: str = "cppo-dark"
    world: str = SANDBOX
    clock: StageClock = field(default_factory=StageClock)
    naps: list[float] = field(default_factory=list)
    sleep: Callable[[float], Awaitable[None]] | None = None
    wrap: Callable[[SellerAccount], SellerAccount] = lambda catalog: catalog

    def __post_init__(self) -> None:
        self.numbers = itertools.count(1)
        self.ticked = 0.0
        self.nobody = threading.Event()
        self.sandbox = Sandbox(
            ":memory:", scenario=self.scenario, pace=self.pace, clock=self.clock, new_id=SandboxIds()
        )
        self.app = self.new_app()

    def new_app(self) -> CppoApp:
        """An application on the same store and sandbox: what a restart gives."""
        self.store = SqliteStore(self.folder / "cppo.db", self.world, self.clock)
        return CppoApp(
            Desk(
                world=self.world,
                store=self.store,
                connect=lambda: self.wrap(self.catalog),
                clock=self.clock,
                sleep=self.sleep or self._nap,
                new_id=lambda: f"{next(self.numbers):032x}",
                zone=UTC,
                save_folder=self.folder,
                offer_files=OfferFilesOnDisk(),
                first_wait=1,
                last_wait=5,
                ticks=lambda: self.ticked,
                rest=self.rest,
                notice=self.store.notice,
            ),
            theme=self.theme,
        )

    @cached_property
    def catalog(self) -> SellerAccount:
        """The sandbox as the gateway sees it, whatever ``wrap`` puts before it."""
        return sandbox_catalog(self.sandbox)

    def plant(self, documents: Callable[[Day], Mapping[str, Json]]) -> None:
        """More authorizations than the scenario has."""
        with self.sandbox._world.transaction():
            for key, doc in documents(Day(self.clock().date())).items():
                entity = Entity(
                    key, AUTHORIZATION, doc["ManufacturerAccountId"], 1, "2026-11-20T09:00:00Z", doc
                )
                self.sandbox._world.put_entity(entity)

    def authorization(self, authorization_id: str = BRONZE) -> ResaleAuthorization:
        """One of the sandbox's authorizations, as the wizard reads it."""
        return self.catalog.authorization(authorization_id)

    def draft(self, authorization_id: str = BRONZE, **fields: Any) -> OfferDraft:
        """A draft nothing speaks against, but for the fields named."""
        chosen = self.authorization(authorization_id) if authorization_id else None
        facts: dict[str, Any] = {
            "id": f"{next(self.numbers):032x}",
            "authorization": chosen,
            "consents": frozenset({contract_consent(chosen)} if chosen else ()),
            "buyers": (BUYER,),
            "pricing": PricingChoice(text="25"),
            "reached": Step.REVIEW,
        }
        return OfferDraft(**(facts | fields))

    def agreed(self, *consents: str, **fields: Any) -> OfferDraft:
        """A draft whose questions about these findings have been answered with yes."""
        draft = self.draft(**fields)
        return draft.model_copy(update={"consents": draft.consents | frozenset(consents)})

    def plan(self, draft: OfferDraft) -> Plan:
        """What would be sent for this draft."""
        context = CheckContext(now=self.clock(), seller_account=ACCOUNT, offers=())
        return make_plan(draft, context, world=self.world)

    def submission(self, state: SubmissionState, draft: OfferDraft | None = None, **facts: Any) -> Submission:
        """A submission in the store, as if it had been sent before this run."""
        return self.sent(self.plan(draft or self.draft()), state, **facts)

    def sent(self, plan: Plan, state: SubmissionState, **facts: Any) -> Submission:
        """A submission of this plan in the store."""
        submission = Submission(
            id=f"{next(self.numbers):032x}",
            plan=plan,
            attempt=1,
            name=f"cppo {plan.draft_id} 1",
            token=f"{next(self.numbers):032x}",
            state=state,
            created=self.clock(),
            updated=self.clock(),
        ).model_copy(update=facts)
        self.store.add_submission(submission)
        return submission

    @asynccontextmanager
    async def running(
        self, *, size: tuple[int, int] = SMALL, but: tuple[str, ...] = (), toasts: bool = False
    ) -> AsyncIterator[AppPilot]:
        """The application on its first screen, connected. ``but``: workers that are not expected to end.

        ``toasts`` draws notifications, which otherwise are only kept.
        """
        asyncio.get_running_loop().set_default_executor(HoldsNoDoor())  # as the app does on a terminal
        async with self.app.run_test(size=size, notifications=toasts) as pilot:
            await settle(pilot, but=but)
            yield pilot

    @asynccontextmanager
    async def at(
        self, step: Step, draft: OfferDraft | None = None, *, size: tuple[int, int] = SMALL, field: str = ""
    ) -> AsyncIterator[AppPilot]:
        """The application with this draft stored and open at a step."""
        async with self.running(size=size) as pilot:
            await self.open_at(pilot, step, draft or self.draft(), field)
            yield pilot

    async def open_at(self, pilot: AppPilot, step: Step, draft: OfferDraft, field: str = "") -> None:
        """Store this draft and open it at a step."""
        self.store.save_draft(draft, revision=0)
        self.app.drafting.load(draft.id)
        self.app.go_to(step, field)
        await settle(pilot)

    def rest(self, seconds: float) -> None:
        """What a batch waits, in its own thread: it takes no time, but lets everybody else have a turn."""
        self.ticked += seconds
        self.clock.move(seconds=seconds)
        self.nobody.wait(0.004)

    async def _nap(self, seconds: float) -> None:
        """Takes no time, but lets everything else run; the clock moves as if it had."""
        self.naps.append(seconds)
        self.clock.move(seconds=seconds)
        await asyncio.sleep(0)


PATIENCE = 60.0
"""Seconds after which what does not come to an end is a mistake; long, for a machine that does much else."""
A_CALL = 0.5
"""Seconds within which a call of those that are not expected to end comes back, unless the test holds it."""
A_MOMENT = 0.002

ASKING = frozenset({"ask", "confirm", "rename", "absent", "release"})
"""The workers that wait for a person's answer while a dialog is open."""


def at_work(app: CppoApp) -> set[str]:
    """The groups of the workers that still have something to do."""
    waiting = ASKING if isinstance(app.screen, ModalScreen) else frozenset()
    return {worker.group for worker in app.workers if not worker.is_finished} - waiting


def undrawn(screen: Screen[Any]) -> bool:
    """Whether something is still to be laid out, scrolled, drawn or called after that.

    Textual scrolls at the next tick of its animator, also where nothing is animated.
    """
    holding = screen.app._exit or screen.app._batch_count
    return not holding and bool(
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._dirty_widgets
        or screen._callbacks
        or screen.app.animator._animations
        or screen.app._resize_event
    )


def draw(app: CppoApp) -> None:
    """What a person would see now: in tests nothing is drawn before (see tests/conftest.py)."""
    compositor: Any = app.screen._compositor
    compositor.render_what_is_dirty(screen_stack=app._background_screens)


async def settle(pilot: AppPilot, *, but: tuple[str, ...] = ()) -> None:
    """Wait until every worker has ended and the screen is drawn; an open dialog is an end, too.

    ``but`` names groups of workers that are not expected to end.
    """
    assert isinstance(pilot.app, CppoApp)
    now = time.monotonic()
    quiet, ends, calls_back = 0, now + PATIENCE, now + A_CALL
    while quiet < 2:
        await pilot.pause()
        working = at_work(pilot.app) - set(but) or (but and calls_hang() and time.monotonic() < calls_back)
        quiet = 0 if working or undrawn(pilot.app.screen) else quiet + 1
        assert quiet or time.monotonic() < ends, f"still at work: {at_work(pilot.app)}"
        if not quiet:
            await asyncio.sleep(A_MOMENT)  # for what waits on a thread, or on the next tick
    if not pilot.app._batch_count:  # while a batch holds the screen, nobody sees it
        draw(pilot.app)
    assert not pilot.app.mistakes, pilot.app.mistakes


async def type_text(pilot: AppPilot, text: str) -> None:
    """Press a key per character, as fast hands do; then wait until that is drawn."""
    for char in text:
        key = _KEYS.get(char, char)
        pilot.app.post_message(Key(key, char).set_sender(pilot.app))
    await pilot.pause()


_KEYS = {" ": "space", "-": "minus", ".": "full_stop", ",": "comma", "+": "plus", "%": "percent_sign"}


async def to_opportunity(pilot: AppPilot) -> None:
    """From home to step 1 with the list read."""
    await settle(pilot)
    await pilot.press("n")
    await settle(pilot)


async def choose_authorization(pilot: AppPilot, search: str = "bronze") -> None:
    """Search, and choose the first hit."""
    pilot.app.screen.query_one("#search").focus()
    await type_text(pilot, search)
    await pilot.press("enter", "enter")
    await settle(pilot)


async def to_information(pilot: AppPilot, buyer: str = BUYER) -> None:
    """Step 1 done."""
    await to_opportunity(pilot)
    await choose_authorization(pilot)
    await type_text(pilot, buyer)
    await pilot.press("enter", "ctrl+n")
    await settle(pilot)


async def to_pricing(pilot: AppPilot) -> None:
    """Steps 1 and 2 done."""
    await to_information(pilot)
    await pilot.press("ctrl+n")
    await settle(pilot)


async def to_terms(pilot: AppPilot, markup: str = "25") -> None:
    """Steps 1 to 3 done."""
    await to_pricing(pilot)
    await type_text(pilot, markup)
    await pilot.press("ctrl+n")
    await settle(pilot)


async def to_review(pilot: AppPilot) -> None:
    """All four steps done."""
    await to_terms(pilot)
    await pilot.press("ctrl+n")
    await settle(pilot)


async def to_status(pilot: AppPilot, confirmation: str = BUYER[-4:]) -> None:
    """Reviewed, confirmed and sent."""
    await to_review(pilot)
    await publish(pilot, confirmation)


async def publish(pilot: AppPilot, confirmation: str = BUYER[-4:]) -> None:
    """From the review: the ISV's contract ticked, the figures typed, sent."""
    await pilot.press("t")
    await settle(pilot)
    await pilot.press("ctrl+n")
    await settle(pilot)
    await type_text(pilot, confirmation)
    await pilot.press("enter")
    await settle(pilot)
