"""What is rarely seen: each dialog that is open only while one answers it, and states few people meet."""

from collections.abc import Iterator
from contextlib import chdir
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

from textual.widgets import Button

from cppo_tui.domain.catalog import AuthorizationListing, ChangeSetStatus, ChangeSetView, OfferSummary
from cppo_tui.domain.errors import ServiceFault
from cppo_tui.domain.settings import read_settings
from cppo_tui.domain.steps import Step
from cppo_tui.domain.submission import SubmissionState
from cppo_tui.domain.templates import template_of
from cppo_tui.sandbox.pace import FAST
from cppo_tui.sandbox.seed_offers import OPEN
from cppo_tui.sandbox.seed_vendors import CONTRACT
from cppo_tui.services.amending import expiration, extension
from cppo_tui.store.examination import Damaged
from cppo_tui.store.opening import _notice
from tests.ui.catalogs import Before, Ended, NoAuthorization, Otherwise, Two
from tests.ui.looks import fill
from tests.ui.scenes import VERIFY, Play, pressing, publishing, seen, show, status, step
from tests.ui.scenes_desks import choosing, then, visiting
from tests.ui.stage import AppPilot, Stage, settle

Scene = tuple[Play, dict[str, Any]]
FOLLOWED = ("follow",)
STILL = (*FOLLOWED, "records", "authorizations", "offers")
"""What never ends where AWS does not answer."""
FAULTY = "authorization: nobody\nbuyers: [12]\nmarkup: 20\nprice: 1\ncolour: blue\n"


def pushing(*names: str) -> Play:
    """Press these buttons of the screen that is shown then, also where they are scrolled out of sight."""

    async def play(stage: Stage, pilot: AppPilot) -> None:
        for name in names:
            stage.app.screen.query_one(f"#{name}", Button).press()
            await settle(pilot, but=FOLLOWED)

    return play


def both(*plays: Play) -> Play:
    """One after the other."""

    async def play(stage: Stage, pilot: AppPilot) -> None:
        for one in plays:
            await one(stage, pilot)
            await settle(pilot, but=FOLLOWED)

    return play


def keying(*keys: str, but: tuple[str, ...] = FOLLOWED) -> Play:
    """Press these keys, each once what the one before has done is there."""

    async def play(_stage: Stage, pilot: AppPilot) -> None:
        for key in keys:
            await pilot.press(key)
            await settle(pilot, but=but)

    return play


def filling(selector: str, text: str) -> Play:
    """Put a text into an input."""

    async def play(_stage: Stage, pilot: AppPilot) -> None:
        await fill(pilot, selector, text)

    return play


def at_home(*plays: Play, **fields: Any) -> Play:
    """In the list of drafts with one draft and a saved template, then one after the other."""

    async def play(stage: Stage, pilot: AppPilot) -> None:
        (stage.folder / "wrong.yaml").write_text(FAULTY, encoding="utf-8")
        stage.store.save_template(template_of("Usual for ten years", stage.draft()))
        stage.submission(SubmissionState.SUCCEEDED, stage.draft(title="Delmar Freight"), offer_id=OPEN)
        stage.store.save_draft(stage.draft(title="Harrow & Finch", **fields), revision=0)
        stage.app.screen.fill()  # type: ignore[attr-defined]
        await settle(pilot)
        await both(*plays)(stage, pilot)

    return play


async def accepted(stage: Stage, _pilot: AppPilot) -> None:
    """A contract whose buyer has a running agreement."""
    plan = stage.plan(stage.draft(CONTRACT))
    change_set_id = stage.catalog.sender().start(plan.body, name="cppo earlier 1", token="earlier")
    stage.sandbox.accept(stage.catalog.change_set(change_set_id).offer_id)


async def bought(stage: Stage, _pilot: AppPilot) -> None:
    """The open offer is accepted, after the list was read."""
    stage.sandbox.accept(OPEN)


async def replacing(stage: Stage, pilot: AppPilot) -> None:
    """Step 1 for a product of which its buyer has a running agreement."""
    await accepted(stage, pilot)
    await step(Step.OPPORTUNITY, CONTRACT, then=pushing("replaces"))(stage, pilot)


