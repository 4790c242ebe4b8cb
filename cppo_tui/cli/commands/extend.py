"""``cppo extend``: give a released offer another last day to accept; an expired one opens again."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cppo_tui.cli.consent import add_consent
from cppo_tui.cli.headless import Headless, command_parser, run_command

if TYPE_CHECKING:
    from cppo_tui.domain.catalog import OfferView
    from cppo_tui.domain.checks.context import CheckContext
    from cppo_tui.services.amending import Amendment

EXAMPLES = """\
  cppo extend offer-abc 2027-03-31                  show the change, ask, send it once, follow it
  cppo extend offer-abc "30 days" --plan            only show it, with its digest
  cppo extend offer-abc "10 days later"             than the last day it has now
  cppo extend offer-abc 2027-03-31 --yes 3f2a9c01   for scripts: the digest's first 8 characters
"""


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    made = command_parser("extend", "Give a released offer another last day to accept.", EXAMPLES)
    made.add_argument("offer", metavar="OFFER", help="the offer's id")
    dates = "2027-03-31, a length from today such as “30 days”, or “10 days later” than its last day now"
    made.add_argument("date", metavar="DATE", help=dates)
    add_consent(made)
    return run_command(made, arguments, _run)


def _run(options: argparse.Namespace, headless: Headless) -> int:
    from cppo_tui.cli.amending import amend
    from cppo_tui.cli.circumstances import authorization_if_readable
    from cppo_tui.services.amending import extension

    def make(offer: "OfferView", context: "CheckContext") -> "Amendment":
        authorization = authorization_if_readable(headless, offer.authorization_id)
        ends = authorization.ends if authorization else None
        return extension(offer, options.date, ends, context, world=headless.world)

    return amend(options, headless, make)
