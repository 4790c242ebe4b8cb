"""The first line of every screen: what this is, whose AWS it is, and whether it is real."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from cppo_tui.domain.accounts import grouped
from cppo_tui.ui.plain import plain, put

READING = " · reading AWS …"


class TopBar(Static):
    """Always says SANDBOX or AWS as a word, and the seller account once it is known; what that means only
    where there is room for all of it."""

    DEFAULT_CSS = """
    TopBar { dock: top; height: 1; background: $panel; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._short = self._long = plain("")
        self._reading = 0

    def show(self, *, sandboxed: bool, account: str, trouble: str = "") -> None:
        """Say where we are. ``trouble`` replaces the account while AWS cannot be asked."""
        who = trouble or (f"seller {grouped(account)}" if account else "connecting …")
        if sandboxed:
            mode, what = (" SANDBOX ", "bold $background on $success"), "simulated, nothing reaches AWS"
        else:
            mode, what = (" AWS ", "bold $background on $warning"), "offers are binding"
        style = "bold" if not trouble else "$text-error"
        self._long = plain(("cppo ", "bold"), mode, f" {what} · ", (who, style))
        self._short = plain(("cppo ", "bold"), mode, " ", (who, style))
        self._draw()

    @staticmethod
    @contextmanager
    def reading(screen: Screen[Any]) -> Iterator[None]:
        """While AWS is asked for what opens next on this screen, or over it: its first line says so."""
        bars = [*screen.query(TopBar)]
        try:
            for bar in bars:
                bar._asked(1)
            yield
        finally:
            for bar in bars:
                bar._asked(-1)

    def _asked(self, more: int) -> None:
        self._reading += more
        if self.is_attached:
            self._draw()

    def on_resize(self) -> None:
        """The room is another one."""
        self._draw()

    def _draw(self) -> None:
        room = self.content_size.width
        reading = READING if self._reading else ""
        shown: Content = self._long
        if room and shown.cell_length + len(reading) > room:
            shown = self._short
        put(self, shown + plain(reading), layout=False)
