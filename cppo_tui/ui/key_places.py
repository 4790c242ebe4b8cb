"""Which places of the table of commands stand on a screen together, and the keys what has the focus there
takes for itself. Whoever adds a place adds it here; a test says so."""

from collections.abc import Sequence

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
        ("app", "settings", "field", "choice", "table", "button", "body"),
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
TYPED_IN = frozenset({"field", "area"})
"""Where a bare letter is typed."""
WIDGETS = INPUTS | {"table", "list", "prices", "json", "button", "choice", "chip", "finding"}
"""Places that need the focus, which one of them has."""

_SIDEWAYS = frozenset({"left", "right"})
_READS = frozenset({"up", "down", "home", "end", "pageup", "pagedown"})
_EDITS = frozenset(
    {"home", "end", "backspace", "delete", "enter", "ctrl+left", "ctrl+right", "shift+left", "shift+right"}
)
TAKES = {
    "field": _SIDEWAYS | _EDITS,
    "area": _SIDEWAYS | _READS | _EDITS | {"shift+up", "shift+down"},
    "table": _READS,
    "list": _READS | {"enter"},
    "choice": _SIDEWAYS | {"up", "down", "enter", "space"},
    "body": _READS,
    "button": frozenset({"enter"}),
}
"""Textual's own keys, which no row of the table tells; those that ``keymap.TAKEN`` has anyway left out, and
those that Textual lists but lets through, such as PgUp in a field of one row."""
TAKES_CALLED = {
    "area": "Fields of several rows",
    "body": "Texts that scroll",
}
_SPARE = {"table": frozenset({"home", "end"})}
"""Of the widget's own, what does nothing in ours: the cursor of a table is a row."""


def meet(one: str, other: str) -> bool:
    """True when actions of both places can be valid at the same moment."""
    if one == other:
        return True
    if {one, other} <= WIDGETS and not {one, other} <= INPUTS:
        return False  # only one widget has the focus
    return any({one, other} <= places for places in TOGETHER)


def loser(command: Command, key: str) -> str:
    """The widget of this action, if it would no longer do what it does by itself with this key; else ""."""
    place = _kind(command.place) if command.place in WIDGETS else ""
    return place if key in TAKES.get(place, frozenset()) - _SPARE.get(place, frozenset()) else ""


def lost_to(command: Command, keys: Sequence[str]) -> str:
    """The place that has all of these keys before this action, where its usual keys reach it; "" when these
    reach as far."""
    lost = reached_from(command, command.keys.split(",")) - reached_from(command, keys)
    order = [*TAKES, *WIDGETS, ""]
    focus, around = min(lost, key=lambda one: [order.index(place) for place in one[::-1]], default=("", ""))
    return focus if any(_stops(focus, key) for key in keys) else around


def reached_from(command: Command, keys: Sequence[str]) -> set[tuple[str, str]]:
    """Where one of these keys does the action, other actions left aside: what has the focus there, and the
    text that scrolls around it, "" when none does. A widget's own action comes before all of that."""
    if command.place in WIDGETS:
        kind = _kind(command.place)
        return {(kind, "") for key in keys if not (kind in TYPED_IN and is_typed(key))}
    return {
        (_kind(focus), around)
        for places in TOGETHER
        if command.place in places
        for focus in places & (WIDGETS | {"area", "body"})
        for around in {"", *({"body"} & places)}
        if not all(_stops(_kind(focus), key) or _stops(around, key) for key in keys)
    }


def _kind(place: str) -> str:
    return "field" if place in INPUTS else place


def _stops(place: str, key: str) -> bool:
    """True when what is there takes the key for itself."""
    return key in TAKES.get(place, ()) or (place in TYPED_IN and is_typed(key))
