"""A batch from the command line: shown, confirmed by its number of offers, sent, and told of."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any, TextIO

from cppo_tui.cli.batch_files import free_result, open_template, refuse_taken, surroundings, write_result
from cppo_tui.cli.endings import Exit
from cppo_tui.cli.headless import Headless, tell
from cppo_tui.cli.printing import show
from cppo_tui.cli.streams import read_or_not
from cppo_tui.cli.whereabouts import as_here
from cppo_tui.domain.errors import FileTrouble
from cppo_tui.domain.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cppo_tui.domain.authorization import ResaleAuthorization
    from cppo_tui.domain.bulk import Batch, BulkRow
    from cppo_tui.domain.customers import CustomerRow
    from cppo_tui.services.governor import Governed

PREVIEW = (
    *(("line", "Line"), ("customer", "Customer"), ("accounts", "Accounts"), ("state", "State")),
    *(("markup", "Markup %"), ("price", "Price"), ("expires", "Expires"), ("digest", "Digest")),
    *(("offer", "Offer id"), ("says", "Says")),
)
RESULT = (
    *(("line", "Line"), ("customer", "Customer"), ("accounts", "Accounts"), ("state", "State")),
    *(("offer", "Offer id"), ("link", "Link"), ("says", "Says")),
)


def add_batch(made: argparse.ArgumentParser, *, template_needed: bool) -> None:
    """The arguments of a command that sends many offers."""
    made.add_argument(
        "--template",
        metavar="NAME|FILE",
        required=template_needed,
        default="",
        help="a saved or built-in template, or an offer file, for everybody",
    )
    made.add_argument("--authorization", metavar="ID", required=True, help="the resale authorization")
    made.add_argument(
        "--result",
        metavar="FILE.csv",
        type=Path,
        help="where to write what became of each, with the links (else: cppo-bulk-….csv in this folder)",
    )
    made.add_argument(
        "--yes",
        metavar="N-DIGEST",
        default="",
        help="send without asking: the number of offers and the digest that --dry-run shows",
    )
    made.add_argument("--dry-run", action="store_true", help="show what would be sent; send nothing")
    made.add_argument("--stop-on-error", action="store_true", help="send nothing after the first failure")
    made.add_argument(
        "--consent",
        metavar="KEY",
        action="append",
        default=[],
        help="confirm what a check asks (it prints the key); for every customer alike",
    )


def governed_account(headless: Headless) -> Governed:
    """AWS for a whole run: within its quotas, the offers read once."""
    from cppo_tui.services.governor import Governed, Governor

    return Governed(headless.account, Governor(time.monotonic, time.sleep), time.monotonic)


def make_batch(
    headless: Headless,
    options: argparse.Namespace,
    governed: Governed,
    authorization: ResaleAuthorization,
    customers: Sequence[CustomerRow],
    name: str,
) -> Batch:
    """All rows as they would be sent now. Raises Misused, CatalogError, StoreError."""
    from cppo_tui.services import bulk_setup

    made = open_template(headless, options.template, authorization)
    around = surroundings(headless)
    return bulk_setup.make_batch(customers, made, governed, around, consents=options.consent, name=name)


def handle_batch(
    headless: Headless,
    options: argparse.Namespace,
    governed: Governed,
    batch: Batch,
    authorization: ResaleAuthorization,
) -> int:
    """Show it, have it confirmed, send it, tell what came of it; the exit code."""
    from cppo_tui.cli.batch_run import run_batch
    from cppo_tui.domain.bulk import RowState, rows_here

    batch = batch.model_copy(update={"rows": rows_here(batch.rows, as_here)})
    product_id = authorization.product_id
    refuse_taken(options.result)
    _show_preview(batch, options, authorization)
    going, stopped = batch.count(RowState.GOING), batch.count(RowState.STOPPED)
    if batch.problems or (stopped and options.stop_on_error):
        why = " ".join(batch.problems) or "A row cannot be sent, and --stop-on-error was given."
        return tell(f"{why} Nothing was sent.", Exit.STOPPED)
    if options.dry_run:
        return tell("Nothing was sent.", Exit.STOPPED if stopped else Exit.DONE)
    if batch.to_send and (refused := _not_confirmed(batch, options.yes)):
        return tell(refused, Exit.STOPPED)
    if not batch.to_send and not going:
        tell("There is nothing to send.")
    ended, interrupted = run_batch(headless, governed, batch, stop_on_error=options.stop_on_error)
    rows = rows_here(ended, as_here)
    with read_or_not():
        if stopped < len(batch.rows) or options.output == "json":  # else the table above says it all
            show([_row(row, product_id) for row in rows], RESULT, options.output)
    if options.result is not None or batch.to_send or going:
        _write(options.result or free_result(batch.token), rows, product_id)
    return _ending(rows, interrupted=interrupted)


def _write(path: Path, rows: Sequence[BulkRow], product_id: str) -> None:
    """The table that is kept."""
    try:
        write_result(path, rows, product_id)
    except FileTrouble as error:
        tell(f"{error} The result stands above; «cppo status» has it too.")
    else:
        tell(f"Written to {path}.")


def _show_preview(batch: Batch, options: argparse.Namespace, authorization: ResaleAuthorization) -> None:
    """The table and its totals on stdout; beside a JSON result on stderr, for stdout is one document."""
    to = sys.stdout if options.output == "table" or options.dry_run else sys.stderr
    rows = [_row(row, "") for row in batch.rows]
    if options.output == "json" and options.dry_run:
        from json import dumps

        told = {"rows": rows, **_totals(batch), "contract": _contract_link(batch, authorization)}
        print(dumps(told, indent=2, ensure_ascii=False), file=to)
        return
    show(rows, PREVIEW, "table", to=to)
    totals = _totals(batch)
    parts = [f"{count} {state}" for state, count in totals["states"].items()]
    print(f"\n{len(rows)} customer{'s' if len(rows) != 1 else ''}: {', '.join(parts)}.", file=to)
    _show_questions(batch, authorization, to)
    if batch.to_send:
        print(f"To confirm exactly this: --yes {batch.token}", file=to)


def _show_questions(batch: Batch, authorization: ResaleAuthorization, to: TextIO) -> None:
    """What is asked is answered once for all rows; the contract can be read before."""
    keys = dict.fromkeys(key for row in batch.rows for key, _ in row.asks)
    if not keys:
        return
    print("\nTo answer for all customers at once, run it again with those of these you mean:", file=to)
    for key in keys:
        print(f"  --consent {quote(clean(key))}", file=to)
    if url := _contract_link(batch, authorization):
        print(f"\nThe ISV's contract with you is here, for an hour:\n{clean(url)}", file=to)


def _contract_link(batch: Batch, authorization: ResaleAuthorization) -> str:
    """Where the contract is read before it is accepted, "" while that is not asked."""
    from cppo_tui.domain.checks.contract import contract_consent

    asked = {key for row in batch.rows for key, _ in row.asks}
    return authorization.reseller_contract_url if contract_consent(authorization) in asked else ""


def _totals(batch: Batch) -> dict[str, Any]:
    from cppo_tui.domain.bulk import RowState

    states = {state.value: batch.count(state) for state in RowState if batch.count(state)}
    return {
        "offers": len(batch.to_send),
        "states": states,
        "digest": batch.digest,
        "yes": batch.token,
        "problems": list(batch.problems),
    }


def _row(row: BulkRow, product_id: str) -> dict[str, Any]:
    from cppo_tui.services.bulk_setup import link_of

    return {
        "line": row.line,
        "customer": row.customer,
        "accounts": list(row.accounts),
        "state": row.state.value,
        "markup": row.markup,
        "price": row.price,
        "expires": row.expires,
        "digest": row.plan.digest[:8] if row.plan else "",
        "offer": row.offer_id,
        "link": link_of(row, product_id) if product_id else "",
        "submission": row.submission_id,
        "says": " ".join(row.says),
        "asks": [key for key, _ in row.asks],
    }


def _not_confirmed(batch: Batch, yes: str) -> str:
    """Why this batch may not be sent, "" when it was confirmed."""
    count = len(batch.to_send)
    if yes:
        number, _, digest = yes.lower().partition("-")
        if number == str(count) and len(digest) >= 8 and batch.digest.startswith(digest):
            return ""
        return "What would be sent now is not what --yes was given for. Nothing was sent; look at it again."
    if not sys.stdin.isatty():
        return (
            "This has to be confirmed, and there is no terminal to ask on. Nothing was sent. Look at it with "
            f"--dry-run, then give --yes {batch.token}."
        )
    tell(f"This sends {count} binding offer{'s' if count != 1 else ''}. To send, type how many:")
    typed = sys.stdin.readline().strip()
    return "" if typed == str(count) else "That is not their number. Nothing was sent."


def _ending(rows: Sequence[BulkRow], *, interrupted: bool) -> int:
    from cppo_tui.domain.bulk import RowState

    states = {row.state for row in rows}
    again = "Run the same command again: what was sent is not sent twice."
    if interrupted:
        return tell(f"Interrupted; everything is recorded. {again}", Exit.INTERRUPTED)
    if states & {RowState.GOING, RowState.UNKNOWN}:
        return tell(f"Of some rows the outcome is not known. «cppo status» tells. {again}", Exit.UNKNOWN)
    if RowState.FAILED in states:
        return tell(f"Some rows failed at AWS. {again}", Exit.FAILED)
    if states - {RowState.MADE}:
        return tell(f"Some rows were not sent. Correct them. {again}", Exit.STOPPED)
    return tell("Every customer has their offer. Each needs its link: AWS tells no buyer.")
