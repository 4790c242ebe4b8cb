"""Which AWS a command works on: the commands it names in its words go on there, and a store that has nothing
says where there is something."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from shlex import quote
from typing import TYPE_CHECKING

from cppo_tui.cli.commands import COMMANDS

if TYPE_CHECKING:
    from cppo_tui.cli.headless import Headless
    from cppo_tui.store import SqliteStore

_NAMED = re.compile(r"«cppo ([a-z]+)\b([^»]*)»")
_SAME_EVERYWHERE = ("schema", "completion", "backup", "rules", "sandbox", "serve")
_here: ContextVar[str] = ContextVar("here", default="")


@contextmanager
def working_with(options: argparse.Namespace) -> Iterator[None]:
    """Until the end of the block these options say which AWS is meant."""
    served = getattr(options, "at", "")  # the wizard has no such option
    where = " --sandbox" if options.sandbox else f" --at {quote(served)}" if served else ""
    token = _here.set(f" --profile {quote(options.profile)}" if options.profile else where)
    try:
        yield
    finally:
        _here.reset(token)


def as_here(text: str) -> str:
    """The text, its commands with the options of this one: typed as printed, they mean the same AWS."""
    return _NAMED.sub(_named, text) if _here.get() else text


def _named(match: re.Match[str]) -> str:
    name, rest, here = match[1], match[2], _here.get()
    if name not in COMMANDS or name in _SAME_EVERYWHERE:
        return match[0]
    if name == "doctor" and here.startswith(" --at"):  # it looks at no served sandbox
        return match[0]
    return f"«cppo {name}{rest}{here}»"


def in_the_sandbox(headless: Headless, holds: Callable[[SqliteStore], bool]) -> str:
    """A last sentence where nothing was found: the sandbox has it, its option is easily forgotten."""
    if headless.world != "aws" or not headless.sandbox_holds(holds):
        return ""
    return " The sandbox has: add --sandbox."
