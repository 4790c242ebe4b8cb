"""``cppo expire``: end a released offer now. Agreements made from it stay as they are (fact sheet 8.9)."""

import argparse
from collections.abc import Sequence
from functools import partial

from cppo_tui.cli.consent import add_consent
from cppo_tui.cli.headless import Headless, command_parser, run_command

EXAMPLES = """\
  cppo expire offer-abc                  show the change, ask, send it once, follow it
  cppo expire offer-abc --plan           only show it, with its digest
  cppo expire offer-abc --yes 3f2a9c01   for scripts: the digest's first 8 characters
"""


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    told = "End a released offer now: nobody can accept it any more. Agreements made from it stay."
    made = command_parser("expire", told, EXAMPLES)
    made.add_argument("offer", metavar="OFFER", help="the offer's id")
    add_consent(made)
    return run_command(made, arguments, _run)


def _run(options: argparse.Namespace, headless: Headless) -> int:
    from cppo_tui.cli.amending import amend
    from cppo_tui.services.amending import expiration

    return amend(options, headless, partial(expiration, world=headless.world))
