"""A key and what follows from it are drawn as one picture: sooner, and fewer bytes over a slow line."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from textual._compositor import Compositor
from textual.widget import Widget

from cppo_tui.domain.steps import Step
from cppo_tui.ui.widgets.plain_input import PlainInput
from cppo_tui.ui.widgets.price_table import PriceTable
from tests.ui.stage import Stage, settle

Pictures = list[set[type[Widget]]]


@pytest.fixture
def pictures(monkeypatch: pytest.MonkeyPatch) -> Callable[[], Any]:
    """What kinds of widget were drawn anew in each picture, from the moment of asking."""

    @contextmanager
    def taking() -> Iterator[Pictures]:
        taken: Pictures = []
        at_once = Compositor.update_widgets

        def noted(self: Compositor, widgets: set[Widget]) -> None:
            taken.append({type(widget) for widget in widgets})
            at_once(self, widgets)

        with monkeypatch.context() as patch:
            patch.setattr(Compositor, "update_widgets", noted)
            yield taken

    return taking


async def test_the_digit_and_every_price_of_it(stage: Stage, pictures: Callable[[], Any]) -> None:
    async with stage.at(Step.PRICING) as pilot:
        with pictures() as taken:
            await pilot.press("3")
            await settle(pilot)
        assert stage.app.drafting.draft.pricing.text == "253"
        assert {PlainInput, PriceTable} <= taken[0]


async def test_control_an_input_that_does_not_wait_is_drawn_by_itself(
    stage: Stage, pictures: Callable[[], Any]
) -> None:
    async with stage.at(Step.PRICING) as pilot:
        typed = stage.app.screen.focused
        assert isinstance(typed, PlainInput)
        typed._in_form = False
        firsts = []
        for key in ("3", "backspace") * 15:  # on a busy machine the clock's next picture may hold both
            with pictures() as taken:
                await pilot.press(key)
                await settle(pilot)
            firsts.append(taken[0])
        assert {PlainInput} in firsts


async def test_a_key_that_changes_nothing_else_is_drawn_all_the_same(
    stage: Stage, pictures: Callable[[], Any]
) -> None:
    async with stage.at(Step.PRICING) as pilot:
        typed = stage.app.screen.focused
        assert isinstance(typed, PlainInput)
        with pictures() as taken, typed.prevent(PlainInput.Changed):
            typed.insert_text_at_cursor("3")
            await settle(pilot)
        assert stage.app.drafting.draft.pricing.text == "25"
        assert taken == [{PlainInput}]
