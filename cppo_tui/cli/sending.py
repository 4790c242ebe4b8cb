"""Sending a confirmed plan from the command line, and saying what came of it."""

from typing import Any

from cppo_tui.cli.endings import Exit
from cppo_tui.cli.headless import Headless, tell
from cppo_tui.cli.printing import show_one
from cppo_tui.domain.plan import Plan
from cppo_tui.domain.ports import IN_FLIGHT
from cppo_tui.domain.submission import Submission, SubmissionState

COLUMNS = (
    ("id", "Submission"),
    ("state", "State"),
    ("offer", "Offer id"),
    ("change_set", "Change set"),
    ("says", "Says"),
)


def send(headless: Headless, plan: Plan, output: str) -> int:
    """Send once; the outcome on stdout. Raises CatalogError and StoreError when nothing was sent."""
    from cppo_tui.services.refusals import AcceptedNotRecorded, PlanRefused

    try:
        submission = headless.submitter.submit(plan)
    except PlanRefused as refusal:
        return tell(f"{refusal} Nothing was sent.", Exit.STOPPED)
    except AcceptedNotRecorded as accepted:
        return tell(str(accepted), Exit.UNKNOWN)
    show_one(outcome_row(submission), COLUMNS, output)
    if submission.state is SubmissionState.ACCEPTED:
        return tell(f"AWS is working on it; «cppo watch {submission.id}» follows it to its end.")
    if not submission.state.in_flight:  # refused; or another window has followed it to its end meanwhile
        return Exit.DONE if submission.state is SubmissionState.SUCCEEDED else Exit.FAILED
    return tell(
        f"It is not known whether AWS has it. Send nothing; «cppo settle {submission.id}» looks it up.",
        Exit.UNKNOWN,
    )


def send_and_follow(headless: Headless, plan: Plan, output: str, *, wait: bool = True) -> int:
    """Send once and follow it to its end; the exit code. Raises CatalogError and StoreError like ``send``."""
    try:
        code = send(headless, plan, output)
    except KeyboardInterrupt:
        said = "Interrupted. It may have been sent: «cppo status» looks. Do not send it another way."
        return tell(said, Exit.INTERRUPTED)
    sent = [row for row in headless.store.submissions() if row.digest == plan.digest]
    on_its_way = [row.id for row in sent if row.state in IN_FLIGHT]
    if code != Exit.DONE or not wait or not on_its_way:
        return code
    from cppo_tui.cli.commands.watch import follow

    code = follow(headless, on_its_way, output)
    if code == Exit.DONE and plan.kind == "draft":
        tell(
            f"It is a draft at AWS that nobody sees. «cppo release {on_its_way[0]}» compares and releases it."
        )
    return code


def outcome_row(submission: Submission) -> dict[str, Any]:
    """A submission as ``COLUMNS`` shows it."""
    return {
        "id": submission.id,
        "state": submission.state.value,
        "offer": submission.offer_id,
        "change_set": submission.change_set_id,
        "digest": submission.plan.digest,
        "says": submission.problem,
    }
