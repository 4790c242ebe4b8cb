"""``cppo apply``: send precisely the bytes of a plan file, at most once, and follow them to the end."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cppo_tui.cli.endings import Exit
from cppo_tui.cli.headless import Headless, command_parser, run_command, tell

if TYPE_CHECKING:
    from cppo_tui.services.plan_files import SavedPlan

EXAMPLES = """\
  cppo apply plan.json                      show it, ask for its digest, send it, follow it to the end
  cppo apply plan.json --yes 3f2a9c01       for scripts: the first 8 characters of the digest you have read
  cppo apply plan.json --require-approval   only with the approval that «cppo approve plan.json» gave
"""


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    told = (
        "Send precisely what «cppo plan» wrote down. A plan that is stale, was used or altered, or belongs "
        "to another account or world is refused."
    )
    made = command_parser("apply", told, EXAMPLES)
    made.add_argument("plan", metavar="PLAN", type=Path, help="the file «cppo plan -o» wrote")
    made.add_argument(
        "--yes", metavar="DIGEST", default="", help="send without asking: the digest's beginning"
    )
    made.add_argument(
        "--require-approval", action="store_true", help="refuse it unless a second person approved"
    )
    made.add_argument("--approval", metavar="FILE", type=Path, help="the approval (default: beside the plan)")
    made.add_argument("--no-wait", action="store_true", help="do not follow it to its end")
    return run_command(made, arguments, _run)


def _run(options: argparse.Namespace, headless: Headless) -> int:
    from cppo_tui.cli.confirming import confirm_by_digest
    from cppo_tui.cli.plan_files import open_plan
    from cppo_tui.cli.plan_view import show_summary
    from cppo_tui.cli.sending import send
    from cppo_tui.services.plan_use import refuse_here
    from cppo_tui.services.refusals import PlanRefused

    try:
        saved = open_plan(options.plan)
        refuse_here(saved.plan, headless.store, headless.world)
        if options.require_approval:
            _must_be_approved(saved, options)
        show_summary(saved.plan)
        _tell_age(saved, headless)
        confirm_by_digest(saved.plan, options.yes)
    except PlanRefused as refusal:
        return tell(f"{refusal} Nothing was sent.", Exit.STOPPED)
    return send(headless, saved.plan, options.output, wait=not options.no_wait)


def _must_be_approved(saved: SavedPlan, options: argparse.Namespace) -> None:
    """Raises PlanRefused. Says what an approval is worth that was given under the planner's own login."""
    from cppo_tui.cli.plan_files import approval_beside, open_approval
    from cppo_tui.services.plan_files import refuse_approval

    approval = open_approval(options.approval or approval_beside(options.plan))
    refuse_approval(saved, approval)
    if approval is not None:
        by = approval.approved_by
        alike = ", under the login that made the plan" if by.login == saved.planned_by.login else ""
        when = f"{approval.at:%Y-%m-%d %H:%M} UTC"
        tell(f"Approved by {by.name} ({by.login}{alike}) on {when}. A record, no proof.")


def _tell_age(saved: SavedPlan, headless: Headless) -> None:
    days = (headless.clock().date() - saved.plan.made.date()).days
    if days > 0:
        old = "yesterday" if days == 1 else f"{days} days ago"
        tell(f"This was planned {old}: its lengths and dates were counted from then.")
