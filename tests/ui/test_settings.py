"""The settings screen: seen at once, kept only when asked to, refused with a reason."""

from pathlib import Path

import pytest
from textual.widgets import RadioSet

from cppo_tui.domain.errors import StoreError
from cppo_tui.domain.settings import Settings
from cppo_tui.store.settings_file import SettingsFile
from cppo_tui.ui.desk import Desk
from cppo_tui.ui.screens.home import HomeScreen
from cppo_tui.ui.screens.settings import SettingsScreen
from cppo_tui.ui.widgets.fitted_table import FittedTable
from tests.ui.clocks import NOON
from tests.ui.looks import click, fill, message, shown, toasts
from tests.ui.stage import LARGE, AppPilot, Stage, settle, type_text


def kept_in(stage: Stage, path: Path) -> SettingsFile:
    """The stage's settings in a file."""
    from dataclasses import replace

    file = SettingsFile(path, NOON)
    settings, problems = file.read()
    desk: Desk = replace(
        stage.app.desk,
        settings=settings,
        settings_problems=problems,
        save_settings=file.write,
        settings_place=str(path),
    )
    stage.app = type(stage.app)(desk)
    return file


async def open_settings(pilot: AppPilot) -> None:
    await pilot.press("comma")
    await settle(pilot)
    assert isinstance(pilot.app.screen, SettingsScreen)


async def at_the_keys_of(pilot: AppPilot, name: str, key: str) -> None:
    """That key pressed in the table of keys, at the row of an action."""
    table = pilot.app.screen.query_one(FittedTable)
    table.focus()
    table.go_to(name)
    await pilot.press(key)
    await settle(pilot)


async def test_what_is_settled_is_kept_and_holds_at_once(stage: Stage, tmp_path: Path) -> None:
    file = kept_in(stage, tmp_path / "settings.toml")
    async with stage.running(size=LARGE) as pilot:
        await open_settings(pilot)
        await fill(pilot, "#field-profile Input", "reseller")
        await fill(pilot, "#field-markup Input", "12.5")
        await fill(pilot, "#field-look_every Input", "7.5")
        stage.app.screen.query_one("#look", RadioSet).focus()
        await pilot.press("down", "down", "enter")
        await settle(pilot)
        assert stage.app.theme == "cppo-high-contrast"
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, HomeScreen)
    wanted = Settings(profile="reseller", theme="high-contrast", look_every=7.5, markup="12.5")
    assert file.read() == (wanted, ())
    assert stage.app.settings == wanted


async def test_leaving_keeps_nothing(stage: Stage, tmp_path: Path) -> None:
    file = kept_in(stage, tmp_path / "settings.toml")
    async with stage.running(size=LARGE) as pilot:
        await open_settings(pilot)
        stage.app.screen.query_one("#look", RadioSet).focus()
        await pilot.press("down", "enter")
        await settle(pilot)
        await click(pilot, "#leave")
        assert stage.app.theme == "cppo-dark"
    assert not file.path.exists()


async def test_what_is_wrong_is_said_under_its_field_and_not_kept(stage: Stage, tmp_path: Path) -> None:
    file = kept_in(stage, tmp_path / "settings.toml")
    async with stage.running(size=LARGE) as pilot:
        await open_settings(pilot)
        await fill(pilot, "#field-look_every Input", "0.5")
        assert "must be 2 to 120 seconds" in message(stage.app, "look_every")
        await fill(pilot, "#field-markup Input", "12,5")
        assert "A comma could mean a decimal or a thousand" in message(stage.app, "markup")
        await click(pilot, "#save")
        assert isinstance(stage.app.screen, SettingsScreen)
    assert not file.path.exists()


