"""The walls between the rooms, looked at in clean interpreters: what is imported is in sys.modules."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "cppo_tui"


def loaded_after(code: str) -> set[str]:
    """The top-level modules a clean interpreter has after running ``code``."""
    script = (
        f"import sys\n{code}\nprint('\\n'.join(sorted({{name.partition('.')[0] for name in sys.modules}})))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import cppo_tui.domain.checks", {"textual", "rich", "boto3", "botocore", "platformdirs"}),
        ("import cppo_tui.services.submitter", {"textual", "rich", "boto3", "botocore"}),
        ("import cppo_tui.sandbox.service", {"textual", "rich", "boto3", "botocore", "pydantic"}),
        ("import cppo_tui.store", {"textual", "rich", "boto3", "botocore", "pydantic"}),
        ("import cppo_tui.gateway.catalog", {"textual", "rich"}),
        ("import cppo_tui.cli.main", {"textual", "rich", "boto3", "botocore", "pydantic", "platformdirs"}),
        ("import cppo_tui.cli.commands.apply", {"argcomplete", "textual", "boto3", "pydantic"}),
        ("import cppo_tui.cli.rules_command", {"textual", "rich", "boto3", "botocore"}),
        ("import cppo_tui.cli.wiring", {"boto3", "botocore", "pydantic", "moto"}),
    ],
)
def test_a_room_loads_nothing_from_behind_its_walls(code: str, absent: set[str]) -> None:
    assert not loaded_after(code) & absent


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_a_word_about_itself_costs_neither_screen_nor_models_nor_aws(option: str) -> None:
    code = (
        "import contextlib\n"
        "from cppo_tui.cli.main import main\n"
        "import io\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):\n"
        f"    main([{option!r}])"
    )
    assert not loaded_after(code) & {"textual", "rich", "pydantic", "boto3", "botocore"}


def test_the_walls_would_be_noticed() -> None:
    assert "pydantic" in loaded_after("import cppo_tui.domain.draft")


def test_no_file_grows_beyond_three_hundred_lines() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path in PACKAGE.rglob("*.py")
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 300
    }
    assert not long


def test_no_function_grows_beyond_forty_lines() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno >= 40
    ]
    assert not long
