"""``cppo release``: AWS's own figures of a draft beside the reviewed ones, and its release when confirmed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from shlex import quote
from typing import TYPE_CHECKING, Any

from cppo_tui.cli.circumstances import tell_findings
from cppo_tui.cli.consent import add_consent, no_consent
from cppo_tui.cli.endings import Exit
from cppo_tui.cli.headless import Headless, command_parser, run_command, tell
from cppo_tui.cli.looking import the_one
from cppo_tui.cli.printing import show, show_one
from cppo_tui.domain.text import clean

if TYPE_CHECKING:
    from cppo_tui.services.releasing import Release

EXAMPLES = """\
  cppo release 3f2a                     compare, ask for what confirms it, release, follow it to the end
  cppo release 3f2a --plan              AWS's figures beside the reviewed ones, and the digest; sends nothing
  cppo release 3f2a --yes 3f2a9c01      for scripts: the beginning of the digest that --plan has shown
"""
FACTS = (
    ("world", "World"),
    ("offer", "Draft offer"),
    ("revision", "Revision"),
    ("title", "Title"),
    ("seller", "Seller account"),
    ("digest", "Digest"),
)
COMPARED = (("verdict", ""), ("what", "What"), ("theirs", "AWS has"), ("ours", "You reviewed"))
_WORLDS = {"sandbox": "SANDBOX: nothing reaches AWS", "aws": "AWS: releasing is binding"}


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    told = (
        "Release a draft that AWS has computed («verify first»). What AWS has is shown beside what was "
        "reviewed; AWS's version is what the buyer gets."
    )
    made = command_parser("release", told, EXAMPLES)
    made.add_argument(
        "submission", metavar="SUBMISSION", help="what made the draft (or how its id begins), or the offer"
    )
    add_consent(made)
    made.add_argument(
        "--differing", action="store_true", help="with --yes: release it although AWS has something else"
    )
    made.add_argument(
        "--consent",
        metavar="KEY",
        action="append",
        default=[],
        help="with --yes: what is asked about is meant, be it another open offer to the same buyer or an "
        "expiry tomorrow; may be repeated",
    )
    return run_command(made, arguments, _run)


def _run(options: argparse.Namespace, headless: Headless) -> int:
    from cppo_tui.cli.sending import send
    from cppo_tui.services.refusals import PlanRefused

    try:
        release = _read(headless, options.submission)
    except PlanRefused as refusal:
        return tell(f"{refusal} Nothing was sent.", Exit.STOPPED)
    _show(release, options)
    if options.plan:
        return Exit.DONE
    not_meant = _not_meant(release, options) or _unanswered(release, options)
    if problem := not_meant or no_consent(_as_aws_has_it(release), options.yes):
        return tell(problem, Exit.STOPPED)
    return send(headless, release.consented, options.output, wait=not options.no_wait)


def _read(headless: Headless, wanted: str) -> Release:
    """The draft as AWS has it now. Raises Misused, PlanRefused, CatalogError, StoreError."""
    from cppo_tui.cli.circumstances import circumstances
    from cppo_tui.services.releasing import make_release, refuse_release

    row = the_one(headless, wanted)
    submission = headless.store.load_submission(row.id)
    context = circumstances(headless, authorization_id=submission.plan.authorization_id)
    refuse_release(submission, headless.store, context)
    return make_release(submission, headless.account.offer(submission.offer_id), context, headless.store)


def _show(release: Release, options: argparse.Namespace) -> None:
    """Data with --plan; beside the question it is talk."""
    plan = release.plan
    facts: dict[str, Any] = {
        "world": _WORLDS[plan.world],
        "offer": release.offer.id,
        "revision": release.offer.revision,
        "title": plan.title,
        "seller": plan.seller_account,
        "digest": plan.digest,
    }
    as_data = options.plan and options.output == "json"
    rows = []
    for line in release.lines:
        ours, theirs = (line.ours, line.theirs) if as_data else line.said
        verdict = "same" if line.same else "DIFFERS"
        rows.append(
            {
                "verdict": verdict,
                "what": line.label if as_data else line.called,
                "theirs": theirs,
                "ours": ours,
            }
        )
    if as_data:
        asked = [{"message": one.message, "consent": one.consent} for one in release.findings]
        told = [one.message for one in release.warnings]
        said = {"compared": rows, "asked": asked, "warnings": told, "changes": plan.changes}
        show_one({**facts, **said}, (), "json")
        return
    to = sys.stdout if options.plan else sys.stderr
    show_one(facts, FACTS, "table", to=to)
    print(file=to)
    show(rows, COMPARED, "table", to=to)
    tell_findings((*release.findings, *release.warnings))


def _not_meant(release: Release, options: argparse.Namespace) -> str:
    """Why a draft that differs from the review is not released, "" when it is meant or nothing differs."""
    count = len(release.differing)
    if not count or (options.yes and options.differing):
        return ""
    facts = f"{count} fact{' differs' if count == 1 else 's differ'} from what was reviewed"
    if options.yes or not sys.stdin.isatty():
        return f"{facts}. Nothing was sent. If AWS's version is meant, add --differing."
    tell(f"{facts}. What AWS has is what the buyer gets. If that is meant, type how many differ:")
    typed = sys.stdin.readline().strip()
    return "" if typed == str(count) else "That is not their number. Nothing was sent."


def _unanswered(release: Release, options: argparse.Namespace) -> str:
    """Why a draft is not released as it is asked about, "" when that is meant or nothing is asked."""
    open_questions = [one.consent for one in release.findings if one.consent not in options.consent]
    if not open_questions:
        return ""
    if options.yes or not sys.stdin.isatty():
        keys = " ".join(f"--consent {quote(clean(key))}" for key in open_questions)
        return f"Nothing was sent. If that is meant, add {keys}."
    tell("If that is meant, type yes:")
    return "" if sys.stdin.readline().strip() == "yes" else "That is not yes. Nothing was sent."


def _as_aws_has_it(release: Release) -> Any:
    """For the question: the buyers AWS has are those who get it."""
    return release.plan.model_copy(update={"buyers": release.offer.buyers})
