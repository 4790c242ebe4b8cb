"""``cppo gaps``: which customers have no offer; and one for each of them, if wanted."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cppo_tui.cli.endings import Exit
from cppo_tui.cli.headless import Headless, Misused, command_parser, run_command, tell
from cppo_tui.cli.printing import show

if TYPE_CHECKING:
    from cppo_tui.domain.gaps import CustomerGap

EXAMPLES = """\
  cppo gaps customers.csv --authorization resaleauthz-abc
      every customer: accepted, open until, in flight, draft only, expired (early, if you ended it),
      agreement ended, none
  cppo gaps customers.csv --authorization resaleauthz-abc --missing --output json
  cppo gaps customers.csv --authorization resaleauthz-abc --fill --template offer.yaml --dry-run
      what «cppo bulk» would send to those who have none they can accept; without --dry-run it asks and
      sends, and leaves a table of the offers and their links: cppo-bulk-….csv here, or --result FILE.csv
"""
COLUMNS = (
    *(("line", "Line"), ("customer", "Customer"), ("accounts", "Accounts")),
    *(("stands", "Stands"), ("offer", "Offer id"), ("says", "Says")),
)


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    from cppo_tui.cli.batches import add_batch

    told = "Say for each customer of a CSV table whether there is an offer, and what became of it."
    made = command_parser("gaps", told, EXAMPLES)
    made.add_argument("customers", metavar="CUSTOMERS.csv", type=Path, help="the table of customers")
    made.add_argument("--missing", action="store_true", help="only those who have none they can accept")
    made.add_argument("--fill", action="store_true", help="make the missing ones, as «cppo bulk» does")
    add_batch(made, template_needed=False)
    return run_command(made, arguments, _run)


def _run(options: argparse.Namespace, headless: Headless) -> int:
    from cppo_tui.cli.batch_files import open_customers, refuse_taken
    from cppo_tui.cli.batches import governed_account, handle_batch, make_batch
    from cppo_tui.cli.looking import look_once
    from cppo_tui.domain.gaps import find_gaps, missing_words
    from cppo_tui.domain.ports import IN_FLIGHT
    from cppo_tui.domain.submission_words import ended_early
    from cppo_tui.services.offer_records import join_records

    if options.fill and not options.template:
        raise Misused("--fill makes offers: say with --template from what.")
    customers = open_customers(options.customers).rows
    refuse_taken(options.result)
    look_once(headless, [row.id for row in headless.store.submissions() if row.state in IN_FLIGHT])
    governed = governed_account(headless)
    offers = governed.offers(options.authorization)
    if not offers:  # of a mistyped id AWS lists none either, and everybody would be without an offer
        governed.authorization(options.authorization)
    records = join_records(
        offers,
        headless.account.every_agreement(),
        governed,
        headless.store,
        headless.clock(),
        world=headless.world,
        authorization_id=options.authorization,
    )
    found = find_gaps(customers, records, ended_early(headless.store.submissions()))
    missing = [one for one in found if one.gap.missing]
    if not options.fill:
        show([_row(one) for one in (missing if options.missing else found)], COLUMNS, options.output)
        return tell(f"{missing_words(found)}{_unread(found)}")
    tell(f"{missing_words(found)}{_unread(found)}")
    if not missing:
        return Exit.DONE
    authorization = governed.authorization(options.authorization)
    rows = [one.to_fill for one in missing]
    name = f"gaps {headless.clock():%Y-%m-%d}"  # filled again another day, if there is a gap again
    batch = make_batch(headless, options, governed, authorization, rows, name)
    return handle_batch(headless, options, governed, batch, authorization)


def _unread(found: Sequence[CustomerGap]) -> str:
    """That some rows name no account, as the last sentence; "" when all do."""
    from cppo_tui.domain.gaps import Gap

    lines = [str(one.row.line) for one in found if one.gap is Gap.UNREAD]
    if not lines:
        return ""
    shown = ", ".join([*lines[:5], *(["…"] if len(lines) > 5 else [])])
    return f" Of {len(lines)} it cannot be said: no valid account in line {shown}."


def _row(one: CustomerGap) -> dict[str, Any]:
    return {
        "line": one.row.line,
        "customer": one.row.customer,
        "accounts": list(one.row.accounts),
        "state": one.gap.value,
        "stands": one.words,
        "missing": one.gap.missing,
        "ended_early": one.early,
        "offer": one.offer_id,
        "expires": one.expires.isoformat() if one.expires else "",
        "says": " ".join(remark.sentence for remark in one.row.remarks),
    }
