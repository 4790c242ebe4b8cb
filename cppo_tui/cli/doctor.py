"""``cppo doctor``: is this computer, this login and this account ready to make offers? Sends nothing."""

import argparse
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from cppo_tui.cli.accounts import aws_account, now, sandbox_account, served_account
from cppo_tui.cli.arguments import Manual, Parser, add_which_aws
from cppo_tui.cli.preferences import preferences
from cppo_tui.cli.printing import show
from cppo_tui.domain.errors import CatalogError, StoreError
from cppo_tui.domain.ports import SellerAccount
from cppo_tui.domain.text import clean
from cppo_tui.services.doctor import POLICY, Diagnosis, State, examine
from cppo_tui.store import DATABASE_NAME, SANDBOX_NAME, SqliteStore, data_folder

EPILOG = """\
examples:
  cppo doctor                        login, clock, permissions, data, terminal
  cppo doctor --profile reseller     the same for another AWS profile
  cppo doctor --at http://127.0.0.1:8770
                                     of the sandbox that «cppo sandbox serve» serves there
  cppo doctor --output json          for programs: about, state, says, fix of each thing looked at
  cppo doctor --policy               the smallest IAM policy that makes offers

exit codes:
  0    nothing to fix
  1    something to fix, named by «to fix»
  2    arguments that cannot be
"""
LITTLE_ROOM = 50_000_000
"""Bytes below which the disk may refuse a draft soon."""

_RESTORE = "«cppo restore FILE» puts a backup back in its place, and keeps what is there now."


def run(arguments: Sequence[str]) -> int:
    """Examine everything and print it: line by line as it is found, or as one JSON list at the end."""
    options = parser().parse_args(arguments)
    if options.policy:
        print(POLICY, end="")
        return 0
    everything: list[Diagnosis] = []
    for found in _everything(options):
        everything.append(found)
        if options.output == "table":
            _print(found)
    if options.output == "json":
        show([found.model_dump(mode="json") for found in everything], (), options.output)
    return int(any(found.state is State.PROBLEM for found in everything))


def _print(found: Diagnosis) -> None:
    print(f"{found.state.value:7}{found.about:16}{found.says}", flush=True)
    if found.fix:
        print(f"{'':23}{found.fix}")


def parser() -> argparse.ArgumentParser:
    """The arguments of ``cppo doctor``."""
    made = Parser(
        prog="cppo doctor",
        description="Look whether everything is ready to make offers. Only reads; sends nothing.",
        epilog=EPILOG,
        formatter_class=Manual,
    )
    made.add_argument("--output", choices=("table", "json"), default="table", help="default: table")
    add_which_aws(made, "look at")
    made.add_argument("--policy", action="store_true", help="print the smallest IAM policy that makes offers")
    return made


def _everything(options: argparse.Namespace) -> Iterator[Diagnosis]:
    yield _terminal()
    yield from _settings()
    yield from _data("sandbox" if options.sandbox or options.at else "aws")
    try:
        account = _account(options)
    except (CatalogError, StoreError) as error:
        yield Diagnosis(about="AWS", state=State.PROBLEM, says=str(error))
        return
    yield from examine(account, now)


def _account(options: argparse.Namespace) -> SellerAccount:
    if options.at:
        return served_account(options.at)
    return sandbox_account(data_folder() / SANDBOX_NAME) if options.sandbox else aws_account(options.profile)


def _terminal() -> Diagnosis:
    """What the wizard needs of the screen."""
    columns, rows = shutil.get_terminal_size()
    term = clean(os.environ.get("TERM", ""))
    said = f"{term or 'no TERM'}, {columns} by {rows}, {sys.stdout.encoding or 'no encoding'}"
    if not sys.stdout.isatty():
        return Diagnosis(about="Terminal", state=State.NOTE, says=f"{said}; output is redirected here.")
    if term in ("", "dumb"):
        return Diagnosis(
            about="Terminal",
            state=State.PROBLEM,
            says=said,
            fix="The wizard needs a terminal that can draw; set TERM.",
        )
    if columns < 60 or rows < 18:
        fix = "Enlarge the window to 60 by 18 or more: the review must be readable to publish."
        return Diagnosis(about="Terminal", state=State.PROBLEM, says=said, fix=fix)
    return Diagnosis(about="Terminal", state=State.OK, says=said)


def _settings() -> Iterator[Diagnosis]:
    """What of the settings file cannot be used; nothing when all of it can, or when there is none."""
    for problem in preferences()[1]:
        yield Diagnosis(about="Settings", state=State.NOTE, says=problem)


def _data(mode: str) -> Iterator[Diagnosis]:
    """The folder, and the database in it."""
    try:
        folder = data_folder()
        store = SqliteStore(folder / DATABASE_NAME, mode, now)
    except StoreError as error:
        yield Diagnosis(
            about="Data",
            state=State.PROBLEM,
            says=str(error),
            fix="Correct what is named; nothing can be saved before that.",
        )
        return
    try:
        yield from _kept(store, clean(str(folder / DATABASE_NAME)))
    except StoreError as error:
        yield Diagnosis(about="Data", state=State.PROBLEM, says=str(error), fix=_RESTORE)
    finally:
        store.close()
    yield _room(folder)


def _kept(store: SqliteStore, path: str) -> Iterator[Diagnosis]:
    """What is in it, each read: a byte that was changed in one of them leaves the database's form whole."""
    drafts, submissions = len(store.drafts()), len(store.submissions())
    unreadable = store.unreadable()
    if store.notice:
        yield Diagnosis(about="Data", state=State.NOTE, says=store.notice, fix=_RESTORE)
    elif not unreadable:
        said = f"{path} is whole: {drafts} drafts, {submissions} submissions."
        yield Diagnosis(about="Data", state=State.OK, says=said)
    for why in unreadable:
        yield Diagnosis(about="Data", state=State.PROBLEM, says=why, fix=_RESTORE)


def _room(folder: Path) -> Diagnosis:
    free = shutil.disk_usage(folder).free
    if free >= LITTLE_ROOM:
        return Diagnosis(about="Disk", state=State.OK, says=f"{free // 1_000_000:,} MB free.")
    return Diagnosis(
        about="Disk", state=State.PROBLEM, says=f"only {free // 1_000_000} MB free.", fix="Make room."
    )
