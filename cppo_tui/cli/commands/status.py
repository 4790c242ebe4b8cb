"""``cppo status``: what was sent, what became of it; what is still on its way comes first."""

import argparse
from collections.abc import Sequence
from typing import Any

from cppo_tui.cli.endings import Exit
from cppo_tui.cli.headless import Headless, command_parser, run_command, tell
from cppo_tui.cli.looking import look_once, the_one
from cppo_tui.cli.printing import show, show_one
from cppo_tui.cli.whereabouts import in_the_sandbox
from cppo_tui.domain.ports import IN_FLIGHT, SubmissionRow
from cppo_tui.domain.submission import Submission, SubmissionState
from cppo_tui.domain.submission_words import submission_state

EXAMPLES = """\
  cppo status                 everything that was sent, what is still on its way first
  cppo status 3f2a            one submission: tries, AWS's errors, offer id; its id may be cut short
  cppo status --offline       what is known here, without asking AWS
"""
COLUMNS = (
    ("id", "Submission"),
    ("stands", "Where it stands"),
    ("title", "Offer"),
    ("buyers", "Buyers"),
    ("offer", "Offer id"),
    ("changed", "Changed (UTC)"),
)
WHOLE = (
    *COLUMNS,
    ("kind", "What was sent"),
    ("change_set", "Change set"),
    ("tries", "Tries"),
    ("says", "Says"),
)


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
        show_one(_row(rows[0]) | _details(submission), WHOLE, options.output)
    else:
        show([_row(row) for row in rows], COLUMNS, options.output)
        if not rows:
            tell(
                "Nothing has been sent yet."
                + in_the_sandbox(headless, lambda store: bool(store.submissions()))
            )
    return _ending(rows)


def _row(row: SubmissionRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "state": row.state,
        "stands": submission_state(row),
        "kind": row.kind,
        "title": row.title,
        "buyers": row.buyers,
        "offer": row.offer_id,
        "change_set": row.change_set_id,
        "changed": f"{row.updated:%Y-%m-%d %H:%M:%S}",
    }


def _details(submission: Submission) -> dict[str, Any]:
    seen = submission.last_seen
    errors = [
        {"change": change.change_type, "code": error.code, "message": error.message}
        for change in (seen.changes if seen else ())
        for error in change.errors
    ]
    said = [submission.problem, *(f"{one['change']}: {one['message']} ({one['code']})" for one in errors)]
    said += seen.on_the_whole if seen else ()
    return {
        "name": submission.name,
        "digest": submission.plan.digest,
        "tries": [f"{one.at:%Y-%m-%d %H:%M:%S} {one.outcome}" for one in submission.tries],
        "errors": errors,
        "says": " ".join(text for text in said if text),
    }


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
