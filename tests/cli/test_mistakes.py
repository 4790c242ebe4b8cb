"""A mistake of the program's own ends a command in words: where it was, no values, nothing sent twice."""

import errno
from pathlib import Path
from typing import Any

import pytest

from cppo_tui.cli.endings import Exit
from cppo_tui.cli.headless import command_parser, run_command

SECRET = "resaleauthz-of-somebody"


def broken(*_: Any) -> int:
    raise RuntimeError(SECRET)


def test_it_names_the_place_and_no_value(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CPPO_HOME", str(tmp_path))
    made = command_parser("offers", "Every offer.", "  cppo offers\n")
    assert run_command(made, ["--sandbox"], broken) == Exit.TROUBLE
    said = capsys.readouterr().err
    assert "RuntimeError at " in said
    assert f"{__name__}:" in said
    assert "«cppo status --sandbox»" in said, "what may have been sent is looked up, not sent again"
    assert SECRET not in said + (tmp_path / "cppo.log").read_text(encoding="utf-8")


def end_of(body: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> int:
    monkeypatch.setenv("CPPO_HOME", str(tmp_path))
    return run_command(command_parser("offers", "Every offer.", "  cppo offers\n"), ["--sandbox"], body)


@pytest.mark.parametrize("error", [PermissionError(errno.EACCES, SECRET), TimeoutError(SECRET), OSError()])
def test_what_the_system_refuses_is_such_a_mistake_too(
    error: OSError, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(*_: Any) -> int:
        raise error

    assert end_of(refused, monkeypatch, tmp_path) == Exit.TROUBLE
    said = capsys.readouterr().err
    assert f"{type(error).__name__} at " in said
    assert SECRET not in said


@pytest.mark.parametrize("error", [BrokenPipeError(), OSError(errno.ENOSPC, "No space left on device")])
def test_output_that_cannot_be_written_is_left_to_the_last_line_of_all(
    error: OSError, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unwritten(*_: Any) -> int:
        raise error

    with pytest.raises(type(error)):
        end_of(unwritten, monkeypatch, tmp_path)
