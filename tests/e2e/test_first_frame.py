"""The promise behind the quick start: what is slow to load is loaded after the first frame."""

from pathlib import Path

import pytest

from tests.e2e.conftest import Open
from tests.e2e.first_frame import modules_at_first_frame, too_early
from tests.e2e.journey import to_pricing


@pytest.mark.parametrize("arguments", [("--sandbox",), ()], ids=["sandbox", "aws"])
def test_the_first_frame_waits_for_neither_boto_nor_pydantic(home: Path, arguments: tuple[str, ...]) -> None:
    modules = modules_at_first_frame(home, *arguments)
    assert "textual" in modules
    assert too_early(modules) == []


TABLE = "textual.widgets._data_table"


def test_an_empty_list_has_no_table_yet(cppo: Open, home: Path) -> None:
    assert TABLE not in modules_at_first_frame(home, "--sandbox")
    terminal = cppo("--sandbox", "--pace", "instant")
    to_pricing(terminal)
    terminal.press("ctrl+q")
    assert terminal.exit_status() == 0
    assert TABLE in modules_at_first_frame(home, "--sandbox"), "control: with a draft it is there at once"


def test_nor_does_it_with_a_draft_in_the_list(cppo: Open, home: Path) -> None:
    terminal = cppo("--sandbox", "--pace", "instant")
    to_pricing(terminal)
    terminal.press("ctrl+q")
    assert terminal.exit_status() == 0
    assert too_early(modules_at_first_frame(home, "--sandbox")) == []


def test_control_the_check_would_notice() -> None:
    assert too_early(frozenset({"textual", "botocore.session", "pydantic"})) == ["botocore", "pydantic"]
