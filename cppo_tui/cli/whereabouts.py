"""Which AWS a command works on: the commands it names in its words go on there, and a store that has nothing
says where there is something."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from shlex import quote
from typing import TYPE_CHECKING

from cppo_tui.domain.quoted_commands import commands_here

if TYPE_CHECKING:
    from cppo_tui.cli.headless import Headless
    from cppo_tui.store import SqliteStore

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
    return commands_here(text, _here.get())


def in_the_sandbox(headless: Headless, holds: Callable[[SqliteStore], bool]) -> str:
    """A last sentence where nothing was found: the sandbox has it, its option is easily forgotten."""
    if headless.world != "aws" or not headless.sandbox_holds(holds):
        return ""
    return " The sandbox has: add --sandbox."
