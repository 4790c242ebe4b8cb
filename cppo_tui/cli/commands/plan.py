"""``cppo plan``: exactly what would be sent for an offer file or a draft, to read and to apply later."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cppo_tui.cli.endings import Exit
from cppo_tui.cli.headless import Headless, command_parser, run_command, tell

if TYPE_CHECKING:
    from cppo_tui.cli.offer_files import OpenedFile
    from cppo_tui.domain.checks.context import CheckContext
    from cppo_tui.domain.findings import Finding
    from cppo_tui.domain.plan import Plan
    from cppo_tui.services.offer_files import FromFile

EXAMPLES = """\
  cppo plan offer.yaml                  read it: prices, what was filled in, the change set, its digest
  cppo plan offer.yaml -o plan.json     and keep it, for «cppo apply plan.json»
  cppo plan 3f2a -o plan.json           the same of a draft; its id may be cut short
"""


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    told = "Show exactly what would be sent, and keep it as a file. Sends nothing."
    made = command_parser("plan", told, EXAMPLES)
    made.add_argument("source", metavar="FILE|DRAFT", help="an offer file, or a draft (or how its id begins)")
    made.add_argument("-o", "--out", metavar="PLAN", type=Path, help="write the plan into this file")
    made.add_argument("--force", action="store_true", help="write over a file of that name")
    made.add_argument("--by", metavar="NAME", default="", help="your name, beside your login (for approvals)")
    return run_command(made, arguments, _run)


def _run(options: argparse.Namespace, headless: Headless) -> int:
    from cppo_tui.cli.finding_rows import show_findings
    from cppo_tui.cli.offer_files import NOT_AT_AWS, BadForm, context_for, open_offer_file
    from cppo_tui.domain.checks import check_all
    from cppo_tui.services.planner import NotReady

    opened: OpenedFile | None = None
    try:
        if Path(options.source).is_file() or Path(options.source).suffix:
            opened = open_offer_file(Path(options.source))
        made = _made(headless, opened, options.source)
    except BadForm as form:
        show_findings(form.rows, None, options.output)
        return tell("The file's form is wrong. Nothing was planned.", Exit.USAGE)
    context = context_for(headless, made)
    try:
        if made.missing:
            raise NotReady(())
        plan = _plan(headless, made, context, keyless=opened is not None)
    except NotReady as error:
        rows = opened.rows_of(made.missing, NOT_AT_AWS) if opened else []
        rows += [opened.row_of(one) if opened else _row(one) for one in error.findings]
        listed = opened.has_consents if opened else bool(made.draft.consents)
        show_findings(rows, made.draft, options.output, consents_at=listed)
        if opened is None:
            tell(f"«cppo draft edit {options.source}» opens the draft as an offer file.")
        return tell("This stops the offer. Nothing was planned.", Exit.STOPPED)
    findings = check_all(made.draft, context)
    return _shown(options, plan, made, context, findings)


def _made(headless: Headless, opened: OpenedFile | None, source: str) -> FromFile:
    """The draft of the file, or the stored one with its authorization as it is now."""
    from cppo_tui.cli.offer_files import from_file
    from cppo_tui.cli.stored_drafts import as_of_now, the_draft
    from cppo_tui.domain.draft import OfferDraft
    from cppo_tui.services.offer_files import FromFile

    if opened is not None:
        return from_file(headless, opened, OfferDraft(id="file"))
    draft, _ = headless.store.load_draft(the_draft(headless, source).id)
    return FromFile(as_of_now(headless, draft))


def _plan(headless: Headless, made: FromFile, context: CheckContext, *, keyless: bool) -> Plan:
    """Raises NotReady. ``keyless``: there is no stored draft behind it."""
    from cppo_tui.services.plan_use import without_draft
    from cppo_tui.services.planner import make_plan

    plan = make_plan(made.draft, context, world=headless.world)
    return without_draft(plan) if keyless else plan


def _shown(
    options: argparse.Namespace,
    plan: Plan,
    made: FromFile,
    context: CheckContext,
    findings: tuple[Finding, ...],
) -> int:
    from cppo_tui.cli.plan_files import save, this_person
    from cppo_tui.cli.plan_view import defaults, facts, prices, show_plan
    from cppo_tui.services.plan_files import DIGITS, SavedPlan, saved_text

    if options.out is not None:
        save(
            options.out,
            saved_text(SavedPlan(planned_by=this_person(options.by), plan=plan)),
            force=options.force,
        )
    authorization = made.draft.authorization
    product = f"{authorization.product_name} by {authorization.manufacturer_name}" if authorization else ""
    whole: dict[str, Any] = {
        "offer": {**facts(plan), "product": product},
        "prices": prices(made.draft, context),
        "defaults": defaults(made.draft, context),
        "findings": [_row(one) for one in findings],
        "changes": plan.changes,
        "digest": plan.digest,
        "file": str(options.out or ""),
    }
    show_plan(whole, options.output)
    if options.out is None:
        return tell("Nothing was sent. With -o plan.json this is kept, for «cppo apply plan.json».")
    short = plan.digest[:DIGITS]
    return tell(
        f"Written to {options.out}. «cppo apply {options.out}» sends it; its digest begins with {short}."
    )


def _row(finding: Finding) -> dict[str, Any]:
    """A finding of a draft: no file, so no line."""
    from cppo_tui.cli.finding_rows import finding_row
    from cppo_tui.domain.offer_file_reading import spelled

    path = [int(part) if part.isdigit() else part for part in finding.field.split(".")]
    return {"where": "", **finding_row(finding, spelled(tuple(path)))}
