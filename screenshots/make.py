"""Pictures of the main job: ``python screenshots/make.py`` drives the real application on the sandbox.

The clock stands still and the ids are counted, so that a picture only changes when the screen does.
"""

import asyncio
import os
import sys
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))
os.environ["TEXTUAL_ANIMATIONS"] = "none"
os.environ.pop("NO_COLOR", None)

from tests.ui.stage import (  # noqa: E402
    BUYER,
    AppPilot,
    Stage,
    settle,
    to_information,
    to_opportunity,
    to_pricing,
    to_review,
    to_status,
    to_terms,
    type_text,
)

FONTS = Path("/usr/share/fonts/truetype/dejavu")
WIDTH = 1600
WIDE = (120, 40)
SMALL = (80, 24)
Journey = Callable[[AppPilot], Awaitable[None]]


async def home_with_drafts(pilot: AppPilot) -> None:
    """One offer published, one draft left in the middle."""
    await to_status(pilot)
    await pilot.press("escape")
    await settle(pilot)
    await to_pricing(pilot)
    await type_text(pilot, "33.3")
    await pilot.press("ctrl+g")
    await settle(pilot)


async def authorization_chosen(pilot: AppPilot) -> None:
    """Step 1, filled in, with the whole list in sight."""
    await to_opportunity(pilot)
    keys = [item.id for item in pilot.app.screen._shown]  # type: ignore[attr-defined]
    await pilot.press(*["down"] * keys.index("resaleauthz-archbronze2qx"), "enter")
    await settle(pilot)
    await type_text(pilot, BUYER)
    await pilot.press("enter")
    await settle(pilot)


async def markup_typed(pilot: AppPilot) -> None:
    """Step 3 with 25 per cent."""
    await to_pricing(pilot)
    await type_text(pilot, "25")
    await settle(pilot)


async def asked_to_confirm(pilot: AppPilot) -> None:
    """The typed confirmation before anything is sent."""
    await to_review(pilot)
    await pilot.press("t")
    await settle(pilot)
    await pilot.press("ctrl+n")
    await pilot.pause()
    await type_text(pilot, BUYER[-4:])
    await pilot.pause()


async def offers_at_aws(pilot: AppPilot) -> None:
    """What became of the offers, the one a buyer can still accept under the cursor."""
    await settle(pilot)
    await pilot.press("o")
    await settle(pilot)
    for account, name in (("422233334444", "Delmar Freight"), ("433344445555", "Ostrava Glass")):
        await pilot.app.customers.name(account, name)  # type: ignore[attr-defined]
    await settle(pilot)


@dataclass(frozen=True)
class Picture:
    """A file, how to get to what it shows, and in which window."""

    name: str
    journey: Journey
    size: tuple[int, int] = WIDE
    theme: str = "cppo-dark"


PICTURES = (
    Picture("home", home_with_drafts),
    Picture("step-1-opportunity", authorization_chosen),
    Picture("step-2-information", to_information),
    Picture("step-3-pricing", markup_typed),
    Picture("step-4-duration", to_terms),
    Picture("step-5-review", to_review),
    Picture("step-5-confirmation", asked_to_confirm),
    Picture("step-6-published", to_status),
    Picture("offers", offers_at_aws),
    Picture("step-5-review-light", to_review, theme="cppo-light"),
    Picture("step-3-pricing-80x24", markup_typed, size=SMALL),
)


async def draw(picture: Picture) -> str:
    """The picture as SVG."""
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(Path(folder), theme=picture.theme)
        async with stage.app.run_test(size=picture.size) as pilot:
            await picture.journey(pilot)
            return stage.app.export_screenshot(title="cppo")


def as_png(svg: str) -> bytes:
    """The SVG drawn with fonts that are here: Textual names one that has to be downloaded."""
    import resvg_py

    local = svg.replace("Fira Code, monospace", "DejaVu Sans Mono").replace("Fira Code", "DejaVu Sans Mono")
    local = local.replace("arial", "DejaVu Sans")
    return bytes(resvg_py.svg_to_bytes(svg_string=local, font_dirs=[str(FONTS)], width=WIDTH))


def main() -> None:
    """Make all pictures, beside this file."""
    fonts = FONTS.is_dir()
    if not fonts:
        print(f"{FONTS} is missing: SVG files only, no PNG.", file=sys.stderr)
    for picture in PICTURES:
        svg = asyncio.run(draw(picture))
        file = HERE / f"{picture.name}.{'png' if fonts else 'svg'}"
        file.write_bytes(as_png(svg) if fonts else svg.encode())
        print(file.name)


if __name__ == "__main__":
    main()
