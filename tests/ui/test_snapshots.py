"""Pictures of every screen. Regenerate with ``pytest tests/ui/test_snapshots.py --snapshot-update``."""

from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from textual.widget import Widget

from tests.ui.scenes import ELSEWHERE, SCENES, Play, new_stage
from tests.ui.scenes_bulk import BULK_SCENES
from tests.ui.scenes_customers import CUSTOMER_SCENES
from tests.ui.scenes_desks import DESK_PICTURES, DESK_SCENES, NARROW
from tests.ui.scenes_every import EVERY_SCREEN, HUGE
from tests.ui.scenes_personal import HIGH_CONTRAST, PERSONAL_SCENES
from tests.ui.scenes_rare import FOLLOWED, RARE_SCENES, unending
from tests.ui.scenes_terms import TERM_SCENES
from tests.ui.stage import LARGE, SMALL, AppPilot, settle

TEXTUAL = "8.2.8"
pytestmark = pytest.mark.skipif(
    version("textual") != TEXTUAL, reason=f"the pictures belong to Textual {TEXTUAL}"
)
SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
LIGHT = ("home-full", "opportunity-findings", "pricing-filled", "review-filled", "status-failed")
LIGHT_PICTURES = [
    *((scene, SMALL) for scene in LIGHT),
    *((scene, LARGE) for scene in LIGHT if scene not in EVERY_SCREEN),
]
SELDOM = {**RARE_SCENES, **BULK_SCENES}
LOOKS = {
    "light-120x40": ("cppo-light", LARGE),
    "high-contrast-120x40": ("cppo-high-contrast", LARGE),
    "dark-160x50": ("cppo-dark", HUGE),
    "dark-60x18": ("cppo-dark", NARROW),
}
"""The looks every screen is drawn in beside the usual one, which all scenes have."""
Compare = Callable[..., bool]


async def drawn_anew(pilot: AppPilot, but: tuple[str, ...] = FOLLOWED) -> None:
    """Draw every screen once more, with the scrollbars where the scrolling is: Textual leaves a scrollbar
    behind that was not shown yet when its widget scrolled."""
    for screen in pilot.app.screen_stack:
        for widget in screen.walk_children(Widget, with_self=True):
            if widget.show_vertical_scrollbar:
                widget.vertical_scrollbar.position = widget.scroll_y
            widget.refresh()
    await settle(pilot, but=but)


def compared(
    snap_compare: Compare,
    folder: Path,
    play: Play,
    size: tuple[int, int],
    but: tuple[str, ...] = FOLLOWED,
    **circumstances: Any,
) -> bool:
    """Play a scene and compare what it looks like then."""
    stage = new_stage(folder, **circumstances)

    async def played(pilot: AppPilot) -> None:
        await settle(pilot)
        await play(stage, pilot)
        await settle(pilot, but=but)
        await drawn_anew(pilot, but)

    return snap_compare(stage.app, terminal_size=size, run_before=played)


@SIZES
@pytest.mark.parametrize("scene", SCENES)
def test_dark(snap_compare: Compare, tmp_path: Path, scene: str, size: tuple[int, int]) -> None:
    assert compared(snap_compare, tmp_path, SCENES[scene], size)


@SIZES
@pytest.mark.parametrize("scene", TERM_SCENES)
def test_terms(snap_compare: Compare, tmp_path: Path, scene: str, size: tuple[int, int]) -> None:
    assert compared(snap_compare, tmp_path, TERM_SCENES[scene], size)


@SIZES
@pytest.mark.parametrize("scene", CUSTOMER_SCENES)
def test_customers(snap_compare: Compare, tmp_path: Path, scene: str, size: tuple[int, int]) -> None:
    assert compared(snap_compare, tmp_path, CUSTOMER_SCENES[scene], size)


@SIZES
@pytest.mark.parametrize("scene", ELSEWHERE)
def test_elsewhere(snap_compare: Compare, tmp_path: Path, scene: str, size: tuple[int, int]) -> None:
    play, circumstances = ELSEWHERE[scene]
    assert compared(snap_compare, tmp_path, play, size, **circumstances)


@pytest.mark.parametrize(
    ("scene", "size"), LIGHT_PICTURES, ids=[f"{s}-{w}x{h}" for s, (w, h) in LIGHT_PICTURES]
)
def test_light(snap_compare: Compare, tmp_path: Path, scene: str, size: tuple[int, int]) -> None:
    assert compared(snap_compare, tmp_path, SCENES[scene], size, theme="cppo-light")


@SIZES
@pytest.mark.parametrize("scene", SELDOM)
def test_rare(snap_compare: Compare, tmp_path: Path, scene: str, size: tuple[int, int]) -> None:
    play, circumstances = SELDOM[scene]
    assert compared(snap_compare, tmp_path, play, size, but=unending(circumstances), **circumstances)


@SIZES
@pytest.mark.parametrize("scene", PERSONAL_SCENES)
def test_personal(snap_compare: Compare, tmp_path: Path, scene: str, size: tuple[int, int]) -> None:
    assert compared(snap_compare, tmp_path, PERSONAL_SCENES[scene], size)


@pytest.mark.parametrize(
    ("scene", "size"), DESK_PICTURES, ids=[f"{s}-{w}x{h}" for s, (w, h) in DESK_PICTURES]
)
def test_desks(snap_compare: Compare, tmp_path: Path, scene: str, size: tuple[int, int]) -> None:
    play, circumstances = DESK_SCENES[scene]
    assert compared(snap_compare, tmp_path, play, size, **circumstances)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("scene", EVERY_SCREEN)
def test_every_screen(snap_compare: Compare, tmp_path: Path, scene: str, look: str) -> None:
    play, circumstances = EVERY_SCREEN[scene]
    theme, size = LOOKS[look]
    assert compared(snap_compare, tmp_path, play, size, theme=theme, **circumstances)


@pytest.mark.parametrize("scene", HIGH_CONTRAST)
def test_high_contrast(snap_compare: Compare, tmp_path: Path, scene: str) -> None:
    assert compared(snap_compare, tmp_path, SCENES[scene], SMALL, theme="cppo-high-contrast")
