"""The two ways to publish, in view however far the review is scrolled, and whether it goes on below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal
from textual.widgets import RadioSet

from cppo_tui.domain.publish_mode import PublishMode
from cppo_tui.ui.plain import plain
from cppo_tui.ui.widgets.more_below import MoreBelow
from cppo_tui.ui.widgets.toggles import Option, Switch

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget

    from cppo_tui.ui.app import CppoApp

VERIFY, VERIFY_IN_SHORT = "Verify first, then release", "Verify first"
MORE_LEFT = "more at left ↓"
"""Where the change set stands beside the words: which of the two goes on."""
ROOM_FOR_WORDS = 76
"""Cells of a window in which the word that there is more below stands beside both ways."""


class MoreOfReview(MoreBelow):
    """Names the change set where that is all there is below, and the key that leads there."""

    def said(self, pane: Widget) -> str:
        """As always while the words themselves go on."""
        words = [one.virtual_region.bottom for one in self.screen.query("#words > *") if one.display]
        end = self.screen.query_one("#words").virtual_region.y + max(words, default=0)
        beside = self.screen.query_one("#payload").virtual_region.x > 0
        if end <= pane.scroll_y + pane.size.height and (beside or pane.scroll_y < end):
            return f"change set: {self.app.key_of('review.change-set')} ↓"
        return f"{self.app.key_of('review.page-on')}: {MORE_LEFT}" if beside else super().said(pane)


class Ways(Horizontal):
    """Nobody should send without having seen that there are two."""

    app: CppoApp

    def __init__(self, *, verify: bool) -> None:
        super().__init__(id="ways")
        self._verify = verify

    def compose(self) -> ComposeResult:
        """One of the two is chosen."""
        with Switch(id="mode", compact=True):
            yield Option(plain("Publish directly"), value=not self._verify, id="direct")
            yield Option(plain(self._words), value=self._verify, id="verify")
        yield MoreOfReview("#body", by="review.page-on")

    @property
    def _words(self) -> str:
        return VERIFY if self.app.size.width >= ROOM_FOR_WORDS else VERIFY_IN_SHORT

    def other(self) -> None:
        """Choose the one that is not chosen."""
        for option in self.query(Option).results():
            if not option.value:
                option.value = True
                break

    @on(RadioSet.Changed)
    def _chosen(self, event: RadioSet.Changed) -> None:
        event.stop()
        self.app.change(mode=PublishMode(event.pressed.id or "direct"))
        self.screen.refresh_bindings()

    def on_resize(self) -> None:
        """As many words as there is room for now."""
        option = self.query_one("#verify", Option)
        if str(option.label) != self._words:
            option.label = plain(self._words)
            option.refresh(layout=True)
