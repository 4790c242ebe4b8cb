"""A batch that is being sent, as seen from the screen. It belongs to the app: its screen may be closed, and
opened again, while a thread works on it. Every row is stored before its first byte leaves, so a program that
ends in the middle loses nothing: the same table, sent again, goes on where it stopped.
"""

from __future__ import annotations

import asyncio
from itertools import islice
from typing import TYPE_CHECKING

from cppo_tui.domain.errors import FileTrouble
from cppo_tui.domain.text import clean
from cppo_tui.ui.plain import say

if TYPE_CHECKING:
    from cppo_tui.domain.bulk import Batch, BulkRow
    from cppo_tui.services.bulk_run import BulkRun
    from cppo_tui.services.bulk_setup import Surroundings
    from cppo_tui.services.governor import Governed
    from cppo_tui.ui.app import CppoApp

STOPPED = "You stopped it. Preview and send the rest to go on: no customer gets a second offer."
UNWRITTEN = "The list of drafts has every offer and its buyer's link."
ENDING = "The program was asked to end."
MOST_NAMES = 1000


class BulkSending:
    """One batch at a time. ``rows`` are those of the last one that was sent in this run of the program."""

    def __init__(self, app: CppoApp) -> None:
        self._app = app
        self._run: BulkRun | None = None
        self._product_id = ""
        self._begun = 0.0
        self._paused_at = 0.0
        self.over = 0
        self.total = 0
        self.result = ""
        """Where the result was written, "" while it was not."""
        self.problem = ""
        self.typed: dict[str, str] = {}
        """What the fields of its screen held last: leaving the screen loses nothing."""

    def surroundings(self) -> Surroundings:
        """Where a batch is made and sent from."""
        from cppo_tui.services.bulk_setup import Surroundings

        desk = self._app.desk
        return Surroundings(desk.store, desk.clock, desk.new_id, desk.world, desk.ticks, desk.rest)

    @property
    def running(self) -> bool:
        """True while its thread is at work."""
        return self._app.tracking.batch

    @property
    def rows(self) -> tuple[BulkRow, ...]:
        """Every row as it stands now, in the table's order; () before there was a batch."""
        from cppo_tui.domain.bulk import rows_here

        return rows_here(self._run.rows.values(), self._app.desk.as_here) if self._run else ()

    @property
    def paused(self) -> bool:
        """True while nothing new is sent, and will be again."""
        return self._run is not None and self._run.paused

    @property
    def stopped(self) -> str:
        """Why nothing more is sent, "" while it is."""
        return self._run.stopped if self._run else ""

    def left(self) -> str:
        """How long it will take, "" while nobody can say."""
        from cppo_tui.services.bulk_setup import time_left

        if not self.running or self.paused or self.stopped:
            return ""
        passed = self._app.desk.ticks() - self._begun
        return time_left(passed, self.over, self.total - self.over)

    def start(self, batch: Batch, governed: Governed, product_id: str, *, stop_on_error: bool) -> None:
        """Send what was confirmed. Raises StoreError."""
        from cppo_tui.services.bulk_setup import make_run
        from cppo_tui.services.watcher import Pace

        if self.running:
            return
        desk = self._app.desk
        pace = Pace(first=desk.first_wait, last=desk.last_wait)
        self._run = make_run(batch, governed, self.surroundings(), pace, stop_on_error=stop_on_error)
        self._product_id, self.result, self.problem = product_id, "", ""
        self._begun, self.over = desk.ticks(), 0
        self.total = sum(not row.state.over for row in batch.rows)
        self._app.tracking.batch = True
        self._app.run_worker(self._send(self._run, batch), group="batch", exit_on_error=False)

    def pause(self) -> None:
        """Send nothing until it is resumed; what is on its way is followed."""
        if self._run and not self._run.paused:
            self._paused_at = self._app.desk.ticks()
            self._run.pause()

    def resume(self) -> None:
        """Go on."""
        if self._run and self._run.paused:
            self._begun += self._app.desk.ticks() - self._paused_at  # what it stood still says nothing
            self._run.resume()

    def stop(self, why: str = STOPPED) -> None:
        """Send nothing more; what is on its way is still followed to its end."""
        if self._run:
            self._run.stop(why)

    async def _send(self, run: BulkRun, batch: Batch) -> None:
        from cppo_tui.domain.bulk import ending_words

        try:
            await asyncio.to_thread(self._work, run)
        finally:
            self._app.tracking.batch = False
        await asyncio.to_thread(self._write, batch.token)
        self._app.tracking_changed.publish("")
        say(self._app, ending_words(batch, run.rows.values()), title="The batch has ended")
        await self._app.sender.leave_if_asked()

    def _work(self, run: BulkRun) -> None:
        """In a thread of its own; the screen reads what it leaves."""
        for event in run.events():
            self.over = event.over

    def _write(self, token: str) -> None:
        """The result, beside everything else this person saves; under a name that is free."""
        from cppo_tui.services.bulk_setup import result_names, result_text

        text, folder = result_text(self.rows, self._product_id), self._app.desk.save_folder
        for name in islice(result_names(token), MOST_NAMES):
            path = folder / name
            if path.exists():
                continue
            try:
                self._app.desk.offer_files.create(str(path), text)
            except FileTrouble as error:
                self.problem = f"{error} {UNWRITTEN}"
            else:
                self.result = clean(str(path))
            return
