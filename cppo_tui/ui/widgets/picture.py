"""A picture as wide as its place that never asks for a layout: it costs a key press next to nothing."""

from collections.abc import Callable
from typing import Generic, TypeVar

from textual.content import Content
from textual.widget import Widget

from cppo_tui.ui.plain import plain

Facts = TypeVar("Facts")


class Picture(Widget, Generic[Facts]):
    """Draws ``facts`` by ``draw(facts, width)``; its height is set by the stylesheet."""

    def __init__(self, draw: Callable[[Facts, int], Content], *, id: str) -> None:  # noqa: A002 - Textual's
        super().__init__(id=id)
        self._draw = draw
        self._facts: Facts | None = None

    def show(self, facts: Facts | None) -> None:
        """Show this; None shows nothing."""
        if facts != self._facts:
            self._facts = facts
            self.refresh()

    def render(self) -> Content:
        """The picture for the width there is now."""
        return plain("") if self._facts is None else self._draw(self._facts, self.content_size.width)
