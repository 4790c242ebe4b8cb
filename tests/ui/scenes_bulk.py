"""Many offers while they are checked, sent, paused and left."""

from dataclasses import replace

from cppo_tui.domain.bulk import RowState
from cppo_tui.domain.errors import FileTrouble
from cppo_tui.services import watcher
from cppo_tui.services.bulk_setup import make_run
from cppo_tui.store.offer_files import OfferFilesOnDisk
from cppo_tui.ui.dialogs.ask import Ask
from cppo_tui.ui.screens.bulk import BulkScreen
from tests.ui.scenes import Play, pressing
from tests.ui.scenes_desks import bulk_filled, bulk_made, bulk_sent, visiting
from tests.ui.scenes_rare import Scene, both, keying, pushing
from tests.ui.stage import AppPilot, Stage, settle


async def answering(stage: Stage, pilot: AppPilot) -> None:
    """Every question about a batch answered with yes."""
    await bulk_filled(stage, pilot)
    await pilot.press("f6")
    await settle(pilot)
    while isinstance(stage.app.screen, Ask):
        await pushing("yes")(stage, pilot)


async def leaving(stage: Stage, pilot: AppPilot) -> None:
    """Away from a batch, as if it were still being sent."""
    await bulk_made(stage, pilot)
    stage.app.tracking.batch = True
    await pilot.press("escape")
    await settle(pilot)


def halfway(*keys: str) -> Play:
    """A batch with two offers made and one on its way, at a standstill; then keys. The run is real, only
    nobody goes on with it."""

    async def play(stage: Stage, pilot: AppPilot) -> None:
        await answering(stage, pilot)
        screen, bulk = stage.app.screen, stage.app.sender.bulk
        assert isinstance(screen, BulkScreen)
        assert screen._made is not None
        batch, governed, *_ = screen._made
        run = make_run(
            batch, governed, bulk.surroundings(), watcher.Pace(first=1, last=5), stop_on_error=False
        )
        bulk._run, bulk._begun, bulk.total = run, stage.ticked, len(batch.to_send)
        bulk.over = next(
            over for row, over, _ in run.events() if row and over == 2 and row.state is RowState.GOING
        )
        stage.app.tracking.batch, screen._made = True, None
        screen.query_one("#rows").focus()
        screen.show()
        await keying(*keys)(stage, pilot)
        await settle(pilot)

    return play


class DiskIsFull(OfferFilesOnDisk):
    """Everything can be read and nothing written."""

    def create(self, path: str, text: str) -> None:
        """Says so, of a file of the same name each time."""
        raise FileTrouble("/home/you/cppo-bulk-5-0a1b2c3d.csv could not be written: No space left on device.")


async def unwritten(stage: Stage, pilot: AppPilot) -> None:
    """All rows sent, and the disk full when the result was to be written."""
    stage.app.desk = replace(stage.app.desk, offer_files=DiskIsFull())
    await bulk_sent(stage, pilot)


BULK_SCENES: dict[str, Scene] = {
    "bulk-template": (visiting("m", pushing("choose-template")), {}),
    "bulk-authorization": (visiting("m", pushing("choose-authorization")), {}),
    "bulk-confirm": (visiting("m", both(answering, pressing("ctrl+n"))), {}),
    "bulk-leave": (visiting("m", leaving), {}),
    "bulk-sending": (visiting("m", halfway()), {}),
    "bulk-paused": (visiting("m", halfway("f7")), {}),
    "bulk-stopped": (visiting("m", halfway("f8")), {}),
    "bulk-unwritten": (visiting("m", unwritten), {}),
    "bulk-details": (visiting("m", both(bulk_filled, keying("enter"))), {}),
}
