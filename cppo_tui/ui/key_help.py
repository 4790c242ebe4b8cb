"""The keys of a screen as the help lists them: read from the same table as the bindings, and from what
Textual would do with each key now."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, NamedTuple

from textual.screen import Screen

from cppo_tui.ui.commands import PLACES, Command
from cppo_tui.ui.key_names import spelled
from cppo_tui.ui.keymap import keys_of
from cppo_tui.ui.palette import valid

ELSEWHERE = "Elsewhere on this screen"
"""In a field a letter is typed, and on a button Enter presses it."""
_IN = {
    "json": "In the change set",
    "search": "In the search of the change set",
    "narrowing": "In the search",
    "table": "In the table",
    "list": "In the list",
    "prices": "In the table of prices",
    "field": "In a field",
    "button": "On a button",
    "choice": "On a choice",
    "chip": "On a buyer account",
    "finding": "On a finding",
}
"""The places that are a widget: there its keys work, and nowhere else."""


class KeyRow(NamedTuple):
    """An action valid here: its keys as people write them, what it does, its name in the settings, and
    ``where`` they do it, "" for where one is now."""

    keys: str
    sentence: str
    id: str
    where: str = ""


def key_rows(screen: Screen[Any], chosen: Mapping[str, str]) -> tuple[KeyRow, ...]:
    """The actions of this screen first, also those that cannot be done yet: whoever asks for help looks for
    them. Those that do something elsewhere on this screen come last, by where that is."""
    working: dict[str | None, list[str]] = defaultdict(list)
    for key, one in screen.active_bindings.items():
        working[one.binding.id].append(key)

    def row(command: Command) -> KeyRow:
        keys, here = keys_of(command, chosen), working[command.id]
        some = 0 < len(here) < len(keys.split(","))
        where = "" if here else _IN.get(command.place, ELSEWHERE)
        return KeyRow(spelled(",".join(here) if some else keys), command.sentence, command.id, where)

    order = ("", ELSEWHERE, *(_IN[place] for place in PLACES if place in _IN))
    rows = [row(command) for command, _ in valid(screen, not_yet=True)]
    return tuple(sorted(rows, key=lambda one: order.index(one.where)))
