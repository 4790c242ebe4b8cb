"""The offers at AWS while they are read, and when something of them cannot be."""

import threading
from collections.abc import Callable
from typing import Any

from cppo_tui.domain.catalog import OfferSummary, OfferView
from cppo_tui.domain.errors import NotFound
from cppo_tui.domain.submission import SubmissionState
from cppo_tui.sandbox.seed_offers import OPEN
from cppo_tui.services.watcher import Look
from cppo_tui.ui.screens.home import HomeScreen
from tests.ui.catalogs import Before, NoOffers
from tests.ui.looks import click, shown, toasts
from tests.ui.scenes_desks import choosing, visiting
from tests.ui.stage import LARGE, SMALL, Stage, settle


class Held(Before):
    """The list of offers comes when it is let go."""

    def __init__(self, catalog: Any, gate: threading.Event) -> None:
        super().__init__(catalog)
        self._gate = gate

    def offers(self, authorization_id: str = "") -> tuple[OfferSummary, ...]:
        """Late."""
        self._gate.wait(10)
        return self._behind.offers(authorization_id)


async def test_while_it_is_read_the_screen_says_so_and_can_be_left(make_stage: Callable[..., Stage]) -> None:
    gate = threading.Event()
    stage = make_stage(wrap=lambda catalog: Held(catalog, gate))
    async with stage.running(size=SMALL) as pilot:
        await pilot.press("o")
        await settle(pilot, but=("records",))
        assert "Reading offers and agreements from AWS …" in shown(stage.app)
        await pilot.press("escape")
        await settle(pilot, but=("records",))
        assert isinstance(stage.app.screen, HomeScreen)
        gate.set()
        await settle(pilot)


async def test_a_list_that_cannot_be_read_says_why_and_is_read_again(
    make_stage: Callable[..., Stage],
) -> None:
    troubles: list[NoOffers] = []

    def wrap(catalog: Any) -> NoOffers:
        troubles.append(NoOffers(catalog))
        return troubles[-1]

    stage = make_stage(wrap=wrap)
    async with stage.running(size=LARGE) as pilot:
        await visiting("o")(stage, pilot)
        assert "AWS answered with status 500." in shown(stage.app)
        for trouble in troubles:
            trouble.well = True
        await click(pilot, "#retry")
        assert "5 of 5" in shown(stage.app)
        assert "status 500" not in shown(stage.app)


async def test_what_was_on_its_way_is_read_again_when_it_has_ended(stage: Stage) -> None:
    async with stage.running(size=LARGE) as pilot:
        going = stage.submission(SubmissionState.ACCEPTED, stage.draft(title="Just being made"))
        await visiting("o")(stage, pilot)
        assert "Just b" in shown(stage.app)
        ended = going.model_copy(update={"state": SubmissionState.FAILED})
        stage.store.update_submission(ended, expected="accepted")
        stage.app.tracking.looks[going.id] = Look(submission=ended)
        stage.app.tracking_changed.publish(going.id)
        await settle(pilot)
        assert "Just b" not in shown(stage.app)


class Unreadable(Before):
    """One offer cannot be read."""

    def offer(self, offer_id: str) -> OfferView:
        """Gone."""
        if offer_id == OPEN:
            raise NotFound(f"{offer_id} is not known.")
        return self._behind.offer(offer_id)


async def test_an_offer_that_cannot_be_read_says_so_in_its_pane_and_nothing_is_sent(
    make_stage: Callable[..., Stage],
) -> None:
    stage = make_stage(wrap=Unreadable)
    async with stage.running(size=LARGE) as pilot:
        await visiting("o", choosing())(stage, pilot)
        assert "AWS's own terms:" in shown(stage.app)
        await pilot.press("x")
        await settle(pilot)
        assert "The offer could not be read" in toasts(stage.app)
        assert not stage.store.submissions()
