"""``cppo due``: what ends soon. Nothing being due is no trouble: the exit code is 0 then too."""

import argparse
from collections.abc import Sequence

from cppo_tui.cli.endings import Exit
from cppo_tui.cli.headless import Headless, Misused, command_parser, run_command, tell
from cppo_tui.cli.printing import show

EXAMPLES = """\
  cppo due                 open offers and authorizations that end within 14 days
  cppo due --in 30d        within 30 days
  cppo due --offers        without the authorizations
  cppo due --output json   for a reminder by mail or chat
"""
COLUMNS = (
    ("ends", "Ends (UTC)"),
    ("left", "Left"),
    ("what", "What"),
    ("id", "Id"),
    ("name", "Name"),
    ("waiting_for", "Waiting for"),
    ("says", "Says"),
)


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    made = command_parser("due", "Open offers and authorizations that end soon, the next first.", EXAMPLES)
    made.add_argument("--in", dest="within", default="14d", metavar="LENGTH", help="default: 14d")
    made.add_argument("--offers", action="store_true", help="offers only, no authorizations")
    return run_command(made, arguments, _run)


def _run(options: argparse.Namespace, headless: Headless) -> int:
    from datetime import UTC, datetime, time

    from cppo_tui.cli.circumstances import circumstances
    from cppo_tui.domain.dates import Length, parse_when
    from cppo_tui.domain.due import due
    from cppo_tui.services.offer_records import read_records

    context = circumstances(headless)
    length = parse_when(options.within)
    day = length.after(context.today) if isinstance(length, Length) else None
    if day is None:
        raise Misused(f"--in takes a length such as 14d or 2 weeks, not {options.within}.")
    records = read_records(
        headless.account, headless.store, context.now, world=headless.world, seller=context.seller_account
    )
    pages = () if options.offers else headless.account.authorizations()
    listings = [listing for page in pages for listing in page]
    found = due(records, listings, datetime.combine(day, time.max, UTC), context)
    rows = [
        {
            **one.model_dump(),
            "ends": f"{one.ends:%Y-%m-%d %H:%M}",
            "waiting_for": list(one.waiting_for),
        }
        for one in found
    ]
    show(rows, COLUMNS, options.output)
    if not found:
        tell(f"Nothing ends until {day.isoformat()}.")
    return Exit.DONE
