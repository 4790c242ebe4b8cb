"""The room itself: it leans on nobody, and every public thing in it says what it is for."""

import ast
import sys
from pathlib import Path

import pytest

import cppo_tui.domain

ROOM = Path(cppo_tui.domain.__file__).parent
FILES = [path for path in sorted(ROOM.rglob("*.py")) if path.stat().st_size]
ALLOWED = sys.stdlib_module_names | {"pydantic"}
FORBIDDEN_STDLIB = {
    "os",
    "pathlib",
    "socket",
    "subprocess",
    "sqlite3",
    "time",
    "random",
    "asyncio",
    "threading",
}


def name_of(path: Path) -> str:
    return path.relative_to(ROOM).as_posix()


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            found.add(node.module or "")
    return found


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_it_imports_only_the_standard_library_pydantic_and_itself(path: Path) -> None:
    foreign = {name for name in imports(path) if name.split(".")[0] not in ALLOWED}
    assert all(name.startswith("cppo_tui.domain") for name in foreign)


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_it_touches_neither_disk_nor_network_nor_clock_nor_chance(path: Path) -> None:
    assert not {name.split(".")[0] for name in imports(path)} & FORBIDDEN_STDLIB
    assert "datetime.now" not in path.read_text(encoding="utf-8")
    assert "date.today" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_it_knows_no_float(path: Path) -> None:
    for node in ast.walk(tree_of(path)):
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float))
        assert not (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float"
        )


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_every_public_function_and_class_has_a_docstring(path: Path) -> None:
    tree = tree_of(path)
    assert ast.get_docstring(tree)
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    public = [node for node in ast.walk(tree) if isinstance(node, kinds) and not node.name.startswith("_")]
    assert [node.name for node in public if not ast.get_docstring(node)] == []


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_files_and_functions_stay_short_enough_to_be_read(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300
    functions = [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.FunctionDef)]
    lengths = {node.name: (node.end_lineno or node.lineno) - node.lineno + 1 for node in functions}
    assert {name: length for name, length in lengths.items() if length > 40} == {}
