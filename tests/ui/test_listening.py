"""What has gone from the screen is forgotten: a day's work takes no more memory than its first hour."""

import asyncio
import gc
import weakref
from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen

from cppo_tui.domain.steps import Step
from cppo_tui.ui.screens.home import HomeScreen
from cppo_tui.ui.screens.step_review import ReviewScreen
from tests.ui.stage import AppPilot, Stage, settle


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """The application on a sandbox that decides at once."""
    return Stage(tmp_path)


async def left_behind(pilot: AppPilot, stage: Stage) -> Screen[Any] | None:
    """Go home from this screen; what is left of it when the program has tidied up."""
    gone = weakref.ref(stage.app.screen)
    stage.app.go_home()
    await settle(pilot)
    assert isinstance(stage.app.screen, HomeScreen)
    for _ in range(20):
        await asyncio.to_thread(gc.collect)
        if gone() is None:
            break
        await pilot.pause(0.05)  # a timer that was stopped holds its screen until it would have rung
    return gone()


@pytest.mark.parametrize("step", [step for step in Step if step is not Step.STATUS])
async def test_a_step_that_was_left_is_forgotten(stage: Stage, step: Step) -> None:
    async with stage.at(step) as pilot:
        assert await left_behind(pilot, stage) is None


@pytest.mark.parametrize("key", ["o", "a", "m", "comma"])
async def test_a_list_or_the_settings_are_forgotten(stage: Stage, key: str) -> None:
    async with stage.running() as pilot:
        await pilot.press(key)
        await settle(pilot)
        assert not isinstance(stage.app.screen, HomeScreen)
        assert await left_behind(pilot, stage) is None


async def test_a_listener_that_is_not_taken_away_would_stay(stage: Stage) -> None:
    """The control: Textual holds who listens until the signal tells something."""
    async with stage.at(Step.REVIEW) as pilot:
        review = stage.app.screen
        stage.app.theme_changed_signal.subscribe(review, lambda _, review=review: review.refresh())
        del review
        assert isinstance(await left_behind(pilot, stage), ReviewScreen)
