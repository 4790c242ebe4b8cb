"""``cppo status``: what was sent, what became of it; what is still on its way comes first."""

import argparse
from collections.abc import Sequence

from cppo_tui.cli.endings import Exit
from cppo_tui.cli.headless import Headless, command_parser, run_command, tell
from cppo_tui.cli.looking import look_once, the_one
from cppo_tui.cli.printing import show, show_one
from cppo_tui.cli.submission_rows import COLUMNS, WHOLE, submission_details, submission_row, submission_rows
from cppo_tui.cli.whereabouts import in_the_sandbox
from cppo_tui.domain.ports import IN_FLIGHT, SubmissionRow
from cppo_tui.domain.submission import SubmissionState

EXAMPLES = """\
  cppo status                 everything that was sent, what is still on its way first
  cppo status 3f2a            one submission: tries, AWS's errors, offer id; its id may be cut short
  cppo status --offline       what is known here, without asking AWS
"""


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    made = command_parser("status", "What was sent and what became of it.", EXAMPLES)
    made.add_argument(
        "submission", nargs="?", default="", metavar="ID", help="one submission (or how its id begins)"
    )
    made.add_argument("--offline", action="store_true", help="do not ask AWS about what is on its way")
    return run_command(made, arguments, _run)


def _run(options: argparse.Namespace, headless: Headless) -> int:
    one = options.submission
    rows = [the_one(headless, one)] if one else headless.store.submissions()
    if not options.offline:
        look_once(headless, [row.id for row in rows if row.state in IN_FLIGHT])
        known = {row.id: row for row in headless.store.submissions()}
        rows = [known[row.id] for row in rows]
    if options.submission:
        submission = headless.store.load_submission(rows[0].id)
        show_one(submission_row(rows[0]) | submission_details(submission), WHOLE, options.output)
    else:
        show(submission_rows(headless.store, rows, options.output), COLUMNS, options.output)
        if not rows:
            tell(
                "Nothing has been sent yet."
                + in_the_sandbox(headless, lambda store: bool(store.submissions()))
            )
    return _ending(rows)


def _ending(rows: Sequence[SubmissionRow]) -> int:
    states = {row.state for row in rows}
    if states & {SubmissionState.UNKNOWN, SubmissionState.SENDING}:
        return Exit.UNKNOWN
    if len(rows) == 1 and states & {
        SubmissionState.FAILED,
        SubmissionState.REFUSED,
        SubmissionState.CANCELLED,
    }:
        return Exit.FAILED
    return Exit.DONE
