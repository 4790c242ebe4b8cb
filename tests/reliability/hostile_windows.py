"""What lies over the screens of the hostile walk: settings, help, the menu, and the windows beside the lists.

Each is opened as a person opens it, looked at, and everything in it that takes text is given some.
"""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.reliability.hostile_walk import Walk

PATIENCE = 60.0


def as_read(text: str) -> str:
    """A paste as the terminal's reader hands it on: for what is Textual's own and not one of our fields."""
    from cppo_tui.ui.terminal_input import END, START, Incoming

    read = Incoming().decode(f"{START}{text}{END}".encode("utf-8", "surrogatepass"))
    return read.removeprefix(START).removesuffix(END)


async def walk_windows(walk: "Walk", pilot: Any, text: str) -> None:
    """Through all of them."""
    from textual.command import CommandPalette

    from cppo_tui.ui.bulk_choosing import choose_authorization
    from cppo_tui.ui.dialogs.find_one import FindOne
    from cppo_tui.ui.dialogs.help import Help
    from cppo_tui.ui.screens.settings import SettingsScreen

    app = walk.stage.app
    await _over(walk, pilot, text, app.action_settings, SettingsScreen)
    await _over(walk, pilot, text, app.action_help, Help)
    await _over(walk, pilot, as_read(text), app.action_command_palette, CommandPalette)
    await _over(walk, pilot, text, lambda: app.run_worker(choose_authorization(app)), FindOne)
    await _of_an_offer(walk, pilot, text)


async def _of_an_offer(walk: "Walk", pilot: Any, text: str) -> None:
    """What can be opened of an offer that buyers can accept."""
    from cppo_tui.domain.handover import handover_problem
    from cppo_tui.ui.dialogs.details import Details
    from cppo_tui.ui.dialogs.extend import Extend
    from cppo_tui.ui.dialogs.to_copy import ToCopy

    stage = walk.stage
    now = stage.clock()
    offer = next(one for one in stage.catalog.offers() if not handover_problem(one, now))
    stage.app.visit("offers", at=offer.id)
    await walk.settle(pilot)
    desk = stage.app.screen
    for begin, window in (
        (desk.action_details, Details),
        (desk.action_extend, Extend),
        (desk.action_hand_over, ToCopy),
    ):
        await _over(walk, pilot, text, begin, window)


async def _over(walk: "Walk", pilot: Any, text: str, begin: Callable[[], object], window: type[Any]) -> None:
    """Open it, look at it, fill it and close it."""
    app = walk.stage.app
    begin()
    ends = asyncio.get_running_loop().time() + PATIENCE
    while not isinstance(app.screen, window):
        if asyncio.get_running_loop().time() > ends:
            walk.unopened.add(window.__name__)
            return
        await pilot.pause()
        await asyncio.sleep(0.01)
    await pilot.pause()
    walk.look()
    await walk.fields_of(pilot, window.__name__, text)
    await app.screen.dismiss(None)
    await walk.settle(pilot)
