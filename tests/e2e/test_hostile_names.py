"""Names chosen by strangers reach the terminal only as text: judged by the raw bytes written to it."""

import sys
from pathlib import Path

import pytest

from tests.e2e.conftest import Open
from tests.e2e.journey import to_opportunity
from tests.e2e.terminal import Terminal

FORBIDDEN = {
    "clipboard (OSC 52)": b"\x1b]52",
    "window title (OSC 0)": b"\x1b]0;",
    "hyperlink (OSC 8)": b"\x1b]8;",
    "clear screen before its text": b"\x1b[2Jgone",
    "right-to-left override": "\u202e".encode(),
    "zero width space": "\u200b".encode(),
    "next line (C1)": "\x85".encode(),
    "line separator": "\u2028".encode(),
    "tag character": "\U000e0067".encode(),
    "null": b"\x00",
}
ALLOWED_BUYER = "411122223333"
SHOWN = ("<U+001B>", "<U+202E>", "<U+200B>", "[/b]", "[@click=app.quit]x[/]", "[Team A]", "[$accent]gold")


def got_through(raw: bytes) -> list[str]:
    """Which of the payloads the terminal would have obeyed."""
    return [name for name, sequence in FORBIDDEN.items() if sequence in raw]


@pytest.fixture
def careless(home: Path) -> Terminal:
    """A program that prints what it is told: the control."""
    from cppo_tui.sandbox.seed_hostile import NASTY

    script = home / "careless.py"
    texts = [*NASTY.values(), "\x1b]0;title\x07", "\x1b]8;;https://example.com\x1b\\link"]
    printable = [text for text in texts if not any("\ud800" <= char <= "\udfff" for char in text)]
    lines = [f"sys.stdout.write({text!a})" for text in printable]
    script.write_text("\n".join(["import sys", *lines, "print('-end-')"]), encoding="ascii")
    return Terminal(home=home, command=(sys.executable, str(script)), environment={"PYTHONUTF8": "1"})


def test_control_a_careless_program_is_noticed(careless: Terminal) -> None:
    with careless:
        careless.exit_status()
        assert got_through(bytes(careless.raw)) == list(FORBIDDEN)


def test_no_payload_reaches_the_terminal_from_list_detail_or_home(cppo: Open) -> None:
    terminal = cppo("--sandbox", "--scenario", "hostile-names", size=(120, 40))
    seen = terminal.wait_for("seller 7777")
    to_opportunity(terminal)
    for _ in range(14):  # the first one goes from the search to the list
        terminal.press_and_see("down")
        seen += terminal.screen_text()
    assert [text for text in SHOWN if text not in seen] == []

    terminal.type("/clip")
    terminal.wait_for("1 of 14")
    terminal.press("enter")
    terminal.wait_for("chosen")
    terminal.settle()
    terminal.type(ALLOWED_BUYER)
    terminal.wait_for(ALLOWED_BUYER)
    terminal.press("ctrl+n")
    terminal.wait_for("step 2 of 6")
    terminal.press("ctrl+g")
    assert "<U+001B>]52" in terminal.wait_for("step 2 of 6")
    terminal.press("ctrl+q")
    assert terminal.exit_status() == 0
    assert got_through(bytes(terminal.raw)) == []
