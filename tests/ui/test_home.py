"""The list of drafts and submissions."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Button

from cppo_tui.domain.ports import SellerAccount
from cppo_tui.domain.steps import Step
from cppo_tui.domain.submission import SubmissionState
from cppo_tui.sandbox.pace import FAST
from cppo_tui.ui.app import Leaving
from cppo_tui.ui.desk import AWS
from cppo_tui.ui.dialogs.type_in import TypeIn
from cppo_tui.ui.screens.home import HomeScreen
from cppo_tui.ui.screens.status import StatusScreen
from cppo_tui.ui.screens.step_information import InformationScreen
from cppo_tui.ui.screens.step_opportunity import OpportunityScreen
from cppo_tui.ui.widgets.fitted_table import FittedTable
from cppo_tui.ui.widgets.late_table import LateTable
from tests.ui.catalogs import SignedOut
from tests.ui.clocks import HeldSleep
from tests.ui.looks import click, fill, shown, toasts
from tests.ui.stage import BUYER, LARGE, Stage, settle, type_text

OTHER, THIRD = "422233334444", "433344445555"


def table(stage: Stage) -> list[list[str]]:
    """The rows of the list."""
    rows = stage.app.screen.query_one(FittedTable)
    return [[cell.plain for cell in rows.get_row_at(number)] for number in range(rows.row_count)]


def keep(stage: Stage, title: str, **fields: Any) -> str:
    """A stored draft."""
    draft = stage.draft(title=title, **fields)
    stage.store.save_draft(draft, revision=0)
    stage.clock.move(minutes=1)
    return draft.id


async def test_an_empty_list_says_what_to_do(stage: Stage) -> None:
    async with stage.running() as pilot:
        text = shown(stage.app)
        assert "No drafts yet." in text
        assert "Nothing is sent before you have read it and confirmed it." in text
        assert stage.app.focused is stage.app.screen.query_one("#new")
        assert not stage.app.screen.query_one("#bar").display  # there is no row to do something with
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(stage.app.screen, OpportunityScreen)


async def test_a_new_draft_nobody_touched_leaves_no_row(stage: Stage) -> None:
    async with stage.running() as pilot:
        await pilot.press("n")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert "No drafts yet." in shown(stage.app)


async def test_the_order_is_in_flight_then_drafts_then_published(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage(sleep=HeldSleep())
    stage.submission(SubmissionState.SUCCEEDED, stage.draft(title="Done"), offer_id="offer-stagedone")
    keep(stage, "Older")
    keep(stage, "Newer")
    stage.submission(SubmissionState.UNKNOWN, stage.draft(title="Doubtful"))
    async with stage.running(size=LARGE, but=("follow",)):
        assert [row[0] for row in table(stage)] == ["Doubtful", "Newer", "Older", "Done"]
        states = [row[2] for row in table(stage)]
        assert "unknown" in states[0]
        assert states[1].startswith("step 5")
        assert states[3] == "published"


async def test_two_offers_of_one_product_are_told_apart_by_the_offer_s_name(stage: Stage) -> None:
    """The name the offer is sent under names its buyer; who typed a name of their own finds that one."""
    for facts in (
        {},
        {"buyers": (OTHER,)},
        {"name": "Harrow renewal"},
        {"title": "Mine", "buyers": (OTHER,)},
    ):
        stage.store.save_draft(stage.draft(**facts), revision=0)
    stage.submission(SubmissionState.SUCCEEDED, stage.draft(buyers=(THIRD,)), offer_id="offer-stagedone")
    async with stage.running():
        assert [row[:2] for row in sorted(table(stage))] == [
            ["Archera - Subscription for 1234 5678 9012", "1234 5678 9012"],
            ["Archera - Subscription for 4222 3333 4444", "4222 3333 4444"],
            ["Archera - Subscription for 4333 4444 5555", "4333 4444 5555"],
            ["Harrow renewal", "1234 5678 9012"],
            ["Mine", "4222 3333 4444"],
        ]


async def test_a_copy_for_another_buyer_is_not_called_after_this_one(stage: Stage) -> None:
    stage.store.save_draft(stage.draft(), revision=0)
    async with stage.running() as pilot:
        await pilot.press("d")
        await settle(pilot)
        assert "Archera - Subscription (copy)" in [row[0] for row in table(stage)]


async def test_the_keys_work_on_the_row_under_the_cursor(stage: Stage) -> None:
    keep(stage, "One")
    keep(stage, "Two", reached=Step.INFORMATION)
    async with stage.running() as pilot:
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(stage.app.screen, InformationScreen)
        assert stage.app.drafting.draft.title == "Two"


async def test_one_comes_back_to_the_draft_one_was_in(stage: Stage) -> None:
    keep(stage, "One")
    keep(stage, "Two")
    async with stage.running() as pilot:
        assert [row[0] for row in table(stage)] == ["Two", "One"]
        await pilot.press("down", "enter")
        await settle(pilot)
        stage.app.change(name="Changed, so it is the first row now")
        await pilot.press("ctrl+g")
        await settle(pilot)
        assert table(stage)[0][0] == "One"
        await pilot.press("x")
        await settle(pilot)
        assert [row[0] for row in table(stage)] == ["Two"]
        assert "“One”. u brings it back; " in toasts(stage.app)


async def test_the_cursor_is_sent_back_only_once(stage: Stage) -> None:
    keep(stage, "One")
    keep(stage, "Two")
    async with stage.running() as pilot:
        await pilot.press("enter", "ctrl+g")
        await settle(pilot)
        await pilot.press("down", "r")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert stage.app.screen.query_one(FittedTable).cursor_row == 1


async def test_a_copy_has_its_own_id_and_no_consents(stage: Stage) -> None:
    first = keep(stage, "One", consents=frozenset({"markup-unusual:500"}))
    async with stage.running() as pilot:
        await pilot.press("d")
        await settle(pilot)
        assert sorted(row[0] for row in table(stage)) == ["One", "One (copy)"]
        copy = next(row.id for row in stage.store.drafts() if row.id != first)
        assert not stage.store.load_draft(copy)[0].consents


async def test_a_draft_is_renamed(stage: Stage) -> None:
    keep(stage, "One")
    async with stage.running() as pilot:
        await pilot.press("r")
        await settle(pilot)
        assert isinstance(stage.app.screen, TypeIn)
        await fill(pilot, "#answer", "  Harrow [Team A]  ")
        await pilot.press("enter")
        await settle(pilot)
        assert table(stage)[0][0] == "Harrow [Team A]"


@pytest.mark.parametrize("name", ["", "   ", "x" * 101])
async def test_a_name_without_use_is_not_taken(stage: Stage, name: str) -> None:
    keep(stage, "One")
    async with stage.running() as pilot:
        await click(pilot, "#rename")
        await fill(pilot, "#answer", name)
        await pilot.press("enter")
        await settle(pilot)
        assert stage.app.screen.query_one("#yes", Button).disabled
        await pilot.press("escape")
        await settle(pilot)
        assert table(stage)[0][0] == "One"


async def test_a_deleted_draft_comes_back_with_undo(stage: Stage) -> None:
    keep(stage, "One")
    keep(stage, "Two")
    async with stage.running() as pilot:
        await pilot.press("x", "x")
        await settle(pilot)
        assert "No drafts yet." in shown(stage.app)
        await pilot.press("u")
        await settle(pilot)
        assert [row[0] for row in table(stage)] == ["One"]
        await pilot.press("u")
        await settle(pilot)
        assert [row[0] for row in table(stage)] == ["Two", "One"]


async def test_a_submission_can_be_duplicated_but_not_deleted_or_renamed(stage: Stage) -> None:
    draft = stage.draft(title="Done")
    stage.store.save_draft(draft, revision=0)
    stage.submission(SubmissionState.SUCCEEDED, draft, offer_id="offer-stagedone")
    async with stage.running() as pilot:
        await pilot.press("x", "r")
        await settle(pilot)
        assert isinstance(stage.app.screen, HomeScreen)
        assert [row[0] for row in table(stage)] == ["Done"]
        await pilot.press("d")
        await settle(pilot)
        await pilot.press("down", "down", "enter")  # the draft as it was typed; see test_cloning
        await settle(pilot)
        assert sorted(row[0] for row in table(stage)) == ["Done", "Done (copy)"]


async def test_opening_a_submission_shows_its_status(stage: Stage) -> None:
    stage.submission(SubmissionState.SUCCEEDED, offer_id="offer-stagedone")
    async with stage.running() as pilot:
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(stage.app.screen, StatusScreen)


async def test_a_failed_submission_s_draft_stays_in_the_list_and_says_so(stage: Stage) -> None:
    draft = stage.draft(title="Tried")
    stage.store.save_draft(draft, revision=0)
    stage.submission(SubmissionState.FAILED, draft)
    async with stage.running(size=LARGE):
        assert "failed: see why" in table(stage)[0][2]


async def test_after_a_restart_a_submission_in_flight_is_followed_again(
    make_stage: Callable[..., Stage],
) -> None:
    held = HeldSleep()
    stage = make_stage(pace=FAST, sleep=held)
    async with stage.at(Step.REVIEW) as pilot:
        await pilot.press("ctrl+n")
        await settle(pilot)
        await type_text(pilot, BUYER[-4:])
        await pilot.press("enter")
        await settle(pilot, but=("follow",))
        assert stage.store.submissions()[0].state == "accepted"
    stage.app = stage.new_app()
    stage.clock.move(seconds=30)
    async with stage.running(size=LARGE):
        assert table(stage)[0][2] == "published"
        assert len(stage.catalog.change_sets()) == 1


async def test_a_send_cut_off_by_a_crash_is_looked_up_after_the_restart(stage: Stage) -> None:
    stage.submission(SubmissionState.SENDING)
    stage.clock.move(seconds=120)
    async with stage.running(size=LARGE):
        assert stage.store.submissions()[0].state == "unknown"
        assert "outcome unknown" in table(stage)[0][2]


async def test_a_damaged_database_is_said_and_set_aside(tmp_path: Path) -> None:
    (tmp_path / "cppo.db").write_bytes(b"this is no database, and long enough to be looked at" * 40)
    stage = Stage(tmp_path)
    async with stage.running(size=LARGE) as pilot:
        assert "was set aside" in shown(stage.app)
        await pilot.press("n")
        await settle(pilot)
        assert isinstance(stage.app.screen, OpportunityScreen)


async def test_without_credentials_it_says_so_and_offers_the_sandbox(
    make_stage: Callable[..., Stage],
) -> None:
    def wrap(catalog: SellerAccount) -> SellerAccount:
        return SignedOut(catalog)

    stage = make_stage(world=AWS, wrap=wrap)
    async with stage.running(size=LARGE) as pilot:
        text = shown(stage.app)
        assert "Not signed in to AWS" in text
        assert "Run `aws sso login`" in text
        assert "Try the sandbox" in text
        await click(pilot, "#sandbox")
    assert stage.app.return_value is Leaving.FOR_SANDBOX


async def test_drafts_can_be_made_without_a_connection(make_stage: Callable[..., Stage]) -> None:
    def wrap(catalog: SellerAccount) -> SellerAccount:
        return SignedOut(catalog)

    stage = make_stage(world=AWS, wrap=wrap)
    async with stage.running(size=LARGE) as pilot:
        await pilot.press("n")
        await settle(pilot)
        await fill(pilot, "#account", f"{BUYER} ")
        assert stage.app.drafting.draft.buyers == (BUYER,)
        assert "No AWS credentials were found." in shown(stage.app)


async def test_aws_and_sandbox_are_told_apart_on_the_first_line(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage(world=AWS)
    async with stage.running():
        assert "AWS offers are binding" in shown(stage.app)
        assert "SANDBOX" not in shown(stage.app)


async def test_after_publishing_the_cursor_is_on_what_was_made_of_the_draft(stage: Stage) -> None:
    """Two offers to one buyer may have one name: keys pressed there were for the other."""
    draft = stage.draft()
    async with stage.running() as pilot:
        stage.submission(SubmissionState.SUCCEEDED, offer_id="offer-one")
        stage.app.tracking_changed.publish("")
        await settle(pilot)
        await stage.open_at(pilot, Step.REVIEW, draft)
        made = stage.submission(SubmissionState.SUCCEEDED, draft, offer_id="offer-two")
        await pilot.press("ctrl+g")
        await settle(pilot)
        assert stage.app.screen.query_one(LateTable).cursor_key == f"s:{made.id}"
