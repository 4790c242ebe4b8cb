"""A mistake of ours ends the program in order: terminal, draft, exit code, plain words and no values."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.app import App

from tests.e2e.terminal import Terminal
from tests.reliability.scale import LONG
from tests.reliability.troubled import CANARY, PLACES, command
from tests.reliability.windows import Home, missing, to_typing
from tests.ui.stage import Stage

F9 = "\x1b[20~"
SECRET = "canary/7Hq2in+an/environment+credential0"
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "AKIACANARYCANARYCAN0", "AWS_SECRET_ACCESS_KEY": SECRET}
Figure = Callable[[str], None]


def leaks(raw: bytes) -> list[str]:
    """What was written that must not be."""
    text = raw.decode("utf-8", "replace")
    hidden = (CANARY, *CREDENTIALS.values(), "Traceback", "locals")
    return [word for word in hidden if word in text]


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """The application without a terminal."""
    return Stage(tmp_path)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home with a draft at step 2."""
    made = Home(tmp_path)
    made.with_begun_draft()
    return made


def test_a_mistake_anywhere_ends_with_the_draft_saved_and_no_value_printed(
    home: Home, figure: Figure
) -> None:
    places = PLACES if LONG else PLACES[:4]
    for count, place in enumerate(places, 1):
        trouble = command("hang:connect", "naive:autosave", f"break:{place}")
        with Terminal("--sandbox", home=home.path, command=trouble, environment=CREDENTIALS) as terminal:
            to_typing(terminal)
            terminal.type(str(count))
            terminal.wait_for(f"{count} of 150")
            terminal.type(F9)
            assert terminal.exit_status() == 1, place
            assert missing(bytes(terminal.raw)) == [], place
            assert leaks(bytes(terminal.raw)) == [], place
            told = " ".join(terminal.screen_text().split())
        assert "cppo has stopped because of a mistake of its own" in told, place
        assert " at " in told
        assert str(home.folder) in told.replace(" ", "")
        assert "the last key included" in told
        assert "Start cppo again" in told
        assert home.names() == ["123456"[:count]], place
    figure(f"mistakes in {len(places)} places: terminal and draft kept, 0 values printed, exit code 1 each")


def test_the_control_a_plain_textual_application_prints_the_secret(home: Home, figure: Figure) -> None:
    plain = (sys.executable, "-m", "tests.reliability.plain_app")
    with Terminal(home=home.path, command=plain, environment=CREDENTIALS) as terminal:
        code = terminal.exit_status()
        printed = leaks(bytes(terminal.raw))
    assert CANARY in printed
    figure(f"mistakes, control with Textual's own report: the value of a variable printed, exit code {code}")


def test_a_mistake_outside_of_the_screen_is_told_in_the_same_words(home: Home) -> None:
    with Terminal("--sandbox", home=home.path, command=command("break-before")) as terminal:
        assert terminal.exit_status() == 1
        assert leaks(bytes(terminal.raw)) == []
        assert "a mistake of its own: LookupError at cppo_tui.cli" in terminal.screen_text()


async def test_only_the_first_mistake_is_the_cause(stage: Stage) -> None:
    async def break_twice() -> None:
        async with stage.running():
            stage.app._handle_exception(KeyError("a customer"))
            stage.app._handle_exception(ValueError("a price"))

    with pytest.raises(KeyError):
        await break_twice()
    assert stage.app.broken.startswith("KeyError at ")
    assert stage.app.return_code == 1


async def test_an_end_from_within_textual_is_no_success(stage: Stage) -> None:
    async with stage.running():
        stage.app.panic("all the values there are")
    assert (stage.app.broken, stage.app.return_code) == ("a failure while reading the terminal", 1)
    assert not stage.app._exit_renderables


def test_textual_still_ends_where_we_expect_it() -> None:
    """Private names of Textual's; a release that renames them must not bring its report back unseen."""
    assert {"_handle_exception", "_fatal_error", "panic", "_close_messages_no_wait"} <= set(dir(App))
