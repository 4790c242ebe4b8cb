"""Every scene in every theme and at every size: what is seen is compared with what is kept, and must hold up.

What is kept is text that can be read in a diff, in ``tests/ui/__looks__``. Keep what is seen now with
``pytest tests/ui/test_every_look.py --snapshot-update -n auto``, and read the difference. Every test run
looks at half of the scenes, ``CPPO_LONG=1`` at all of them.
"""

from difflib import unified_diff
from importlib.metadata import version
from pathlib import Path

import pytest
from textual.theme import Theme

from cppo_tui.ui.theme import THEMES
from tests.reliability.scale import LONG
from tests.ui import look_checks as checks
from tests.ui.every_look import ALL, FOLDER, ONE_THEME, played
from tests.ui.look_exceptions import excepted
from tests.ui.test_snapshots import TEXTUAL


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Half of the scenes in every test run, which takes it a minute; all of them in the long one, and to keep
    what is seen."""
    if metafunc.function is test_every_look:
        whole = LONG or metafunc.config.getoption("update_snapshots")
        metafunc.parametrize("scene", [*ALL] if whole else [*ALL][::2])


async def test_every_look(scene: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    found: dict[str, None] = {}
    seen = []
    async with played(scene, tmp_path) as walk:
        async for look in walk.through():
            seen.append(checks.words(look, walk.app.screen))
            found |= dict.fromkeys(
                f"{look.theme} {look.size[0]}x{look.size[1]}: {one}"
                for one in checks.all_of(look, walk.app.screen)
            )
        found |= dict.fromkeys(checks.cut(seen) + checks.changing_words(walk.looks))
        found |= dict.fromkeys(await checks.unseen_focus(walk))
    kept = FOLDER / f"{scene}.txt"
    if request.config.getoption("update_snapshots"):
        FOLDER.mkdir(exist_ok=True)
        kept.write_text(walk.text, encoding="utf-8")
    elif version("textual") == TEXTUAL:
        before = kept.read_text(encoding="utf-8") if kept.exists() else ""
        difference = "\n".join(
            unified_diff(before.splitlines(), walk.text.splitlines(), "kept", "seen", lineterm="")
        )
        assert not difference, difference
    assert not [one for one in found if not excepted(scene, one)], "\n".join(found)


@pytest.mark.parametrize("scene", sorted(ONE_THEME))
@pytest.mark.parametrize("theme", THEMES[1:])
async def test_the_menu_can_be_read_in_every_theme(scene: str, theme: Theme, tmp_path: Path) -> None:
    async with played(scene, tmp_path, theme.name) as walk:
        look = await walk.seen(theme.name, walk.size)
        assert not checks.faint(look, walk.app.screen)


def test_nothing_is_kept_of_scenes_there_are_not(request: pytest.FixtureRequest) -> None:
    orphans = [file for file in FOLDER.iterdir() if file.stem not in ALL]
    if request.config.getoption("update_snapshots"):
        for file in orphans:
            file.unlink()
    else:
        assert not orphans
        assert {file.stem for file in FOLDER.iterdir()} == {*ALL}
