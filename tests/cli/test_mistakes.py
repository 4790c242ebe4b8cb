"""A mistake of the program's own ends a command in words: where it was, no values, nothing sent twice."""

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
