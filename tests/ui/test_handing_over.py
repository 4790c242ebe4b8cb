"""The window with the words for buyer and ISV stays until it is closed, and says itself what was copied."""

from dataclasses import replace

import pytest
from textual.css.query import NoMatches
from textual.widgets import Button

from cppo_tui.domain.steps import Step
from cppo_tui.ui.dialogs.to_copy import ToCopy
from cppo_tui.ui.plain import plain
from cppo_tui.ui.screens.home import HomeScreen
from tests.ui.looks import click, is_whole, rows, shown, toasts, words
from tests.ui.scenes_desks import choosing, visiting
from tests.ui.stage import LARGE, SMALL, AppPilot, Stage, settle

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
MAIL = "The mail to the buyer was handed to your terminal's clipboard"


async def handing_over(stage: Stage, pilot: AppPilot) -> None:
    await visiting("o", choosing("h"))(stage, pilot)
    assert isinstance(stage.app.screen, ToCopy)


@SIZES
async def test_a_copy_leaves_the_window_open_and_is_told_in_it(stage: Stage, size: tuple[int, int]) -> None:
    """Closed, the next keys would land on the buttons of a live offer: on Expire."""
    async with stage.running(size=size) as pilot:
        await handing_over(stage, pilot)
        before = stage.app.screen.query_one("#mail").region
        await pilot.press("enter")
        await settle(pilot)
        assert stage.app.clipboard.startswith("Subject: ")
        assert f"{MAIL}." in shown(stage.app)
        assert toasts(stage.app) == "", "it would hide the buttons"
        assert stage.app.screen.query_one("#mail").region == before
        await pilot.press("tab", "enter")
        await settle(pilot)
        assert isinstance(stage.app.screen, ToCopy)
        assert "The note to the ISV was handed" in shown(stage.app)
        assert MAIL not in shown(stage.app)


@SIZES
async def test_every_button_has_a_key_in_the_last_line_and_under_f1(
    stage: Stage, size: tuple[int, int]
) -> None:
    async with stage.running(size=size) as pilot:
        await handing_over(stage, pilot)
        buttons = [button.id for button in stage.app.screen.query(Button).results()]
        assert buttons == ["mail", "note", "save", "close"]
        for key, button in (("c", "Copy mail"), ("n", "Copy note"), ("s", "Save both"), ("esc", "Close")):
            assert f"{key} {button}" in rows(stage.app)[-1]
        await pilot.press("c")
        await settle(pilot)
        assert stage.app.clipboard.startswith("Subject: ")
        await pilot.press("n")
        await settle(pilot)
        assert "We made a channel partner private offer" in stage.app.clipboard
        await pilot.press("f1")
        await settle(pilot)
        told = shown(stage.app)
        assert all(f"{key} {what}" in told for key, what in (("c", "Copy the mail"), ("n", "Copy the note")))
        await pilot.press("escape", "s")
        await settle(pilot)
        assert len([*stage.app.desk.save_folder.glob("cppo-handover-*.txt")]) == 2


async def test_the_arrows_scroll_though_a_button_has_the_focus(stage: Stage) -> None:
    async with stage.running() as pilot:
        await handing_over(stage, pilot)
        content = stage.app.screen.query_one(".content")
        assert stage.app.focused is stage.app.screen.query_one("#mail")
        await pilot.press("down", "pagedown")
        await settle(pilot)
        down = content.scroll_y
        assert down > 1
        await pilot.press("up")
        await settle(pilot)
        assert 0 < content.scroll_y < down
        assert "PgDn: more" in shown(stage.app)
        await pilot.press("end")
        await settle(pilot)
        assert content.scroll_y == content.max_scroll_y > 0
        assert "PgDn: more" not in shown(stage.app)
        await pilot.press("home")
        await settle(pilot)
        assert content.scroll_y == 0


async def test_saved_it_tells_where_and_goes_back_to_the_words(stage: Stage) -> None:
    async with stage.running(size=LARGE) as pilot:
        await handing_over(stage, pilot)
        both = stage.app.screen
        await click(pilot, "#save")
        assert stage.app.screen is not both
        await click(pilot, "#path")
        assert "The folder's path was handed to your terminal's clipboard." in shown(stage.app)
        await pilot.press("escape")
        await settle(pilot)
        assert stage.app.screen is both
        assert "Saved: mail and note, in " in shown(stage.app)


