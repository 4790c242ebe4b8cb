"""The whole walk as an animated GIF: every key somebody presses from the first screen to the offer's id."""

import io
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from screenshots.drawing import as_png
from tests.ui.stage import BUYER, AppPilot, Stage, settle, type_text

SIZE = (96, 30)
WIDTH = 960
COLOURS = 96
GLANCE, KEY, READ, LONG = 0.5, 0.12, 1.6, 3.0
"""Seconds a frame stands: after a key that leads on, while typing, where there is something to read."""


class Film:
    """The frames, and how long each stands."""

    def __init__(self, stage: Stage, pilot: AppPilot) -> None:
        self._stage, self._pilot = stage, pilot
        self.frames: list[tuple[str, float]] = []

    async def press(self, *keys: str, then: float = GLANCE) -> None:
        """Press them, and keep what is seen then."""
        await self._pilot.press(*keys)
        await settle(self._pilot)
        self.keep(then)

    async def type(self, text: str, then: float = GLANCE) -> None:
        """Type it, a frame for each character."""
        for place, char in enumerate(text, 1):
            await type_text(self._pilot, char)
            await self._pilot.pause()
            self.keep(KEY if place < len(text) else then)

    def keep(self, seconds: float) -> None:
        """What is seen now stands so long."""
        self.frames.append((self._stage.app.export_screenshot(title="cppo"), seconds))


async def walk() -> list[tuple[str, float]]:
    """From the empty first screen to a published offer."""
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(Path(folder))
        async with stage.running(size=SIZE) as pilot:
            film = Film(stage, pilot)
            film.keep(READ)
            await film.press("n", then=READ)
            await film.type("bronze")
            await film.press("enter", then=READ)
            await film.type(BUYER)
            await film.press("enter", then=READ)
            await film.press("ctrl+n", then=READ)
            await film.press("ctrl+n", then=READ)
            await film.type("25", then=LONG)
            await film.press("ctrl+n", then=LONG)
            await film.press("ctrl+n", then=LONG)
            await film.press("t", then=READ)
            await film.press("ctrl+n", then=READ)
            await film.type(BUYER[-4:], then=READ)
            await film.press("enter", then=2 * LONG)
            return film.frames


def as_gif(frames: Sequence[tuple[str, float]]) -> bytes:
    """Frames of equal size in one palette; a frame holds only what differs from the one before."""
    pictures = [Image.open(io.BytesIO(as_png(svg, width=WIDTH))).convert("RGB") for svg, _ in frames]
    colours = _all_of(pictures).quantize(COLOURS, Image.Quantize.MAXCOVERAGE)
    reduced = [one.quantize(palette=colours, dither=Image.Dither.NONE) for one in pictures]
    out = io.BytesIO()
    durations = [int(seconds * 1000) for _, seconds in frames]
    first, *others = reduced
    first.save(out, "GIF", save_all=True, append_images=others, duration=durations, loop=0, optimize=True)
    return out.getvalue()


def _all_of(pictures: Sequence[Image.Image]) -> Image.Image:
    """A few of them above each other: the palette must have the colours of each."""
    few = pictures[:: max(len(pictures) // 8, 1)]
    whole = Image.new("RGB", (few[0].width, few[0].height * len(few)))
    for place, one in enumerate(few):
        whole.paste(one, (0, place * one.height))
    return whole
