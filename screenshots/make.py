"""All pictures by one command: ``python screenshots/make.py``, beside this file.

Every screen as SVG and PNG, and the walk as a GIF, of the real application on the sandbox. The clock stands
still and the ids are counted, so that a picture only changes when the screen does. Names after the command
make only those.
"""

import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

import tests.conftest  # noqa: E402, F401 - what every test runs under: no colours, keys or pace from outside
from cppo_tui.domain.steps import Step  # noqa: E402
from screenshots import walk  # noqa: E402
from screenshots.drawing import FONTS, alone, as_png  # noqa: E402
from tests.ui.scenes import ELSEWHERE, Play, step  # noqa: E402
from tests.ui.scenes_desks import DESK_SCENES, bulk_filled, choosing, later, visiting  # noqa: E402
from tests.ui.scenes_every import EVERY_SCREEN  # noqa: E402
from tests.ui.scenes_rare import RARE_SCENES  # noqa: E402
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

WIDE = (120, 40)
SMALL = (80, 24)
NOBODY = "999999999999"
"""An account AWS does not know: an offer to it fails there."""
SETTINGS = "/home/you/.config/cppo/settings.toml"


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
    into_the_list = 1 + keys.index("resaleauthz-archbronze2qx")
    await pilot.press(*["down"] * into_the_list, "enter")
    await settle(pilot)
    await type_text(pilot, BUYER)
    await pilot.press("enter")
    await settle(pilot)


async def markup_typed(pilot: AppPilot) -> None:
    """Step 3 with 25 per cent."""
    await to_pricing(pilot)
    await type_text(pilot, "25")
    await settle(pilot)


async def nothing_stops_it(pilot: AppPilot) -> None:
    """The review with the ISV's contract accepted: what is sent is known by its SHA-256."""
    await to_review(pilot)
    await pilot.press("t")
    await settle(pilot)


async def failed_at_aws(_stage: Stage, pilot: AppPilot) -> None:
    """Confirmed, sent, and not applied."""
    await pilot.press("ctrl+n")
    await settle(pilot)
    await type_text(pilot, NOBODY[-4:])
    await pilot.press("enter")
    await settle(pilot)


async def asked_to_confirm(pilot: AppPilot) -> None:
    """The typed confirmation before anything is sent."""
    await nothing_stops_it(pilot)
    await pilot.press("ctrl+n")
    await pilot.pause()
    await type_text(pilot, BUYER[-4:])
    await pilot.pause()


def walked(journey: Callable[[AppPilot], Awaitable[None]], *keys: str) -> Play:
    """A walk of somebody's from the first screen on, and then these keys."""

    async def play(_stage: Stage, pilot: AppPilot) -> None:
        await settle(pilot)
        await journey(pilot)
        for key in keys:
            await pilot.press(key)
            await settle(pilot)

    return play


@dataclass(frozen=True)
class Picture:
    """A file's name, how to get to what it shows, in which window, and other circumstances it needs."""

    name: str
    play: Play
    size: tuple[int, int] = WIDE
    theme: str = "cppo-dark"
    circumstances: dict[str, Any] = field(default_factory=dict)


def scene(name: str, found: tuple[Play, dict[str, Any]]) -> Picture:
    """A picture of what the tests keep, too."""
    play, circumstances = found
    return Picture(name, play, circumstances=circumstances)


PICTURES = (
    Picture("home", walked(home_with_drafts)),
    Picture("step-1-opportunity", walked(authorization_chosen)),
    Picture("step-2-information", walked(to_information)),
    Picture("step-3-pricing", walked(markup_typed)),
    Picture("step-4-duration", walked(to_terms)),
    Picture("step-5-review", walked(nothing_stops_it)),
    Picture("step-5-confirmation", walked(asked_to_confirm)),
    Picture("step-6-published", walked(to_status)),
    scene("step-6-verify-first", ELSEWHERE["status-differs"]),
    Picture("step-6-failed", step(Step.REVIEW, then=failed_at_aws, buyers=(NOBODY,))),
    Picture("offers", visiting("o")),
    Picture("offers-expiring", later(visiting("o"))),
    Picture("authorizations", visiting("a", choosing(search="archera"))),
    Picture("many-offers", visiting("m", bulk_filled)),
    Picture("help", walked(markup_typed, "f1")),
    Picture("settings", walked(settle, "f9")),
    scene("further-terms", EVERY_SCREEN["terms-further"]),
    scene("extend", DESK_SCENES["offers-extend"]),
    scene("hand-over", DESK_SCENES["offers-hand-over"]),
    scene("menu", RARE_SCENES["menu-home"]),
    Picture("step-5-review-light", walked(nothing_stops_it), theme="cppo-light"),
    Picture("step-4-duration-high-contrast", walked(to_terms), theme="cppo-high-contrast"),
    Picture("step-3-pricing-80x24", walked(markup_typed), size=SMALL),
    Picture("step-3-pricing-60x18", walked(markup_typed), size=(60, 18)),
)


async def draw(picture: Picture) -> str:
    """The picture as SVG."""
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(Path(folder), theme=picture.theme, **picture.circumstances)
        stage.app.desk = replace(stage.app.desk, settings_place=SETTINGS)
        async with stage.running(size=picture.size) as pilot:
            await picture.play(stage, pilot)
            await settle(pilot)  # what was sent is followed to its end
            return alone(stage.app.export_screenshot(title="cppo"))


def main() -> None:
    """Make them."""
    wanted = sys.argv[1:]
    fonts = FONTS.is_dir()
    if not fonts:
        print(f"{FONTS} is missing: SVG files only, no PNG and no GIF.", file=sys.stderr)
    for picture in PICTURES:
        if wanted and picture.name not in wanted:
            continue
        svg = asyncio.run(draw(picture))
        (HERE / f"{picture.name}.svg").write_text(svg, encoding="utf-8")
        if fonts:
            (HERE / f"{picture.name}.png").write_bytes(as_png(svg))
        print(picture.name)
    if fonts and (not wanted or "walk" in wanted):
        (HERE / "walk.gif").write_bytes(walk.as_gif(asyncio.run(walk.walk())))
        print("walk.gif")


if __name__ == "__main__":
    main()
