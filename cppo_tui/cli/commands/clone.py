"""``cppo clone``: a new draft like an offer AWS has, with AWS's own figures. Sends nothing."""

import argparse
from collections.abc import Sequence
from datetime import UTC

from cppo_tui.cli.buyers import named_accounts
from cppo_tui.cli.headless import Headless, command_parser, run_command, tell
from cppo_tui.cli.printing import show_one

EXAMPLES = """\
  cppo clone offer-abc --buyers 123456789012    the same for another customer
  cppo clone offer-abc --same-buyers            the same again, for example because it expired
"""
COLUMNS = (
    ("draft", "Draft"),
    ("title", "Title"),
    ("buyers", "Buyers"),
    ("left_out", "Not taken over"),
)


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    told = "Store a new draft like an offer AWS has: its prices, lengths and terms. Nothing is sent."
    made = command_parser("clone", told, EXAMPLES)
    made.add_argument("offer", metavar="OFFER", help="the offer's id")
    whom = made.add_mutually_exclusive_group()
    whom.add_argument("--buyers", nargs="+", default=[], metavar="ACCOUNT", help="whom the new offer is for")
    whom.add_argument(
        "--same-buyers", action="store_true", help="the buyers, name and description of the old"
    )
    return run_command(made, arguments, _run)


def _run(options: argparse.Namespace, headless: Headless) -> int:
    from cppo_tui.cli.circumstances import authorization_if_readable
    from cppo_tui.cli.stored_drafts import next_steps
    from cppo_tui.domain.cloning import draft_from_offer
    from cppo_tui.domain.defaults import draft_title

    buyers = named_accounts(" ".join(options.buyers))
    offer = headless.account.offer(options.offer)
    authorization = authorization_if_readable(headless, offer.authorization_id)
    clone = draft_from_offer(
        offer,
        authorization,
        headless.new_id,
        with_buyers=options.same_buyers,
        today=headless.clock().astimezone(UTC).date(),
    )
    draft = clone.draft.model_copy(update={"buyers": buyers}) if buyers else clone.draft
    headless.store.save_draft(draft, revision=0)
    row = {
        "draft": draft.id,
        "title": draft_title(draft),
        "buyers": list(draft.buyers),
        "left_out": list(clone.left_out),
    }
    show_one(row, COLUMNS, options.output)
    if not draft.buyers:
        tell("The new draft has no buyer yet.")
    return tell(next_steps(draft.id))
