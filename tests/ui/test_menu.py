"""The menu, the help and the keys say the same, on every screen, because they are one table."""

from collections.abc import Awaitable, Callable

import pytest
from textual.command import CommandPalette
from textual.widgets import Button, Input

from cppo_tui.domain.settings import Settings
from cppo_tui.domain.steps import Step
from cppo_tui.domain.submission import SubmissionState
from cppo_tui.ui.commands import COMMANDS, PLACES
from cppo_tui.ui.dialogs.help import Help
from cppo_tui.ui.key_help import key_rows
from cppo_tui.ui.palette import Actions, entries, valid
from cppo_tui.ui.screens.home import HomeScreen
from cppo_tui.ui.screens.settings import SettingsScreen
from cppo_tui.ui.widgets.key_line import KeyLine
from tests.ui.looks import click, shown
from tests.ui.scenes_desks import bulk_filled, visiting
from tests.ui.stage import LARGE, AppPilot, Stage, settle, type_text

Way = Callable[[Stage, AppPilot], Awaitable[None]]


def at(step: Step) -> Way:
    async def go(stage: Stage, pilot: AppPilot) -> None:
        await stage.open_at(pilot, step, stage.draft(name="") if step is Step.REVIEW else stage.draft())

    return go


async def home(stage: Stage, pilot: AppPilot) -> None:
    stage.store.save_draft(stage.draft(), revision=0)
    screen = stage.app.screen
    assert isinstance(screen, HomeScreen)
    screen.fill()
    await settle(pilot)


async def status(stage: Stage, pilot: AppPilot) -> None:
    stage.app.show_submission(stage.submission(SubmissionState.SUCCEEDED, offer_id="offer-openbronze2kqw").id)
    await settle(pilot)


async def settings(_stage: Stage, pilot: AppPilot) -> None:
    await pilot.press("f9")
    await settle(pilot)


def is_letter(key: str) -> bool:
    return len(key) == 1 or key == "Comma"


SCREENS: dict[str, Way] = {step.name: at(step) for step in [*Step][:5]} | {
    "home": home,
    "status": status,
    "settings": settings,
    "offers": visiting("o"),
    "authorizations": visiting("a"),
    "bulk": visiting("m", bulk_filled),
}


@pytest.mark.parametrize("name", SCREENS)
async def test_what_can_be_done_is_in_the_menu_and_in_the_help(stage: Stage, name: str) -> None:
    async with stage.running(size=LARGE) as pilot:
        await SCREENS[name](stage, pilot)
        screen = stage.app.screen
        menu = {what for what, *_ in entries(screen)}
        keys = {binding.binding.id for binding in screen.active_bindings.values() if binding.enabled}
        ours = [command for command in COMMANDS if command.id in keys]
        assert len(ours) >= 4
        for command in ours:
            offered = f"{command.short}: {command.sentence}" in menu
            assert offered is not (command.moves or command.id == "app.menu"), command.id
        told = key_rows(screen, {})
        assert {row.id for row in told} >= {command.id for command in ours}
        if isinstance(screen.focused, Input):
            letters = [row for row in told if not row.where and any(map(is_letter, row.keys.split(", ")))]
            assert not letters, "a letter is typed where the cursor is"
        named = {name for command, _ in valid(screen) for name in (command.action, command.id.split(".")[1])}
        for button in screen.query(Button).results():
            if button.is_on_screen and not button.disabled:
                known = button.id in named or (button.id or "").replace("-", "_") in named
                known = known or any(what.startswith(f"{button.label}: ") for what in menu)
                assert known or str(button.label) in menu, f"{button.label} is not in the menu"


async def test_the_menu_lists_an_action_once_though_a_button_does_it_too(stage: Stage) -> None:
    async with stage.running(size=LARGE) as pilot:
        await visiting("o")(stage, pilot)
        stage.app.show_submission(
            stage.submission(SubmissionState.SUCCEEDED, offer_id="offer-openbronze2kqw").id
        )
        await settle(pilot)
        words = [what.partition(":")[0] for what, *_ in entries(stage.app.screen)]
        assert words.count("Offers") == 1
        assert sorted(set(words) - {"Theme"}) == sorted(one for one in words if one != "Theme")


async def test_every_action_is_valid_somewhere() -> None:
    assert {command.place for command in COMMANDS} == set(PLACES)


