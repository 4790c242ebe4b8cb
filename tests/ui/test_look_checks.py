"""The checks of looks find what they are for: each is shown a screen on which it does not hold."""

import inspect
import pkgutil
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from textual.screen import Screen
from textual.widgets import Static

import cppo_tui.ui
import tests.ui
from cppo_tui.ui.bulk_marked import TellsMarkedRow
from cppo_tui.ui.dialogs.dialog import Dialog
from cppo_tui.ui.list_screen import ListScreen
from cppo_tui.ui.opportunity_choices import OpportunityChoices
from cppo_tui.ui.step_form import StepForm
from cppo_tui.ui.step_screen import StepScreen
from cppo_tui.ui.widgets.button import Button
from cppo_tui.ui.widgets.key_line import KeyLine
from tests.ui import look_checks as checks
from tests.ui.every_look import ALL, FOLDER, SIZES, Walk, played

SHARED = {Dialog, StepScreen, StepForm, ListScreen, OpportunityChoices, TellsMarkedRow}
"""What others are made of."""


async def seen(walk: Walk) -> list[str]:
    """What the checks say of the scene as it is now."""
    await walk.settle()
    look = await walk.seen("cppo-dark", walk.size)
    return checks.all_of(look, walk.app.screen)


def fade(walk: Walk) -> None:
    walk.app.screen.query_one("#heading", Static).styles.color = "#444444"


def lower(walk: Walk) -> None:
    message = walk.app.screen.query(".message").first(Static)
    message.update("too much " * 15)
    message.styles.height = message.styles.min_height = 1


def squeeze(walk: Walk) -> None:
    button = walk.app.screen.query_one("#back", Button)
    button.styles.min_width, button.styles.width = 3, 3


def hide_focus(walk: Walk) -> None:
    assert walk.app.focused is not None
    walk.app.focused.styles.margin = (60, 0, 0, 0)


def cut_next(walk: Walk) -> None:
    walk.app.screen.query_one("#next", Button).styles.margin = (0, 0, 0, 8)
    walk.app.screen.query_one("#next", Button).styles.offset = (8, 0)


def keyless(walk: Walk) -> None:
    walk.app.screen.query_one(KeyLine).update("")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (fade, "to 1"),
        (lower, "shows 1 of"),
        (squeeze, "“Back” has"),
        (hide_focus, "has the focus and"),
        (cut_next, "the button “Next” is not whole"),
        (keyless, "lacks Help"),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
async def test_what_is_spoiled_is_found(spoil: Callable[[Walk], None], said: str, tmp_path: Path) -> None:
    async with played("information-filled", tmp_path) as walk:
        assert not await seen(walk)
        spoil(walk)
        assert said in " | ".join(await seen(walk))


async def test_a_focus_that_is_only_a_colour_is_found(tmp_path: Path) -> None:
    async with played("review-not-yet", tmp_path) as walk:
        assert walk.app.focused is not None
        walk.app.focused.styles.text_style = "none"
        await walk.settle()
        assert "only its colour says" in " ".join(await checks.unseen_focus(walk))


async def test_a_word_that_is_cut_in_one_size_is_found(tmp_path: Path) -> None:
    async with played("information-filled", tmp_path) as walk:
        label = walk.app.screen.query(".label").first(Static)
        label.styles.width = 3
        await walk.settle()
        cut = checks.words(await walk.seen("cppo-dark", walk.size), walk.app.screen)
        label.styles.width = "auto"
        whole = checks.words(await walk.seen("cppo-dark", SIZES[-1]), walk.app.screen)
        assert checks.cut([cut, whole])
        assert not checks.cut([whole, whole])


def test_every_screen_and_every_dialog_is_in_a_picture() -> None:
    ours = {
        cls.__name__
        for module in pkgutil.walk_packages(cppo_tui.ui.__path__, "cppo_tui.ui.")
        for _, cls in inspect.getmembers(import_module(module.name), inspect.isclass)
        if issubclass(cls, Screen) and cls.__module__.startswith("cppo_tui.") and cls not in SHARED
    }
    places = " ".join(file.read_text(encoding="utf-8").partition("\n")[0] for file in FOLDER.iterdir())
    assert not {one for one in ours if one not in places.split()}


def test_every_table_of_scenes_is_looked_at() -> None:
    for module in pkgutil.iter_modules(tests.ui.__path__, "tests.ui."):
        if module.name.startswith("tests.ui.scenes"):
            for name, table in vars(import_module(module.name)).items():
                if name.endswith(("SCENES", "ELSEWHERE", "EVERY_SCREEN")):
                    assert {*table} <= {*ALL}, name
