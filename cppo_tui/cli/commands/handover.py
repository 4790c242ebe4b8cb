"""``cppo handover``: the mail to the buyer and the note to the ISV. AWS tells them nothing."""

import argparse
from collections.abc import Sequence

from cppo_tui.cli.endings import Exit
from cppo_tui.cli.headless import Headless, command_parser, run_command, tell
from cppo_tui.cli.printing import show_one

EXAMPLES = """\
  cppo handover offer-abc                  the mail with its subject, then the note
  cppo handover offer-abc --output json    the parts, for your own mail program
"""


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    told = (
        "Hand over a released offer: the mail to the buyer and the note to the ISV, from AWS's own figures."
    )
    made = command_parser("handover", told, EXAMPLES)
    made.add_argument("offer", metavar="OFFER", help="the offer's id")
    return run_command(made, arguments, _run)


def _run(options: argparse.Namespace, headless: Headless) -> int:
    from cppo_tui.cli.circumstances import agreements_if_readable, authorization_if_readable
    from cppo_tui.domain.handover import LINK_NOTE, handover_of, handover_problem

    offer, now = headless.account.offer(options.offer), headless.clock()
    if problem := handover_problem(offer, now):
        return tell(problem, Exit.STOPPED)
    authorization = authorization_if_readable(headless, offer.authorization_id)
    agreements = agreements_if_readable(headless, offer.id)
    told = handover_of(offer, authorization, agreements, sandbox=headless.world == "sandbox")
    if options.output == "json":
        parts = {
            **told.model_dump(mode="json"),
            "subject": told.subject,
            "deadline": told.deadline,
            "mail": told.mail(),
            "isv_subject": told.isv_subject,
            "isv_note": told.isv_note(),
            "link_note": LINK_NOTE,
        }
        show_one(parts, (), options.output)
        return Exit.DONE
    print(told.letters(), end="")
    return Exit.DONE
