"""Settings on a real terminal: colours chosen in the menu and keys written into the file hold next time."""

from pathlib import Path

from tests.e2e.conftest import Open

SANDBOX = ("--sandbox", "--pace", "instant")
BLACK = b"48;5;16m"


def test_colours_from_the_menu_and_keys_from_the_file_hold_next_time(cppo: Open, home: Path) -> None:
    first = cppo(*SANDBOX)
    first.wait_for("No drafts yet.")
    first.press("ctrl+p")
    first.wait_for("Search for commands")
    first.type("high contrast")
    first.wait_for("Theme: high contrast")
    first.press("enter")
    first.settle()
    first.press("ctrl+q")
    assert first.exit_status() == 0
    file = home / "cppo" / "settings.toml"
    text = file.read_text()
    assert 'theme = "high-contrast"' in text

    file.write_text(text + '"home.new" = "b"\n')
    again = cppo(*SANDBOX)
    again.wait_for("Press b, or the button below")
    assert BLACK in again.raw
    again.type("b")
    again.wait_for("step 1 of 6")
    again.press("ctrl+q")
    assert again.exit_status() == 0


def test_a_broken_file_is_said_and_the_wizard_opens(cppo: Open, home: Path) -> None:
    (home / "cppo").mkdir(mode=0o700)
    (home / "cppo" / "settings.toml").write_text("theme = \n")
    terminal = cppo(*SANDBOX)
    assert "is no valid TOML" in " ".join(terminal.wait_for("No drafts yet.").split())
