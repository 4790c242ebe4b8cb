"""Keys as people write them, and the one form in which all rules, and Textual, know them."""

import re
import unicodedata

from textual.keys import KEY_NAME_REPLACEMENTS, KEY_TO_UNICODE_NAME, REPLACED_KEYS, Keys

from cppo_tui.domain.text import clean

_HELD = {
    "ctrl": "ctrl",
    "control": "ctrl",
    "shift": "shift",
    "alt": "alt",
    "meta": "meta",
    "super": "super",
    "hyper": "hyper",
}
"""What may be held down, in Textual's names."""
_JOINT = re.compile(r"(?<=[\w\s])[+-](?=.)")
_NAMED = frozenset(key.value for key in Keys if key.value.isalnum()) - {"return"}
_ALSO = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "page_up": "pageup",
    "pgdn": "pagedown",
    "page_down": "pagedown",
}
_SPELLED = {
    "escape": "Esc",
    "delete": "Del",
    "pageup": "PgUp",
    "pagedown": "PgDn",
}
_SENT = {
    "ctrl": frozenset(
        {
            *(key.value.removeprefix("ctrl+") for key in Keys if re.fullmatch(r"ctrl\+([a-z]|f\d+)", key)),
            *("left", "right", "up", "down", "home", "end"),
            *("delete", "backslash", "right_square_bracket", "circumflex_accent", "underscore"),
        }
    ),
    "shift": frozenset({"left", "right", "up", "down", "delete", "tab"}),
}
"""What every terminal sends differently while one of these is held; of the rest, many send nothing."""
_KEPT = frozenset(
    {f"shift+{one}" for one in ("pageup", "pagedown", "home", "end", "insert")}
    | {f"ctrl+{one}" for one in ("pageup", "pagedown", "insert")}
)
"""What terminals scroll back, copy, paste and change their tabs with."""
_RARE = re.compile(r"f(1[3-9]|2\d)")
"""Function keys in Textual's list that hardly a keyboard has."""


def read_keys(written: str) -> tuple[str, ...]:
    """The keys of a list with commas, each in its one form; "" stands for what is no key."""
    each = ("comma",) if written.strip() == "," else written.split(",")
    return tuple(dict.fromkeys(read_key(one) for one in each))


def read_key(written: str) -> str:
    """A key in its one form, ``ctrl+n`` for ``Ctrl+N``; "" when it is none. Only a bare letter keeps its
    case: with Ctrl, terminals send the same for both."""
    written = written.strip()
    if whole := _last(written):
        return whole
    if len(written) == 2 and written[0] == "^":
        written = f"ctrl+{written[1]}"
    *before, last = _JOINT.split(written)
    held, key = [_HELD.get(one.strip().lower(), "") for one in before], _last(last.strip())
    if not key or not held or "" in held or len(set(held)) < len(held):
        return ""
    if held == ["shift"] and key.isalpha() and len(key) == len(key.upper()) == 1:
        return key.upper()
    return "+".join([*sorted(held), key.lower()])


def _last(written: str) -> str:
    """A key without what is held down."""
    if len(written) == 1:
        return _of_character(written)
    name = re.sub(r"[\s_-]+", "_", written.lower())
    name = _ALSO.get(name, name)
    if name in _NAMED or not name.isascii():
        return name if name in _NAMED else ""
    return _of_character(_character(name))


def _character(name: str) -> str:
    """The character Textual calls so, "" when there is none."""
    name = REPLACED_KEYS.get(name, name)
    try:
        return unicodedata.lookup(KEY_TO_UNICODE_NAME.get(name, name.replace("_", " ")))
    except KeyError:
        return ""


def _of_character(one: str) -> str:
    """Textual's name of a character that can be typed, "" for what cannot be, or cannot be named."""
    if one == " ":
        return "space"
    if len(one) != 1 or clean(one) != one or not one.isprintable() or unicodedata.category(one)[0] == "M":
        return ""
    if one.isalnum():
        return one
    name = unicodedata.name(one, "").lower().replace("-", "_").replace(" ", "_")
    name = KEY_NAME_REPLACEMENTS.get(name, name)
    return name if _character(name) == one else ""


def is_typed(key: str) -> bool:
    """True for what a field takes as a letter."""
    return "+" not in key and (key == "space" or key not in _NAMED)


def why_not_sent(key: str) -> str:
    """Why this key often does not come, or comes as another one; "" when every terminal sends it."""
    held, _, last = key.rpartition("+")
    if key in _KEPT:
        return "many terminals keep it for themselves"
    if _RARE.fullmatch(last):
        return "few keyboards have it"
    return "many terminals do not send it" if held and last not in _SENT.get(held, ()) else ""


def spelled(keys: str) -> str:
    """Keys as people write them: ``Ctrl+N, F1``."""
    return ", ".join(spelled_key(key.strip()) for key in keys.split(","))


def spelled_key(key: str) -> str:
    """One key as people write it."""
    *held, last = key.split("+")
    plain = last.replace("_", " ").capitalize()
    name = _SPELLED.get(last) or (last if len(last) == 1 and not held else plain)
    return "+".join([*(one.capitalize() for one in held), name])
