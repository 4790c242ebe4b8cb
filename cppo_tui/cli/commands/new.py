"""``cppo new --plain``: the wizard as questions, line by line: screen readers, dumb terminals, scripts."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cppo_tui.cli.endings import Exit
from cppo_tui.cli.headless import Headless, Misused, command_parser, run_command, tell

if TYPE_CHECKING:
    from cppo_tui.cli.plain.interview import Interview

EXAMPLES = """\
  cppo new --plain --sandbox            answer questions; rehearse on the simulated AWS
  cppo new --plain 3f2a                 go on with a draft; its id may be cut short
  cppo new --answers answers.yaml       for scripts: the answers come from a file

A file of answers is YAML or JSON: the question's key, and its answer. What is left out stays as it stands or
is suggested; confirm, the contract and what a check asks (consents) are never assumed:
  authorization: resaleauthz-abc
  buyers: ["123456789012"]
  pricing: markup
  figure: "25"
  agreement: 10 years
  contract: accept
  consents: ["markup-unusual:0"]
  confirm: "9012"
keys: {keys}
"""
KEYS = """\
authorization, product_type, replaces, buyers, customer, name, description, pricing
(markup, margin, price, installments), dimension, figure, amounts, duration, quantities, rows, start,
agreement, expiry, further, eula, eula_url, eula_path, eula_bucket, eula_upload, countries, net_payment,
purpose, earlier_pricing, mode (direct, verify), completes, contract, consents, confirm
"""


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    told = (
        "The wizard as questions, line by line: the same steps, checks, review and confirmation, without a "
        "screen. Left at any time with Ctrl+D or Ctrl+C, it keeps the draft."
    )
    made = command_parser("new", told, EXAMPLES.format(keys=KEYS))
    made.add_argument(
        "draft", metavar="DRAFT", nargs="?", default="", help="a draft to go on with (or how its id begins)"
    )
    made.add_argument(
        "--plain", action="store_true", help="line by line; the screen's wizard is «cppo» alone"
    )
    made.add_argument("--answers", metavar="FILE", type=Path, help="take the answers from this file")
    made.add_argument("--no-wait", action="store_true", help="do not follow it to its end")
    return run_command(made, arguments, _run)


def _run(options: argparse.Namespace, headless: Headless) -> int:
    from cppo_tui.cli.plain.talk import Answers, Left, Person, Stopped, read_answers
    from cppo_tui.cli.plain.terms import RARE_KEYS
    from cppo_tui.cli.plain.wizard import QUESTIONS, PlainWizard
    from cppo_tui.cli.sending import send

    talk: Answers | Person = Person()
    if options.answers is not None:
        talk = read_answers(options.answers, [question.key for question in QUESTIONS])
    elif not options.plain:
        raise Misused("«cppo» opens the wizard on the screen; «cppo new --plain» asks line by line.")
    elif not sys.stdin.isatty():
        raise Misused("There is no terminal to ask on. Give the answers in a file: --answers FILE.")
    interview = _interview(headless, options.draft, scripted=options.answers is not None)
    interview.further = isinstance(talk, Answers) and talk.has(RARE_KEYS)
    try:
        plan = PlainWizard(interview, talk).plan()
    except (Left, KeyboardInterrupt):
        print(file=sys.stderr)
        return tell(f"Left. {_way_back(interview)}", Exit.INTERRUPTED)
    except Stopped as reason:
        return tell(f"{reason}\nNothing was sent. {_way_back(interview)}", Exit.STOPPED)
    except Exception:
        tell(f"Nothing was sent. {_way_back(interview)}")
        raise
    if plan is None:
        return tell(f"Nothing was sent. {_way_back(interview)}", Exit.STOPPED)
    code = send(headless, plan, options.output, wait=not options.no_wait)
    if code == Exit.STOPPED:
        tell(_way_back(interview))
    return code


def _interview(headless: Headless, wanted: str, *, scripted: bool) -> Interview:
    """About a new draft, or a stored one with its authorization as it is now."""
    from cppo_tui.cli.plain.interview import Interview
    from cppo_tui.cli.stored_drafts import as_of_now, refuse_while_in_flight, the_draft
    from cppo_tui.domain.ports import IN_FLIGHT
    from cppo_tui.services.drafts import new_draft

    going = [row for row in headless.store.submissions() if row.state in IN_FLIGHT]
    if going:
        tell(f"{len(going)} sent and not settled yet; «cppo status» tells of them.")
    if not wanted:
        return Interview(headless, new_draft(headless.new_id), scripted=scripted)
    row = the_draft(headless, wanted)
    refuse_while_in_flight(headless, row)
    draft, revision = headless.store.load_draft(row.id)
    interview = Interview(headless, draft, revision, scripted=scripted)
    fresh = as_of_now(headless, draft)
    if fresh != draft:
        interview.change(authorization=fresh.authorization, consents=fresh.consents)
    return interview


def _way_back(interview: Interview) -> str:
    """How to go on with what was answered."""
    if not interview.saved:
        return "Nothing had been answered, so nothing is kept."
    return f"The draft is kept: «cppo new --plain {interview.draft.id[:8]}» goes on with it."
