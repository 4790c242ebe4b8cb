"""Every key has a name, an explanation and a second way; leaving never loses anything."""

import inspect
import pkgutil
from importlib import import_module

import pytest
from textual.binding import Binding
from textual.dom import DOMNode
from textual.widgets import Button

import cppo_tui.ui
from cppo_tui.domain.steps import Step
from cppo_tui.domain.submission import SubmissionState
from cppo_tui.ui.app import CppoApp
from cppo_tui.ui.commands import COMMANDS
from cppo_tui.ui.dialogs.ask import Ask
from cppo_tui.ui.keymap import TAKEN
from cppo_tui.ui.plain import plain
from cppo_tui.ui.screens.home import HomeScreen
from cppo_tui.ui.widgets.key_line import KeyLine
from tests.ui.looks import rows, toasts
from tests.ui.scenes import Play
from tests.ui.scenes_desks import bulk_filled, choosing, visiting
from tests.ui.stage import Stage, settle


def our_classes() -> list[type[DOMNode]]:
    """Every class of this package that can have bindings."""
    found = set()
    for module in pkgutil.walk_packages(cppo_tui.ui.__path__, "cppo_tui.ui."):
        for _, cls in inspect.getmembers(import_module(module.name), inspect.isclass):
            if issubclass(cls, DOMNode) and cls.__module__.startswith("cppo_tui."):
                found.add(cls)
    return sorted(found, key=lambda cls: cls.__qualname__)


def bindings() -> list[tuple[str, Binding]]:
    """Every binding of ours with its class's name."""
    return [
        (cls.__qualname__, binding)
        for cls in our_classes()
        for binding in vars(cls).get("BINDINGS", [])
        if isinstance(binding, Binding)
    ]


def test_every_binding_has_an_id_of_its_own() -> None:
    ids = [binding.id for _, binding in bindings()]
    assert all(ids)
    assert len(ids) == len(set(ids))


def test_every_binding_is_a_row_of_the_one_table() -> None:
    """Whoever adds a screen adds its keys to ``cppo_tui/ui/commands.py``; menu and help follow."""
    rows = {command.id: command for command in COMMANDS}
    ours = {binding.id or "": binding for _, binding in bindings()}
    assert set(ours) == set(rows)
    for name, binding in ours.items():
        row = rows[name]
        told = (binding.key, binding.action, binding.description, binding.tooltip)
        assert told == (row.keys, row.action, row.short, row.sentence)


def test_every_shown_binding_explains_itself() -> None:
    silent = [f"{owner}.{b.action}" for owner, b in bindings() if b.show and not b.tooltip]
    assert not silent
    assert all(binding.description for _, binding in bindings())


def test_no_binding_is_written_as_a_bare_tuple() -> None:
    bare = [
        cls.__qualname__
        for cls in our_classes()
        for binding in vars(cls).get("BINDINGS", [])
        if not isinstance(binding, Binding)
    ]
    assert not bare


def test_only_quit_works_through_dialogs() -> None:
    assert {binding.action for _, binding in bindings() if binding.priority} == {"quit"}


@pytest.mark.parametrize("step", [*Step][:5])
async def test_every_shown_key_of_a_step_can_be_clicked(stage: Stage, step: Step) -> None:
    async with stage.at(step, size=(120, 40)):
        _assert_clickable(stage)


async def test_every_shown_key_of_the_first_screen_can_be_clicked(stage: Stage) -> None:
    stage.store.save_draft(stage.draft(), revision=0)
    async with stage.running(size=(120, 40)):
        _assert_clickable(stage)


async def test_every_shown_key_of_the_status_can_be_clicked(stage: Stage) -> None:
    submission = stage.submission(SubmissionState.SUCCEEDED, offer_id="offer-openbronze2kqw")
    async with stage.running(size=(120, 40)) as pilot:
        stage.app.show_submission(submission.id)
        await settle(pilot)
        _assert_clickable(stage)


@pytest.mark.parametrize("play", [visiting("o", choosing()), visiting("a"), visiting("m", bulk_filled)])
async def test_every_shown_key_of_a_desk_can_be_clicked(stage: Stage, play: Play) -> None:
    async with stage.running(size=(120, 40)) as pilot:
        await play(stage, pilot)
        _assert_clickable(stage)


