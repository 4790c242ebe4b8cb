"""Windows of any size: nothing crashes, and what cannot be read cannot be published (reliability C2)."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from textual import events

from cppo_tui.domain.steps import Step
from cppo_tui.domain.submission import SubmissionState
from cppo_tui.ui.screens.status import StatusScreen
from cppo_tui.ui.too_small import SMALLEST, TooSmall
from tests.e2e.terminal import Terminal
from tests.reliability.scale import times
from tests.reliability.troubled import command
from tests.reliability.windows import Home, to_typing
from tests.ui.looks import shown
from tests.ui.stage import BUYER, Stage, settle

EDGES = ((1, 1), (1, 60), (200, 1), (2, 2), (59, 24), (80, 17), (59, 17), (20, 5), (0, 0))
PHRASE = (*BUYER[-4:], "enter")
Figure = Callable[[str], None]


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """The application on a sandbox that decides at once."""
    return Stage(tmp_path)


async def test_nothing_is_sent_from_a_window_in_which_the_question_cannot_be_read(
    stage: Stage, figure: Figure
) -> None:
    """Scenario 24: the right digits, typed and pasted, in windows too small for the question."""
    sizes = [*EDGES]
    dice = random.Random(2)
    sizes += [(dice.randint(1, 59), dice.randint(1, 70)) for _ in range(times(3, 250))]
    sizes += [(dice.randint(1, 200), dice.randint(1, 17)) for _ in range(times(3, 250))]
    async with stage.at(Step.REVIEW) as pilot:
        await pilot.press("ctrl+n")
        await settle(pilot)
        for size in sizes:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            for key in (*PHRASE, "ctrl+n", "enter", "tab", "space"):
                stage.app.post_message(events.Key(key, key if len(key) == 1 else None))
            stage.app.post_message(events.Paste(BUYER[-4:]))
            await pilot.pause()
            assert stage.app.screen.query(TooSmall), size
        assert stage.store.submissions() == []
        await pilot.resize_terminal(*SMALLEST)
        await settle(pilot)
        assert not stage.app.screen.query(TooSmall)
        assert "Publish this offer?" in shown(stage.app)
        await pilot.press(*PHRASE)
        await settle(pilot)
        assert len(stage.store.submissions()) == 1
    figure(
        f"{len(sizes)} windows below {SMALLEST[0]}×{SMALLEST[1]}: 0 crashes, 0 sends with the right digits "
        "(control at that size: 1)"
    )


async def test_any_size_on_any_screen_crashes_nothing(stage: Stage, figure: Figure) -> None:
    dice = random.Random(7)
    count = 0
    draft = stage.draft()
    async with stage.at(Step.REVIEW, draft) as pilot:
        for step in [*Step][:5]:
            stage.app.go_to(step)
            await settle(pilot)
            for _ in range(times(4, 100)):
                await pilot.resize_terminal(dice.randint(0, 220), dice.randint(0, 80))
                await pilot.press(dice.choice(["tab", "down", "pagedown", "escape", "f1"]))
                count += 1
            await pilot.resize_terminal(80, 24)
            await pilot.press("escape")
            await settle(pilot)
            if not stage.app.drafting.is_open:
                stage.app.open_draft(draft.id)
                await settle(pilot)
        assert stage.app.drafting.draft.buyers == draft.buyers
    figure(f"{count} random window sizes with keys between: 0 crashes")


async def test_a_screen_that_comes_while_the_window_is_small_is_covered_and_shown_later(stage: Stage) -> None:
    submission = stage.submission(SubmissionState.SUCCEEDED, offer_id="offer-openbronze2kqw")
    async with stage.at(Step.REVIEW) as pilot:
        await pilot.resize_terminal(20, 5)
        await pilot.pause()
        stage.app.show_submission(submission.id)
        await settle(pilot)
        assert stage.app.screen.query(TooSmall)
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert isinstance(stage.app.screen, StatusScreen)
        assert not stage.app.screen.query(TooSmall)


async def test_a_window_too_small_says_so_and_can_be_left(stage: Stage) -> None:
    async with stage.at(Step.INFORMATION) as pilot:
        await pilot.resize_terminal(40, 10)
        await settle(pilot)
        assert "This window has 40×10 characters; 60×18 are needed." in shown(stage.app)
        await pilot.press("ctrl+q")
        await pilot.pause()
    assert stage.app.return_code == 0


def test_a_real_terminal_may_take_any_size(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.with_begun_draft()
    dice = random.Random(1)
    with Terminal("--sandbox", home=home.path, command=command("hang:connect"), size=(1, 1)) as terminal:
        terminal.settle(quiet=1.0)
        for size in ((1, 1), *((dice.randint(1, 150), dice.randint(1, 60)) for _ in range(times(20, 200)))):
            terminal.resize(*size)
            terminal.read(0.02)
        terminal.resize(80, 24)
        to_typing(terminal)
        terminal.press("ctrl+q")
        assert terminal.exit_status() == 0
