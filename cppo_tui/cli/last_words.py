"""What is printed once the screen is gone: what must not be missed, and what to do next."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import suppress

from cppo_tui.domain.text import clean, shorten

CRASHED = """\
cppo has stopped because of a mistake of its own: {broken}.
{drafts}
Start cppo again and go on where you were. If something was just being sent, do not make it a second time:
cppo looks it up first.
If it happens again, report the first line: it names places in the program, no values."""

COMMAND_CRASHED = """\
it has stopped because of a mistake of its own: {broken}.
What was stored is still there. If something was just being sent, do not make it a second time:
«cppo status» looks it up first.
If it happens again, report the first line: it names places in the program, no values."""


def crashed(broken: str, folder: object, unsaved: str) -> str:
    """After a mistake of ours: what broke, that the draft is safe and where, what to do."""
    kept = f"but the last changes are not: {unsaved}" if unsaved else "the last key included"
    return CRASHED.format(broken=broken, drafts=f"Your drafts are saved in {folder}, {kept}.")


def not_saved(unsaved: str) -> str:
    """After any other end."""
    return f"cppo: the last changes to the draft are lost. {unsaved}"


def farewell(kept: str, on_its_way: int, *, sandboxed: bool, unsent: bool = False) -> list[str]:
    """After a quiet end: the draft that waits, and what AWS has not done with; nothing where nothing is.
    ``unsent``: it was about to be sent, so that it is worth a word."""
    world = " --sandbox" if sandboxed else ""
    said = []
    if kept:
        nothing = " Nothing was sent." if unsent else ""
        said.append(f"Draft kept: “{shorten(clean(kept), 60)}”.{nothing} «cppo{world}» opens it again.")
    if on_its_way:
        many = "1 submission is" if on_its_way == 1 else f"{on_its_way} submissions are"
        said.append(f"{many} still on {'its' if on_its_way == 1 else 'their'} way: «cppo watch{world}».")
    return said


def tell(words: Iterable[str]) -> None:
    """Print them. Where the terminal is gone nobody can read them, and that is no reason to fail."""
    with suppress(OSError):
        for text in words:
            print(text, file=sys.stderr, flush=True)
