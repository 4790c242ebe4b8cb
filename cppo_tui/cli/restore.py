"""``cppo restore FILE``: a backup back in its place; what was there before is kept."""

import sys
from collections.abc import Sequence
from pathlib import Path

from cppo_tui.cli.accounts import now
from cppo_tui.cli.arguments import Manual, Parser
from cppo_tui.domain.errors import StoreError
from cppo_tui.domain.text import clean
from cppo_tui.store import DATABASE_NAME, data_folder

EPILOG = """\
examples:
  cppo restore cppo-2027.db    the drafts, templates and submissions of that backup

Close every window first. The file is tried out before anything is touched. What is there now is kept as a
copy, whose name is printed; «cppo restore» takes that one, too. Do not copy a backup over cppo.db by hand: a
program that was killed leaves cppo.db-wal beside it, and those changes would be written into the backup.

exit codes:
  0    restored
  1    not restored, the reason is said; everything is as it was
  2    arguments that cannot be
"""


def run(arguments: Sequence[str]) -> int:
    """Put it back and say what is there now, and where that is which was there before."""
    made = Parser(
        prog="cppo restore",
        description="Put a backup back in the place of all drafts, templates and submissions.",
        epilog=EPILOG,
        formatter_class=Manual,
    )
    made.add_argument("file", type=Path, metavar="FILE", help="a file that «cppo backup» wrote")
    backup = made.parse_args(arguments).file
    try:
        from cppo_tui.store.restoring import restore

        path = data_folder() / DATABASE_NAME
        done = restore(path, backup, now)
    except StoreError as error:
        print(f"cppo: {error}", file=sys.stderr)
        return 1
    if done.kept is not None:
        print(clean(str(done.kept)))
    _tell(f"Restored {clean(str(path))}: {done.drafts} drafts, {done.submissions} submissions.")
    if done.kept is not None:
        _tell(
            f"What was there before is kept as {clean(done.kept.name)} beside it. What was saved or sent "
            "after the backup was made is only there; before each new offer AWS is asked whether it has that "
            "already."
        )
    for why in done.unreadable:
        _tell(why)
    return 0


def _tell(text: str) -> None:
    print(text, file=sys.stderr)
