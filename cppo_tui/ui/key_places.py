"""Which places of the table of commands stand on a screen together, and the keys what has the focus there
takes for itself. Whoever adds a place adds it here; a test says so."""

from cppo_tui.ui.commands import Command
from cppo_tui.ui.key_names import is_typed

_EVERY_STEP = ("step", "field", "button", "body")
_DESK = ("desk", "table", "narrowing", "field", "button", "body")
_DIALOG = ("dialog", "button")
TOGETHER = tuple(
    frozenset(places)
    for places in (
        ("app", "home", "table", "button"),
        ("app", *_EVERY_STEP, "opportunity", "table", "narrowing", "chip"),
        ("app", *_EVERY_STEP, "choice", "prices", "area"),
        ("app", *_EVERY_STEP, "review", "json", "search", "choice", "finding"),
        ("app", "status", "button", "body"),
        ("app", *_DESK, "offers"),
        ("app", *_DESK, "authorizations"),
        ("app", "bulk", "field", "table", "button", "body"),
        ("app", "settings", "field", "choice", "table", "button"),
        (*_DIALOG, "field"),
        (*_DIALOG, "details", "body"),
        (*_DIALOG, "copying"),
        (*_DIALOG, "extending", "field", "body"),
        (*_DIALOG, "further", "field", "choice"),
        (*_DIALOG, "templates", "list"),
        (*_DIALOG, "find", "list", "field"),
    )
)
"""The places of each screen and each window; a window hides what is below it, also ``app``."""
INPUTS = frozenset({"field", "narrowing", "search"})
"""One widget: the last two are fields with something more."""
WIDGETS = INPUTS | {"table", "list", "prices", "json", "button", "choice", "chip", "finding"}
"""Places that need the focus, which one of them has."""

_SCROLLS = frozenset({"left", "right", "up", "down", "home", "end", "pageup", "pagedown"})
_SIDEWAYS = frozenset({"ctrl+pageup", "ctrl+pagedown"})
_EDITS = frozenset(
    {"backspace", "delete", "ctrl+left", "ctrl+right", "shift+left", "shift+right", "shift+home", "shift+end"}
)
TAKES = {
    "field": _SCROLLS | _SIDEWAYS | _EDITS | {"enter"},
    "area": _SCROLLS | _SIDEWAYS | _EDITS | {"enter", "shift+up", "shift+down", "f6", "f7"},
    "table": _SCROLLS | _SIDEWAYS | {"enter"},
    "list": _SCROLLS | _SIDEWAYS | {"enter"},
    "prices": _SIDEWAYS | {"left", "right"},
    "choice": _SCROLLS | _SIDEWAYS | {"enter", "space"},
    "body": _SCROLLS | _SIDEWAYS,
    "button": frozenset({"enter"}),
}
"""Textual's own keys, which no row of the table tells; those that ``keymap.TAKEN`` has anyway left out."""
TAKES_CALLED = {
    "area": "Fields of several rows",
    "body": "Texts that scroll",
    "prices": "The table of prices",
}
_SPARE = {"table": frozenset({"left", "right", "home", "end"})}
"""Of the widget's own, what does nothing in ours: the cursor of a table is a row."""


def meet(one: str, other: str) -> bool:
    """True when actions of both places can be valid at the same moment."""
    if one == other:
        return True
    if {one, other} <= WIDGETS and not {one, other} <= INPUTS:
        return False  # only one widget has the focus
    return any({one, other} <= places for places in TOGETHER)


def taker(place: str, key: str) -> str:
    """What would take this key before an action of this place, "" when nothing would."""
    if place in WIDGETS:
        beside = ["field" if place in INPUTS else place]
    else:
        beside = [one for one in TAKES if any({place, one} <= places for places in TOGETHER)]
    spare = _SPARE.get(place, ())
    return next((one for one in beside if key in TAKES.get(one, ()) and key not in spare), "")


def needed_while_typing(command: Command) -> bool:
    """True when an action works in a field by one of its usual keys, or nowhere else: a bare letter alone,
    which the field takes for typing, would not do."""
    if command.place in INPUTS | {"find"}:
        return True
    usual = command.keys.split(",")
    works = any(not is_typed(key) and key not in TAKES["field"] for key in usual)
    return works and command.place not in WIDGETS and meet(command.place, "field")