@pytest.mark.parametrize(
    ("harmful", "why", "wanted", "key", "in_the_last_line"),
    [
        ("x", "“Delete” has it here", "b", "b", "b New"),
        ("hello+q", "“hello+q” is no key.", "Ctrl+L", "ctrl+l", "^l New"),
    ],
)
async def test_an_action_gets_the_keys_that_are_typed_in_place_of_its_own_unless_they_do_harm(
    stage: Stage, tmp_path: Path, harmful: str, why: str, wanted: str, key: str, in_the_last_line: str
) -> None:
    file = kept_in(stage, tmp_path / "settings.toml")
    async with stage.running(size=LARGE) as pilot:
        await open_settings(pilot)
        await at_the_keys_of(pilot, "home.new", "enter")
        await type_text(pilot, harmful)
        await settle(pilot)
        assert why in shown(stage.app)
        await pilot.press("enter")
        await settle(pilot)
        assert not isinstance(stage.app.screen, SettingsScreen)
        await fill(pilot, "#answer", wanted)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert in_the_last_line in shown(stage.app)
        await pilot.press(key)
        await settle(pilot)
        assert stage.app.drafting.is_open
    assert file.read()[0].keys == {"home.new": key}


@pytest.mark.parametrize(
    ("given", "refused", "steps"),
    [
        ({"home.new": "b", "home.rename": "n"}, "home.new", ("home.rename", "home.new")),
        ({"home.new": "b", "home.rename": "n"}, "", ("home.rename", "home.new")),
        ({"home.new": "x", "home.delete": "n"}, "home.new", ("home.delete=b", "home.new", "home.delete")),
        ({"home.new": "x", "home.delete": "n"}, "home.delete", ("home.new=b", "home.delete", "home.new")),
    ],
    ids=["taken", "taken, the other first", "swapped", "swapped, the other first"],
)
async def test_a_usual_key_that_another_action_was_given_comes_back_once_that_one_has_others(
    stage: Stage, tmp_path: Path, given: dict[str, str], refused: str, steps: tuple[str, ...]
) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("[keys]\n" + "".join(f'"{name}" = "{key}"\n' for name, key in given.items()))
    file = kept_in(stage, path)
    async with stage.running(size=LARGE) as pilot:
        await open_settings(pilot)
        if refused:
            await at_the_keys_of(pilot, refused, "delete")
            assert "has it here. Give that one other keys first." in toasts(stage.app)
        for name, _, key in (step.partition("=") for step in steps):
            await at_the_keys_of(pilot, name, "enter" if key else "delete")
            if key:
                await fill(pilot, "#answer", key)
                await pilot.press("enter")
                await settle(pilot)
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert "n New" in shown(stage.app)
    assert file.read() == (Settings(), ())


async def test_a_broken_file_and_keys_that_cannot_be_are_said_on_the_first_screen(
    stage: Stage, tmp_path: Path
) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('theme = "pink"\n[keys]\n"home.new" = "ctrl+c"\n')
    kept_in(stage, path)
    async with stage.running(size=LARGE):
        text = shown(stage.app)
        assert "“theme” must be one of dark, light, high-contrast." in text
        assert "Ctrl+C cannot be given to “home.new”" in text


async def test_colours_chosen_in_the_menu_are_kept(stage: Stage, tmp_path: Path) -> None:
    file = kept_in(stage, tmp_path / "settings.toml")
    async with stage.running() as pilot:
        await stage.app.run_action("look('light')")
        await settle(pilot)
        assert stage.app.theme == "cppo-light"
    assert file.read()[0].theme == "light"


async def test_settings_that_cannot_be_written_are_said_and_hold_until_the_end(stage: Stage) -> None:
    from dataclasses import replace

    def refuse(_settings: Settings) -> None:
        raise StoreError("The disk is full.")

    stage.app = type(stage.app)(replace(stage.app.desk, save_settings=refuse))
    async with stage.running() as pilot:
        await stage.app.run_action("look('light')")
        await settle(pilot)
        assert "The disk is full." in toasts(stage.app)
        assert stage.app.theme == "cppo-light"
