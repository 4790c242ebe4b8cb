"""An offer file as text: every key with what it is for; keys that are not given stand there as comments."""

from __future__ import annotations

import re
from enum import Enum
from textwrap import wrap
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

    from cppo_tui.domain.model import Frozen
    from cppo_tui.domain.offer_file import OfferFile

HEAD = """\
# One offer for cppo: “cppo check FILE” says what is wrong with it, “cppo plan FILE” what would be sent.
# Every value is read as the text that stands here. A line that begins with # is left out.
"""
_WIDTH = 98
_PLAIN = re.compile(
    r"[1-9][0-9]{0,8}(\.[0-9]+)?|0(\.[0-9]+)?|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,4} [a-z]+"
    r"|[A-Za-z+][A-Za-z0-9 _./+-]*(?<! )"
)
_AMBIGUOUS = re.compile(r"(?i)null|true|false|yes|no|on|off|y|n|\.?(inf|nan)")
_PRINTABLE = re.compile(r"[\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_QUIET = ("buyer_entry", "dimension", "completes", "hints")
"""Keys only an exported draft has use for: not advertised where they are not set."""

_ALWAYS = ("kind", "own", "amount", "offer", "due", "quantity")
"""Keys of a mapping that are written even when they are empty."""


def offer_text(file: OfferFile) -> str:
    """The file as text; reading it gives an equal value."""
    parts = [HEAD]
    for key, field in type(file).model_fields.items():
        given = key in file.model_fields_set
        if given or key not in _QUIET:
            lines = _entry(key, _value(getattr(file, key))) if given else _example(key, field)
            parts.append("\n".join([*_comment(field), *lines, ""]))
    return "\n".join(parts)


def _comment(field: FieldInfo) -> list[str]:
    return wrap(field.description or "", _WIDTH, initial_indent="# ", subsequent_indent="# ")


def _example(key: str, field: FieldInfo) -> list[str]:
    """The key as it would be written, commented out."""
    examples = field.examples or _EXAMPLES[key]
    return [f"#{line}" for line in _entry(key, examples[0])]


_EXAMPLES: dict[str, list[Any]] = {
    "installments": [
        {
            "duration": "P12M",
            "quantities": [{"dimension": "seats", "quantity": "10"}],
            "rows": [{"due": "2027-03-01", "amount": "600.00"}, {"due": "2027-09-01", "amount": "600.00"}],
        }
    ],
}


def _value(value: Any) -> Any:
    """A model's value as a tree of mappings, lists and texts."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, (list, tuple)):
        return [_value(item) for item in value]
    if hasattr(value, "model_fields_set"):
        return _members(value)
    return str(value)


def _members(model: Frozen) -> Any:
    """What differs from the default; a price without a dimension is a single text."""
    fields = type(model).model_fields
    shown = [key for key in fields if getattr(model, key) != fields[key].default or key in _ALWAYS]
    if type(model).__name__ == "BuyerPrice" and shown == ["amount"]:
        return _value(model.amount)  # type: ignore[attr-defined]
    return {key: _value(getattr(model, key)) for key in shown}


def _entry(key: str, value: Any, indent: str = "") -> list[str]:
    """The lines of one key."""
    if isinstance(value, dict):
        return [
            f"{indent}{key}:",
            *(line for name, item in value.items() for line in _entry(name, item, indent + "  ")),
        ]
    if isinstance(value, list):
        return [f"{indent}{key}:", *(line for item in value for line in _item(item, indent + "  "))]
    return [f"{indent}{key}: {value if value in ('yes', 'no') and key in _ANSWERS else _scalar(str(value))}"]


_ANSWERS = ("own", "needs_link")


def _item(value: Any, indent: str) -> list[str]:
    """One entry of a list: ``- `` before its first line."""
    if not isinstance(value, dict):
        return [f"{indent}- {_scalar(str(value))}"]
    lines = [line for key, item in value.items() for line in _entry(key, item, indent + "  ")]
    return [f"{indent}- {lines[0].lstrip()}", *lines[1:]]


def _scalar(text: str) -> str:
    """Bare where every reader of YAML would take it for the same; else in double quotes."""
    if _PLAIN.fullmatch(text) and not _AMBIGUOUS.fullmatch(text):
        return text
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    return char if _PRINTABLE.fullmatch(char) else f"\\U{ord(char):08X}"
