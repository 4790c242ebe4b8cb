"""What «cppo extend» and «cppo expire» share: show the change, have it confirmed, send it once."""

import argparse
import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any

from cppo_tui.cli.circumstances import agreements_if_readable, circumstances, tell_findings
from cppo_tui.cli.consent import no_consent
from cppo_tui.cli.endings import Exit
from cppo_tui.cli.headless import Headless, tell
from cppo_tui.cli.printing import show_one
from cppo_tui.cli.sending import send
from cppo_tui.domain.catalog import AgreementSummary, OfferView
from cppo_tui.domain.checks.context import CheckContext
from cppo_tui.domain.findings import Finding
from cppo_tui.domain.last_day import ends_at_once
from cppo_tui.domain.offer_states import ACTIVE, acceptable_words
from cppo_tui.domain.plan import PlanKind
from cppo_tui.domain.terms import Expiry
from cppo_tui.services.amending import Amendment
from cppo_tui.services.planner import NotReady

COLUMNS = (
    ("world", "World"),
    ("offer", "Offer"),
    ("name", "Name"),
    ("buyers", "Buyers"),
    ("seller", "Seller account"),
    ("stands", "As it is"),
    ("becomes", "Will expire"),
    ("moment", "Last moment, UTC"),
    ("local", "In your time"),
    ("accepted", "Accepted already"),
    ("says", "To know"),
    ("digest", "Digest"),
)
_WORLDS = {"sandbox": "SANDBOX: nothing reaches AWS", "aws": "AWS: buyers see this"}

Make = Callable[[OfferView, CheckContext], Amendment]


def amend(options: argparse.Namespace, headless: Headless, make: Make) -> int:
    """Read the offer, show what ``make`` makes of it, send it when that is confirmed."""
    offer = headless.account.offer(options.offer)
    try:
        amendment = make(offer, circumstances(headless))
    except NotReady as not_ready:
        tell_findings(not_ready.findings)
        return tell("Nothing was sent.", Exit.STOPPED)
    row = _row(offer, amendment, agreements_if_readable(headless, offer.id), headless.clock())
    if options.plan:
        show_one(row, COLUMNS, options.output)
        return Exit.DONE
    show_one(row, COLUMNS, "table", to=sys.stderr)
    if problem := no_consent(amendment.plan, options.yes):
        return tell(problem, Exit.STOPPED)
    return send(headless, amendment.plan, options.output, wait=not options.no_wait)


def _accepted(made: tuple[AgreementSummary, ...] | None) -> str:
    if made is None:
        return "not known"
    ids = [one.id if one.status == ACTIVE else f"{one.id} (ended)" for one in made]
    return f"{', '.join(ids)}: stays as it is" if ids else "no"


def _row(
    offer: OfferView, amendment: Amendment, made: tuple[AgreementSummary, ...] | None, now: datetime
) -> dict[str, Any]:
    plan, moment = amendment.plan, Expiry(day=amendment.day).instant
    whole = [ends_at_once(amendment.day)] if plan.kind is PlanKind.EXPIRE else []
    return {
        "world": _WORLDS[plan.world],
        "kind": plan.kind.value,
        "offer": offer.id,
        "name": offer.name,
        "buyers": list(plan.buyers),
        "seller": plan.seller_account,
        "stands": acceptable_words(offer.expires, now),
        "was": offer.expires.date().isoformat() if offer.expires else "no date",
        "becomes": amendment.day.isoformat(),
        "moment": f"{moment:%Y-%m-%d %H:%M:%S}",
        "local": f"{moment.astimezone():%Y-%m-%d %H:%M:%S %Z}",
        "accepted": _accepted(made),
        "says": " ".join([*whole, *(_said(finding) for finding in amendment.findings)]),
        "findings": [finding.model_dump(mode="json") for finding in amendment.findings],
        "digest": plan.digest,
        "changes": plan.changes,
    }


def _said(finding: Finding) -> str:
    return f"{finding.message} {finding.fix}"
