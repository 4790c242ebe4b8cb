"""The last line: the keys of the moment, each of which can be clicked."""

from dataclasses import dataclass, replace
from typing import Any

from textual import events
from textual.binding import ActiveBinding
from textual.content import Content
from textual.geometry import Region
from textual.screen import Screen
from textual.widgets import Static

from cppo_tui.ui.listening import Listens
from cppo_tui.ui.plain import plain, put

MENU = "app.menu"
ALWAYS = ("app.help", MENU)
"""Whoever is lost looks for these two: they stand at the right end, whatever else has no room."""
LEAVE = "app.quit"
LAST = ("desk.search", "desk.filter")
"""What a field and a button at the top of the screen stand for gives way to what only a key does as fast."""
ROOM_TO_LEAVE = 80
"""Cells of a line in which the way out stands before those two as well."""


@dataclass(frozen=True)
class ShownKey:
    """One entry: the key, the action it does, the words beside it, and where it stands in the line."""

    key: str
    action: str
    words: Content
    tooltip: str
    enabled: bool
    x: int

    def covers(self, x: int) -> bool:
        """Whether this cell of the line is the entry's."""
        return self.x <= x < self.x + self.words.cell_length


class KeyLine(Listens, Static):
    """Drawn as one piece of text, and only when its keys are others.

    Textual's own footer removes and mounts a widget for each key whenever the focus moves: a third of the
    work of a key press.
    """

    DEFAULT_CSS = """
    KeyLine { dock: bottom; height: 1; background: $footer-background; text-wrap: nowrap; }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)
        self.keys: tuple[ShownKey, ...] = ()

    def on_mount(self) -> None:
        """Hear of every change of the keys."""
        self.listen(self.screen.bindings_updated_signal, self._changed)

    def region_of(self, action: str) -> Region:
        """Where on the screen the key of this action stands; an empty place if it does not."""
        for key in self.keys:
            if key.action == action:
                shown = Region(self.region.x + key.x, self.region.y, key.words.cell_length, 1)
                return shown if self.region.contains_region(shown) else Region()
        return Region()

    def on_click(self, event: events.Click) -> None:
        """A click on a key is the key."""
        for key in self.keys:
            if key.covers(event.x):
                if key.enabled:
                    self.app.simulate_key(key.key)
                else:
                    self.app.bell()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """The tooltip is that of the key under the pointer."""
        tooltip = next((key.tooltip for key in self.keys if key.covers(event.x)), None)
        if tooltip != self.tooltip:
            self.tooltip = plain(tooltip) if tooltip else None

    def on_resize(self) -> None:
        """As many of the keys as there is room for."""
        self._changed(self.screen)

    def _changed(self, screen: Screen[Any]) -> None:
        if screen is self.screen and screen.app.app_focus:
            self.keys = self._shown(screen)
            put(self, self._words(), layout=False)

    def _words(self) -> Content:
        """All keys in one line; help and menu at its right end."""
        parts: list[Content] = []
        end = 0
        for key in self.keys:
            parts += [plain(" " * (key.x - end)), key.words]
            end = key.x + key.words.cell_length
        return plain(*parts)

    def _shown(self, screen: Screen[Any]) -> tuple[ShownKey, ...]:
        """The first key of each action that is to be shown, in the order of the bindings, each of them whole;
        what has no room is found in the menu, which always has."""
        active = sorted(screen.active_bindings.values(), key=lambda one: one.binding.id in LAST)
        always: tuple[str, ...] = (LEAVE, *ALWAYS) if self.size.width >= ROOM_TO_LEAVE else ALWAYS
        kept: dict[str, ShownKey] = {}
        for one in active:
            if one.binding.id in always and one.binding.id not in kept:
                kept[one.binding.id] = self._entry(one, 0)
        room = self.size.width - sum(one.words.cell_length for one in kept.values())
        keys: dict[str, ShownKey] = {}
        unnamed = getattr(screen, "unnamed", ())
        x = 0
        for one in active:
            named = one.binding.show and one.binding.action not in unnamed
            if not named or one.binding.action in keys or one.binding.id in always:
                continue
            entry = self._entry(one, x)
            x += entry.words.cell_length
            if x > room:
                break
            keys[entry.action] = entry
        at = max(room, 0)
        for name in always:
            if name in kept:
                keys[name] = replace(kept[name], x=at)
                at += kept[name].words.cell_length
        return tuple(keys.values())

    def _entry(self, active: ActiveBinding, x: int) -> ShownKey:
        binding, enabled = active.binding, active.enabled
        style = "$footer-key-foreground" if enabled else "$footer-key-foreground dim"
        words = plain(
            (f" {self.app.get_key_display(binding)} ", f"bold {style}"),
            (f"{binding.description} ", "" if enabled else "dim"),
        )
        said = active.tooltip or binding.description
        return ShownKey(binding.key, binding.action, words, said, enabled, x)
