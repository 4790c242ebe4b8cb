"""The keys of a screen as the help lists them: read from the same table as the bindings."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from textual.screen import Screen

from cppo_tui.ui.keymap import keys_of, spelled
from cppo_tui.ui.palette import valid


class KeyRow(NamedTuple):
    """An action valid here: its keys as people write them, what it does, its name in the settings."""

    keys: str
    sentence: str
    id: str


def key_rows(screen: Screen[Any], chosen: Mapping[str, str]) -> tuple[KeyRow, ...]:
    """The actions of this screen first, also those that cannot be done yet: whoever asks for help looks for
    them."""
    return tuple(
        KeyRow(spelled(keys_of(command, chosen)), command.sentence, command.id)
        for command, _ in valid(screen, not_yet=True)
    )
