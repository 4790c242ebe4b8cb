"""``cppo check``: everything that speaks against an offer file, each with its line."""

from __future__ import annotations

import argparse
import gc
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cppo_tui.cli.endings import Exit
from cppo_tui.cli.headless import Headless, command_parser, run_command, tell
from cppo_tui.domain.errors import CatalogError, StoreError

if TYPE_CHECKING:
    from cppo_tui.cli.offer_files import OpenedFile
    from cppo_tui.domain.address_book import AddressBook
    from cppo_tui.domain.draft import OfferDraft

EXAMPLES = """\
  cppo check offer.yaml                 with AWS: the authorization, its prices, existing offers
  cppo check offer.yaml --offline       what can be said without AWS, and what cannot
  cppo check offer.yaml --output json   for editors and scripts: line, key, code, message, fix
"""
UNASKED = (
    "Not checked without AWS: the authorization and what hangs on it (prices, agreement length, "
    "installments, payment term, contract), who sells, and which offers exist already."
)


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    told = "Say everything that speaks against an offer file, with file and line. Sends nothing."
    made = command_parser("check", told, EXAMPLES)
    made.add_argument("file", metavar="FILE", type=Path, help="an offer file, YAML or JSON")
    made.add_argument("--offline", action="store_true", help="do not ask AWS")
    gc.disable()  # it is over before there is anything to collect
    return run_command(made, arguments, _run)


def _run(options: argparse.Namespace, headless: Headless) -> int:
    from cppo_tui.cli.finding_rows import show_findings
    from cppo_tui.cli.offer_files import BadForm, open_offer_file

    unasked, draft = None, None
    try:
        opened = open_offer_file(options.file)
        if options.offline:
            rows = _unread(headless, opened)
        else:
            try:
                rows, draft = _read(headless, opened)
            except CatalogError as error:
                unasked = error
                rows = _unread(headless, opened)
    except BadForm as form:
        show_findings(form.rows, None, options.output)
        return tell(f"{_count(form.rows)} in the file's form. Nothing else was checked.", Exit.USAGE)
    if rows or options.output == "json":
        show_findings(rows, draft, options.output, consents_at=opened.has_consents)
    return _said(rows, unasked, asked=not options.offline)


def _said(rows: list[dict[str, Any]], unasked: CatalogError | None, *, asked: bool) -> int:
    """The last word. An incomplete check that was meant to be complete is no success."""
    if unasked is not None:
        tell(f"{unasked.title}. {unasked.sentences()}")
    if unasked is not None or not asked:
        tell(UNASKED)
    stops = [row for row in rows if row["stops"]]
    if stops:
        return tell(f"{_count(stops)} to put right or to confirm.", Exit.STOPPED)
    tell("Nothing stops this offer." if asked and unasked is None else "Nothing found in what was checked.")
    return Exit.DONE if unasked is None else Exit.TROUBLE


def _count(rows: Sequence[object]) -> str:
    return f"{len(rows)} thing{'' if len(rows) == 1 else 's'}"


def _read(headless: Headless, opened: OpenedFile) -> tuple[list[dict[str, Any]], OfferDraft]:
    """Everything, with AWS."""
    from cppo_tui.cli.offer_files import NOT_AT_AWS, context_for, from_file
    from cppo_tui.domain.checks import check_all
    from cppo_tui.services.drafts import new_draft
    from cppo_tui.services.offer_files import check_unread

    made = from_file(headless, opened, new_draft(headless.new_id))
    context = context_for(headless, made)
    if made.missing:  # what hangs on it cannot be judged
        findings = check_unread(made.draft, context, named=True)
    else:
        findings = check_all(made.draft, context)
    missing = opened.rows_of(made.missing, NOT_AT_AWS)
    return [*missing, *(opened.row_of(finding) for finding in findings)], made.draft


def _unread(headless: Headless, opened: OpenedFile) -> list[dict[str, Any]]:
    """What can be said without AWS."""
    from cppo_tui.cli.offer_files import from_file
    from cppo_tui.domain.checks.context import CheckContext
    from cppo_tui.domain.draft import OfferDraft
    from cppo_tui.services.offer_files import check_unread

    made = from_file(headless, opened, OfferDraft(id="unread"), ask_aws=False)
    context = CheckContext(now=headless.clock(), book=_book(headless), signed_eula=made.link)
    named = bool(opened.value.authorization or opened.value.template)
    return [opened.row_of(finding) for finding in check_unread(made.draft, context, named=named)]


def _book(headless: Headless) -> AddressBook | None:
    """The address book; an empty one where nothing has been kept yet, None when it cannot be read."""
    from cppo_tui.domain.address_book import AddressBook
    from cppo_tui.store.paths import DATABASE_NAME, data_folder

    try:
        if not (data_folder() / DATABASE_NAME).exists():
            return AddressBook()
        from cppo_tui.services.address_book import read_book

        return read_book(headless.store)
    except StoreError:
        return None
