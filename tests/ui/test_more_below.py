"""The word that there is more below names a key that goes on to it: the one the person has given it."""

from collections.abc import Awaitable, Callable

import pytest

from cppo_tui.domain.settings import Settings
from cppo_tui.domain.steps import Step
from cppo_tui.ui.key_help import key_rows
from tests.ui.looks import words
from tests.ui.stage import AppPilot, Stage, settle, type_text
from tests.ui.test_extend_in_sight import asked
from tests.ui.test_handing_over import handing_over
from tests.ui.test_status import publish


async def another_last_day(stage: Stage, pilot: AppPilot) -> None:
    await asked(stage, pilot)
    await type_text(pilot, "2027-12-31")


async def copying(stage: Stage, pilot: AppPilot) -> None:
    stage.app.go_home()
    await settle(pilot)
    await handing_over(stage, pilot)


async def reviewed(stage: Stage, pilot: AppPilot) -> None:
    """Nothing more."""


async def published(stage: Stage, pilot: AppPilot) -> None:
    await publish(pilot)


Play = Callable[[Stage, AppPilot], Awaitable[None]]
PLACES: dict[str, tuple[str, str, tuple[int, int], Play]] = {
    "review": ("review.page-on", "#body", (60, 18), reviewed),
    "review in two columns": ("review.page-on", "#body", (120, 30), reviewed),
    "status": ("status.page-down", "#body", (80, 24), published),
    "something to copy": ("copying.page-down", ".content", (80, 24), copying),
    "another last day": ("extending.page-on", ".shown", (60, 18), another_last_day),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("key", "named"), [("ctrl+l", "Ctrl+L: more"), ("", "PgDn: more")])
async def test_the_key_is_named_that_goes_on_now(stage: Stage, place: str, key: str, named: str) -> None:
    action, selector, size, play = PLACES[place]
    async with stage.at(Step.REVIEW, size=size) as pilot:
        stage.app.keep_settings(Settings(keys={action: key} if key else {}))
        await play(stage, pilot)
        await pilot.resize_terminal(size[0] + 1, size[1])
        await settle(pilot)
        assert words(stage.app, "#more-below").startswith(named)
        pane = stage.app.screen.query_one(selector)
        before = pane.scroll_y
        await pilot.press(key or "pagedown")
        await settle(pilot)
        assert pane.scroll_y > before


async def test_the_help_says_of_the_keys_that_page_that_they_work_in_the_field_above(stage: Stage) -> None:
    async with stage.running() as pilot:
        dialog = await asked(stage, pilot)
        where = {row.id: row.where for row in key_rows(dialog, {})}
        assert where["extending.page-on"] == where["extending.page-up"] == ""
