"""Archera's three authorizations are of one product: the lists say which tier each is of."""

import os
from collections.abc import Awaitable, Callable

import pytest

from cppo_tui.domain.steps import Step
from cppo_tui.sandbox.seed_vendors import vendor_authorizations
from cppo_tui.ui.widgets.fitted_table import FittedTable
from tests.ui.looks import fill, rows
from tests.ui.scenes import BLANK, step
from tests.ui.scenes_desks import visiting
from tests.ui.stage import LARGE, SMALL, AppPilot, Stage, settle

Way = Callable[[Stage, AppPilot], Awaitable[None]]
PLACES: dict[str, Way] = {"step 1": step(Step.OPPORTUNITY, "", **BLANK), "desk": visiting("a")}
TIERS = {"-2024": "Bronze", "-Gold": "Gold", "-Silver": "Silver"}


def told(stage: Stage) -> dict[str, str]:
    """The rows of the table on the screen, by how the authorization's name ends."""
    inside = stage.app.screen.query_one(FittedTable).region
    shown = rows(stage.app)[inside.y + 1 : inside.bottom]
    return {end: next((row for row in shown if f"{end} " in row), "") for end in TIERS}


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize("place", PLACES)
async def test_the_row_names_the_tier(stage: Stage, place: str, size: tuple[int, int]) -> None:
    async with stage.running(size=size) as pilot:
        await PLACES[place](stage, pilot)
        await fill(pilot, "#search", "archera")
        await settle(pilot)
        for end, row in told(stage).items():
            assert f" {TIERS[end]} " in row


async def test_at_80_columns_the_product_keeps_its_name(stage: Stage) -> None:
    async with stage.running() as pilot:
        await PLACES["step 1"](stage, pilot)
        await fill(pilot, "#search", "archera")
        await settle(pilot)
        assert all("Archera - Subscription " in row for row in told(stage).values())


@pytest.mark.parametrize("place", PLACES)
async def test_whoever_has_no_authorization_of_archera_s_sees_no_such_column(
    make_stage: Callable[..., Stage], place: str
) -> None:
    stage = make_stage(scenario="empty")
    stage.plant(vendor_authorizations)
    async with stage.running(size=LARGE) as pilot:
        await PLACES[place](stage, pilot)
        assert stage.app.screen.query_one(FittedTable).row_count
        assert not any(" Tier " in row for row in rows(stage.app))


async def test_the_end_of_the_authorizations_stands_there_where_no_name_is_cut_for_it(
    make_stage: Callable[..., Stage],
) -> None:
    stage = make_stage()
    for size, ends in (((160, 50), True), (SMALL, False)):
        stage.app = stage.new_app()
        async with stage.running(size=size) as pilot:
            await PLACES["step 1"](stage, pilot)
            heading = next(row for row in rows(stage.app) if " Authorization " in row)
            assert ("Ends" in heading) is ends


@pytest.mark.parametrize("place", PLACES)
async def test_the_lists_are_drawn_without_colours_too(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.setitem(os.environ, "NO_COLOR", "1")
    stage.app = stage.new_app()
    async with stage.running(size=LARGE) as pilot:
        await PLACES[place](stage, pilot)
        assert any("Loomwatch-Meridian-EU" in row for row in rows(stage.app)) or place == "step 1"
