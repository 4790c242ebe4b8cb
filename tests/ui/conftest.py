"""The stage every UI test plays on."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.ui.stage import Stage


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """The default stage: Archera's world, changes done at once."""
    return Stage(tmp_path)


@pytest.fixture
def make_stage(tmp_path: Path) -> Callable[..., Stage]:
    """A stage with other circumstances."""

    def make(**circumstances: Any) -> Stage:
        return Stage(tmp_path, **circumstances)

    return make
