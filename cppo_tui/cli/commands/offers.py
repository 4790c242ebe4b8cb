"""``cppo offers``: every offer and what became of it, joined from AWS's lists and what was sent from here."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cppo_tui.cli.endings import Exit
from cppo_tui.cli.headless import Headless, Misused, command_parser, run_command, tell
from cppo_tui.cli.looking import look_once
from cppo_tui.cli.printing import show, show_one
from cppo_tui.domain.ports import IN_FLIGHT

if TYPE_CHECKING:
    from cppo_tui.domain.offer_states import OfferRecord

EXAMPLES = """\
  cppo offers                                 on its way, expiring, open, draft, expired, accepted
  cppo offers --open --buyer 123456789012     what this customer can accept now
  cppo offers --expired --authorization resaleauthz-abc
  cppo offers offer-abc --output json         one offer, with its agreements
"""
STANDINGS = {
    "open": ("on its way", "expiring", "open"),
    "expired": ("expired",),
    "accepted": ("accepted", "ended"),
}


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    told = "Every offer made from an authorization, and what became of it."
    made = command_parser("offers", told, EXAMPLES)
    made.add_argument("offer", nargs="?", default="", metavar="OFFER", help="one offer")
    made.add_argument("--open", action="store_true", help="those that can be accepted, or soon can be")
    made.add_argument("--expired", action="store_true", help="those nobody accepted in time")
    made.add_argument("--accepted", action="store_true", help="those a buyer has accepted")
    made.add_argument("--buyer", default="", metavar="ACCOUNT", help="those to this account")
    made.add_argument("--authorization", default="", metavar="ID", help="those made from this authorization")
    return run_command(made, arguments, _run)


def _run(options: argparse.Namespace, headless: Headless) -> int:
    from cppo_tui.cli.offer_rows import COLUMNS, offer_row
    from cppo_tui.services.offer_records import read_records

    look_once(headless, [row.id for row in headless.store.submissions() if row.state in IN_FLIGHT])
    now = headless.clock()
    records = read_records(
        headless.account,
        headless.store,
        now,
        world=headless.world,
        authorization_id=options.authorization,
        seller=headless.account.caller().account,
    )
    if options.offer:
        record = next((one for one in records if one.offer.id == options.offer), None)
        if record is None:
            raise Misused(f"AWS lists no offer {options.offer} of yours that came from an authorization.")
        show_one(offer_row(record, now), COLUMNS, options.output)
        return Exit.DONE
    chosen = [record for record in records if _wanted(record, options)]
    show([offer_row(record, now) for record in chosen], COLUMNS, options.output)
    if not chosen:
        tell("There is no such offer.")
    return Exit.DONE


def _wanted(record: "OfferRecord", options: argparse.Namespace) -> bool:
    from cppo_tui.domain.buyers import find_accounts

    asked = [words for name, words in STANDINGS.items() if getattr(options, name)]
    buyers = find_accounts(options.buyer).entries if options.buyer else ()
    standings = {record.standing_for(buyer).value for buyer in buyers} or {record.standing.value}
    return (not asked or any(standings & set(words) for words in asked)) and (
        not options.buyer or bool(set(buyers) & set(record.offer.buyers))
    )
