"""``cppo doctor``: one line for each thing looked at, an exit code, and nothing sent."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cppo_tui.cli.endings import Exit
from cppo_tui.cli.main import main
from cppo_tui.store import SqliteStore, data_folder
from tests.cli.shop import Shop
from tests.domain.given import NOW
from tests.store.samples import a_draft, a_submission


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CPPO_HOME", str(tmp_path / "cppo"))
    return tmp_path / "cppo"


def test_the_sandbox_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--sandbox"]) == 0
    said = capsys.readouterr().out
    assert "ok     Login" in said
    assert "7777 8888 9999" in said
    assert "to fix" not in said


def test_a_damaged_sandbox_is_something_to_fix(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home.mkdir()
    (home / "sandbox.db").write_text("not a database")
    assert main(["doctor", "--sandbox"]) == 1
    assert "to fix AWS" in capsys.readouterr().out


def test_a_data_folder_that_cannot_be_used_is_named(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home.write_text("a file where the folder should be")
    assert main(["doctor", "--sandbox"]) == 1
    assert str(home) in capsys.readouterr().out


def test_the_policy_is_json_and_allows_no_more_than_is_needed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--policy"]) == 0
    policy = json.loads(capsys.readouterr().out)
    actions = [action for statement in policy["Statement"] for action in statement["Action"]]
    assert all(action.startswith("aws-marketplace:") and "*" not in action for action in actions)
    assert "aws-marketplace:StartChangeSet" in actions


def test_profile_and_sandbox_exclude_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["doctor", "--sandbox", "--profile", "x"])
    assert ended.value.code == 2
    assert "not allowed with" in capsys.readouterr().err


def test_for_programs_it_is_one_json_list_with_all_that_the_lines_say(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor", "--sandbox", "--output", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert all(set(one) == {"about", "state", "says", "fix"} for one in found)
    assert {one["state"] for one in found} == {"ok", "note"}
    main(["doctor", "--sandbox"])
    lines = capsys.readouterr().out
    assert all(one["about"] in lines and one["fix"] in lines for one in found)

    (home / "sandbox.db").write_text("not a database")
    assert main(["doctor", "--sandbox", "--output", "json"]) == 1
    assert [one["about"] for one in json.loads(capsys.readouterr().out) if one["state"] == "to fix"] == [
        "AWS"
    ]


def test_a_sandbox_that_is_served_is_looked_at_too(shop: Shop) -> None:
    said = shop.run("doctor")
    assert (said.code, "ok     Login" in said.out) == (Exit.DONE, True)
    assert shop.asked.count("ListEntities")
    gone = shop.run("doctor", "--at", "http://127.0.0.1:1", at=False)
    assert (gone.code, "to fix Login" in gone.out) == (1, True)


ELSEWHERE = ["http://example.com:80", "https://127.0.0.1:8770", "http://localhost", "x["]


@pytest.mark.parametrize("url", ELSEWHERE)
def test_an_address_elsewhere_is_none_of_a_sandbox(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("doctor", "status"):
        with pytest.raises(SystemExit) as ended:
            main([command, "--at", url])
        assert ended.value.code == 2
        assert "not the address of a sandbox here" in capsys.readouterr().err


def test_what_it_calls_whole_it_has_read(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A byte changed in one draft and in one submission: SQLite's own check, the control, finds nothing."""
    store = SqliteStore(data_folder() / "cppo.db", "sandbox", lambda: NOW)
    store.save_draft(a_draft("d1"), revision=0)
    store.save_draft(a_draft("d2"), revision=0)
    store.add_submission(a_submission("s1"))
    store.close()
    assert main(["doctor", "--sandbox"]) == 0
    assert "is whole: 2 drafts, 1 submissions." in capsys.readouterr().out
    with closing(sqlite3.connect(home / "cppo.db", isolation_level=None)) as connection:
        for table in ("drafts", "submissions"):
            connection.execute(f"UPDATE {table} SET body = replace(body, 'Acme', 'Bcme') WHERE id <> 'd2'")
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert main(["doctor", "--sandbox", "--output", "json"]) == 1
    told = [one for one in json.loads(capsys.readouterr().out) if one["about"] == "Data"]
    assert [(one["state"], one["says"].partition(" cannot")[0]) for one in told] == [
        ("to fix", "The draft “Acme renewal” (d1)"),
        ("to fix", "The submission “Acme renewal” (s1)"),
    ]
    assert {one["fix"].partition(" puts")[0] for one in told} == {"«cppo restore FILE»"}
