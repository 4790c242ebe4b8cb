"""A shop for the commands that make offers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.shop import Shop, open_shop


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    with open_shop(tmp_path, monkeypatch) as shop:
        yield shop