async def test_a_few_letters_in_the_menu_do_it(stage: Stage) -> None:
    async with stage.at(Step.TERMS) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause(0.1)
        assert isinstance(stage.app.screen, CommandPalette)
        await type_text(pilot, "one step back")
        await pilot.pause(0.5)
        await pilot.press("enter")
        await settle(pilot)
        assert type(stage.app.screen).__name__ == "PricingScreen"


@pytest.mark.parametrize(
    ("typed", "found"),
    [("one step back", "Back"), ("STEP one", "Back"), ("expire", ""), ("xpl fld", "")],
    ids=["sentence", "any order", "no letters here and there", "no letters of several words"],
)
async def test_the_menu_finds_what_has_every_word_that_was_typed(
    stage: Stage, typed: str, found: str
) -> None:
    async with stage.at(Step.TERMS):
        hits = [hit async for hit in Actions(stage.app.screen).search(typed)]
        best = max(hits, key=lambda hit: hit.score, default=None)
        assert (best.text or "").partition(":")[0] == found if best else not found


@pytest.mark.parametrize("typed", ["mail", "accept", "buyer", "notify"])
async def test_the_menu_finds_telling_the_buyer_by_the_words_people_have_for_it(
    stage: Stage, typed: str
) -> None:
    """At the offers that hands over; on the first screen it leads to the offers."""
    async with stage.running(size=LARGE) as pilot:
        first = [hit.text or "" async for hit in Actions(stage.app.screen).search(typed)]
        assert typed == "notify" or any(text.startswith("Offers:") for text in first)
        await visiting("o")(stage, pilot)
        there = [hit.text or "" async for hit in Actions(stage.app.screen).search(typed)]
        assert any(text.startswith("Hand over:") for text in there)


async def test_the_menu_can_be_opened_by_mouse_on_the_narrowest_window(stage: Stage) -> None:
    async with stage.at(Step.OPPORTUNITY, size=(60, 18)) as pilot:
        line = stage.app.screen.query_one(KeyLine)
        assert [key.action for key in line.keys].count("command_palette") == 1, "two keys, one place"
        await click(pilot, line, at=(line.region_of("command_palette").x, 0))
        assert isinstance(stage.app.screen, CommandPalette)


async def test_what_cannot_be_done_now_is_not_in_the_menu(stage: Stage) -> None:
    async with stage.running() as pilot:
        assert not [what for what, *_ in entries(stage.app.screen) if what.startswith("Delete")]
        await home(stage, pilot)
        assert [what for what, *_ in entries(stage.app.screen) if what.startswith("Delete")]


async def test_the_first_screen_has_help_with_its_keys(stage: Stage) -> None:
    async with stage.running(size=LARGE) as pilot:
        await pilot.press("f1")
        await settle(pilot)
        assert isinstance(stage.app.screen, Help)
        text = shown(stage.app)
        assert "Start a new private offer" in text
        assert "Ctrl+P, F4" in text


async def test_a_field_s_help_says_why_limits_example_and_source_at_one_glance(stage: Stage) -> None:
    async with stage.at(Step.TERMS, field="expiry") as pilot:
        await pilot.press("f1")
        await settle(pilot)
        text = shown(stage.app)
        assert all(
            word in text
            for word in ("Why", "Limits", "Example +60 days; 2027-01-22", "Source AWS's documents, as")
        )


async def test_other_keys_stand_in_the_last_line_the_help_and_the_menu(stage: Stage) -> None:
    stage.app.keep_settings(Settings(keys={"step.next": "f6,ctrl+l"}))
    async with stage.at(Step.INFORMATION, size=LARGE) as pilot:
        assert "f6 Next" in shown(stage.app)
        assert ("F6, Ctrl+L", "Check this step and go on", "step.next", "") in key_rows(
            stage.app.screen, stage.app.chosen_keys
        )
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert type(stage.app.screen).__name__ == "InformationScreen"
        await pilot.press("f6")
        await settle(pilot)
        assert type(stage.app.screen).__name__ == "PricingScreen"


async def test_the_settings_come_back_to_the_step_they_were_called_from(stage: Stage) -> None:
    async with stage.at(Step.TERMS) as pilot:
        await pilot.press("f9")
        await settle(pilot)
        assert isinstance(stage.app.screen, SettingsScreen)
        await pilot.press("escape")
        await settle(pilot)
        assert type(stage.app.screen).__name__ == "TermsScreen"
