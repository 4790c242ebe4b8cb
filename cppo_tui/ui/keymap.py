"""Other keys for actions, as the settings ask for them; harmful ones are refused with a sentence."""

from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from string import ascii_lowercase, ascii_uppercase

from cppo_tui.domain.text import clean, shorten
from cppo_tui.ui.commands import BY_ID, COMMANDS, PLACES, Command
from cppo_tui.ui.key_names import is_typed, read_key, read_keys, spelled, spelled_key, why_not_sent
from cppo_tui.ui.key_places import TAKES, TAKES_CALLED, TYPED_IN, WIDGETS, loser, lost_to, meet

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
"""Keys that cannot be given to an action, and why; no action has them."""
_MEANT = {"escape": "it leaves, and closes windows", "enter": "it presses what has the focus"}
"""Keys that mean the same everywhere; only what has them usually can keep them."""


_GIVES_WAY = frozenset({"desk.turn", "desk.drafts", "settings.drafts", "bulk.home"})
"""Actions that got their keys, S and Ctrl+G, when people had given those to others already."""
_SPARE = (*ascii_uppercase, *(f"f{number}" for number in range(2, 13) if number not in (10, 11)), "ctrl+l")
"""What they may have instead: the first that nothing has there."""


def keys_of(command: Command, chosen: Mapping[str, str]) -> str:
    """The keys an action has now: the chosen or else the usual ones. An action that gives way leaves a chosen
    key to whom the person gave it, and takes another where it has no other yet."""
    if command.id in chosen or command.id not in _GIVES_WAY:
        return chosen.get(command.id, command.keys)
    others = [one for one in COMMANDS if one is not command and meet(one.place, command.place)]
    given = {key for one in others for key in chosen.get(one.id, "").split(",")}
    left = [key for key in command.keys.split(",") if key not in given]
    if lost_to(command, left):
        had = {key for one in others for key in chosen.get(one.id, one.keys).split(",")}
        left += next(([key] for key in _SPARE if key not in had and not lost_to(command, [key])), [])
    return ",".join(left) or command.keys


def keymap(wanted: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """The wanted keys that can be had, and for each that cannot: why, what holds, and what to do."""
    chosen: dict[str, str] = {}
    refused: dict[str, str] = {}
    for name, keys in wanted.items():
        if problem := _unfit(name, keys):
            refused[name] = problem
        else:
            chosen[name] = ",".join(read_keys(keys))
    while clashing := next((name for name in chosen if _clash(name, chosen)), ""):
        refused[clashing] = _clash(clashing, chosen)
        del chosen[clashing]
    return chosen, tuple(f"{why} {_instead(name, chosen)}" for name, why in refused.items())


def _instead(name: str, chosen: Mapping[str, str]) -> str:
    """What holds in place of refused keys, and what to do about it."""
    if name not in BY_ID:
        return "Correct it in the settings file."
    free = free_key(name, chosen)
    keeps = f"It keeps {spelled(BY_ID[name].keys)}"
    return f"{keeps}; free is, for example, {spelled(free)}." if free else f"{keeps}."


def for_textual(chosen: Mapping[str, str]) -> dict[str, str]:
    """The keys of all actions, once any are chosen: Textual takes a key that is given up from every action
    of the screen that has it, though the others, in other states of it, keep it."""
    return {command.id: keys_of(command, chosen) for command in COMMANDS} if chosen else {}


def problem_with_keys(name: str, keys: str, chosen: Mapping[str, str]) -> str:
    """Why this action cannot have these keys beside the ones chosen already, "" when it can. Actions are
    called as the screen calls them: their ids are for the settings file."""
    if problem := _unfit(name, keys, _by_word):
        return problem
    return _clash(name, {**chosen, name: ",".join(read_keys(keys))}, _by_word, asked=True)


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
    command, each = BY_ID[name], read_keys(keys)
    if "" in each:
        return f"{'' if called is _by_word else f'{called(command)}: '}{_no_key(keys)}"
    for key in each:
        if key not in command.keys.split(",") and (why := _harm(command, key)):
            return f"{spelled_key(key)} cannot be given to {called(command)}: {why}."
    return _loss(command, each, called)


def _no_key(keys: str) -> str:
    """Which part of what was written is no key, and how keys are written."""
    wrong = next(one.strip() for one in keys.split(",") if not read_key(one))
    if not wrong and "," in keys:
        return "A key is missing beside a comma. The comma’s own key is written comma."
    return f"“{shorten(clean(wrong), 20)}” is no key. Keys are written like ctrl+n, f6 or x."


def _harm(command: Command, key: str) -> str:
    """Why no action, or not this one, may have the key, "" when it may."""
    if why := TAKEN.get(key) or _MEANT.get(key) or why_not_sent(key):
        return why
    place = loser(command, key)
    return f"“{_plural(place)}” use it there" if place else ""


def _plural(place: str) -> str:
    """What takes keys for itself, as the sentences call it."""
    return TAKES_CALLED.get(place) or PLACES[place]


def _loss(command: Command, each: Sequence[str], called: Called) -> str:
    """Where the action could no longer be reached by a key, though it usually can."""
    place = lost_to(command, each)
    if not place:
        return ""
    if place in TYPED_IN and (letters := [key for key in each if is_typed(key)]):
        beside = f"alone or beside {spelled_key(letters[0])}"
        return (
            f"{called(command)} must also work while typing: give it Ctrl with a letter, or a function key, "
            f"{beside}."
        )
    key = next(one for one in each if one in TAKES[place])
    if key in command.keys.split(","):
        return f"{called(command)} needs a key beside {spelled_key(key)}, which “{_plural(place)}” use."
    return f"{spelled_key(key)} cannot be given to {called(command)}: “{_plural(place)}” use it there."


def _clash(name: str, chosen: Mapping[str, str], called: Called = _by_id, *, asked: bool = False) -> str:
    """The action that has one of these keys where this one is valid, too. ``asked``: the keys are asked for
    just now, its usual ones like others; in the file, those are its own, and whoever took one gives way."""
    command = BY_ID[name]
    own = set(command.keys.split(","))
    mine = set(keys_of(command, chosen).split(","))
    for other in COMMANDS:
        if other is command or _same(command, other) or not meet(command.place, other.place):
            continue
        shared = own & set(other.keys.split(",")) if asked else own
        if both := mine & set(keys_of(other, chosen).split(",")) - shared:
            where = f" in “{PLACES[other.place]}”" if other.place != command.place else " here"
            has = f"{called(other)} has it{where if called is _by_word else ''}"
            first = " Give that one other keys first." if asked and other.id in chosen else ""
            return f"{spelled_key(min(both))} cannot be given to {called(command)}: {has}.{first}"
    return ""


def _same(one: Command, other: Command) -> bool:
    """Both do the same, one of them where the other cannot be reached."""
    return one.action == other.action and not {one.place, other.place} & WIDGETS
