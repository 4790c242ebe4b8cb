"""``cppo backup FILE``: all drafts, templates and submissions in one new file, also while the wizard runs."""

import sys
from collections.abc import Sequence
from pathlib import Path

from cppo_tui.cli.accounts import now
from cppo_tui.cli.arguments import Manual, Parser
from cppo_tui.domain.errors import StoreError
from cppo_tui.domain.text import clean
from cppo_tui.store import DATABASE_NAME, SqliteStore, data_folder

EPILOG = """\
examples:
  cppo backup cppo-2027.db     a whole copy, also while the wizard runs

«cppo restore cppo-2027.db» puts it back. Do not copy it over cppo.db by hand.

exit codes:
  0    written
  1    not written, the reason is said
  2    arguments that cannot be
"""


def run(arguments: Sequence[str]) -> int:
    """Write the backup and say what it holds."""
    made = Parser(
        prog="cppo backup",
        description="Copy all drafts, templates and submissions into a new file; never over an existing one.",
        epilog=EPILOG,
        formatter_class=Manual,
    )
    made.add_argument("file", type=Path, metavar="FILE", help="the file to write")
    target = made.parse_args(arguments).file
    try:
        path = data_folder() / DATABASE_NAME
        store = SqliteStore(path, "aws", now)
        try:
            store.backup(target)
        finally:
            store.close()
    except StoreError as error:
        print(f"cppo: {error}", file=sys.stderr)
        return 1
    print(clean(str(target)))
    print(f"A whole copy of {clean(str(path))}.", file=sys.stderr)
    return 0
