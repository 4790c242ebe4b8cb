"""What has gone from the screen is forgotten.

A signal of Textual holds whoever listens until it next has something to tell, since what it is to call holds
the listener. Nothing is told of tracking while nothing is sent, nor of the theme while nobody changes it:
every review and every table that was ever opened stayed in memory, with all that it showed.
"""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from textual.dom import DOMNode
from textual.signal import Signal

T = TypeVar("T")


class Listens:
    """For screens and widgets that follow what the app tells, as long as they are there."""

    _no_more: tuple[Callable[[], None], ...] = ()

    def listen(self, signal: Signal[T], then: Callable[[T], object]) -> None:
        """Hear of each change until this is taken away."""
        if isinstance(self, DOMNode):
            signal.subscribe(self, then)
            self._no_more = (*self._no_more, partial(signal.unsubscribe, self))

    def on_unmount(self) -> None:
        """Hear of none."""
        for end in self._no_more:
            end()
        self._no_more = ()
