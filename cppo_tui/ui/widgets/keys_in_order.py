"""Keys act in the order in which they were pressed, also when several come at once over a slow line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

if TYPE_CHECKING:
    from textual.widget import Widget

MOVING = ("app.focus_next", "app.focus_previous")
"""What Tab does."""


class KeysInOrder:
    """For a widget that is typed into; stands before Textual's class among the bases.

    Textual lets a key that edits or moves the focus go up to the app before it acts, while letters act at
    once: of ``25``, Backspace, ``3`` in one burst it makes 25, and what is typed after Tab still lands here.
    """

    async def _on_key(self: Widget, event: events.Key) -> None:  # type: ignore[misc]  # a mix-in for widgets
        focused = self.screen.focused
        if focused is not None and focused is not self:
            _settled(event)
            focused._forward_event(events.Key(event.key, event.character))
            return
        bound = None if event.is_printable else self.screen.active_bindings.get(event.key)
        mine = bound and bound.enabled and (bound.node is self or bound.binding.action in MOVING)
        if bound and mine and await self.app.run_action(bound.binding.action, bound.node):
            _settled(event)


def _settled(event: events.Key) -> None:
    """Nobody else need look at this key."""
    event.stop()
    event.prevent_default()
