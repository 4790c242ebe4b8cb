"""Where something is saved, told in the room there is: one's own folder as ~, the middle left out."""

from dataclasses import replace
from pathlib import Path

import pytest

from cppo_tui.ui.export import told_folder
from tests.ui.looks import rows
from tests.ui.scenes_desks import choosing, visiting
from tests.ui.stage import SMALL, Stage, settle

HOME = Path("/home/anna")
LONG = HOME / "Documents/customers/2026/private offers/Archera/fourth quarter"


@pytest.fixture(autouse=True)
def at_anna_s(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: HOME)


@pytest.mark.parametrize(
    ("folder", "room", "told"),
    [
        (HOME, 40, "~"),
        (HOME / "offers", 40, "~/offers"),
        (Path("/srv/offers"), 40, "/srv/offers"),
        (LONG, 40, "~/…/Archera/fourth quarter"),
        (LONG, 20, "~/…/fourth quarter"),
        (LONG, 12, "~/…/fo…arter"),
        (Path("/srv/departments/sales/offers/2026"), 22, "/srv/…/offers/2026"),
        (Path("/home/an\x1bna"), 40, "/home/an<U+001B>na"),
    ],
)
def test_a_folder_is_told_in_the_room_there_is(folder: Path, room: int, told: str) -> None:
    assert told_folder(folder, room) == told
    assert len(told) <= room


@pytest.mark.parametrize("size", [(60, 18), SMALL])
async def test_the_window_of_the_mail_tells_a_long_folder_in_one_row(
    stage: Stage, size: tuple[int, int]
) -> None:
    stage.app.desk = replace(stage.app.desk, save_folder=LONG)
    async with stage.running(size=size) as pilot:
        await visiting("o", choosing("h"))(stage, pilot)
        await pilot.press("end")
        await settle(pilot)
        told = next(row for row in rows(stage.app) if "Save both makes two files in ~/…/" in row)
        assert "fourth quarter" in told
