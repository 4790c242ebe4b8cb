"""Every action there is can be found: in the menu, and where a question hides the menu, in its help."""

from collections.abc import AsyncIterator, Container
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from textual.screen import Screen
from textual.widgets import Input

from cppo_tui.domain.submission import SubmissionState
from cppo_tui.sandbox.seed_offers import OPEN
from cppo_tui.ui.commands import COMMANDS, PLACES
from cppo_tui.ui.desk import AWS
from cppo_tui.ui.key_help import key_rows
from cppo_tui.ui.palette import entries, valid
from tests.ui.every_look import ALL
from tests.ui.scenes import new_stage, pressing, show
from tests.ui.scenes_bulk import answering, leaving
from tests.ui.scenes_desks import choosing, extending, visiting
from tests.ui.scenes_rare import Scene, at_home, both, keying, unending
from tests.ui.stage import LARGE, AppPilot, Stage, settle

IN_QUESTIONS = frozenset(
    {"dialog", "details", "copying", "extending", "further", "templates", "find", "list"}
)
"""The places that are a question or stand in one. It is answered before anything else, so it has no menu: its
keys stand in its last line and in its help. The README says so."""


async def failed(stage: Stage, pilot: AppPilot) -> None:
    """The list of drafts with the cursor on one whose last try failed."""
    draft = stage.draft()
    stage.store.save_draft(draft, revision=0)
    stage.submission(SubmissionState.FAILED, draft)
    stage.app.screen.fill()  # type: ignore[attr-defined]
    await settle(pilot)


async def moved_from_its_status(stage: Stage, pilot: AppPilot) -> None:
    """The status of another last day that was asked for at the offer's own status."""
    await show(stage, pilot, stage.submission(SubmissionState.SUCCEEDED, offer_id=OPEN))
    await keying("e")(stage, pilot)
    stage.app.screen.query_one("#answer", Input).value = "2027-02-28"
    await keying("enter", "enter")(stage, pilot)


async def read_in_a_browser(stage: Stage, pilot: AppPilot) -> None:
    """The contract's link, where a browser can show it."""
    stage.app.desk = replace(stage.app.desk, open_link=lambda _: True)
    await ALL["review-contract"][0](stage, pilot)


ON_SCREENS: dict[str, Scene] = {
    **{
        scene: ALL[scene]
        for scene in (
            *(
                "review-filled",
                "review-tick-asked",
                "review-verify",
                "opportunity-near",
                "opportunity-template",
            ),
            *("pricing-own-dates", "status-extended", "status-draft", "status-failed", "settings-keys"),
            *("offers-open", "authorizations-filled", "bulk-filled", "bulk-made", "home-deleted"),
            "home-signed-out",
        )
    },
    "home": (at_home(), {}),
    "home-failed": (failed, {}),
    "offers-draft": (visiting("o", choosing(search="quillon")), {}),
    "offers-accepted": (visiting("o", choosing(search="peakflow delmar")), {}),
    "offers-moved": (visiting("o", both(extending, keying("enter", "enter"))), {}),
    "status-moved": (moved_from_its_status, {}),
    "bulk-answered": (visiting("m", answering), {}),
    "bulk-sending": (visiting("m", both(leaving, pressing("escape"))), {}),
}
"""Screens on which, together, everything can be done."""
QUESTIONS: dict[str, Scene] = {
    **{
        scene: ALL[scene]
        for scene in (
            "offers-details",
            "offers-extend",
            "offers-hand-over",
            "offers-saved",
            "terms-further",
            "bulk-template",
            "bulk-confirm",
        )
    },
    "template-saved": ALL["template-saved"],
    "bulk-authorization": ALL["bulk-authorization"],
    "review-contract": (read_in_a_browser, {"world": AWS}),
}
"""And questions in which, together, everything can be answered."""


@asynccontextmanager
async def seen(scene: Scene, folder: Path) -> AsyncIterator[Screen[Any]]:
    """The screen of a scene, on a stage of its own."""
    play, circumstances = scene
    folder.mkdir()
    stage = new_stage(folder, **circumstances)
    async with stage.running(size=LARGE, but=unending(circumstances)) as pilot:
        await play(stage, pilot)
        yield stage.app.screen
        stage.app.tracking.batch = False


def without_words(screen: Screen[Any]) -> list[str]:
    """The fields of a screen of which F1 would say nothing."""
    found = []
    for field in screen.query(Input).results():
        if field.is_on_screen and field.focusable:
            screen.set_focus(field)
            told = [*getattr(screen, "help_fields", tuple)(), *getattr(screen, "help_others", dict)()]
            found += [] if told else [f"{field.id} on {type(screen).__name__}"]
    return found


def ids(places: Container[str]) -> set[str]:
    return {one.id for one in COMMANDS if one.place in places}


async def test_every_action_of_a_screen_is_in_its_menu_and_in_its_help(tmp_path: Path) -> None:
    in_menu: set[str] = set()
    in_help: set[str] = set()
    for name, scene in ON_SCREENS.items():
        async with seen(scene, tmp_path / name) as screen:
            assert not screen.is_modal, name
            in_help |= {row.id for row in key_rows(screen, {})}
            offered = {entry.what for entry in entries(screen)}
            able = (command for command, _ in valid(screen))
            in_menu |= {one.id for one in able if f"{one.short}: {one.sentence}" in offered}
            assert not without_words(screen), name
    every = ids(PLACES) - ids(IN_QUESTIONS)
    assert in_help == every
    assert in_menu == every - {one.id for one in COMMANDS if one.moves} - {"app.menu"}


async def test_every_action_of_a_question_is_in_its_help(tmp_path: Path) -> None:
    in_help: set[str] = set()
    for name, scene in QUESTIONS.items():
        async with seen(scene, tmp_path / name) as screen:
            assert screen.is_modal, name
            in_help |= {row.id for row in key_rows(screen, {})}
            assert not without_words(screen), name
    assert in_help >= ids(IN_QUESTIONS)
    assert not in_help & ids(("app",)), "the menu and all that is everywhere wait"
