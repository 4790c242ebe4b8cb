"""``cppo settle``: a submission whose outcome is not known: look it up, send the same again, or close it."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cppo_tui.cli.endings import Exit
from cppo_tui.cli.headless import Headless, command_parser, run_command, tell
from cppo_tui.cli.looking import the_one
from cppo_tui.cli.sending import show_submission
from cppo_tui.domain.errors import CatalogError

if TYPE_CHECKING:
    from cppo_tui.domain.submission import Submission

EXAMPLES = """\
  cppo settle 3f2a             look it up at AWS, three times; says what can be done when it is not there
  cppo settle 3f2a --again     look; if it is not there, send the very same bytes with the very same token
  cppo settle 3f2a --absent    you have looked in the AWS console: AWS does not have it; close it
  cppo settle 3f2a --cancel    ask AWS to cancel what it has not begun to apply
"""
APART = 4.0
"""Seconds between two looks: listings may lag."""


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    told = (
        "Settle a submission whose outcome is not known. It is looked up under its own name first, whatever "
        "is asked; what AWS has is followed, and nothing is sent beside it."
    )
    made = command_parser("settle", told, EXAMPLES)
    made.add_argument("submission", metavar="SUBMISSION", help="its id, or how that begins")
    how = made.add_mutually_exclusive_group()
    for name, said in (
        ("again", "send the same again: one offer, not two; in its first minutes only"),
        ("absent", "close it as not there, when AWS cannot be only late; then it can be published anew"),
        ("cancel", "ask AWS to cancel it"),
    ):
        how.add_argument(f"--{name}", dest="how", action="store_const", const=name, help=said)
    return run_command(made, arguments, _run)


def _run(options: argparse.Namespace, headless: Headless) -> int:
    from cppo_tui.services.refusals import AcceptedNotRecorded, PlanRefused

    submission_id = the_one(headless, options.submission).id
    try:
        settled = _settled(headless, submission_id, options.how)
    except PlanRefused as refusal:
        return tell(str(refusal), Exit.STOPPED)
    except AcceptedNotRecorded as accepted:
        return tell(str(accepted), Exit.UNKNOWN)
    show_submission(headless, settled, options.output)
    return _ending(headless, settled)


def _settled(headless: Headless, submission_id: str, how: str | None) -> Submission:
    """What has become of it. Raises CatalogError, StoreError, PlanRefused."""
    from cppo_tui.domain.submission import SubmissionState

    submitter = headless.submitter
    try:
        found = _looked_up(headless, submission_id)
    except CatalogError as error:
        if how != "absent":
            raise
        tell(f"It could not be looked up: {error.what} Whether AWS has it is your word alone.")
        return submitter.declare_absent(submission_id)
    if how == "cancel":
        submitter.cancel(submission_id)
        tell("AWS was asked to cancel it; «cppo watch» tells what came of it.")
        return headless.store.load_submission(submission_id)
    if found.state is SubmissionState.UNKNOWN and how == "again":
        return submitter.resend(submission_id)
    if found.state is SubmissionState.UNKNOWN and how == "absent":
        return submitter.declare_absent(submission_id)
    return found


def _looked_up(headless: Headless, submission_id: str) -> Submission:
    """It, after as many looks as it takes to count as not found."""
    from cppo_tui.domain.submission import SubmissionState
    from cppo_tui.services.unknown_outcomes import LOOKS_FOR_UNKNOWN

    for look in range(LOOKS_FOR_UNKNOWN):
        if look:
            time.sleep(APART)
        found = headless.submitter.look_up(submission_id)
        if found.state is not SubmissionState.UNKNOWN:
            break
    return found


def _next_step(headless: Headless, unknown: Submission) -> str:
    """What can be done about one that AWS does not list."""
    submitter = headless.submitter
    if submitter.against_resending(unknown) is None:
        return f"«cppo settle {unknown.id} --again» sends the very same again: that makes one offer, not two."
    if (against := submitter.against_closing(unknown)) is not None:
        return f"{against} «cppo settle {unknown.id}» looks again."
    return (
        "Look in the AWS console under Requests and Private offers. If neither shows it, "
        f"«cppo settle {unknown.id} --absent» closes it."
    )


def _ending(headless: Headless, submission: Submission) -> int:
    """In words, and as an exit code."""
    from cppo_tui.domain.submission import SubmissionState

    match submission.state:
        case SubmissionState.UNKNOWN:
            return tell(
                f"AWS does not list it, and that may come late. {_next_step(headless, submission)}",
                Exit.UNKNOWN,
            )
        case SubmissionState.SENDING:
            return tell("It is just being sent by another window. Look again in a minute.", Exit.UNKNOWN)
        case SubmissionState.ACCEPTED:
            return tell(f"AWS has it; «cppo watch {submission.id}» follows it to its end.")
        case SubmissionState.REFUSED if submission.closed_by_hand:
            return tell("It is closed. Publish it anew when you like; should AWS have it, that is noticed.")
        case SubmissionState.SUCCEEDED:
            return Exit.DONE
        case _:
            return Exit.FAILED
