"""Every way out of the program: the key, a signal, a mistake. The draft is saved on each of them.

A submission being sent may be cut off: it was noted before the first byte left, stays "sending", and the
next start looks up what became of it (the submission contract).
"""

from __future__ import annotations

import asyncio
import os
import select
import signal
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn

from cppo_tui.domain.errors import StoreError
from cppo_tui.domain.ports import IN_FLIGHT
from cppo_tui.domain.steps import Step
from cppo_tui.ui.bulk_sending import ENDING
from cppo_tui.ui.plain import say

if TYPE_CHECKING:
    from cppo_tui.ui.app import CppoApp

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PATIENCE = 4.0
"""Seconds from a signal to the end, however stuck the program is."""
SAVING = 2.0
"""Seconds the last save may take; a disk that hangs must not hold the person."""
WAITING = (
    "AWS is still answering, at most half a minute. The program ends right after. "
    "Ctrl+Q again leaves now: the next start looks up what became of it."
)
WAITING_FOR_BATCH = (
    "The batch sends no more; what is on its way is followed to its end, and the program ends then. "
    "Ctrl+Q again leaves now: everything is noted, and no customer gets a second offer."
)
BATCH_CUT_OFF = (
    "A batch was being sent when the program ended. What AWS has is noted. Send the same table again with "
    "the same template and authorization: a customer whose offer was made or is on its way gets no other."
)
CUT_OFF = (
    "“{title}” was being sent when the program ended; AWS may have it or not. "
    "Do not make it again: start cppo, which looks it up first."
)
UNANSWERED = (
    "AWS had not answered yet when the program ended. Start cppo again and look at the submission "
    "before you do the same once more."
)
_RESTORED = (
    b"\x18\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l"
    b"\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""What Textual's driver writes when it ends, after the sign that breaks off a half-written sequence."""


class Departure:
    """Leaves the app in order. ``unsaved`` is why the last changes could not be saved, "" when they are.

    ``kept`` is what the draft is called that was open and waits to be continued, ``unsent`` whether it had
    come to its review and was never sent, ``on_its_way`` how many submissions AWS has not done with.
    """

    def __init__(self, app: CppoApp) -> None:
        self._app = app
        self._anyway = False
        self._told = False
        self._signal = 0
        self.unsaved = ""
        self.kept = ""
        self.unsent = False
        self.on_its_way = 0

    def stay(self) -> None:
        """The person goes on working: the next wish to leave is a new one."""
        self._anyway = False

    async def by_key(self) -> None:
        """Leave, but neither with an unsaved draft nor in the middle of a send without a word."""
        app = self._app
        if not await app.save_all() and not self._anyway:
            self._anyway = True
            say(
                app,
                f"{app.drafting.problem} Press {app.key_of('app.quit')} again to leave anyway.",
                problem=True,
            )
        elif app.tracking.binding and not self._told:
            self._told = True
            app.sender.leave_after()
            say(app, WAITING_FOR_BATCH if app.tracking.batch else WAITING)
        else:
            self._leave(0)

    @contextmanager
    def signals(self) -> Iterator[None]:
        """While this lasts, the signals that end programs leave in order; a second one at once.

        Plain handlers, not the loop's: a loop that is stuck would not hear the second signal.
        """
        loop = asyncio.get_running_loop()
        terminal = _terminal_modes()

        def heard(number: int, _frame: FrameType | None) -> None:
            if self._signal and number == signal.SIGHUP:
                return  # the system and the shell both say that the terminal is gone
            if self._signal:
                _end_now(terminal, self._signal)
            self._signal = number
            signal.setitimer(signal.ITIMER_REAL, PATIENCE)
            loop.call_soon_threadsafe(self._app.call_later, self._by_signal)

        before = {number: signal.signal(number, heard) for number in (*SIGNALS, signal.SIGALRM)}
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            for number, handler in before.items():
                signal.signal(number, handler)

    async def _by_signal(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(SAVING):
                await self._app.save_all()
        self._leave(128 + self._signal)

    def _leave(self, code: int) -> None:
        from cppo_tui.ui.app import Leaving

        tracking = self._app.tracking
        if tracking.sending is not None:
            self._app.last_words.append(CUT_OFF.format(title=tracking.sending.title))
        elif tracking.busy:
            self._app.last_words.append(UNANSWERED)
        if tracking.batch:
            self._app.last_words.append(BATCH_CUT_OFF)
        self._app.exit(Leaving.DONE, return_code=code)

    async def last_save(self) -> None:
        """Whatever ended the screen: no offer is sent any more, and what was typed is stored."""
        self._app.sender.bulk.stop(ENDING)
        drafting = self._app.drafting
        try:
            async with asyncio.timeout(SAVING):
                saved = not drafting.is_open or await drafting.save()
        except TimeoutError:
            self.unsaved = "The last changes could not be saved in time."
            return
        self.unsaved = "" if saved else drafting.problem
        if saved:
            with suppress(StoreError, TimeoutError):  # only a courtesy
                async with asyncio.timeout(SAVING):
                    await self._look_back()

    async def _look_back(self) -> None:
        """What waits for the next start. Raises StoreError."""
        rows = await asyncio.to_thread(self._app.desk.store.submissions)
        self.on_its_way = sum(row.state in IN_FLIGHT for row in rows)
        drafting = self._app.drafting
        if not drafting.is_open or not drafting.is_stored:
            return
        from cppo_tui.domain.defaults import draft_title

        sent = {row.draft_id for row in rows if row.state in (*IN_FLIGHT, "succeeded")}
        self.kept = "" if drafting.draft.id in sent else draft_title(drafting.draft)
        tried = any(row.draft_id == drafting.draft.id for row in rows)
        self.unsent = drafting.draft.reached >= Step.REVIEW and not tried


def _terminal_modes() -> list[Any] | None:
    try:
        return termios.tcgetattr(sys.__stdin__.fileno()) if sys.__stdin__ else None
    except (termios.error, OSError):
        return None


def _end_now(terminal: list[Any] | None, number: int) -> NoReturn:
    """End this very moment, from whatever the program is stuck in, leaving a terminal one can type in."""
    with suppress(OSError, ValueError, termios.error):
        if terminal is not None:
            termios.tcsetattr(0, termios.TCSANOW, terminal)
        if select.select([], [2], [], 0)[1]:  # a terminal nobody reads any more would hold the write
            os.write(2, _RESTORED)
    os._exit(128 + number)