async def saving_both(stage: Stage, pilot: AppPilot) -> None:
    """Where the saved texts are, in a folder of the same name each time."""
    with chdir(stage.folder):
        Path("offers").mkdir()
        stage.app.desk = replace(stage.app.desk, save_folder=Path("offers"))
        await visiting("o", choosing("h"))(stage, pilot)
        await pushing("save")(stage, pilot)


async def damaged(stage: Stage, pilot: AppPilot) -> None:
    """The first screen when neither the drafts nor the settings could be read: in the words of the store."""
    home = Path("/home/you/.local/share/cppo")
    aside = _notice(home / "cppo.db.damaged-20261123T120000Z", Damaged("it is not a database"))
    _, problems = read_settings({"theme": "purple"})
    stage.app.notices = (aside, *(f"/home/you/.config/cppo/settings.toml: {one}" for one in problems))
    assert len(stage.app.notices) > 1
    stage.app.screen.show_connection()  # type: ignore[attr-defined]
    await settle(pilot)


async def second(stage: Stage, pilot: AppPilot) -> None:
    """Releasing a draft to whose buyer somebody else has made an offer meanwhile."""
    plan = stage.plan(stage.draft(name="By a colleague"))
    stage.catalog.sender().start(plan.body, name="console", token="0" * 32)
    await pushing("release")(stage, pilot)


class Waiting(Before):
    """The lists of authorizations and offers never come; the thread that waits for them ends by itself."""

    def authorizations(self) -> Iterator[tuple[AuthorizationListing, ...]]:
        """Not yet."""
        _never()
        yield ()

    def offers(self, authorization_id: str = "") -> tuple[OfferSummary, ...]:
        """Not yet."""
        _never()
        return ()


def _never() -> None:
    Event().wait(20)
    raise ServiceFault("Nobody waits for this any more.")


def amended(state: SubmissionState, *, ends: bool = False, failure: ChangeSetView | None = None) -> Play:
    """The status of another last day of the open offer, or of its early end, as AWS has it."""

    async def play(stage: Stage, pilot: AppPilot) -> None:
        offer, context = stage.catalog.offer(OPEN), stage.app.context()
        if ends:
            made = expiration(offer, context, world=stage.world)
        else:
            made = extension(offer, "2027-03-31", None, context, world=stage.world)
        sent = ""
        if failure is None:
            sent = stage.catalog.sender().start(made.plan.body, name="cppo x 1", token="x" * 32)
        seen = failure or stage.catalog.change_set(sent)
        submission = stage.sent(made.plan, state, offer_id=OPEN, last_seen=seen, change_set_id=sent)
        await show(stage, pilot, submission)

    return play


async def too_old(stage: Stage, pilot: AppPilot) -> None:
    """An outcome that has been unknown for so long that a person may say AWS does not have it."""
    submission = stage.submission(SubmissionState.UNKNOWN, problem="The connection broke while waiting.")
    stage.clock.move(days=2)
    await show(stage, pilot, submission)
    await settle(pilot)


async def one_too_many(stage: Stage, pilot: AppPilot) -> None:
    """A window in which nothing can be read."""
    await step(Step.REVIEW)(stage, pilot)
    await pilot.resize_terminal(50, 15)
    await settle(pilot)


TERMS_MENU = step(Step.TERMS, then=pressing("ctrl+p"))
DRAFTED = step(Step.REVIEW, then=publishing, mode=VERIFY)
AT_ONCE: dict[str, Any] = {"sleep": None}
FAILED_THERE = seen(ChangeSetStatus.FAILED, ("UpdateAvailability", "INVALID_INPUT", "The date has passed."))

