"""The last line: what opens the row under the cursor, and the way out; and one key for one action."""

import pytest

from cppo_tui.domain.settings import Settings
from cppo_tui.domain.steps import Step
from cppo_tui.ui.commands import COMMANDS
from cppo_tui.ui.dialogs.to_copy import ToCopy
from cppo_tui.ui.dialogs.type_in import TypeIn
from cppo_tui.ui.screens.home import HomeScreen
from cppo_tui.ui.widgets.fitted_table import FittedTable
from cppo_tui.ui.widgets.key_line import KeyLine
from tests.ui.looks import rows, shown
from tests.ui.scenes import BLANK, SCENES, Play, step
from tests.ui.scenes_desks import choosing, visiting
from tests.ui.scenes_personal import PERSONAL_SCENES
from tests.ui.stage import AppPilot, Stage, settle

NARROW = (60, 18)


async def at_the_table(_stage: Stage, pilot: AppPilot) -> None:
    """The focus on the table of this screen."""
    pilot.app.screen.query_one(FittedTable).focus()
    await settle(pilot)


TABLES: dict[str, tuple[Play, str]] = {
    "home": (SCENES["home-full"], "enter Open"),
    "step 1": (step(Step.OPPORTUNITY, then=at_the_table, **BLANK), "enter Use"),
    "offers": (visiting("o"), "enter Details"),
    "authorizations": (visiting("a"), "enter Details"),
    "settings": (PERSONAL_SCENES["settings-keys"], "enter Other keys"),
}
"""Each screen with a table whose rows can be opened, and what the last line says of that."""


@pytest.mark.parametrize("name", TABLES)
async def test_the_key_that_opens_the_row_stands_in_the_last_line(stage: Stage, name: str) -> None:
    play, words = TABLES[name]
    async with stage.running(but=("follow",)) as pilot:
        await play(stage, pilot)
        assert words in rows(stage.app)[-1]


async def test_in_the_list_of_offers_the_keys_that_do_something_come_before_search_and_filter(
    stage: Stage,
) -> None:
    """Those have a field and a button at the top of the screen."""
    async with stage.running(size=(80, 24), but=("follow",)) as pilot:
        await visiting("o")(stage, pilot)
        assert "e Extend h Hand over" in " ".join(rows(stage.app)[-1].split())
        await pilot.resize_terminal(160, 50)
        await settle(pilot)
        assert "/ Search f Filter" in " ".join(rows(stage.app)[-1].split())


@pytest.mark.parametrize("name", ["home", "offers", "authorizations", "settings"])
async def test_in_the_smallest_window_too(stage: Stage, name: str) -> None:
    play, words = TABLES[name]
    async with stage.running(size=NARROW, but=("follow",)) as pilot:
        await play(stage, pilot)
        assert words in rows(stage.app)[-1]


@pytest.mark.parametrize(
    ("name", "action"), [("home", "open"), ("offers", "details"), ("settings", "other_keys")]
)
async def test_a_click_on_it_opens_the_row(stage: Stage, name: str, action: str) -> None:
    async with stage.running(but=("follow",)) as pilot:
        await TABLES[name][0](stage, pilot)
        before = stage.app.screen
        await pilot.click(offset=before.query_one(KeyLine).region_of(action).offset)
        await settle(pilot, but=("follow",))
        assert stage.app.screen is not before


async def test_enter_uses_the_marked_authorization(stage: Stage) -> None:
    async with stage.running() as pilot:
        await step(Step.OPPORTUNITY, "", then=at_the_table, buyers=())(stage, pilot)
        await pilot.press("down", "enter")
        await settle(pilot)
        assert stage.app.drafting.draft.authorization is not None


@pytest.mark.parametrize("name", [*TABLES, "step 2"])
async def test_the_way_out_stands_in_it_from_80_columns_on(stage: Stage, name: str) -> None:
    play = SCENES["information-filled"] if name == "step 2" else TABLES[name][0]
    async with stage.running(but=("follow",)) as pilot:
        await play(stage, pilot)
        assert rows(stage.app)[-1].rstrip().endswith("^q Quit  f1 Help  ^p Menu")


def test_what_is_done_to_an_offer_has_the_same_key_in_the_list_and_on_its_status() -> None:
    keys = {command.id: command.keys for command in COMMANDS}
    for act in ("hand-over", "copy-id", "copy-link"):
        assert keys[f"status.{act}"] == keys[f"offers.{act}"]
    assert keys["prices.order"] == keys["desk.sort"] == "s"


def test_no_key_of_the_lists_means_another_place_on_the_status() -> None:
    """“m” is many offers at once wherever it is anything."""
    assert {command.short for command in COMMANDS if command.keys == "m"} == {"Many offers"}


async def test_h_hands_over_from_the_list_of_offers(stage: Stage) -> None:
    async with stage.running() as pilot:
        await visiting("o", choosing("h"))(stage, pilot)
        assert isinstance(stage.app.screen, ToCopy)


async def test_the_help_names_no_action_as_the_settings_file_does(stage: Stage) -> None:
    async with stage.at(Step.TERMS, size=(120, 40)) as pilot:
        await pilot.press("f1")
        await settle(pilot)
        told = shown(stage.app)
        assert "Check this step and go on" in told
        assert not any(command.id in told for command in COMMANDS)


async def test_the_name_in_the_settings_file_is_told_where_keys_are_given(stage: Stage) -> None:
    async with stage.running(size=(120, 40)) as pilot:
        await pilot.press("f9")
        await settle(pilot)
        table = stage.app.screen.query_one(FittedTable)
        table.focus()
        table.go_to("home.new")
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(stage.app.screen, TypeIn)
        assert "In the settings file it is called home.new." in shown(stage.app)


async def test_a_key_of_ones_own_opens_the_row_and_stands_there(stage: Stage) -> None:
    stage.app.keep_settings(Settings(keys={"home.open": "p"}))
    stage.store.save_draft(stage.draft(), revision=0)
    async with stage.running(size=(120, 40)) as pilot:
        assert " p Open " in rows(stage.app)[-1]
        await pilot.press("p")
        await settle(pilot)
        assert not isinstance(stage.app.screen, HomeScreen)
