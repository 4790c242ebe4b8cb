"""In a large window the form says of the field at hand what F1 would say of it at one glance."""

import pytest

from cppo_tui.domain.steps import Step
from cppo_tui.ui.field_help import NAMES
from cppo_tui.ui.field_words import FIELD_WORDS
from cppo_tui.ui.widgets.beside import ROOM, Beside
from tests.ui.looks import regions, words
from tests.ui.stage import LARGE, Stage, settle

HUGE = (160, 50)
FORMS = (Step.INFORMATION, Step.PRICING, Step.TERMS)


def told(stage: Stage) -> str:
    """What stands there, in one line."""
    if not stage.app.screen.query_one(Beside).display:
        return ""
    return " ".join(words(stage.app, f"#beside-{part}") for part in ("name", "words", "more"))


@pytest.mark.parametrize(
    ("step", "first", "second"),
    [
        (Step.INFORMATION, "name", "description"),
        (Step.PRICING, "pricing", "pricing"),
        (Step.TERMS, "agreement", "expiry"),
    ],
)
async def test_it_follows_the_focus_and_nothing_else_moves(
    stage: Stage, step: Step, first: str, second: str
) -> None:
    async with stage.at(step, size=HUGE) as pilot:
        places = regions(stage.app)
        for field in (first, second):
            assert told(stage).startswith(NAMES[field][:1].upper() + NAMES[field][1:])
            for sentence in FIELD_WORDS[field][:3]:
                assert sentence in told(stage), field
            await pilot.press("tab")
            await settle(pilot)
        form = {name: place for name, place in regions(stage.app).items() if "Beside" not in name}
        assert form == {name: places[name] for name in form}


async def test_on_a_button_it_stays_as_it_was(stage: Stage) -> None:
    async with stage.at(Step.INFORMATION, size=HUGE) as pilot:
        stage.app.screen.query_one("#field-description Input").focus()
        await settle(pilot)
        before = told(stage)
        stage.app.screen.query_one("#next").focus()
        await settle(pilot)
        assert told(stage) == before
        assert before


@pytest.mark.parametrize("step", FORMS)
@pytest.mark.parametrize("size", [LARGE, (ROOM - 1, 50), (HUGE[0], 24)])
async def test_where_the_form_needs_the_room_it_is_not_there(
    stage: Stage, step: Step, size: tuple[int, int]
) -> None:
    async with stage.at(step, size=size):
        assert told(stage) == ""


async def test_another_size_of_the_window_takes_it_away_and_brings_it_back(stage: Stage) -> None:
    async with stage.at(Step.TERMS, size=HUGE) as pilot:
        whole, focused = told(stage), stage.app.focused
        for size, now in ((LARGE, ""), (HUGE, whole)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert told(stage) == now
            assert stage.app.focused is focused
