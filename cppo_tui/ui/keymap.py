"""Other keys for actions, as the settings ask for them; harmful ones are refused with a sentence."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from string import ascii_lowercase

from textual.keys import Keys, key_to_character

from cppo_tui.domain.text import clean, shorten
from cppo_tui.ui.commands import BY_ID, COMMANDS, PLACES, Command

TAKEN = {
    "ctrl+c": "it copies, and people press it to leave",
    "ctrl+b": "tmux takes it",
    "ctrl+a": "screen takes it, and it goes to the start of a field",
    "ctrl+s": "many terminals stop drawing at it",
    "ctrl+z": "in a field it takes back what was typed",
    "ctrl+v": "terminals paste with it",
    "ctrl+w": "it closes windows, and deletes a word in a field",
    **dict.fromkeys(
        ("ctrl+d", "ctrl+e", "ctrl+f", "ctrl+k", "ctrl+u", "ctrl+x"), "it edits the text of a field"
    ),
    "ctrl+j": "terminals send it for Enter",
    "ctrl+m": "terminals send it for Enter",
    "ctrl+i": "terminals send it for Tab",
    "ctrl+h": "terminals send it for Backspace",
    "ctrl+left_square_bracket": "terminals send it for Esc",
    "tab": "it goes to the next field",
    "shift+tab": "it goes to the field before",
    "f10": "some terminals open their menu with it",
    "f11": "terminals fill the screen with it",
}
"""Keys that cannot be given to an action, and why."""
_RARE = ("alt+", "super+", "meta+", "hyper+", "ctrl+shift+", "ctrl+alt+")
"""What many terminals do not send."""
_WIDGETS = frozenset({"table", "list", "prices", "field", "chip", "finding"})
_BESIDE_PRICES = frozenset({"app", "step"})
"""The table of prices stands in step 3 alone."""
_MODAL = frozenset({"dialog", "copying", "extending", "further", "templates", "find"})
_ONE_SCREEN = (
    frozenset({"step", "opportunity", "review"}),
    frozenset({"step", "review", "json"}),
    frozenset({"step", "review", "search"}),
    frozenset({"desk", "offers"}),
    frozenset({"desk", "authorizations"}),
)
"""Places whose actions stand on the same screen."""
_TYPED_IN = frozenset(
    {"app", "step", "opportunity", "bulk", "settings", "field", "dialog", "further", "find", "search"}
)
"""Where there are fields: a bare letter would be typed into them."""
_NAMED = {
    "escape": "Esc",
    "delete": "Del",
    "comma": "Comma",
    "full_stop": "Full stop",
    "pageup": "PgUp",
    "pagedown": "PgDn",
}


def spelled(keys: str) -> str:
    """Keys as people write them: ``Ctrl+N, F1``."""
    return ", ".join(_spelled(key.strip()) for key in keys.split(","))


def _spelled(key: str) -> str:
    *held, last = key.split("+")
    name = _NAMED.get(last) or (last if len(last) == 1 and not held else last.capitalize())
    return "+".join([*(one.capitalize() for one in held), name])


def keys_of(command: Command, chosen: Mapping[str, str]) -> str:
    """The keys an action has now."""
    return chosen.get(command.id, command.keys)


def keymap(wanted: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """The wanted keys that can be had, and a sentence for each that cannot."""
    chosen, problems = {}, []
    for name, keys in wanted.items():
        written = ",".join(key.strip() for key in keys.split(","))
        if problem := _unfit(name, written):
            problems.append(problem)
        else:
            chosen[name] = written
    while clashing := next((name for name in chosen if _clash(name, chosen)), ""):
        problems.append(_clash(clashing, chosen))
        del chosen[clashing]
    return chosen, tuple(problems)


def problem_with_keys(name: str, keys: str, chosen: Mapping[str, str]) -> str:
    """Why this action cannot have these keys beside the ones chosen already, "" when it can. Actions are
    called as the screen calls them: their ids are for the settings file."""
    written = ",".join(key.strip() for key in keys.split(","))
    return _unfit(name, written, _by_word) or _clash(name, {**chosen, name: written}, _by_word)


def free_key(name: str, chosen: Mapping[str, str]) -> str:
    """A key this action could have now: an example one can follow."""
    letters = sorted(ascii_lowercase, key=lambda letter: letter not in name)
    keys = (*letters, *(f"f{number}" for number in range(2, 13)), *(f"ctrl+{letter}" for letter in letters))
    had = set(keys_of(BY_ID[name], chosen).split(","))
    return next((key for key in keys if key not in had and not problem_with_keys(name, key, chosen)), "")


def keys_question(name: str, chosen: Mapping[str, str]) -> str:
    """What is asked when an action is to get other keys, with an example that would be taken."""
    command, free = BY_ID[name], free_key(name, chosen)
    example = f" Free, for example: {free}." if free else ""
    return f"{command.sentence}. Usually {spelled(command.keys)}.{example} Put a comma between several."


Called = Callable[[Command], str]


def _by_id(command: Command) -> str:
    """As the settings file, which is being spoken of, has it."""
    return f"“{command.id}”"


def _by_word(command: Command) -> str:
    return f"“{command.short}”"


def _unfit(name: str, keys: str, called: Called = _by_id) -> str:
    """What speaks against these keys whatever the other actions have."""
    if name not in BY_ID:
        near = get_close_matches(name, BY_ID, n=1)
        return f"No action is called “{shorten(clean(name), 40)}”." + (
            f" “{near[0]}” is one." if near else ""
        )
    each = keys.split(",")
    own, action = BY_ID[name].keys.split(","), called(BY_ID[name])
    for key in each:
        if not _is_key(key):
            return f"“{shorten(clean(key), 20)}” is no key. Keys are written like ctrl+n, f6 or x."
        if key in own:
            continue
        if key in TAKEN or key == "enter":
            why = TAKEN.get(key, "it presses what has the focus")
            return f"{_spelled(key)} cannot be given to {action}: {why}."
        if key.startswith(_RARE):
            return f"{_spelled(key)} cannot be given to {action}: many terminals do not send it."
    if BY_ID[name].place in _TYPED_IN and all(key_to_character(key) for key in each):
        return f"{action} must also work while typing: give it Ctrl with a letter, or a function key."
    return ""


def _is_key(key: str) -> bool:
    _, _, last = key.rpartition("+")
    named = last in {one.value for one in Keys} or key in {one.value for one in Keys}
    single = len(last) == 1 and last.isprintable() and last != ","
    return named or single or (key_to_character(last) is not None and last == last.lower())


def _clash(name: str, chosen: Mapping[str, str], called: Called = _by_id) -> str:
    """The action that has one of these keys where this one is valid, too."""
    command = BY_ID[name]
    mine = set(keys_of(command, chosen).split(","))
    for other in COMMANDS:
        if other is command or other.action == command.action or not _meet(command.place, other.place):
            continue
        if both := mine & set(keys_of(other, chosen).split(",")) - set(command.keys.split(",")):
            where = f" in “{PLACES[other.place]}”" if other.place != command.place else " here"
            has = f"{called(other)} has it{where if called is _by_word else ''}"
            return f"{_spelled(min(both))} cannot be given to {called(command)}: {has}."
    return ""


def _meet(one: str, other: str) -> bool:
    """True when actions of both places can be valid at the same moment."""
    if one == other:
        return True
    if one in _WIDGETS and other in _WIDGETS:
        return False  # only one widget has the focus
    if "prices" in (one, other):
        return bool(_BESIDE_PRICES & {one, other})
    if _MODAL & {one, other}:
        return {one, other} <= _MODAL | _WIDGETS
    if "app" in (one, other) or _WIDGETS & {one, other}:
        return True
    return any({one, other} <= places for places in _ONE_SCREEN)
