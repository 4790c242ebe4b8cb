"""Plan files and approvals from the command line: read, written, and who is at work."""

from __future__ import annotations

import os
import pwd
from pathlib import Path
from typing import TYPE_CHECKING

from cppo_tui.cli.headless import Misused
from cppo_tui.domain.errors import FileTrouble
from cppo_tui.domain.text import clean

if TYPE_CHECKING:
    from cppo_tui.services.plan_files import Approval, Person, SavedPlan

LARGEST = 8_388_608
"""Bytes of a plan file: AWS takes far smaller requests."""


def this_person(name: str = "") -> Person:
    """The login at work, under the name that was given or the one the system knows."""
    from cppo_tui.services.plan_files import Person

    try:
        entry = pwd.getpwuid(os.geteuid())
        login, known = entry.pw_name, entry.pw_gecos.partition(",")[0]
    except KeyError:
        login, known = str(os.geteuid()), ""
    return Person(login=login, name=clean(" ".join((name or known or login).split())))


def open_plan(path: Path) -> SavedPlan:
    """The plan in this file. Raises Misused, PlanRefused."""
    from cppo_tui.services.plan_files import NoPlanFile, read_plan

    try:
        return read_plan(_text(path))
    except NoPlanFile as error:
        raise Misused(f"{path}: {error}") from error


def open_approval(path: Path) -> Approval | None:
    """The approval in this file, None when there is none. Raises Misused, PlanRefused."""
    from cppo_tui.services.plan_files import NoPlanFile, read_approval

    if not path.exists():
        return None
    try:
        return read_approval(_text(path))
    except NoPlanFile as error:
        raise Misused(f"{path}: {error}") from error


def approval_beside(path: Path) -> Path:
    """Where the approval of a plan file is kept."""
    return path.with_name(f"{path.name}.approval")


def save(path: Path, text: str, *, force: bool | None = None) -> None:
    """Write a file only its owner can read; over another one only with ``force``. Raises Misused.

    None: the command has no --force.
    """
    from cppo_tui.store.offer_files import create_file, replace_file

    try:
        if force:
            replace_file(path, text)
        else:
            create_file(path, text)
    except FileTrouble as error:
        or_else = " Or write over it with --force." if force is False and path.exists() else ""
        raise Misused(f"{error}{or_else}") from error


def _text(path: Path) -> str:
    from cppo_tui.store.offer_files import read_text

    try:
        return read_text(path, LARGEST)
    except FileTrouble as error:
        raise Misused(str(error)) from error
