"""The commands that our words name: typed as they are read, they must mean the same AWS."""

import re
from functools import partial

_NAMED = re.compile(r"«cppo ([a-z]+)\b([^»]*)»")
_SAME_EVERYWHERE = ("schema", "completion", "backup", "restore", "rules", "sandbox", "serve")


def commands_here(text: str, here: str) -> str:
    """The text, its quoted commands with the options ``here`` (“ --sandbox”) that say which AWS is meant."""
    return _NAMED.sub(partial(_named, here=here), text) if here else text


def _named(match: re.Match[str], here: str) -> str:
    name, rest = match[1], match[2]
    if name in _SAME_EVERYWHERE or rest.endswith(here):
        return match[0]
    return f"«cppo {name}{rest}{here}»"
