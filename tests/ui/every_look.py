"""Each scene once, in one run of the application, seen in every theme and at every size.

A *look* is what a person sees then: letters, and how each of them is drawn. Looks are kept as text, one file
for each scene under ``tests/ui/__looks__``: first what can be read at each size, then how it is drawn at
80x24 in each theme, as runs of equal cells (``a12 b3``) with a legend.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from rich.cells import cell_len
from rich.color import Color as RichColor
from rich.style import Style
from textual.color import Color
from textual.widget import Widget

from cppo_tui.ui.app import CppoApp
from cppo_tui.ui.theme import DARK, THEMES
from tests.ui.scenes import ELSEWHERE, SCENES, new_stage
from tests.ui.scenes_bulk import BULK_SCENES
from tests.ui.scenes_customers import CUSTOMER_SCENES
from tests.ui.scenes_desks import DESK_SCENES, NARROW
from tests.ui.scenes_every import EVERY_SCREEN, HUGE
from tests.ui.scenes_personal import PERSONAL_SCENES
from tests.ui.scenes_rare import RARE_SCENES, Scene, unending
from tests.ui.scenes_terms import TERM_SCENES
from tests.ui.stage import LARGE, SMALL, AppPilot, settle

FOLDER = Path(__file__).with_name("__looks__")
SIZES = (NARROW, SMALL, LARGE, HUGE)
ALL: dict[str, Scene] = {
    **EVERY_SCREEN,
    **{
        name: (play, {})
        for scenes in (SCENES, TERM_SCENES, CUSTOMER_SCENES, PERSONAL_SCENES)
        for name, play in scenes.items()
    },
    **ELSEWHERE,
    **DESK_SCENES,
    **RARE_SCENES,
    **BULK_SCENES,
}
"""Every scene there is."""
ONE_SIZE = frozenset({"too-small"})
"""Scenes that are about the size of their window."""
ONE_THEME = frozenset(scene for scene in ALL if scene.startswith("menu"))
"""Textual's palette keeps the colours in which it was opened; whoever changes them has closed it."""
MARKS = ("bold", "italic", "underline", "strike", "reverse")


@dataclass(frozen=True)
class Cell:
    """A letter on the screen, in the colours in which it is seen."""

    text: str
    color: Color
    ground: Color
    marks: str

    @property
    def told(self) -> str:
        """How it is drawn, in words."""
        return f"{self.color.hex} on {self.ground.hex} {self.marks}".strip()


@dataclass(frozen=True)
class Look:
    """The screen in one theme at one size. A wide letter has an empty cell after it."""

    theme: str
    size: tuple[int, int]
    cells: tuple[tuple[Cell, ...], ...]

    @property
    def rows(self) -> list[str]:
        """What can be read, without the blanks at the right."""
        return ["".join(cell.text for cell in row).rstrip() for row in self.cells]


def look(app: CppoApp, theme: str, size: tuple[int, int]) -> Look:
    """What is seen now of the screen on top.

    What shows beside a dialog is left empty: it has looks of its own, and Textual lays it out for another
    size whenever it comes to it.
    """
    known: dict[Style | None, tuple[Color, Color, str]] = {}
    rows = []
    for y, strip in enumerate(app.screen._compositor.render_strips()):
        row: list[Cell] = []
        for segment in strip:
            if segment.style not in known:
                known[segment.style] = _drawn(app, segment.style or Style())
            for letter in segment.text:
                row += [Cell(part, *known[segment.style]) for part in (letter, "")[: cell_len(letter)]]
        rows.append(tuple(_of_the_dialog(app, row, y) if app.screen.is_modal else row))
    return Look(theme, size, tuple(rows))


def _of_the_dialog(app: CppoApp, row: list[Cell], y: int) -> list[Cell]:
    """This row without what lies behind the dialog."""
    behind = Cell(" ", *_drawn(app, Style()))
    regions = [child.region for child in app.screen.children if child.display]
    return [
        cell if any(region.contains(x, y) for region in regions) else behind for x, cell in enumerate(row)
    ]