RARE_SCENES: dict[str, Scene] = {
    "menu": (TERMS_MENU, {}),
    "menu-found": (then(TERMS_MENU, *"theme"), {}),
    "menu-home": (at_home(pressing("ctrl+p")), {}),
    "home-damaged": (damaged, {}),
    "home-deleted": (at_home(pressing("x")), {}),
    "home-like": (at_home(keying("G", "d")), {}),
    "template-choose": (at_home(pressing("f")), {}),
    "template-saved": (at_home(keying("f", "down")), {}),
    "template-delete": (at_home(keying("f", "down", "x")), {}),
    "template-save": (at_home(pressing("t")), {}),
    "template-replace": (
        at_home(pressing("t"), filling("#answer", "Usual for ten years"), pressing("enter")),
        {},
    ),
    "file-open": (at_home(pressing("i")), {}),
    "file-wrong": (at_home(pressing("i"), filling("#answer", "wrong.yaml"), pressing("enter")), {}),
    "opportunity-reading": (keying("n", but=STILL), {"wrap": Waiting}),
    "opportunity-replaces": (replacing, {}),
    "opportunity-begun": (keying("f", "enter"), {}),
    "review-contract": (step(Step.REVIEW, then=pressing("l"), consents=frozenset()), {}),
    "review-reuse-which": (step(Step.REVIEW, then=pushing("reuse")), {"scenario": "awkward-seller"}),
    "offers-reading": (keying("o", but=STILL), {"wrap": Waiting}),
    "offers-filter": (visiting("o", pressing("f")), {}),
    "offers-found-none": (visiting("o", choosing(search="zebra")), {}),
    "offers-clone": (visiting("o", choosing("c")), {}),
    "offers-replace": (both(accepted, visiting("o", choosing("p", search="123456789012"))), {}),
    "offers-replace-unknown": (
        visiting("o", choosing("p", search="ostrava archera")),
        {"wrap": NoAuthorization},
    ),
    "offers-replace-some": (
        both(accepted, visiting("o", choosing("p", search="123456789012"))),
        {"wrap": Two},
    ),
    "offers-expire-accepted": (both(visiting("o", choosing()), bought, pressing("x")), {}),
    "offers-extend-ended": (visiting("o", choosing("e", search="ostrava archera")), {"wrap": Ended}),
    "offers-extend-accepted": (visiting("o", choosing("e", search="ostrava archera")), {}),
    "offers-extend-empty": (visiting("o", choosing("e")), {}),
    "offers-extend-wrong": (visiting("o", both(choosing("e"), filling("#answer", "2020-01-01"))), {}),
    "offers-extend-asked": (
        visiting("o", both(choosing("e"), filling("#answer", "2026-11-30"), keying("enter", "enter"))),
        {},
    ),
    "offers-saved": (saving_both, {}),
    "offers-help": (visiting("o", pressing("f1")), {}),
    "authorizations-reading": (keying("a", but=STILL), {"wrap": Waiting}),
    "authorizations-details": (visiting("a", choosing("d", search="archera bronze")), {}),
    "authorizations-which": (visiting("a", choosing("v", search="archera bronze")), {}),
    "authorizations-filter": (visiting("a", pressing("f")), {}),
    "authorizations-found-none": (visiting("a", choosing(search="zebra")), {}),
    "settings-other-keys": (keying("f9", *["shift+tab"] * 3, "G", "enter"), {}),
    "settings-wrong": (
        both(pressing("f9"), filling("#field-look_every Input", "never"), pressing("ctrl+n")),
        {},
    ),
    "status-sending": (status(SubmissionState.SENDING), {}),
    "status-cancelled": (status(SubmissionState.CANCELLED, seen(ChangeSetStatus.CANCELLED)), {}),
    "status-unknown-old": (too_old, AT_ONCE),
    "status-absent": (both(too_old, pushing("absent")), AT_ONCE),
    "status-extending": (amended(SubmissionState.ACCEPTED), {"pace": FAST}),
    "status-extended": (amended(SubmissionState.SUCCEEDED), {}),
    "status-not-extended": (amended(SubmissionState.FAILED, failure=FAILED_THERE), {}),
    "status-expiring": (amended(SubmissionState.ACCEPTED, ends=True), {"pace": FAST}),
    "status-expired": (amended(SubmissionState.SUCCEEDED, ends=True), {}),
    "status-release-differs": (both(DRAFTED, pushing("release")), {"wrap": Otherwise}),
    "status-release-second": (both(DRAFTED, second), {}),
    "status-release": (both(DRAFTED, pushing("release")), {}),
    "status-copy": (both(step(Step.REVIEW, then=publishing), pushing("like")), {}),
    "too-small": (one_too_many, {}),
}
"""Scenes with the other circumstances they need."""


def unending(circumstances: dict[str, Any]) -> tuple[str, ...]:
    """The workers that need not end in a scene with these circumstances."""
    return STILL if circumstances.get("wrap") is Waiting else FOLLOWED
