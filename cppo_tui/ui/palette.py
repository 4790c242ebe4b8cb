"""The menu (Ctrl+P): every action that can be done now, found by any words of its sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

from textual.command import CommandInput, DiscoveryHit, Hit, Hits, Provider
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget

from cppo_tui.domain.settings import LOOKS
from cppo_tui.domain.text import clean
from cppo_tui.ui.commands import BY_ID, PLACES, Command
from cppo_tui.ui.key_names import spelled
from cppo_tui.ui.keymap import keys_of
from cppo_tui.ui.plain import plain
from cppo_tui.ui.widgets.button import Button


class Entry(NamedTuple):
    """What is done, its keys or where it is, how it is done, and other words by which it is found."""

    what: str
    where: str
    do: Callable[[], Any]
    also: str = ""


def valid(screen: Screen[Any], *, not_yet: bool = False) -> list[tuple[Command, DOMNode]]:
    """Each action that can be done on a screen now, with the screen or widget that does it; those of the
    screen first, those of everywhere last.

    Also those of keys a field would take for typing, and those of a widget that has no focus when it is
    the only one of its sort. ``not_yet``: those, too, that are shown but cannot be done as it stands.
    """
    app = screen.app
    found: dict[str, tuple[Command, DOMNode]] = {}
    for node in [*_with_focus(screen), *_alone(screen)]:
        for _, binding in node._bindings:
            command = BY_ID.get(binding.id or "")
            if command is None or command.id in found:
                continue
            state = app._check_action_state(command.action, node)
            if state or (not_yet and state is None):
                found[command.id] = command, node
    order = [*PLACES, *(command.place for command, _ in found.values())]
    return sorted(found.values(), key=lambda one: (one[0].place == "app", order.index(one[0].place)))


def _with_focus(screen: Screen[Any]) -> list[DOMNode]:
    focused = screen.focused
    nodes = list(focused.ancestors_with_self) if focused is not None else [screen, screen.app]
    return [node for node in nodes if node is not screen.app] if screen.is_modal else nodes


def _alone(screen: Screen[Any]) -> list[DOMNode]:
    """The widgets with actions of their own of which one is shown."""
    by_kind: dict[type[Widget], list[Widget]] = {}
    for widget in screen.walk_children(Widget):
        if widget.is_on_screen and any(binding.id in BY_ID for _, binding in widget._bindings):
            by_kind.setdefault(type(widget), []).append(widget)
    return [widgets[0] for widgets in by_kind.values() if len(widgets) == 1]


def entries(screen: Screen[Any]) -> Iterator[Entry]:
    """What the menu offers on a screen: its actions, its buttons that are no action, the themes."""
    app = screen.app
    told = set()
    for command, node in valid(screen):
        if command.moves or command.id == "app.menu":
            continue
        told |= {command.action, command.id.partition(".")[2], command.short}
        chosen = getattr(app, "chosen_keys", {})
        yield Entry(
            f"{command.short}: {command.sentence}",
            spelled(keys_of(command, chosen)),
            partial(app.run_action, command.action, node),
            command.also,
        )
    for button in screen.query(Button).results():
        names = {button.id, (button.id or "").replace("-", "_"), str(button.label)}
        told_already = bool(names & told)
        if button.is_on_screen and not button.disabled and not told_already:
            yield Entry(str(button.label), "a button of this screen", partial(_press, button))
    for name, words in LOOKS.items():
        yield Entry(f"Theme: {words}", "", partial(app.run_action, f"look('{name}')", app))


def _cleaned(_: CommandInput, value: str) -> str:
    return clean(value)


CommandInput.validate_value = _cleaned  # type: ignore[attr-defined]
"""Textual's own field lets what is pasted into it through to the terminal; here it is shown cleaned."""


def _press(button: Button) -> None:
    if button.is_attached:
        button.press()


class Actions(Provider):
    """Textual's palette, filled from the table of commands."""

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for what, where, do, _ in entries(self.screen):
            yield DiscoveryHit(plain(what), do, text=what, help=where or None)

    async def search(self, query: str) -> Hits:
        """What has every word that was typed, or is also called so; those it begins a word with first."""
        wanted = query.lower().split()
        for what, where, do, also in entries(self.screen):
            text = what.lower()
            if not all(word in f"{text} {also}" for word in wanted):
                continue
            shown = plain(what)  # not Textual's own highlighting: it reads texts as markup
            for word in (one for one in wanted if one in text):
                shown = shown.stylize("bold underline", text.index(word), text.index(word) + len(word))
            begun = sum(f" {word}" in f" {text}" for word in wanted)
            yield Hit((1 + begun) / (1 + len(wanted)), shown, do, text=what, help=where or None)
