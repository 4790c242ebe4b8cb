"""Keys typed ahead wait until what the key before them did is done: until the new screen stands, or the focus
has moved. Textual hands each key at once to whatever has the focus then, so that of a burst like ``n`` and a
word to search for only the first key did anything.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from textual import events
from textual.actions import ActionParseResult
from textual.app import App, ReturnType, ScreenStackError
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import WorkerCancelled, WorkerFailed

from cppo_tui.ui.autosave import keys_arrived
from cppo_tui.ui.plain import say
from cppo_tui.ui.widgets.top_bar import TopBar

WAYS_OUT = ("ctrl+q", "ctrl+c")
WAITED_FOR = ("leave", "entered")
"""The workers that do what a key asked for: leaving saves the draft, Enter in a search waits for the list."""
PATIENCE = 10.0
"""Seconds after which the next key is handed on whatever the one before it still does: none is lost, but
those meant for a screen that has not come."""
LEAVING = 0.3
"""Seconds leaving waits at most for what the keys before it do: what they choose is saved, too."""
LATE_TITLE = "AWS has not answered yet"
LATE = "The draft opens once AWS has answered, if you are still here."
LEFT_OUT = "What you typed meanwhile was left out."


def _leads_out(event: events.Event) -> bool:
    return isinstance(event, events.Key) and event.key in WAYS_OUT


class KeysInTurn(App[ReturnType]):
    """An app that takes one key or paste after the other. Leaving waits a moment only."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._typed_ahead: deque[events.Event] = deque()
        self._at_work = False
        self._opening = 0
        self._opened = asyncio.Event()
        self._opened.set()
        self._turn: asyncio.Task[None] | None = None  # held, so that it is not collected as garbage

    @contextmanager
    def opening(self) -> Iterator[None]:
        """Around what opens another screen after the person's last answer: the next keys are meant for that
        one, and wait."""
        self._opening += 1
        self._opened.clear()
        if not self._at_work and (place := self._place) is not None:  # it was begun with the mouse
            self._wait_for(place)
        try:
            with TopBar.reading(self.screen):
                yield
        finally:
            self._opening -= 1
            if not self._opening:
                self._opened.set()

    async def on_event(self, event: events.Event) -> None:
        """A key at once when nothing is under way, else in its turn."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self._at_work:
            if _leads_out(event):
                self.set_timer(LEAVING, self._hurry)
                if self._opening:
                    self._typed_ahead.clear()
            self._typed_ahead.append(event)
        else:
            await self._take(event)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """A key right behind a click that opens a screen may reach it before it has its widgets; there is
        nothing it could act on."""
        if isinstance(default_namespace, Screen) and not default_namespace.is_mounted:
            return False
        return await super().run_action(action, default_namespace, namespaces)

    async def _take(self, event: events.Event) -> None:
        """Hand this one on. A letter typed into a field moves nothing: nobody need wait for it."""
        if _leads_out(event):
            await super().on_event(event)
            return
        place = self._place
        key = event if isinstance(event, events.Key) else None
        written = key and place and place.check_consume_key(key.key, key.character)
        await super().on_event(event)
        if place is not None and not written:
            self._wait_for(place)

    async def _hurry(self) -> None:
        """Leaving has waited long enough for what the keys before it do."""
        while any(map(_leads_out, self._typed_ahead)):
            await super().on_event(self._typed_ahead.popleft())

    def _wait_for(self, place: Widget) -> None:
        self._at_work = True
        self._turn = asyncio.create_task(self._see_it_done(place))

    async def _see_it_done(self, place: Widget) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                await self._done(place)
        except TimeoutError:
            self._opens_late()
        self.call_next(self._go_on)

    def _opens_late(self) -> None:
        """What was typed for a screen that has not come must not act on the one that is there: Enter would
        open another draft. The next keys are meant for this one, and wait no longer."""
        if self._opening and not self._opened.is_set():
            self._opened.set()
            left_out = f"{LEFT_OUT} " if self._typed_ahead else ""
            self._typed_ahead.clear()
            say(self, f"{left_out}{LATE}", title=LATE_TITLE, problem=True)

    async def _go_on(self) -> None:
        self._at_work = False
        while self._typed_ahead and not self._at_work:
            await self._take(self._typed_ahead.popleft())

    async def _done(self, place: Widget) -> None:
        """A key goes up to the app, which does what it is bound to; that may send a message from the widget
        up to its screen. Then another screen may have come, or another focus."""
        for _ in range(2):
            await keys_arrived(place)
            await self._arrived()
        for worker in [worker for worker in self.workers if worker.group in WAITED_FOR]:
            with suppress(WorkerCancelled, WorkerFailed):
                await worker.wait()
        await self._opened.wait()
        while (here := self._place) is not None and here is not place:
            place = here
            await keys_arrived(place)
            await self._arrived()

    async def _arrived(self) -> None:
        """What was asked of the app so far has been done, and what that asked of it in its turn."""
        for _ in range(2):
            arrived = asyncio.Event()
            if self.call_later(arrived.set):
                await arrived.wait()

    @property
    def _place(self) -> Widget | None:
        """What gets the keys now; nothing before the first screen and after the last."""
        try:
            return self.focused or self.screen
        except ScreenStackError:
            return None