def _assert_clickable(stage: Stage) -> None:
    """The footer's entries are buttons: each visible key can be clicked there."""
    shown_keys = {
        active.binding.action
        for active in stage.app.screen.active_bindings.values()
        if active.binding.show and active.enabled
    }
    line = stage.app.screen.query_one(KeyLine)
    assert all(line.region_of(action) for action in shown_keys)


@pytest.mark.parametrize("step", [*Step][:5])
async def test_escape_from_every_step_keeps_the_draft(stage: Stage, step: Step) -> None:
    draft = stage.draft(name="Mine", buyer_entry="12")
    async with stage.at(step, draft) as pilot:
        for _ in range(6):
            await pilot.press("escape")
            await settle(pilot)
        assert isinstance(stage.app.screen, HomeScreen)
    assert stage.store.load_draft(draft.id)[0] == draft


@pytest.mark.parametrize("step", [*Step][:5])
async def test_quit_from_every_step_keeps_the_draft(stage: Stage, step: Step) -> None:
    draft = stage.draft()
    async with stage.at(step, draft) as pilot:
        stage.app.change(title="Changed just now")
        await pilot.press("ctrl+q")
        await pilot.pause()
    assert stage.store.load_draft(draft.id)[0].title == "Changed just now"


async def test_quit_during_a_dialog_keeps_the_draft(stage: Stage) -> None:
    draft = stage.draft()
    async with stage.at(Step.REVIEW, draft) as pilot:
        stage.app.change(title="Changed just now")
        await pilot.press("ctrl+n")
        await settle(pilot)
        await pilot.press("ctrl+q")
        await pilot.pause()
    assert stage.store.load_draft(draft.id)[0].title == "Changed just now"
    assert not stage.store.submissions()


async def test_a_save_that_fails_is_told_before_leaving(stage: Stage) -> None:
    async with stage.at(Step.INFORMATION) as pilot:
        stage.store.close()
        stage.app.change(title="Cannot be saved")
        await settle(pilot)
        await pilot.press("ctrl+q")
        await settle(pilot)
        assert stage.app.is_running
        assert "Press Ctrl+Q again to leave anyway." in toasts(stage.app)


async def test_escape_in_a_dialog_changes_nothing(stage: Stage) -> None:
    async with stage.running() as pilot:
        answers: list[bool | None] = []
        stage.app.push_screen(Ask("Sure?", plain("Really?"), yes="Yes"), answers.append)
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert answers == [None]


@pytest.mark.parametrize("step", [*Step][:5])
async def test_tab_reaches_every_button_and_comes_back(stage: Stage, step: Step) -> None:
    async with stage.at(step) as pilot:
        chain = stage.app.screen.focus_chain
        reached = {button.id for button in stage.app.screen.query(Button) if button in chain}
        shown = {b.id for b in stage.app.screen.query(Button) if b.region.area and not b.disabled}
        assert shown <= reached
        start = stage.app.focused
        for _ in chain:
            await pilot.press("tab")
        assert stage.app.focused is start


def test_the_app_takes_no_key_that_terminals_swallow() -> None:
    each = [{key.strip() for key in binding.key.split(",")} for _, binding in bindings()]
    function_keys = {f"f{number}" for number in range(1, 13)}
    assert all(keys - function_keys for keys in each), "some terminals keep F1 for themselves"
    undo = {"ctrl+z"}  # a shell's key, not that of a terminal with a program in it; text areas have it, too
    assert not set().union(*each) & (set(TAKEN) | {"ctrl+enter", "ctrl+shift+z"}) - undo
    assert issubclass(CppoApp, DOMNode)


@pytest.mark.parametrize("size", [(60, 18), (80, 24)])
async def test_help_menu_and_seller_are_whole(stage: Stage, size: tuple[int, int]) -> None:
    async with stage.at(Step.OPPORTUNITY, size=size) as pilot:
        for step in (Step.OPPORTUNITY, Step.REVIEW):
            stage.app.go_to(step)
            await settle(pilot)
            assert rows(stage.app)[-1].split()[-4:] == ["f1", "Help", "^p", "Menu"]
            assert "seller 7777 8888 9999" in rows(stage.app)[0]
