"""``cppo approve``: a second person's word for a plan, bound to its digest. A record, not a signature."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from cppo_tui.cli.endings import Exit
from cppo_tui.cli.headless import Headless, Misused, command_parser, run_command, tell
from cppo_tui.cli.printing import show_one

COLUMNS = (
    ("digest", "Digest"),
    ("name", "Approved by"),
    ("login", "Login"),
    ("at", "At (UTC)"),
    ("file", "Written to"),
)
EXAMPLES = """\
  cppo approve plan.json --name "Jane Doe"                   show it, ask for its digest, note the approval
  cppo approve plan.json --name "Jane Doe" --yes 3f2a9c01    without asking
"""


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    told = (
        "Note that a second person has read a plan and agrees; «cppo apply --require-approval» asks for it. "
        "It is a record, not a signature: who can write files here can write one."
    )
    made = command_parser("approve", told, EXAMPLES)
    made.add_argument("plan", metavar="PLAN", type=Path, help="the file «cppo plan -o» wrote")
    made.add_argument("--name", metavar="NAME", required=True, help="who approves")
    made.add_argument("--yes", metavar="DIGEST", default="", help="without asking: the digest's beginning")
    made.add_argument("-o", "--out", metavar="FILE", type=Path, help="default: beside the plan, .approval")
    return run_command(made, arguments, _run)


def _run(options: argparse.Namespace, headless: Headless) -> int:
    from cppo_tui.cli.confirming import confirm_by_digest
    from cppo_tui.cli.plan_files import approval_beside, open_plan, save, this_person
    from cppo_tui.cli.plan_view import show_summary
    from cppo_tui.services.plan_files import Approval, refuse_approval, saved_text
    from cppo_tui.services.refusals import PlanRefused

    if not options.name.strip():
        raise Misused("Give the name of the person who approves.")
    try:
        saved = open_plan(options.plan)
        digest, at = saved.plan.digest, headless.clock()
        approval = Approval(digest=digest, approved_by=this_person(options.name), at=at)
        refuse_approval(saved, approval)
        show_summary(saved.plan)
        confirm_by_digest(saved.plan, options.yes)
    except PlanRefused as refusal:
        return tell(f"{refusal} Nothing was approved.", Exit.STOPPED)
    path = options.out or approval_beside(options.plan)
    save(path, saved_text(approval))
    by = approval.approved_by
    row = {
        "digest": digest,
        "name": by.name,
        "login": by.login,
        "at": f"{at:%Y-%m-%d %H:%M:%S}",
        "file": str(path),
    }
    show_one(row, COLUMNS, options.output)
    return tell("A record, not a signature.")
