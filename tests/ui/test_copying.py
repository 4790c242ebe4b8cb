"""What is told at length can be taken along as text, by the key that copies everywhere else: ``y``."""

import pytest
from textual.widgets import Button

from cppo_tui.domain.steps import Step
from cppo_tui.domain.submission import SubmissionState
from cppo_tui.sandbox.seed_archera import BRONZE
from cppo_tui.sandbox.seed_offers import OPEN
from cppo_tui.ui.dialogs.details import Details
from cppo_tui.ui.widgets.json_view import JsonView
from tests.ui.catalogs import Otherwise
from tests.ui.looks import click, shown
from tests.ui.scenes import FAILURE, VERIFY, pressing, publishing, status, step
from tests.ui.scenes_desks import bulk_filled, choosing, visiting
from tests.ui.stage import LARGE, SMALL, Stage, settle

FOLLOWED = ("follow",)
ARCHERA = "archera bronze"


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_of_an_authorization_both_links_are_copied_whole(stage: Stage, size: tuple[int, int]) -> None:
    """What is shown of them ends before the signature, without which neither opens."""
    mine = stage.authorization(BRONZE)
    async with stage.running(size=size) as pilot:
        await visiting("a", choosing("d", search=ARCHERA))(stage, pilot)
        assert isinstance(stage.app.screen, Details)
        assert mine.eula_url not in shown(stage.app)
        before = stage.app.screen.query_one("#close").region
        await pilot.press("y")
        await settle(pilot)
        told = stage.app.clipboard
        assert f"EULA link: {mine.eula_url}\n" in told
        assert f"Contract link: {mine.reseller_contract_url}\n" in told
        assert told.startswith(f"{mine.name}  {mine.id}\n")
        assert "It was handed to your terminal's clipboard." in shown(stage.app)
        assert stage.app.screen.query_one("#close").region == before, "nothing moves"


async def test_the_button_does_what_the_key_does(stage: Stage) -> None:
    async with stage.running(size=LARGE) as pilot:
        await visiting("o", choosing("d"))(stage, pilot)
        await click(pilot, "#copy-told")
        assert f"Offer id: {OPEN}\n" in stage.app.clipboard
        assert isinstance(stage.app.screen, Details), "the window stays open"


async def test_what_is_different_is_copied_with_both_sides(stage: Stage) -> None:
    async with stage.running(size=LARGE) as pilot:
        await visiting("a", choosing("v", "enter", search=ARCHERA))(stage, pilot)
        assert isinstance(stage.app.screen, Details)
        await pilot.press("y")
        assert stage.app.clipboard.startswith("From ")
        assert " → " in stage.app.clipboard


async def test_a_failure_is_copied_in_aws_s_own_words_with_what_tells_it_from_others(stage: Stage) -> None:
    async with stage.running(but=FOLLOWED) as pilot:
        await status(SubmissionState.FAILED, FAILURE)(stage, pilot)
        await pilot.press("y")
        told, sent = stage.app.clipboard, stage.store.load_submission(stage.store.submissions()[0].id)
        assert told.startswith("Failed: ")
        assert "UpdateTargeting INVALID_BUYER_ACCOUNTS: " in told
        assert "AWS: A reason nobody has seen before [/b]." in told
        for known in (sent.plan.digest, sent.change_set_id, sent.name, "on the SANDBOX"):
            assert known in told


async def test_what_stands_in_the_way_is_copied_too(stage: Stage) -> None:
    async with stage.running(but=FOLLOWED) as pilot:
        await status(SubmissionState.REFUSED, problem="AWS refused the request: name too long.")(stage, pilot)
        await pilot.press("y")
        assert "AWS refused the request: name too long." in stage.app.clipboard


async def test_of_a_draft_at_aws_the_figures_are_copied_that_differ_first(stage: Stage) -> None:
    stage.wrap = Otherwise
    async with stage.running(size=LARGE, but=FOLLOWED) as pilot:
        await step(Step.REVIEW, then=publishing, mode=VERIFY)(stage, pilot)
        await pilot.press("y")
        told = stage.app.clipboard
        assert (
            0
            < told.index("DIFFERS: Buyers: AWS has 9999 0000 1111; you reviewed ")
            < told.index("as reviewed: ")
        )


async def test_the_sha_256_is_copied_from_the_change_set_once_there_is_one(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, size=LARGE) as pilot:
        stage.app.screen.query_one(JsonView).focus()
        await pilot.press("y")
        screen = stage.app.screen
        assert screen._plan is not None  # type: ignore[attr-defined]
        assert stage.app.clipboard == screen._plan.digest  # type: ignore[attr-defined]


async def test_while_something_stops_the_offer_no_sha_256_is_copied(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, stage.draft(name=""), size=LARGE) as pilot:
        view = stage.app.screen.query_one(JsonView)
        view.focus()
        await pilot.press("y")
        assert (stage.app.clipboard, view.digest) == ("", "")


async def test_of_a_row_of_many_offers_all_is_told_and_copied(stage: Stage) -> None:
    """In a small window what is said below the table ends with the key that tells the rest."""
    async with stage.running(size=(60, 18)) as pilot:
        await visiting("m", bulk_filled)(stage, pilot)
        assert "… Enter: all of it" in shown(stage.app)
        assert "A second one can be accepted too." not in shown(stage.app)
        await pressing("enter", "y")(stage, pilot)
        assert isinstance(stage.app.screen, Details)
        assert "A second one can be accepted too." in stage.app.clipboard
        assert "Accounts: 4222 3333 4444" in stage.app.clipboard
        await pilot.press("escape")
        await pilot.resize_terminal(160, 50)
        await settle(pilot)
        assert "all of it" not in shown(stage.app)
        assert "A second one can be accepted too." in shown(stage.app)
        assert stage.app.screen.query_one("#send", Button).disabled