async def test_what_is_there_with_other_words_is_not_called_saved(stage: Stage) -> None:
    """Within one minute an expiry can have been moved: the file would tell the buyer the old day."""
    async with stage.running(size=LARGE) as pilot:
        await handing_over(stage, pilot)
        await pilot.press("s", "escape", "s")
        await settle(pilot)
        assert "Saved already" in shown(stage.app), "the very same is"
        [mail] = stage.app.desk.save_folder.glob("cppo-handover-*-buyer.txt")
        mail.write_text("Accept by yesterday.")
        await pilot.press("escape", "s")
        await settle(pilot)
        assert isinstance(stage.app.screen, ToCopy)
        assert "Saved" not in shown(stage.app)
        assert "-buyer.txt is there and holds something else. It was left as it is" in toasts(stage.app)
        assert mail.read_text() == "Accept by yesterday."


@SIZES
async def test_inside_tmux_it_says_that_a_copy_may_not_arrive_and_what_does(
    stage: Stage, size: tuple[int, int]
) -> None:
    stage.app.desk = replace(stage.app.desk, inside="tmux")
    async with stage.running(size=size) as pilot:
        await handing_over(stage, pilot)
        first = words(stage.app, ".content Static")
        assert "Inside tmux a copy may not arrive; «Save both» writes files." in first, (
            "before a key is pressed"
        )
        before = stage.app.screen.query_one("#mail").region
        await pilot.press("enter")
        await settle(pilot)
        told = shown(stage.app).replace("│ │ ", "")
        assert f"{MAIL}; inside tmux it may not arrive: «Save both» writes files." in told
        assert stage.app.screen.query_one("#mail").region == before, "nothing moves"
        await pilot.press("escape", "i")
        await settle(pilot)
        assert "inside tmux it may not arrive: its setting set-clipboard on lets it through." in toasts(
            stage.app
        )


@pytest.mark.parametrize("size", [(60, 18), (80, 24)])
async def test_what_is_said_there_of_a_copy_pushes_no_button_out_of_the_window(
    stage: Stage, size: tuple[int, int]
) -> None:
    stage.app.desk = replace(stage.app.desk, inside="tmux")
    async with stage.running(size=size) as pilot:
        await handing_over(stage, pilot)
        buttons = stage.app.screen.query(Button).results()
        before = {one.id: one.region for one in buttons}
        await pilot.press("c")
        await settle(pilot)
        assert "may not arrive" in shown(stage.app)
        assert {one.id: one.region for one in stage.app.screen.query(Button).results()} == before
        assert all(is_whole(one) for one in stage.app.screen.query(Button).results())


async def test_inside_screen_nothing_lets_it_through(stage: Stage) -> None:
    stage.app.desk = replace(stage.app.desk, inside="screen")
    async with stage.running() as pilot:
        await visiting("o", choosing("i"))(stage, pilot)
        assert toasts(stage.app).endswith("clipboard; inside screen it may not arrive.")


async def test_what_is_said_of_the_link_is_not_taken_for_a_part_of_the_mail(stage: Stage) -> None:
    async with stage.running(size=(120, 80)) as pilot:
        await handing_over(stage, pilot)
        text = words(stage.app, ".content Static")
        mail, note = text.index("To the buyer"), text.index("We made a channel")
        assert mail < note < text.index("The link in the mail: the usual form")
        await pilot.press("c")
        assert "AWS documents none" not in stage.app.clipboard


async def test_a_key_that_comes_before_the_window_has_its_words_ends_nothing(stage: Stage) -> None:
    """Found by the random key streams: Home right after the click that opens it."""
    window = ToCopy("Title", plain("words"), (("mail", "Copy mail"),), lambda what: what)
    async with stage.running():
        for action in ("go('scroll_home')", "act('mail')"):
            assert not await stage.app.run_action(action, window)
        with pytest.raises(NoMatches):
            window.action_go("scroll_home")


async def test_a_window_that_just_opens_while_one_leaves_ends_nothing(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Found by the random key streams: Ctrl+G while the contract's link was still being signed."""

    async def saved() -> bool:
        return True

    async with stage.at(Step.REVIEW) as pilot:
        monkeypatch.setattr(stage.app, "save_all", saved)
        stage.app.go_home()
        stage.app.push_screen(ToCopy("Title", plain("words"), (("link", "Copy link"),), lambda what: what))
        await settle(pilot)
        assert isinstance(stage.app.screen, HomeScreen)
