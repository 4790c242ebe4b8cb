"""A plan for reading: from the authorization to the offer, what was filled in, the change set."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, TextIO

from cppo_tui.cli.printing import show, show_one
from cppo_tui.domain.checks.context import CheckContext
from cppo_tui.domain.complete import read_draft
from cppo_tui.domain.dates import long_date
from cppo_tui.domain.defaults import agreement_text, expiry_text, offer_description, offer_name
from cppo_tui.domain.draft import EulaKind, OfferDraft, Purpose
from cppo_tui.domain.expected import expected_prices
from cppo_tui.domain.further_words import NEW_TO_IT
from cppo_tui.domain.money import percent, shown_number, ungrouped, unit_price
from cppo_tui.domain.plan import AMENDING, Plan
from cppo_tui.domain.reviewed_terms import reviewed_expiry, reviewed_terms
from cppo_tui.domain.validity import length_words, validity_words

FACTS = (
    ("world", "World"),
    ("kind", "What it does"),
    ("seller", "Seller account"),
    ("from", "Authorization"),
    ("product", "Product"),
    ("buyers", "Buyers"),
    ("name", "Name"),
    ("description", "Description"),
    ("markup", "Markup"),
    ("installments", "Installments"),
    ("agreement", "Agreement"),
    ("expires", "Accept until"),
    ("eula", "End-user agreement"),
    ("countries", "Countries"),
    ("purpose", "Purpose"),
    ("payment", "Payment due"),
    ("replaces", "Replaces agreement"),
    ("knows", "Open offers known"),
    ("made", "Planned (UTC)"),
    ("digest", "Digest, SHA-256"),
)
PRICES = (
    ("what", "What"),
    ("wholesale", "Wholesale"),
    ("buyer", "Buyer pays (our figure)"),
    ("change", "Change"),
)
DEFAULTS = (("key", "Filled in"), ("value", "With"))
FINDINGS = (("word", "To know"), ("says", ""))
CHANGES = (("type", "Change set"), ("offer", "Of offer"), ("details", "Sent"))
_WORLDS = {"sandbox": "SANDBOX: nothing reaches AWS", "aws": "AWS: this is binding"}
_KINDS = {
    "publish": "publish the offer",
    "draft": "create a draft nobody sees; it binds nobody",
    "release": "release a draft",
    "extend": "another last day to accept",
    "expire": "end an offer",
}


def facts(plan: Plan) -> dict[str, Any]:
    """What the plan's own bytes say: nothing here comes from anywhere else."""
    shared = {
        "world": _WORLDS.get(plan.world, plan.world),
        "kind": _KINDS[plan.kind.value],
        "seller": plan.seller_account,
        "from": plan.authorization_id,
        "buyers": list(plan.buyers),
        "expires": f"{reviewed_expiry(plan).isoformat()} 23:59:59 UTC",
        "knows": list(plan.known_offers),
        "made": f"{plan.made:%Y-%m-%d %H:%M}",
        "digest": plan.digest,
    }
    if plan.kind in AMENDING:
        return {**shared, "name": plan.title}
    terms = reviewed_terms(plan)
    total = shown_number(sum((charge.amount for charge in terms.charges), Decimal(0)))
    return {
        **shared,
        "name": terms.name,
        "description": terms.description,
        "buyers": list(terms.buyers),
        "markup": f"{terms.markup} % on wholesale" if terms.markup else "",
        "installments": f"{total} {terms.currency} in {len(terms.charges)}" if terms.charges else "",
        "agreement": validity_words(terms.validity, None) if terms.validity.term else "as the buyer chooses",
        "eula": terms.eula.document["Type"] if terms.eula else "inherited from the authorization",
        "countries": list(terms.countries),
        "purpose": ", ".join(terms.purpose) if terms.purpose else NEW_TO_IT,
        "payment": f"{length_words(terms.net_payment)} after the invoice" if terms.net_payment else "",
        "replaces": terms.agreement_id,
    }


def defaults(draft: OfferDraft, context: CheckContext) -> list[dict[str, str]]:
    """What nobody typed and is sent all the same."""
    reading = read_draft(draft, context)
    last = f" ({long_date(reading.expiry.day)})" if reading.expiry else ""
    taken = [
        ("name", draft.name, offer_name(draft)),
        ("description", draft.description, offer_description(draft)),
        ("agreement", draft.agreement, agreement_text(draft)),
        ("expiry", draft.expiry, f"{expiry_text(draft)}{last}"),
        ("eula", None if draft.eula.kind is EulaKind.INHERITED else "", "the authorization's own"),
        ("countries", "" if draft.countries or draft.replaces else None, "any"),
        (
            "purpose",
            None if draft.purpose is Purpose.NEW else "",
            f"{NEW_TO_IT}; decides AWS's listing fee and is final once published",
        ),
    ]
    return [{"key": key, "value": value} for key, typed, value in taken if typed is None and value]


def prices(draft: OfferDraft, context: CheckContext) -> list[dict[str, str]]:
    """From wholesale to what the buyer is expected to pay."""
    authorization = draft.authorization
    if authorization is None:
        return []
    rows = []
    for price in expected_prices(read_draft(draft, context)):
        base = price.wholesale.amount if price.wholesale else None
        change = percent((price.buyer / base - 1) * 100) if base else ""
        rows.append(
            {
                "what": price.key,
                "wholesale": unit_price(base, authorization.currency) if base is not None else "",
                "buyer": unit_price(price.buyer, authorization.currency),
                "change": f"+{change}" if change else "",
            }
        )
    return rows


def show_plan(whole: dict[str, Any], output: str) -> None:
    """All of it: one JSON object, or one table below the other."""
    if output == "json":
        priced = [
            {**row, **{key: ungrouped(row[key]) for key in ("wholesale", "buyer")}} for row in whole["prices"]
        ]
        offer = {**whole["offer"], "installments": ungrouped(whole["offer"]["installments"])}
        whole = {**whole, "offer": offer, "prices": priced}
        print(json.dumps(whole, indent=2, ensure_ascii=False, default=str))
        return
    show_one(whole["offer"], FACTS, "table")
    parts: Sequence[tuple[str, Any]] = (("prices", PRICES), ("defaults", DEFAULTS), ("findings", FINDINGS))
    for name, columns in parts:
        if whole[name]:
            print()
            show(whole[name], columns, "table")
    print()
    show([_change_row(change) for change in whole["changes"]], CHANGES, "table")


def _change_row(change: dict[str, Any]) -> dict[str, str]:
    """A change on one line; what it is done to only where that is an offer AWS has already."""
    entity = change["Entity"].get("Identifier", "")
    return {
        "type": change["ChangeType"],
        "offer": "" if entity.startswith("$") else entity,
        "details": json.dumps(change["DetailsDocument"], ensure_ascii=True),
    }


def show_summary(plan: Plan, to: TextIO | None = None) -> None:
    """What is confirmed, beside the question: talk, so on stderr."""
    priced = [f"{key} {shown_number(Decimal(price))}" for key, price in plan.prices]
    columns = [*FACTS[:-1], ("prices", "Buyer pays (our figure)"), FACTS[-1]]
    show_one({**facts(plan), "prices": priced}, columns, "table", to=to or sys.stderr)
