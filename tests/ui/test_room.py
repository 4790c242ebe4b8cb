"""A screen's first picture is laid out for the window there is: nothing jumps when it opens."""

from typing import cast

import pytest
from textual import events
from textual.geometry import Size
from textual.screen import Screen

from cppo_tui.domain.steps import Step
from cppo_tui.ui.room import KnowsItsRoom
from tests.ui.stage import LARGE, SMALL, AppPilot, Stage, settle

BREAKPOINTS = {"-narrow", "-named", "-wide", "-short", "-tall"}


@pytest.fixture
def first_layouts(monkeypatch: pytest.MonkeyPatch) -> dict[str, set[str]]:
    """Which breakpoints each screen had when it was laid out for the first time."""
    laid_out: dict[str, set[str]] = {}
    lay_out = Screen._refresh_layout

    def noting(self: Screen[object], size: Size | None = None, scroll: bool = False) -> None:
        laid_out.setdefault(type(self).__name__, BREAKPOINTS & self.classes)
        lay_out(self, size, scroll)

    monkeypatch.setattr(Screen, "_refresh_layout", noting)
    return laid_out


async def everything(stage: Stage, pilot: AppPilot) -> None:
    """Open each step, the lists, the settings and a dialog."""
    await stage.open_at(pilot, Step.OPPORTUNITY, stage.agreed())
    for step in (Step.INFORMATION, Step.PRICING, Step.TERMS, Step.REVIEW):
        stage.app.go_to(step)
        await settle(pilot)
    for place in ("offers", "authorizations", "bulk"):
        stage.app.visit(place)
        await settle(pilot)
    await pilot.press("ctrl+g")
    await settle(pilot)
    await pilot.press("f9")
    await settle(pilot)
    await pilot.press("f1")
    await settle(pilot)


async def test_the_first_layout_is_for_this_window(stage: Stage, first_layouts: dict[str, set[str]]) -> None:
    async with stage.running(size=SMALL) as pilot:
        await everything(stage, pilot)
    assert len(first_layouts) >= 10
    for own in ("HomeScreen", "SettingsScreen"):
        assert first_layouts.pop(own) == {"-named", "-short"}, "its own breakpoints go before the app's"
    assert {name: had for name, had in first_layouts.items() if had != {"-narrow", "-short"}} == {}


async def test_that_holds_for_a_large_window_too(stage: Stage, first_layouts: dict[str, set[str]]) -> None:
    async with stage.at(Step.REVIEW, size=LARGE):
        pass
    assert first_layouts["ReviewScreen"] == {"-wide", "-tall"}


async def test_a_size_the_window_no_longer_has_is_no_news(stage: Stage) -> None:
    """Textual lays out for it and tells the screen so, after which the newer one is laid out again, without
    end: a window drawn larger on the step of the terms kept one processor busy for ever."""
    async with stage.at(Step.TERMS, size=LARGE):
        before, now = (events.Resize(Size(*size), Size(*size)) for size in (SMALL, LARGE))
        for event in (before, now):
            KnowsItsRoom.on_resize(cast("KnowsItsRoom", stage.app.screen), event)
        assert before._no_default_action
        assert not now._no_default_action
