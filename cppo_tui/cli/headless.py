"""What every command without a screen begins with: which AWS, which drafts, how it ends."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from cppo_tui import __version__
from cppo_tui.cli.accounts import aws_account, new_id, now, sandbox_account, served_account
from cppo_tui.cli.arguments import Manual, Parser, add_which_aws
from cppo_tui.cli.endings import EXIT_CODES, Exit
from cppo_tui.cli.folding import folded
from cppo_tui.cli.journal import Journal
from cppo_tui.cli.streams import silence, unwritable
from cppo_tui.cli.whereabouts import as_here, working_with
from cppo_tui.domain.errors import CatalogError, NotSignedIn, StoreError, UnknownOutcome
from cppo_tui.store.paths import DATABASE_NAME, SANDBOX_NAME, data_folder

if TYPE_CHECKING:
    from cppo_tui.domain.ports import SellerAccount
    from cppo_tui.services.submitter import Submitter
    from cppo_tui.store import SqliteStore

_log = logging.getLogger("cppo.run")
Body = Callable[[argparse.Namespace, "Headless"], int]


class Misused(Exception):
    """Arguments or a file that cannot be used. The text says what, and what to do."""


class Headless:
    """The local database and the seller's account of one command, each opened when first asked for."""

    def __init__(self, *, sandbox: bool = False, at: str = "", profile: str | None = None) -> None:
        self.world = "sandbox" if sandbox or at else "aws"
        self.clock = now
        self.new_id = new_id
        self._at = at
        self._profile = profile

    @cached_property
    def store(self) -> SqliteStore:
        """Drafts and submissions of this world. Raises StoreError."""
        from cppo_tui.store import SqliteStore

        return SqliteStore(data_folder() / DATABASE_NAME, self.world, self.clock)

    def sandbox_holds(self, what: Callable[[SqliteStore], bool]) -> bool:
        """Whether the sandbox's drafts and submissions are like this. Raises StoreError."""
        from cppo_tui.store import SqliteStore

        store = SqliteStore(data_folder() / DATABASE_NAME, "sandbox", self.clock)
        try:
            return what(store)
        finally:
            store.close()

    @cached_property
    def account(self) -> SellerAccount:
        """AWS, or the sandbox in its place. Raises CatalogError when its client cannot be made."""
        _log.info("start, cppo %s without a screen, world %s", __version__, self.world)
        if self._at:
            return served_account(self._at)
        if self.world == "sandbox":
            return sandbox_account(data_folder() / SANDBOX_NAME)
        if self._profile is None:
            from cppo_tui.cli.preferences import preferences

            for problem in preferences()[1]:
                tell(problem)  # the profile may have been in there: nobody should take another for it
        return aws_account(self._profile)

    @cached_property
    def submitter(self) -> Submitter:
        """The one way to send."""
        from cppo_tui.services.submitter import Submitter

        return Submitter(self.store, self.account, clock=self.clock, new_id=self.new_id, world=self.world)

    def close(self) -> None:
        """Close the database, if it was opened."""
        if "store" in self.__dict__:
            self.store.close()


def command_parser(name: str, told: str, examples: str) -> argparse.ArgumentParser:
    """The arguments every command has. ``examples`` are lines of the shell, each with its purpose."""
    made = Parser(
        prog=f"cppo {name}",
        description=told,
        epilog=f"examples:\n{examples}\n{EXIT_CODES}",
        formatter_class=Manual,
    )
    made.add_argument("--output", choices=("table", "json"), default="table", help="default: table")
    add_which_aws(made)
    return made


def run_command(made: argparse.ArgumentParser, arguments: Sequence[str], body: Body) -> int:
    """Parse, run, and turn what is raised into words on stderr and an exit code."""
    options = made.parse_args(arguments)
    journal = Journal(data_folder)
    headless = Headless(sandbox=options.sandbox, at=options.at or "", profile=options.profile)
    try:
        with working_with(options):
            return _ended(options, headless, body)
    finally:
        headless.close()
        journal.close()


def _ended(options: argparse.Namespace, headless: Headless, body: Body) -> int:
    """Run it; what is raised is told and becomes an exit code."""
    try:
        return body(options, headless)
    except KeyboardInterrupt:
        return tell("Interrupted.", Exit.INTERRUPTED)
    except Misused as error:
        return tell(str(error), Exit.USAGE)
    except UnknownOutcome as error:
        return tell(f"{error.title}. {error.sentences()}", Exit.UNKNOWN)
    except NotSignedIn as error:
        rehearse = " With --sandbox nothing needs a login." if headless.world == "aws" else ""
        return tell(f"{error.title}. {error.sentences()}{rehearse}", Exit.TROUBLE)
    except CatalogError as error:
        return tell(f"{error.title}. {error.sentences()}", Exit.TROUBLE)
    except StoreError as error:
        return tell(str(error), Exit.TROUBLE)
    except Exception as error:
        if unwritable(error):  # said by the command's last line, for all of them
            raise
        return _crashed(error)  # the last one who can say it without printing values


def _crashed(error: Exception) -> int:
    """After a mistake of ours: where it was, and that nothing is to be made a second time."""
    from cppo_tui.cli.last_words import COMMAND_CRASHED
    from cppo_tui.domain.redaction import crash_words

    words = crash_words(error)
    _log.info("crash, %s", words)
    return tell(COMMAND_CRASHED.format(broken=words), Exit.TROUBLE)


def tell(text: str, code: int = Exit.DONE) -> int:
    """Say something to the person, on stderr; stdout is for data. Returns the exit code.

    That nobody reads it ends no command: what was sent is followed, and what became of it is written down.
    """
    try:
        print(folded(f"cppo: {as_here(text)}", sys.stderr), file=sys.stderr, flush=True)
    except BrokenPipeError:
        silence()
    return code
