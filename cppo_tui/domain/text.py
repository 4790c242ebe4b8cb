"""Text cleaning: done once, where text enters (AWS answers, files, paste), never in a widget.

Terminals obey control characters and re-order text at bidirectional marks, and Textual passes most of
them on, so a product title could repaint the review screen. Such characters are shown as ``<U+202E>``
instead of being dropped: nothing is hidden from the person, nothing is silently trimmed.
"""

import re
import unicodedata
from typing import Any

_SPACES = {"\t": " ", "\r": " ", "\n": " ", "\u2028": " ", "\u2029": " ", "\x85": " "}
_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_MARK_CATEGORIES = frozenset({"Mn", "Me"})
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
"""Letters and marks by category, yet drawn as nothing: a name made of them looks empty."""
_LONGEST_MARK_RUN = 4
_SHOWN = re.compile(r"<(?:U\+(?P<point>[0-9A-F]{4,6})|\+[0-9]+ marks)>")
_POINTS = 0x110000
_PLAIN = re.compile(r"[\x20-\x7e]*")


def clean(text: str, *, lines: bool = False) -> str:
    """Return ``text`` with everything a terminal would act on made visible.

    ``lines=True`` keeps line feeds (a pasted list of accounts); otherwise line ends become spaces.
    Stacks of more than four combining marks, which would paint over neighbouring rows, are counted
    instead of drawn. Cleaning twice gives the same as cleaning once.
    """
    if _PLAIN.fullmatch(text):
        return text
    if lines:
        return "\n".join(_clean_line(line) for line in re.split(r"\r\n|\r|\n|\u2028|\u2029|\x85", text))
    return _clean_line(text)


def _clean_line(text: str) -> str:
    out: list[str] = []
    marks = 0
    for char in text:
        category = unicodedata.category(char)
        if category in _MARK_CATEGORIES and char not in _FILLERS:
            marks += 1
            if marks <= _LONGEST_MARK_RUN:
                out.append(char)
            continue
        _say_dropped_marks(out, marks)
        marks = 0
        if char in _SPACES:
            out.append(_SPACES[char])
        elif category in _HIDDEN_CATEGORIES or char in _FILLERS:
            out.append(f"<U+{ord(char):04X}>")
        else:
            out.append(char)
    _say_dropped_marks(out, marks)
    return "".join(out)


def _say_dropped_marks(out: list[str], marks: int) -> None:
    if marks > _LONGEST_MARK_RUN:
        out.append(f"<+{marks - _LONGEST_MARK_RUN} marks>")


def made_visible(cleaned: str) -> tuple[str, ...]:
    """What ``clean`` has put in place of something in this text, each once, as it stands there."""
    return tuple(dict.fromkeys(one.group() for one in _SHOWN.finditer(cleaned) if _is_shown(one)))


def without_visible(cleaned: str) -> str:
    """The rest of the text, as the person meant it."""
    return _SHOWN.sub(lambda one: "" if _is_shown(one) else one.group(), cleaned)


def _is_shown(one: re.Match[str]) -> bool:
    """Not what only looks like it, such as «<U+0041>» for a letter."""
    point = int(one["point"] or "0", 16)
    return point < _POINTS and (not one["point"] or _clean_line(chr(point)) == one.group())


def clean_tree(value: Any) -> Any:
    """Clean every string in a JSON-like value, keys included."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(str(key)): clean_tree(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [clean_tree(item) for item in value]
    return value


def shorten(text: str, width: int) -> str:
    """Cut ``text`` to ``width`` characters, the last one an ellipsis when something was cut."""
    return text if len(text) <= width else text[: max(width - 1, 0)] + "…"


def shorten_middle(text: str, width: int) -> str:
    """Cut ``text`` to ``width`` characters out of its middle: names often differ only at their end."""
    if len(text) <= width:
        return text
    tail = max((width - 1) // 2, 0)
    return text[: max(width - 1 - tail, 0)] + "…" + (text[-tail:] if tail else "")