def _drawn(app: CppoApp, style: Style) -> tuple[Color, Color, str]:
    color = _color(style.color, app.theme_variables["foreground"])
    ground = _color(style.bgcolor, app.theme_variables["background"])
    if style.reverse:
        color, ground = ground, color
    return color, ground, " ".join(mark for mark in MARKS if getattr(style, mark))


def _color(given: RichColor | None, usual: str) -> Color:
    return Color.parse(usual) if given is None or given.is_default else Color.from_rich_color(given)


@dataclass
class Walk:
    """A scene that was played, as one goes through its looks."""

    scene: str
    app: CppoApp
    pilot: AppPilot
    looks: list[Look] = field(default_factory=list)
    place: str = ""

    @property
    def size(self) -> tuple[int, int]:
        """That of the window."""
        return (self.app.size.width, self.app.size.height)

    async def through(self) -> AsyncIterator[Look]:
        """In every theme at the usual size, then at all other sizes. The application stays as it is."""
        self.place = " over ".join(type(screen).__name__ for screen in reversed(self.app.screen_stack[1:]))
        self.place = self.place or type(self.app.screen).__name__
        size = self.size
        for theme in THEMES if self.scene not in ONE_THEME else THEMES[:1]:
            yield await self.seen(theme.name, size)
        for other in () if self.scene in ONE_SIZE else SIZES:
            if other != size:
                yield await self.seen(DARK.name, other)

    async def seen(self, theme: str, size: tuple[int, int]) -> Look:
        """What is seen in this theme at this size."""
        if self.app.theme != theme:
            self.app.theme = theme
        if self.size != size:
            await self.pilot.resize_terminal(*size)
        await self.settle()
        seen = look(self.app, theme, size)
        self.looks.append(seen)
        return seen

    async def settle(self) -> None:
        """Wait until it is drawn, with the scrollbars where the scrolling is."""
        still = unending(ALL[self.scene][1])
        await settle(self.pilot, but=still)
        for screen in self.app.screen_stack:
            for widget in screen.walk_children(Widget, with_self=True):
                if widget.show_vertical_scrollbar:
                    widget.vertical_scrollbar.position = widget.scroll_y
                    widget.vertical_scrollbar.refresh()
        await settle(self.pilot, but=still)

    @property
    def text(self) -> str:
        """What is kept of all looks."""
        dark = {one.size: one for one in self.looks if one.theme == DARK.name}
        parts = [f"{self.scene}: {self.place}"]
        for (width, height), one in sorted(dark.items()):
            parts += ["", f"=== {width}x{height}", *one.rows]
        return "\n".join(
            [*parts, "", *drawing([one for one in self.looks if one.size == self.looks[0].size])]
        )


def drawing(looks: list[Look]) -> list[str]:
    """How each cell is drawn, in all themes at once."""
    letters: dict[tuple[str, ...], str] = {}
    runs = []
    for row in zip(*(one.cells for one in looks), strict=True):
        styles = [tuple(cell.told for cell in cells) for cells in zip(*row, strict=True)]
        counted = [(style, len([*same])) for style, same in groupby(styles)]
        names = [(letters.setdefault(style, _letter(len(letters))), count) for style, count in counted]
        runs.append(" ".join(f"{name}{count}" for name, count in names))
    width, height = looks[0].size
    themes = " | ".join(one.theme for one in looks)
    legend = [f"{letter}: {' | '.join(styles)}" for styles, letter in letters.items()]
    return [f"=== drawn at {width}x{height} in {themes}", *legend, *runs, ""]


def _letter(at: int) -> str:
    return "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"[at]


@asynccontextmanager
async def played(scene: str, folder: Path, theme: str = DARK.name) -> AsyncIterator[Walk]:
    """The scene in its own run of the application."""
    play, circumstances = ALL[scene]
    stage = new_stage(folder, theme=theme, **circumstances)
    stage.app.TOOLTIP_DELAY = 3600  # where a scene was clicked the pointer stays
    async with stage.running() as pilot:
        await play(stage, pilot)
        yield Walk(scene, stage.app, pilot)
