"""``cppo export``: an offer as a request or a script that others can run. Sends nothing itself."""

import argparse
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from cppo_tui.cli.endings import Exit
from cppo_tui.cli.headless import Headless, command_parser, run_command, tell
from cppo_tui.cli.printing import show_one

if TYPE_CHECKING:
    from cppo_tui.domain.checks.context import CheckContext
    from cppo_tui.domain.draft import OfferDraft
    from cppo_tui.domain.scripts import Export

EXAMPLES = """\
  cppo export 3f2a --as boto3 > make_offer.py      a draft as a Python script
  cppo export offer-abc --as aws-cli > again.sh    what would make the same offer once more
  cppo export 3f2a --as json                       StartChangeSet's request, for --cli-input-json
"""


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    told = "Write a draft, or an offer AWS has, as a request or a runnable script. Nothing is sent."
    made = command_parser("export", told, EXAMPLES)
    made.add_argument("source", metavar="OFFER|DRAFT", help="an offer's id, or a draft's (or how it begins)")
    made.add_argument("--as", dest="form", choices=("json", "aws-cli", "boto3"), default="json")
    return run_command(made, arguments, _run)


def _run(options: argparse.Namespace, headless: Headless) -> int:
    from cppo_tui.cli.circumstances import circumstances, tell_findings
    from cppo_tui.domain.checks import check_all
    from cppo_tui.domain.findings import Severity

    draft = _draft(options.source, headless)
    authorization_id = draft.authorization.id if draft.authorization else ""
    context = circumstances(headless, authorization_id=authorization_id)
    findings = check_all(draft, context)
    blocking = [one for one in findings if one.severity is Severity.BLOCKING]
    tell_findings(blocking or [one for one in findings if one.severity is Severity.ASK])
    export = None if blocking else _export(draft, context, headless)
    if export is None:
        return tell("It is not complete, so there is nothing to export.", Exit.STOPPED)
    text = _writer(options.form)(export)
    if options.output == "json":
        parts = {"as": options.form, "name": export.name, "token": export.token, "text": text}
        show_one(parts, (), options.output)
    else:
        print(text, end="")
    tell("Whoever runs this makes the offer: nothing is asked again, and no other offer is looked for.")
    return Exit.DONE


def _draft(source: str, headless: Headless) -> "OfferDraft":
    """The stored draft, or one like the offer; always to make a new offer, never to complete a draft's."""
    from cppo_tui.cli.circumstances import authorization_if_readable
    from cppo_tui.cli.stored_drafts import as_of_now, the_draft
    from cppo_tui.domain.cloning import draft_from_offer

    if source.startswith("offer-"):
        offer = headless.account.offer(source)
        authorization = authorization_if_readable(headless, offer.authorization_id)
        clone = draft_from_offer(offer, authorization, headless.new_id, with_buyers=True)
        if clone.notice:
            tell(clone.notice)
        return clone.draft
    draft, _ = headless.store.load_draft(the_draft(headless, source).id)
    return as_of_now(headless, draft).model_copy(update={"reuse_offer_id": "", "reuse_offer_revision": 0})


def _export(draft: "OfferDraft", context: "CheckContext", headless: Headless) -> "Export | None":
    from cppo_tui.domain.defaults import draft_title, offer_name
    from cppo_tui.domain.plan import PublishMode, canonical
    from cppo_tui.domain.scripts import Export
    from cppo_tui.services.planner import preview

    changes = preview(draft, context)
    if changes is None or draft.authorization is None:
        return None
    token = headless.new_id()
    return Export(
        payload=canonical(changes),
        name=f"cppo-export-{token}",
        token=token,
        title=offer_name(draft) or draft_title(draft),
        seller_account=context.seller_account,
        product_id=draft.authorization.product_id,
        releases=draft.mode is PublishMode.DIRECT,
    )


def _writer(form: str) -> "Callable[[Export], str]":
    from cppo_tui.domain.scripts import as_aws_cli, as_boto3, as_json

    return {"json": as_json, "aws-cli": as_aws_cli, "boto3": as_boto3}[form]
