"""What Textual lists among the keys of a widget and lets through nevertheless: pressed, for the rules of
other keys count on it."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static
from textual.widgets.option_list import Option as Entry

from cppo_tui.ui.columns import Column
from cppo_tui.ui.commands import COMMANDS
from cppo_tui.ui.dialogs.choose import Entries
from cppo_tui.ui.key_places import TAKES
from cppo_tui.ui.widgets.button import Button
from cppo_tui.ui.widgets.fitted_table import FittedTable
from cppo_tui.ui.widgets.plain_area import PlainArea
from cppo_tui.ui.widgets.plain_input import PlainInput
from cppo_tui.ui.widgets.price_table import PriceTable
from cppo_tui.ui.widgets.toggles import Choice, Option
from tests.ui.stage import Stage, settle
from tests.ui.test_reach import let_through

MANY = [str(number) for number in range(99)]
KEYS = (
    *("left", "right", "up", "down", "home", "end", "pageup", "pagedown", "enter", "delete", "f6", "f7"),
    *("shift+left", "shift+up", "ctrl+left"),
)


def table() -> FittedTable:
    filled = FittedTable((Column("Number", share=1),), id="numbers")
    filled.show_rows((one, (one,), "") for one in MANY)
    return filled


WIDGETS: dict[str, Callable[[], Widget]] = {
    "field": lambda: PlainInput("a text"),
    "area": lambda: PlainArea("\n".join(MANY)),
    "table": table,
    "prices": PriceTable,
    "list": lambda: Entries(*map(Entry, MANY)),
    "choice": lambda: Choice(*map(Option, MANY)),
    "button": lambda: Button("to be pressed"),
    "body": lambda: VerticalScroll(*map(Static, MANY)),
}


class Around(Screen[Any]):
    """Notes what comes up to a screen."""

    BINDINGS = [Binding(key, f"note('{key}')") for key in KEYS]  # noqa: RUF012 - Textual's own type

    def __init__(self, place: str) -> None:
        super().__init__()
        self._place, self.came = place, set[str]()

    def compose(self) -> ComposeResult:
        yield WIDGETS[self._place]()

    def action_note(self, key: str) -> None:
        self.came.add(key)


@pytest.mark.parametrize("place", WIDGETS)
async def test_what_the_rules_say_a_widget_takes_stays_there_and_the_rest_comes_to_the_screen(
    stage: Stage, place: str
) -> None:
    async with stage.running() as pilot:
        around = Around(place)
        await stage.app.push_screen(around)
        await settle(pilot)
        widget = around.children[0]
        for key in KEYS:
            widget.focus()
            await pilot.press(key)
        await settle(pilot)
        kept = {*KEYS} - around.came
        ours = {key for one in COMMANDS if one.place == place for key in one.keys.split(",")}
        assert kept == {*KEYS} & (TAKES.get(place, frozenset()) | ours)
        assert not kept & let_through(type(widget))


async def test_where_nothing_else_has_that_key_a_field_of_several_rows_selects_with_it(stage: Stage) -> None:
    async with stage.running() as pilot:
        area = PlainArea("one\ntwo")
        await stage.app.push_screen(Screen())
        await stage.app.screen.mount(area)
        area.focus()
        await pilot.press("f7")
        await settle(pilot)
        assert area.selected_text == "one\ntwo"
