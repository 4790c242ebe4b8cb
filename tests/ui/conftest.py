"""The stage every UI test plays on."""

import os
from collections.abc import Callable, Iterator
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


@pytest.fixture(scope="session", autouse=True)
def place_for_pictures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Where the snapshot plugin puts its results: a worker of xdist starts without the variable that says."""
    with pytest.MonkeyPatch.context() as patch:
        if "TEXTUAL_SNAPSHOT_TEMPDIR" not in os.environ:
            patch.setenv("TEXTUAL_SNAPSHOT_TEMPDIR", str(tmp_path_factory.mktemp("pictures")))
        yield
