"""``cppo sandbox``: what each subcommand says, does and returns. Serving for real is in tests/e2e."""

import re
import signal
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cppo_tui.cli import sandbox_command
from cppo_tui.cli.main import main
from cppo_tui.cli.sandbox_file import OpenSandbox, held_scenario, open_sandbox
from cppo_tui.sandbox.assumptions import ASSUMPTIONS
from cppo_tui.sandbox.behaviour import Behaviour
from cppo_tui.sandbox.pace import FAST, REAL
from cppo_tui.sandbox.scenarios import SCENARIOS
from cppo_tui.sandbox.seed_offers import OPEN
from cppo_tui.sandbox.server import CatalogServer
from tests.test_walls import loaded_after

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CPPO_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture(autouse=True)
def _signals() -> Iterator[None]:
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.fixture
def interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C as soon as the server would serve."""

    def serve_forever(self: CatalogServer) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(CatalogServer, "serve_forever", serve_forever)


def now() -> datetime:
    return datetime.now(UTC)


def refused(arguments: list[str], capsys: Captured) -> str:
    """What argparse says against these arguments; exit code 2."""
    with pytest.raises(SystemExit) as left:
        main(["sandbox", *arguments])
    assert left.value.code == 2
    return capsys.readouterr().err


class TestServe:
    @pytest.mark.usefixtures("interrupted")
    def test_it_prints_lines_for_a_shell_and_talks_beside_them(self, home: Path, capsys: Captured) -> None:
        assert main(["sandbox", "serve", "--port", "0"]) == 0
        captured = capsys.readouterr()
        lines = captured.out.splitlines()
        assert all(re.match(r"export \w+=\S+$|unset( \w+)+$", line) for line in lines)
        given = dict(line.removeprefix("export ").split("=", 1) for line in lines if "=" in line)
        endpoints = {value for name, value in given.items() if name.startswith("AWS_ENDPOINT_URL_")}
        assert len(endpoints) == 1
        assert {"AWS_ENDPOINT_URL_MARKETPLACE_CATALOG", "AWS_ENDPOINT_URL_MARKETPLACE_AGREEMENT"} <= set(
            given
        )
        assert {"AWS_ENDPOINT_URL_STS", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"} <= set(given)
        assert given["AWS_REGION"] == given["AWS_DEFAULT_REGION"] == "us-east-1"
        assert given["AWS_EC2_METADATA_DISABLED"] == "true"
        assert endpoints.pop() in captured.err
        assert str(home / "sandbox.db") in captured.err
        assert "Ctrl+C" in captured.err

    @pytest.mark.usefixtures("interrupted")
    def test_it_serves_the_wizards_own_sandbox_unless_told_otherwise(
        self, home: Path, tmp_path: Path, capsys: Captured
    ) -> None:
        main(["sandbox", "serve", "--port", "0", "--state", str(tmp_path / "other.db")])
        assert (tmp_path / "other.db").stat().st_mode & 0o777 == 0o600
        assert not home.exists()
        main(["sandbox", "serve", "--port", "0"])
        assert (home / "sandbox.db").exists()

    @pytest.mark.usefixtures("interrupted")
    def test_faults_are_announced(self, capsys: Captured) -> None:
        rules = ["StartChangeSet:2:reset-after", "*:every7:ThrottlingException"]
        assert (
            main(["sandbox", "serve", "--port", "0", *(x for rule in rules for x in ("--fault", rule))]) == 0
        )
        assert f"Faults: {', '.join(rules)}." in capsys.readouterr().err

    @pytest.mark.usefixtures("interrupted")
    def test_a_scenarios_own_faults_are_announced_too(self, capsys: Captured) -> None:
        main(["sandbox", "serve", "--port", "0", "--scenario", "flaky"])
        assert all(rule in capsys.readouterr().err for rule in SCENARIOS["flaky"].faults[:1])

    @pytest.mark.usefixtures("interrupted")
    def test_switches_are_turned_and_announced(
        self, monkeypatch: pytest.MonkeyPatch, capsys: Captured
    ) -> None:
        seen: list[Behaviour] = []

        def opened(path: Path, **options: Any) -> OpenSandbox:
            seen.append(options["behaviour"])
            return open_sandbox(path, **options)

        monkeypatch.setattr(sandbox_command, "open_sandbox", opened)
        turned = ("throttles=yes", "list-lag=30")
        given = [word for text in turned for word in ("--switch", text)]
        assert main(["sandbox", "serve", "--port", "0", *given]) == 0
        assert seen == [Behaviour(throttles=True, list_lag=timedelta(seconds=30))]
        assert f"Switches: {', '.join(turned)}." in capsys.readouterr().err

    def test_a_bad_switch_is_refused_with_the_allowed_forms(self, capsys: Captured) -> None:
        told = refused(["serve", "--switch", "throttles=often"], capsys)
        assert "throttles=often" in told
        assert "NAME=VALUE" in told

    def test_a_bad_fault_is_refused_with_the_allowed_forms(self, capsys: Captured) -> None:
        told = refused(["serve", "--fault", "StartChangeSet:sometimes:empty"], capsys)
        assert "StartChangeSet:sometimes:empty" in told
        assert "OPERATION:WHEN:KIND" in told

    @pytest.mark.parametrize("port", ["-1", "65536", "http", "٨٠", "1.5"])
    def test_a_port_that_is_none_is_refused(self, port: str, capsys: Captured) -> None:
        assert "0 to 65535" in refused(["serve", f"--port={port}"], capsys)

    def test_a_port_that_is_taken_is_told_with_a_way_out(self, capsys: Captured) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            assert main(["sandbox", "serve", "--port", str(port)]) == 1
        told = capsys.readouterr()
        assert told.out == ""
        assert f"port {port} cannot be used" in told.err
        assert "--port" in told.err

    @pytest.mark.usefixtures("interrupted")
    def test_another_scenario_than_the_files_is_refused_not_ignored(self, capsys: Captured) -> None:
        assert main(["sandbox", "serve", "--port", "0", "--scenario", "empty"]) == 0
        assert main(["sandbox", "serve", "--port", "0", "--scenario", "empty"]) == 0
        assert main(["sandbox", "serve", "--port", "0"]) == 0
        capsys.readouterr()
        told = refused(["serve", "--scenario", "awkward-seller"], capsys)
        assert "already holds the scenario empty" in told
        assert "cppo sandbox reset --scenario awkward-seller" in told

    def test_a_file_that_is_something_else_is_told_and_left_alone(
        self, tmp_path: Path, capsys: Captured
    ) -> None:
        strange = tmp_path / "letter.txt"
        strange.write_text("Dear Sir or Madam, " * 9)
        assert main(["sandbox", "serve", "--port", "0", "--state", str(strange)]) == 1
        assert "letter.txt cannot be used" in capsys.readouterr().err
        assert strange.read_text().startswith("Dear Sir")


class TestReset:
    def test_it_keeps_the_scenario_unless_told_otherwise(self, home: Path) -> None:
        assert main(["sandbox", "reset", "--scenario", "empty"]) == 0
        assert main(["sandbox", "reset"]) == 0
        assert held_scenario(home / "sandbox.db") == "empty"
        assert main(["sandbox", "reset", "--scenario", "hostile-names"]) == 0
        assert held_scenario(home / "sandbox.db") == "hostile-names"

    def test_a_damaged_file_is_not_written_over_and_it_says_what_to_do(
        self, home: Path, capsys: Captured
    ) -> None:
        home.mkdir()
        (home / "sandbox.db").write_text("not a database")
        assert main(["sandbox", "reset"]) == 1
        said = capsys.readouterr().err
        assert "sandbox.db cannot be used" in said
        assert "Move that file away" in said

    def test_what_was_there_is_gone(self, tmp_path: Path) -> None:
        accept = ["sandbox", "accept", OPEN, "--state", str(tmp_path / "state.db")]
        main(["sandbox", "reset", "--state", str(tmp_path / "state.db")])
        assert [main(accept), main(accept)] == [0, 1]
        main(["sandbox", "reset", "--state", str(tmp_path / "state.db")])
        assert main(accept) == 0

    def test_it_says_what_it_did(self, home: Path, tmp_path: Path, capsys: Captured) -> None:
        main(["sandbox", "reset"])
        told = capsys.readouterr().err
        assert "archera" in told
        assert "--fresh" in told
        main(["sandbox", "reset", "--state", str(tmp_path / "other.db")])
        assert "--fresh" not in capsys.readouterr().err


class TestScenarios:
    def test_each_with_its_sentence(self, capsys: Captured) -> None:
        assert main(["sandbox", "scenarios"]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert [line.split(maxsplit=1) for line in lines] == [
            [name, scenario.description] for name, scenario in SCENARIOS.items()
        ]

    @pytest.mark.parametrize("command", ["serve", "reset"])
    def test_a_name_nobody_knows_is_answered_with_the_known_ones(
        self, command: str, capsys: Captured
    ) -> None:
        told = refused([command, "--scenario", "nowhere"], capsys)
        assert all(name in told for name in SCENARIOS)


class TestAssumptions:
    def test_every_sentence_on_a_line_of_its_own(self, capsys: Captured) -> None:
        assert main(["sandbox", "assumptions"]) == 0
        assert capsys.readouterr().out.splitlines() == [f"- {sentence}" for sentence in ASSUMPTIONS]


class TestAccept:
    def test_it_prints_the_agreements_id(self, capsys: Captured) -> None:
        main(["sandbox", "reset"])
        capsys.readouterr()
        assert main(["sandbox", "accept", OPEN]) == 0
        captured = capsys.readouterr()
        assert re.fullmatch(r"agmt-[a-z0-9]+\n", captured.out)
        assert captured.err == ""
        assert main(["sandbox", "accept", OPEN]) == 1
        assert captured.out.strip() in capsys.readouterr().err

    def test_the_buyer_can_be_named(self, capsys: Captured) -> None:
        main(["sandbox", "reset"])
        capsys.readouterr()
        assert main(["sandbox", "accept", OPEN, "--buyer", "999988887777"]) == 1
        captured = capsys.readouterr()
        assert captured.out == ""
        assert captured.err.startswith(f"cppo: Offer {OPEN} is not for account 999988887777")
        assert main(["sandbox", "accept", OPEN, "--buyer", "422233334444"]) == 0

    def test_an_offer_nobody_knows(self, capsys: Captured) -> None:
        main(["sandbox", "reset"])
        capsys.readouterr()
        assert main(["sandbox", "accept", "offer-nobody"]) == 1
        assert "offer-nobody" in capsys.readouterr().err

    def test_without_a_sandbox_none_is_made(self, home: Path, capsys: Captured) -> None:
        assert main(["sandbox", "accept", "offer-nobody"]) == 1
        assert "no sandbox" in capsys.readouterr().err
        assert not (home / "sandbox.db").exists()


class TestOpening:
    def test_the_pace_is_the_scenarios_own_unless_given(self, tmp_path: Path) -> None:
        sandbox, _ = open_sandbox(tmp_path / "slow.db", clock=now, scenario="slow")
        sandbox.close()
        again, _ = open_sandbox(tmp_path / "slow.db", clock=now)
        other, _ = open_sandbox(tmp_path / "slow.db", clock=now, pace="fast")
        assert (sandbox._pace, again._pace, other._pace) == (REAL, REAL, FAST)

    def test_the_faults_of_a_file_come_back_with_it(self, tmp_path: Path) -> None:
        _, faults = open_sandbox(tmp_path / "flaky.db", clock=now, scenario="flaky")
        assert tuple(map(str, faults)) == SCENARIOS["flaky"].faults
        assert open_sandbox(tmp_path / "flaky.db", clock=now).faults == faults

    def test_a_file_of_a_scenario_nobody_knows_any_more_still_opens(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        sandbox, _ = open_sandbox(tmp_path / "old.db", clock=now, scenario="empty")
        with sandbox._world.transaction():
            sandbox._world.set_meta("scenario", "forgotten")
        opened, faults = open_sandbox(tmp_path / "old.db", clock=now)
        assert (opened.scenario_name, faults) == ("forgotten", ())


def test_without_a_command_the_known_ones_are_shown(capsys: Captured) -> None:
    told = refused([], capsys)
    assert "COMMAND" in told


def test_none_of_it_loads_the_screen_or_boto() -> None:
    loaded = loaded_after("import cppo_tui.cli.sandbox_command")
    assert not loaded & {"textual", "rich", "boto3", "botocore", "pydantic"}
