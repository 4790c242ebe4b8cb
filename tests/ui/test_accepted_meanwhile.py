"""An offer its buyer has accepted, also since the list was read: that is said before it is changed."""

from collections.abc import Callable

import pytest

from cppo_tui.domain.catalog import AgreementSummary
from cppo_tui.domain.errors import ServiceFault
from cppo_tui.sandbox.seed_offers import OPEN
from cppo_tui.ui.dialogs.extend import Extend
from cppo_tui.ui.dialogs.type_in import TypeIn
from tests.ui.catalogs import Before, Ended
from tests.ui.looks import fill, words
from tests.ui.stage import LARGE, SMALL, Stage, settle
from tests.ui.test_offers_desk import Sent, at_offer, sent

__all__ = ["sent"]
SIZES = pytest.mark.parametrize("size", [SMALL, LARGE])


@SIZES
async def test_another_last_day_of_an_accepted_offer_says_that_it_changes_nothing_for_its_buyer(
    stage: Stage, size: tuple[int, int]
) -> None:
    async with stage.running(size=size) as pilot:
        await at_offer(stage, pilot, "ostrava archera")
        await pilot.press("e")
        await settle(pilot)
        assert isinstance(stage.app.screen, Extend)
        said = "Accepted already: another last day changes nothing for that buyer."
        assert said in words(stage.app, ".head Static")


async def test_of_one_nobody_has_accepted_nothing_is_said(stage: Stage) -> None:
    async with stage.running(size=LARGE) as pilot:
        await at_offer(stage, pilot)
        for key in ("e", "x"):
            await pilot.press(key)
            await settle(pilot)
            assert "accepted already" not in words(stage.app, ".head Static").lower()
            await pilot.press("escape")
            await settle(pilot)


@SIZES
async def test_one_accepted_since_the_list_was_read_says_so_before_it_is_ended(
    sent: Sent, size: tuple[int, int]
) -> None:
    """The list still shows it open. Its agreement stays, and it is ended only after the digits."""
    stage = sent.stage
    async with stage.running(size=size) as pilot:
        await at_offer(stage, pilot)
        agreement_id = stage.sandbox.accept(OPEN)
        await pilot.press("x")
        await settle(pilot)
        assert isinstance(stage.app.screen, TypeIn)
        told = words(stage.app, ".head Static")
        assert "Accepted already. Agreements made from it stay as they are." in told
        await fill(pilot, "#answer", "4444")
        await pilot.press("enter")
        await settle(pilot)
    assert len(sent.change_sets) == 1
    running = {one.id: one.status for one in stage.catalog.every_agreement()}
    assert running[agreement_id] == "ACTIVE"


class NoAgreements(Before):
    """The lists of offers and agreements are there, those made from one offer are not."""

    def agreements_from(self, offer_id: str) -> tuple[AgreementSummary, ...]:
        """A fault of AWS's own."""
        raise ServiceFault(f"AWS answered with status 500 about {offer_id}.")


async def test_that_it_is_not_known_is_said_and_stops_nothing(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage(wrap=NoAgreements)
    async with stage.running(size=SMALL) as pilot:
        await at_offer(stage, pilot)
        await pilot.press("e")
        await settle(pilot)
        assert isinstance(stage.app.screen, Extend)
        assert "it is not known whether it has been accepted" in words(stage.app, ".head Static")
        await pilot.press("escape", "x")
        await settle(pilot)
        assert isinstance(stage.app.screen, TypeIn)
        assert "Agreements made from it stay as they are." in words(stage.app, ".head Static")


@pytest.mark.parametrize("key", ["e", "x"])
async def test_an_acceptance_whose_agreement_has_ended_is_told_too(
    make_stage: Callable[..., Stage], key: str
) -> None:
    stage = make_stage(wrap=Ended)
    async with stage.running(size=SMALL) as pilot:
        await at_offer(stage, pilot)
        stage.sandbox.accept(OPEN)
        await pilot.press(key)
        await settle(pilot)
        assert "Accepted already, and that agreement has ended" in words(stage.app, ".head Static")
