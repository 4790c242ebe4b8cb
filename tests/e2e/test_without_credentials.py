"""Plain ``cppo`` on a computer that has no AWS credentials: said at home, with a way on."""

from pathlib import Path

from tests.e2e.conftest import Open


def test_home_says_so_and_the_button_leads_to_the_sandbox(cppo: Open, home: Path) -> None:
    nobody = {
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": str(home / "missing" / "config"),
        "AWS_SHARED_CREDENTIALS_FILE": str(home / "missing" / "credentials"),
    }
    terminal = cppo(size=(100, 30), environment=nobody)
    shown = terminal.wait_for("Not signed in to AWS")
    assert "offers are binding" in shown
    assert "aws configure" in terminal.wait_for("Try the sandbox")

    terminal.press_and_see("shift+tab")  # from the first button round to the last
    terminal.press("enter")
    terminal.wait_for("simulated, nothing reaches AWS")
    assert "Not signed in" not in terminal.wait_for("seller 7777 8888 9999")
    terminal.press("ctrl+q")
    assert terminal.exit_status() == 0
