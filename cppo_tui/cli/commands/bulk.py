"""``cppo bulk``: one offer for each customer of a table, each at most once, within AWS's quotas."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from cppo_tui.cli.headless import Headless, command_parser, run_command

EXAMPLES = """\
  cppo bulk customers.csv --template "Archera - Subscription" --authorization resaleauthz-abc --dry-run
      the table with its findings and totals; sends nothing
  cppo bulk customers.csv --template offer.yaml --authorization resaleauthz-abc --result done.csv
      show it, ask for the number of offers, send them, write ids and links into done.csv
  cppo bulk customers.csv --template offer.yaml --authorization resaleauthz-abc --yes 12-3f2a9c01
      for scripts: the number of offers and the digest that --dry-run has shown

The table's first line names its columns: customer, account id; and if wanted offer name, markup or margin or
price, agreement, expiry, description. Run again after anything: a customer whose offer was made or is on its
way gets no second one. For a new round of offers to the same customers name it: --batch 2027.

While it sends: Ctrl+C sends no more and follows what is on its way, a second one leaves at once; Ctrl+Z
pauses, and «fg» goes on.
"""


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    from cppo_tui.cli.batches import add_batch

    told = "Make one offer for each customer of a CSV table from one template."
    made = command_parser("bulk", told, EXAMPLES)
    made.add_argument("customers", metavar="CUSTOMERS.csv", type=Path, help="the table of customers")
    add_batch(made, template_needed=True)
    made.add_argument("--batch", metavar="NAME", default="", help="the name of this round of offers")
    return run_command(made, arguments, _run)


def _run(options: argparse.Namespace, headless: Headless) -> int:
    from cppo_tui.cli.batch_files import open_customers, refuse_taken
    from cppo_tui.cli.batches import governed_account, handle_batch, make_batch

    customers = open_customers(options.customers)
    refuse_taken(options.result)
    governed = governed_account(headless)
    authorization = governed.authorization(options.authorization)
    batch = make_batch(headless, options, governed, authorization, customers.rows, options.batch)
    return handle_batch(headless, options, governed, batch, authorization)
