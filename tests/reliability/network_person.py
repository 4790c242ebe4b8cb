"""Somebody at the wizard, pressing what its screens allow, before the worlds of ``network_rig``."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from queue import SimpleQueue
from typing import Any, TypeVar

from cppo_tui.domain.checks import CheckContext
from cppo_tui.domain.checks.contract import contract_consent
from cppo_tui.domain.draft import OfferDraft, PricingChoice
from cppo_tui.domain.errors import CatalogError
from cppo_tui.domain.plan import Plan
from cppo_tui.domain.submission import Submission, SubmissionState
from cppo_tui.sandbox.records import ChangeSet
from cppo_tui.sandbox.seed_archera import BRONZE
from cppo_tui.sandbox.service import ACCOUNT
from cppo_tui.services.planner import make_plan
from cppo_tui.services.refusals import PlanRefused
from cppo_tui.services.submitter import Submitter
from cppo_tui.services.watcher import Look, Pace, Watcher
from cppo_tui.store import SqliteStore
from tests.domain.given import NOW
from tests.reliability.network_rig import Aws, Computer, open_net
from tests.services.fakes import HandClock, Ids

Tool = TypeVar("Tool")
Case = TypeVar("Case")
Result = TypeVar("Result")

WORLD = "aws"
BUYER = "111122223333"
PATIENCE = 6
"""Looks after which a person looks elsewhere: a line that is down for good would be waited for for ever."""


class Person:
    """A store, a clock, and the presses the screens allow."""

    def __init__(self, computer: Computer, clock: HandClock, path: Path, world: str = WORLD) -> None:
        self.clock = clock
        self.store = SqliteStore(path, world, clock)
        self.catalog = computer.catalog
        self.submitter = Submitter(self.store, computer.catalog, clock=clock, new_id=Ids(), world=world)

    def press(self, plan: Plan) -> None:
        """Press Submit, then what the wizard offers in its place while an earlier outcome is open, then
        watch what becomes of it."""
        before = self.newest()
        with suppress(PlanRefused, CatalogError):  # the wizard says why
            self.submitter.submit(plan)
        if before is not None and before.state is SubmissionState.UNKNOWN:
            self.send_again(before)
        newest = self.newest()
        if newest is not None:
            self.follow(newest)

    def send_again(self, submission: Submission) -> None:
        """Press “Send the same again”, where the wizard shows it."""
        if self.submitter.may_resend(submission):
            with suppress(PlanRefused, CatalogError):  # the wizard says why
                self.submitter.resend(submission.id)

    def follow(self, submission: Submission) -> list[Look]:
        """What the status page shows until it rests, or the person looks elsewhere."""
        return asyncio.run(self._looks(submission.id))

    async def _looks(self, submission_id: str) -> list[Look]:
        watcher = Watcher(
            self.store, self.catalog, self.submitter, clock=self.clock, sleep=self._nap, pace=Pace()
        )
        looks: list[Look] = []
        async for look in watcher.watch(submission_id):
            looks.append(look)
            if len(looks) == PATIENCE:
                break
        return looks

    async def _nap(self, seconds: float) -> None:
        self.clock.move(seconds=seconds)

    def submissions(self) -> list[Submission]:
        """All of them, those still open first."""
        return [self.store.load_submission(row.id) for row in self.store.submissions()]

    def newest(self) -> Submission | None:
        """The last attempt."""
        return max(self.submissions(), key=lambda one: one.attempt, default=None)

    def knows(self, made: ChangeSet) -> bool:
        """True when this change set is on the screen: by its id, or as one whose outcome is open."""
        return any(
            made.id == one.change_set_id
            or (made.name == one.name and one.state in (SubmissionState.UNKNOWN, SubmissionState.SENDING))
            for one in self.submissions()
        )


@contextmanager
def at_the_wizard(
    computer: Computer, aws: Aws, path: Path, world: str = WORLD, clock: HandClock | None = None
) -> Iterator[Person]:
    """Somebody at this computer, with this AWS at the other end; with no clock given, both have the same."""
    computer.connect(aws)
    person = Person(computer, clock or aws.clock, path, world)
    try:
        yield person
    finally:
        person.store.close()
        aws.close()


@cache
def reviewing() -> tuple[OfferDraft, CheckContext]:
    """What plans are made of: a draft nothing speaks against, from an authorization every world has."""
    with open_net() as net:
        computer, aws = Computer(net, "AKIAREVIEW"), Aws()
        computer.connect(aws)
        authorization = computer.catalog.authorization(BRONZE)
        offers = computer.catalog.offers()
        aws.close()
    draft = OfferDraft(
        id="d" * 32,
        authorization=authorization,
        consents=frozenset({contract_consent(authorization)}),
        buyers=(BUYER,),
        pricing=PricingChoice(text="25"),
    )
    return draft, CheckContext(now=NOW, seller_account=ACCOUNT, offers=offers)


def reviewed(world: str = WORLD, **changes: Any) -> Plan:
    """A reviewed plan for the worlds of this rig."""
    draft, context = reviewing()
    return make_plan(draft.model_copy(update=changes), context, world=world)


def each(work: Callable[[Tool, Case], Result], tools: Sequence[Tool], cases: Iterable[Case]) -> list[Result]:
    """``work(tool, case)`` for every case, with as many at a time as there are tools."""
    free: SimpleQueue[Tool] = SimpleQueue()
    for tool in tools:
        free.put(tool)

    def run(case: Case) -> Result:
        tool = free.get()
        try:
            return work(tool, case)
        finally:
            free.put(tool)

    with ThreadPoolExecutor(len(tools)) as pool:
        return list(pool.map(run, cases))
