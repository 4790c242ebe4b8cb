"""The 25 failures this program was built against: each has a test that names its number in its docstring."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

TESTS = Path(__file__).parents[1]
SCENARIOS = {
    1: "the answer to StartChangeSet is lost, and Submit is pressed again",
    2: "a 2xx with a truncated, empty or HTML body",
    3: "killed or without power between intent and answer",
    4: "killed after the acceptance, before the id is saved",
    5: "two windows on one draft",
    6: "the profile points at another seller account",
    7: "credentials rotate between guard and send",
    8: "the session expires while listing, reviewing, sending, polling",
    9: "a retry hides an acceptance",
    10: "a mis-scaled markup",
    11: "a wrong buyer account",
    12: "the authorization changed between review and send",
    13: "the same authorization and buyer have a live offer",
    14: "the check for such offers gets a broken or throttled list",
    15: "an expiry off by one, or a wrong clock",
    16: "no room on the disk when the intent is written",
    17: "no room on the disk when the result is written",
    18: "names that carry control characters or markup",
    19: "the terminal closed, SIGHUP, SIGTERM, SIGINT",
    20: "a change set that fails minutes after it was accepted",
    21: "throttled, over quota, locked",
    22: "a draft file that is damaged, newer or altered",
    23: "the sandbox taken for AWS, or the reverse",
    24: "bytes that are no text, a large paste, pasted line ends, a tiny window",
    25: "a library update that changes what we rely on",
}
_NAMED = re.compile(r"[Ss]cenarios? ((?:\d+(?:, | and )?)+)")


def told(path: Path) -> Iterator[int]:
    """The scenarios named in the docstrings of a test file, its classes and its tests."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            for named in _NAMED.finditer(ast.get_docstring(node) or ""):
                yield from map(int, re.findall(r"\d+", named[1]))


def test_each_has_a_test_that_says_so(figure: Callable[[str], None]) -> None:
    files = [path for path in TESTS.rglob("test_*.py") if path != Path(__file__)]
    named = {number for path in files for number in told(path)}
    assert named == set(SCENARIOS)
    figure(f"{len(SCENARIOS)} of {len(SCENARIOS)} failure scenarios have a test that names them")
