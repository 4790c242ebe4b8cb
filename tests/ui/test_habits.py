"""What hands expect: undo in fields, j and k in tables, y copies, a bell when AWS took long."""

from datetime import timedelta
from typing import Any

import pytest

from cppo_tui.domain.draft import PricingChoice
from cppo_tui.domain.settings import Settings
from cppo_tui.domain.steps import Step
from cppo_tui.domain.submission import SubmissionState
from cppo_tui.sandbox.seed_vendors import ENDS_SOON, MANY_DIMENSIONS
from cppo_tui.services.watcher import Look
from cppo_tui.ui.widgets.field import Field
from cppo_tui.ui.widgets.fitted_table import FittedTable
from cppo_tui.ui.widgets.history import History, Typed
from tests.ui.looks import fill, value
from tests.ui.stage import BUYER, Stage, settle, type_text


async def test_undo_takes_back_word_by_word_and_redo_types_again(stage: Stage) -> None:
    async with stage.at(Step.INFORMATION, stage.draft(name=""), field="name") as pilot:
        await type_text(pilot, "two words")
        await pilot.press("ctrl+z")
        assert value(stage.app, "name") == "two "
        await pilot.press("ctrl+z")
        assert value(stage.app, "name") == ""
        await pilot.press("ctrl+z", "ctrl+y", "ctrl+y", "ctrl+y")
        await settle(pilot)
        assert value(stage.app, "name") == "two words"
        assert stage.app.drafting.draft.name == "two words"


async def test_undo_brings_back_what_was_deleted_at_once(stage: Stage) -> None:
    async with stage.at(Step.INFORMATION, stage.draft(name="kept"), field="name") as pilot:
        await pilot.press("end", "ctrl+u")
        assert value(stage.app, "name") == ""
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert stage.app.drafting.draft.name == "kept"


async def test_undo_never_brings_back_what_belongs_to_something_else(stage: Stage) -> None:
    async with stage.at(Step.INFORMATION, stage.draft(name="a"), field="name") as pilot:
        await type_text(pilot, "b")
        stage.app.screen.query_one("#field-name", Field).set_value("another draft's")
        await pilot.press("ctrl+z")
        assert value(stage.app, "name") == "another draft's"


def test_the_history_is_bounded() -> None:
    history = History()
    for number in range(500):
        history.note(Typed("x " * number, 0), Typed("x " * (number + 1), 0))
    steps = 0
    text = "x " * 500
    while (back := history.undo(text)) is not None:
        text, steps = back.text, steps + 1
    assert steps == 100


async def test_j_k_g_and_capital_g_move_in_tables(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft("", reached=Step.OPPORTUNITY)) as pilot:
        table = stage.app.screen.query_one(FittedTable)
        table.focus()
        rows = []
        for key in ("g", "j", "j", "k", "G", "k", "g"):
            await pilot.press(key)
            rows.append(table.cursor_row)
        last = table.row_count - 1
        assert rows == [0, 1, 2, 1, last, last - 1, 0]


async def test_they_move_in_the_table_of_prices_too(stage: Stage) -> None:
    draft = stage.draft(MANY_DIMENSIONS, pricing=PricingChoice(text="25"))
    async with stage.at(Step.PRICING, draft) as pilot:
        prices = stage.app.screen.query_one("#prices")
        prices.focus()
        places = []
        for key in ("j", "j", "k", "G", "g"):
            await pilot.press(key)
            places.append(prices.cursor)  # type: ignore[attr-defined]
        assert places[:3] == [1, 2, 1]
        assert places[3] > 100
        assert places[4] == 0


async def test_in_a_field_they_are_letters(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft("", reached=Step.OPPORTUNITY)) as pilot:
        await fill(pilot, "#search", "")
        await type_text(pilot, "jkgGy")
        assert stage.app.screen.query_one("#search").value == "jkgGy"  # type: ignore[attr-defined]


async def test_y_copies_the_row_uncut_with_aws_s_id(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, stage.draft(ENDS_SOON)) as pilot:
        stage.app.screen.query_one(FittedTable).focus()
        await pilot.press("y")
        cells = stage.app.clipboard.split("\t")
        assert cells[-1] == ENDS_SOON
        assert cells[2] == stage.authorization(ENDS_SOON).name


async def test_y_copies_an_account(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY) as pilot:
        stage.app.screen.query_one("Chip").focus()
        await pilot.press("y")
        assert stage.app.clipboard == BUYER


async def test_y_copies_a_finding_with_its_code(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, stage.draft(name="")) as pilot:
        stage.app.screen.query_one("FindingRow").focus()
        await pilot.press("y")
        assert stage.app.clipboard.endswith("(NAME_MISSING)")


ANNOUNCED: list[tuple[str, float, list[str]]] = [
    ("off", 31, []),
    ("bell", 29, []),
    ("bell", 31, ["bell"]),
    ("desktop", 31, ["bell", "\x1b]9;cppo: AWS is done: it succeeded.\x07"]),
]


@pytest.mark.parametrize(("notice", "seconds", "heard"), ANNOUNCED)
async def test_the_end_of_a_long_change_set_is_heard_once(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, notice: str, seconds: float, heard: list[str]
) -> None:
    said: list[Any] = []
    app = stage.app
    monkeypatch.setattr(app, "bell", lambda: said.append("bell"))
    monkeypatch.setattr(app, "write_to_terminal", said.append)
    async with stage.running():
        app.keep_settings(Settings(notice=notice))
        submission = stage.submission(SubmissionState.SUCCEEDED)
        waiting = submission.model_copy(update={"state": SubmissionState.ACCEPTED})
        for seen in (waiting, submission, submission):
            app.tracking.looks[submission.id] = Look(submission=seen)
            app.tracking_changed.publish(submission.id)
            stage.clock.at = submission.created + timedelta(seconds=seconds)
        assert said == heard


async def test_what_had_ended_before_makes_no_sound(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(stage.app, "bell", lambda: said.append("bell"))
    async with stage.running():
        submission = stage.submission(SubmissionState.SUCCEEDED)
        stage.clock.move(minutes=5)
        stage.app.tracking.looks[submission.id] = Look(submission=submission)
        stage.app.tracking_changed.publish(submission.id)
        assert not said
