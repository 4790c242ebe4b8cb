"""One start of the program and what the person does in it, told step by step to whoever counts.

The person goes on where the last start broke off: looks what is there, saves what is not saved yet, presses
Publish, says yes to every question, presses again when something went wrong, and follows the outcome.
"""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from boto3.session import Session

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.checks import CheckContext, check_all
from cppo_tui.domain.draft import OfferDraft, PricingChoice
from cppo_tui.domain.errors import CatalogError, StoreError
from cppo_tui.domain.findings import stopping
from cppo_tui.domain.plan import Plan
from cppo_tui.domain.submission import Submission, SubmissionState
from cppo_tui.gateway.catalog import AwsCatalog
from cppo_tui.gateway.session import REGION, AwsSession
from cppo_tui.services.planner import make_plan
from cppo_tui.services.refusals import AcceptedNotRecorded, PlanRefused
from cppo_tui.services.submitter import Submitter
from cppo_tui.services.watcher import Pace, Watcher
from cppo_tui.store import DATABASE_NAME, SqliteStore
from cppo_tui.ui.home_view import home_rows

Tell = Callable[..., None]

AUTHORIZATION = "resaleauthz-archbronze2qx"
BUYER = "123456789012"
DRAFT = "d" * 32
VERSIONS = 3
TORN = -1
MOST_LOOKS = 30
"""After these the person stops watching: on a full disk there is no end to it."""

_SHARED = Session("AKIASANDBOX", "sandbox", region_name=REGION)


def catalog_at(url: str) -> AwsCatalog:
    """The real gateway, all its services at ``url``."""
    return AwsCatalog(AwsSession(lambda: _SHARED, endpoint_of=lambda _service: url, proxies={}))


def version(number: int, authorization: ResaleAuthorization | None) -> OfferDraft:
    """The draft as it was saved for the ``number``-th time; the authorization is chosen at last."""
    return OfferDraft(
        id=DRAFT,
        title=f"Version {number}",
        authorization=authorization if number == VERSIONS else None,
        buyers=(BUYER,),
        pricing=PricingChoice(text="25"),
        agreement="1 year",
    )


class TellingStore(SqliteStore):
    """Says when the intent is durable."""

    tell: Tell = staticmethod(lambda *_: None)

    def add_submission(self, submission: Submission) -> None:
        super().add_submission(submission)
        self.tell("intent", submission.id)


class Time:
    """Goes by itself, and at once when somebody waits."""

    def __init__(self, later: float) -> None:
        self._ahead = timedelta(seconds=later)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    async def sleep(self, seconds: float) -> None:
        self._ahead += timedelta(seconds=seconds)


class Life:
    """The program from its start on. ``later`` is how many seconds after the first start this one is."""

    def __init__(self, home: str, url: str, tell: Tell, *, later: float = 0.0) -> None:
        self.tell = tell
        self.clock = Time(later)
        self.catalog = catalog_at(url)
        self.store = self.open_store(Path(home) / DATABASE_NAME)
        self.store.tell = tell
        self.submitter = self.make_submitter()
        self.saved = 0

    def open_store(self, path: Path) -> TellingStore:
        """Waiting for nobody: what a dead process held is free at once."""
        return TellingStore(path, "sandbox", self.clock, patience=0.0)

    def make_submitter(self) -> Submitter:
        """What sends."""
        return Submitter(self.store, self.catalog, clock=self.clock, new_id=_new_id, world="sandbox")

    def look(self) -> None:
        """The first screen: what is there."""
        drafts = self.store.drafts()
        if drafts:
            draft, self.saved = self.store.load_draft(DRAFT)
            whole = draft == version(self.saved, draft.authorization)
        else:
            whole = True
        submissions = self.store.submissions()
        rows = [[row.id, row.state, row.change_set_id] for row in submissions]
        listed, _ = home_rows(submissions, drafts, UTC)
        first = listed[0][0] if listed else ""
        self.tell("found", self.store.notice, self.saved if whole else TORN, rows, first)

    def write(self) -> None:
        """Save each version that is not saved yet."""
        while self.saved < VERSIONS:
            number = self.saved + 1
            chosen = self.catalog.authorization(AUTHORIZATION) if number == VERSIONS else None
            self.saved = self.store.save_draft(version(number, chosen), revision=self.saved)
            self.tell("saved", self.saved)

    def press(self) -> None:
        """Publish, saying yes to everything that is asked."""
        try:
            submission = self.submitter.submit(self.plan())
        except PlanRefused as refusal:
            self.tell("refused", refusal.code)
        else:
            self.tell("sent", submission.state.value, submission.change_set_id, submission.problem)

    def plan(self) -> Plan:
        """What would be sent now."""
        draft, _ = self.store.load_draft(DRAFT)
        context = CheckContext(
            now=self.clock(),
            seller_account=self.catalog.caller().account,
            offers=self.catalog.offers(AUTHORIZATION),
        )
        yes = frozenset(finding.consent for finding in stopping(check_all(draft, context)) if finding.consent)
        return make_plan(draft.model_copy(update={"consents": yes}), context, world="sandbox")

    def follow(self) -> None:
        """Watch what is on its way; send the same again while that is offered."""
        for row in self.store.submissions():
            ended = self.watch(row.id)
            if ended.state is SubmissionState.UNKNOWN and self.submitter.may_resend(ended):
                self.tell("again", ended.id)
                self.submitter.resend(ended.id)
                ended = self.watch(row.id)
            self.tell("ended", ended.state.value, ended.change_set_id)

    def watch(self, submission_id: str) -> Submission:
        """The last look at it."""
        watcher = Watcher(
            self.store,
            self.catalog,
            self.submitter,
            clock=self.clock,
            sleep=self.clock.sleep,
            pace=Pace(),
        )

        async def last() -> Submission:
            looks = []
            async for look in watcher.watch(submission_id):
                looks.append(look)
                if len(looks) == MOST_LOOKS:
                    break
            if looks[-1].problem:
                self.tell("trouble", looks[-1].problem)
            return looks[-1].submission

        return at_once(last())


def carry_on(home: str, url: str, tell: Tell, *, later: float = 0.0, life: type[Life] = Life) -> None:
    """A whole start of the program. What goes wrong is told, and tried once more."""
    try:
        started = life(home, url, tell, later=later)
    except StoreError as error:
        tell("trouble", str(error))
        return
    for stage in (started.look, started.write, started.press, started.follow):
        if not any(_done(stage, tell) for _ in range(2)):
            break
    started.store.close()
    tell("closed")


def _done(stage: Callable[[], None], tell: Tell) -> bool:
    try:
        stage()
    except AcceptedNotRecorded as error:
        tell("noted down", error.change_set_id, str(error))
    except (StoreError, CatalogError) as error:
        tell("trouble", str(error))
    else:
        return True
    return False


def at_once(work: Coroutine[Any, Any, Submission]) -> Submission:
    """Run what never really waits, in this very thread: one order of steps, the same in every run."""

    async def here(function: Callable[..., Any], *arguments: Any) -> Any:
        return function(*arguments)

    asyncio.to_thread = here  # type: ignore[assignment]
    try:
        work.send(None)
    except StopIteration as end:
        ended: Submission = end.value
        return ended
    raise AssertionError("it waited")


def _new_id() -> str:
    import uuid

    return uuid.uuid4().hex
