"""The review in words: everything once more, a fact on each line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cppo_tui.cli.plain.interview import Interview
from cppo_tui.cli.plain.pricing import price_words
from cppo_tui.cli.plain.terms import agreement_ends, last_moment
from cppo_tui.cli.plan_view import FACTS, defaults, facts
from cppo_tui.cli.printing import cell
from cppo_tui.domain.accounts import grouped
from cppo_tui.domain.checks import check_all
from cppo_tui.domain.findings import Severity
from cppo_tui.domain.further_words import purpose_verdict

if TYPE_CHECKING:
    from cppo_tui.domain.plan import Plan


_IN_SENTENCES = ("agreement", "expires", "purpose")


def review_words(interview: Interview, plan: Plan) -> str:
    """What will be sent, what follows from it, what to know."""
    draft, context, book = interview.draft, interview.context(), interview.context().book
    authorization = draft.authorization
    product = f"{authorization.product_name} by {authorization.manufacturer_name}" if authorization else ""
    said = [(one, book.said_of(one) if book else "") for one in plan.buyers]
    buyers = [f"{grouped(one)} ({words})" if words else grouped(one) for one, words in said]
    whole = {**facts(plan), "product": product, "buyers": buyers}
    rows = [(head, cell(key, whole.get(key))) for key, head in FACTS if key not in _IN_SENTENCES]
    told = [(one.severity, one) for one in check_all(draft, context)]
    return "\n".join(
        [
            *(f"{head}: {value}" for head, value in rows if value),
            price_words(interview),
            agreement_ends(interview),
            last_moment(interview),
            f"Purpose: {purpose_verdict(draft)}",
            *(f"Filled in for you, {row['key']}: {row['value']}" for row in defaults(draft, context)),
            *(f"To know: {one.message} {one.fix}" for level, one in told if level is Severity.WARNING),
            f"Changes in the change set: {', '.join(str(one['ChangeType']) for one in plan.changes)}.",
        ]
    )


def review_in_short(plan: Plan) -> str:
    """What is confirmed, for somebody who has just read all of it."""
    said, wanted = facts(plan), ("world", "kind", "buyers", "name", "digest")
    rows = [(head, cell(key, said[key])) for key, head in FACTS if key in wanted]
    return "\n".join(f"{head}: {value}" for head, value in rows)
