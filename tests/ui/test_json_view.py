"""The change set to read: nothing of it is lost by wrapping, folding or searching."""

import json

import pytest
from textual.widgets import Button

from cppo_tui.domain.plan import Changes
from cppo_tui.domain.steps import Step
from cppo_tui.ui.json_lines import HANG, lines_of, matches, pretty, rows_of
from cppo_tui.ui.screens.step_review import ReviewScreen
from cppo_tui.ui.widgets.json_view import JsonView
from tests.ui.looks import click, fill, rows, shown, words
from tests.ui.stage import BUYER, LARGE, SMALL, Stage, settle, type_text

LONG: Changes = [
    {
        "ChangeType": "A",
        "Details": {"Words": "one two " * 40, "Long": "x" * 300, "Say": 'a \\ "b" {c}, [d]: é'},
    },
    {"ChangeType": "B", "Nothing": {}, "Deep": [[["y" * 90]]]},
]


@pytest.mark.parametrize("width", [1, 9, 20, 57, 76, 1000])
def test_the_rows_together_are_the_text_and_none_begins_left_of_its_line(width: int) -> None:
    lines = lines_of(pretty(LONG))
    made = rows_of(lines, frozenset(), width)
    joined = ["".join(row.text for row in made if row.line == number) for number in range(len(lines))]
    assert json.loads("\n".join(joined)) == LONG
    assert joined == pretty(LONG).splitlines()
    for row in made:
        text = lines[row.line].text
        own = len(text) - len(text.lstrip())
        assert len(row.text) + row.indent <= max(width, HANG + own)
        assert row.start == 0 or row.indent == min(own + HANG, max(width // 2, 1))


def test_a_folded_change_is_one_row_that_says_what_and_how_long() -> None:
    made = rows_of(lines_of(pretty(LONG)), frozenset({1}), 80)
    assert [row.text for row in made if row.folded] == ["  {…} B, 11 lines"]
    assert not [row for row in made if "yyy" in row.text]


def test_a_search_finds_every_place_and_takes_the_text_as_it_is() -> None:
    lines = lines_of(pretty(LONG))
    assert len(matches(lines, "CHANGETYPE")) == 2
    assert len(matches(lines, "one two")) == 40
    assert not matches(lines, ".*")
    assert not matches(lines, "")


async def test_a_text_is_found_in_a_folded_change_which_opens(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, size=LARGE) as pilot:
        whole = str(stage.app.screen.query_one(JsonView).content)
        await click(pilot, "#json-fold")
        assert words(stage.app, "#json-fold") == "Open all"
        assert "{…} UpdateTargeting, 14 lines" in shown(stage.app)
        assert BUYER not in shown(stage.app)
        await pilot.press("slash")
        await type_text(pilot, BUYER)
        assert words(stage.app, "#json-found") == "1 found"
        await pilot.press("enter")
        await settle(pilot)
        assert words(stage.app, "#json-found") == "1 of 1"
        assert f'"{BUYER}"' in shown(stage.app)
        assert "{…} UpdateMarkup" in shown(stage.app)
        assert str(stage.app.screen.query_one(JsonView).content) == whole
        await pilot.press("c")
        assert json.loads(stage.app.clipboard) == json.loads(whole)


async def test_n_and_shift_n_go_round_and_escape_ends_only_the_search(stage: Stage) -> None:
    async with stage.at(Step.REVIEW) as pilot:
        await pilot.press("slash")
        await fill(pilot, "#json-find", "ChangeType")
        seen = []
        for key in ("enter", "n", "N", "N"):
            await pilot.press(key)
            await settle(pilot)
            seen.append(words(stage.app, "#json-found"))
        assert seen == ["1 of 7", "2 of 7", "1 of 7", "7 of 7"]
        assert "ReleaseOffer" in shown(stage.app)
        await pilot.press("slash", "escape")
        await settle(pilot)
        assert isinstance(stage.app.screen, ReviewScreen)
        assert words(stage.app, "#json-found") == ""


async def test_a_change_is_folded_by_key_and_by_mouse(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, size=LARGE) as pilot:
        view = stage.app.screen.query_one(JsonView)
        view.focus()
        await pilot.press("down", "enter")
        await settle(pilot)
        assert "▸ {…} UpdateInformation" in shown(stage.app)
        row = next(n for n, text in enumerate(rows(stage.app)) if "{…} UpdateInformation" in text)
        await pilot.click(view, offset=(2, row - view.region.y))
        await settle(pilot)
        assert "{…}" not in shown(stage.app)
        assert not stage.app.screen.query_one("#publish", Button).disabled


async def test_a_resize_keeps_the_match_in_sight(stage: Stage) -> None:
    async with stage.at(Step.REVIEW) as pilot:
        await pilot.press("slash")
        await fill(pilot, "#json-find", "Percentage")
        await pilot.press("enter")
        await settle(pilot)
        for size in ((60, 18), (120, 40), SMALL):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert '"Percentage": "25"' in shown(stage.app), size
