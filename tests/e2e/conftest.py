"""A new user's home for every test, and terminals that are gone when the test is."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.terminal import Terminal

Open = Callable[..., Terminal]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty home folder."""
    return tmp_path


@pytest.fixture
def cppo(home: Path) -> Iterator[Open]:
    """Start ``cppo`` with these arguments on a terminal of 80x24, in the test's home."""
    with ExitStack() as stack:

        def start(*arguments: str, **circumstances: Any) -> Terminal:
            return stack.enter_context(Terminal(*arguments, home=home, **circumstances))

        yield start
