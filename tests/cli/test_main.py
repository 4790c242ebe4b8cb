"""The command's edges: what it says without a screen, and with which exit code."""

import argparse
import os
import pty
from dataclasses import replace
from pathlib import Path

import pytest

from cppo_tui import __version__
from cppo_tui.cli import main as command
from cppo_tui.cli import sandbox_file
from cppo_tui.cli.arguments import command_in
from cppo_tui.cli.wiring import make_desk
from cppo_tui.domain.errors import CatalogError, StoreError
from cppo_tui.sandbox.scenarios import SCENARIOS
from cppo_tui.ui.desk import AWS, SANDBOX


def options(**given: object) -> argparse.Namespace:
    """Parsed arguments, as main would hand them on."""
    made = command.parser().parse_args([])
    for name, value in given.items():
        setattr(made, name, value)
    return made


def test_version_is_one_plain_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        command.main(["--version"])
    assert left.value.code == 0
    assert capsys.readouterr().out == f"cppo {__version__}\n"


def test_help_names_every_option_and_shows_how_to_begin(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        command.main(["--help"])
    assert left.value.code == 0
    told = capsys.readouterr().out
    for word in ("--sandbox", "--fresh", "--profile", "--version", "examples:", "CPPO_HOME", "cppo sandbox"):
        assert word in told


def test_without_a_terminal_there_is_one_line_and_exit_code_two(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--sandbox"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("cppo: the wizard needs a terminal")
    assert captured.err.count("\n") == 1


@pytest.mark.parametrize(
    ("typed", "name", "rest"),
    [
        ("offers --open --sandbox", "offers", "--open --sandbox"),
        ("--sandbox offers --open", "offers", "--open --sandbox"),
        ("--profile reseller draft list", "draft", "list --profile reseller"),
        ("--at=http://127.0.0.1:8770 due", "due", "--at=http://127.0.0.1:8770"),
        ("--sandbox --fresh", "", "--sandbox --fresh"),
        ("--profile offers", "", "--profile offers"),
        ("--profile", "", "--profile"),
    ],
)
def test_which_aws_may_be_said_before_the_command(typed: str, name: str, rest: str) -> None:
    """«cppo --sandbox» is what is learnt first: what follows it is meant there."""
    assert command_in(typed.split()) == (name, rest.split())


@pytest.mark.parametrize(
    ("typed", "meant"), [("offer", "«cppo offers»"), ("aply", "«cppo apply»"), ("xyz", "")]
)
def test_a_command_that_does_not_exist_is_said_with_the_one_that_may_be_meant(
    typed: str, meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main([typed, "--sandbox"]) == 2
    said = capsys.readouterr().err
    assert f"There is no command «{typed}»." in said
    assert meant in said
    assert "«cppo --help»" in said


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_terminal_that_cannot_draw_is_refused(term: str, monkeypatch: pytest.MonkeyPatch) -> None:
    controller, terminal = pty.openpty()
    with os.fdopen(controller), os.fdopen(terminal) as screen:
        monkeypatch.setattr("sys.stdin", screen)
        monkeypatch.setattr("sys.stdout", screen)
        monkeypatch.setenv("TERM", term)
        assert "can draw" in command.terminal_trouble()
        monkeypatch.setenv("TERM", "xterm-256color")
        assert command.terminal_trouble() == ""


def test_starting_over_belongs_to_the_sandbox(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        command.main(["--fresh"])
    assert left.value.code == 2
    assert "--sandbox" in capsys.readouterr().err


@pytest.mark.parametrize("world", [SANDBOX, AWS])
def test_the_desk_keeps_everything_in_the_folder_of_cppo_home(
    world: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CPPO_HOME", str(tmp_path / "home"))
    desk = make_desk(options(), world)
    assert desk.world == world
    assert desk.store.drafts() == []
    assert (tmp_path / "home" / "cppo.db").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "home").stat().st_mode & 0o777 == 0o700


def test_a_data_folder_that_cannot_be_used_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("CPPO_HOME", str(tmp_path / "file"))
    with pytest.raises(StoreError, match="CPPO_HOME"):
        make_desk(options(), SANDBOX)


def test_the_sandbox_is_reached_through_the_real_gateway_and_kept_on_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CPPO_HOME", str(tmp_path / "home"))
    catalog = make_desk(options(pace="instant"), SANDBOX).connect()
    assert catalog.caller().account == "777788889999"
    names = [item.name for page in catalog.authorizations() for item in page]
    assert "Archera-Meridian-Subscription-2024" in names
    assert (tmp_path / "home" / "sandbox.db").exists()


def test_the_scenarios_offered_are_those_of_the_sandbox() -> None:
    assert tuple(SCENARIOS) == command.SCENARIOS


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--sandbox", "--scenario", "nowhere"], "nowhere"),
        (["--sandbox", "--profile", "reseller"], "--profile"),
        (["--scenario", "empty"], "--sandbox"),
        (["--pace", "fast"], "--sandbox"),
    ],
)
def test_arguments_that_do_not_go_together_are_refused(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        command.main(arguments)
    assert left.value.code == 2
    assert said in capsys.readouterr().err


def test_another_scenario_than_the_sandboxs_needs_a_fresh_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CPPO_HOME", str(tmp_path / "home"))
    make_desk(options(scenario="empty"), SANDBOX).connect()
    with pytest.raises(SystemExit) as left:
        command.main(["--sandbox", "--scenario", "archera"])
    assert left.value.code == 2
    told = capsys.readouterr().err
    assert "already holds the scenario empty" in told
    assert "--fresh" in told
    without_a_terminal = 2
    for fine in (["--scenario", "empty"], ["--scenario", "archera", "--fresh"], []):
        assert command.main(["--sandbox", *fine]) == without_a_terminal
        assert "terminal" in capsys.readouterr().err


def test_a_sandbox_that_cannot_be_read_is_told_in_the_wizard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CPPO_HOME", str(tmp_path / "home"))
    desk = make_desk(options(), SANDBOX)
    (tmp_path / "home" / "sandbox.db").write_text("not a database, but a letter")
    assert command.main(["--sandbox", "--scenario", "empty"]) == 2
    with pytest.raises(CatalogError, match=r"sandbox\.db cannot be used") as caught:
        desk.connect()
    assert caught.value.title == "The sandbox cannot be opened"


def test_the_faults_of_a_scenario_reach_the_wizard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CPPO_HOME", str(tmp_path / "home"))
    quiet = replace(SCENARIOS["flaky"], faults=("ListEntities:1+:AccessDeniedException",))
    monkeypatch.setattr(sandbox_file, "SCENARIOS", {**SCENARIOS, "flaky": quiet})
    catalog = make_desk(options(scenario="flaky", pace="instant"), SANDBOX).connect()
    with pytest.raises(CatalogError):
        next(iter(catalog.authorizations()))


@pytest.mark.parametrize(
    ("variable", "inside"), [("", ""), ("TMUX", "tmux"), ("STY", "screen")], ids=["neither", "tmux", "screen"]
)
def test_the_wizard_knows_what_stands_between_it_and_the_clipboard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, inside: str
) -> None:
    monkeypatch.setenv("CPPO_HOME", str(tmp_path / "home"))
    for name in ("TMUX", "STY"):
        monkeypatch.delenv(name, raising=False)
    if variable:
        monkeypatch.setenv(variable, "1234.pts-0")
    assert make_desk(options(), SANDBOX).inside == inside


def test_a_deleted_current_folder_falls_back_to_the_home_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CPPO_HOME", str(tmp_path / "home"))
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert make_desk(options(), SANDBOX).save_folder == Path.home()


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        (["status", ""], "an argument"),
        (["offers", "--sandbox", ""], "the argument after --sandbox"),
        (["gaps", "c.csv", "--authorization", ""], "the argument after --authorization"),
        (["gaps", "c.csv", "--authorization="], "the argument after --authorization"),
        (
            ["bulk", "c.csv", "--template", "", "--authorization", "resaleauthz-a"],
            "the argument after --template",
        ),
        (["draft", "show", ""], "an argument"),
        (["doctor", "--at", ""], "the argument after --at"),
        (["--profile", "", "status"], "the argument after --profile"),
        (["--profile="], "the argument after --profile"),
    ],
)
def test_a_variable_that_is_not_set_never_means_the_default_or_everything(
    typed: list[str], where: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """«cppo status "$SENT"» would list everything and end with 0, «--profile "$RESELLER"» take another
    account."""
    with pytest.raises(SystemExit) as left:
        command.main(typed)
    assert left.value.code == 2
    assert f"{where} is empty; was a variable not set?" in capsys.readouterr().err
