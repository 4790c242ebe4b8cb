"""A submission and what became of it, as a row of «cppo status» and as what a sending command ends with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from cppo_tui.domain.handover import offer_link
from cppo_tui.domain.ports import SubmissionRow
from cppo_tui.domain.submission import Submission
from cppo_tui.domain.submission_words import submission_state

if TYPE_CHECKING:
    from cppo_tui.store import SqliteStore

COLUMNS = (
    ("id", "Submission"),
    ("stands", "Where it stands"),
    ("title", "Offer"),
    ("buyers", "Buyers"),
    ("offer", "Offer id"),
    ("changed", "Changed (UTC)"),
)
WHOLE = (
    *COLUMNS,
    ("kind", "What was sent"),
    ("change_set", "Change set"),
    ("link", "Buyer's link"),
    ("tries", "Tries"),
    ("says", "Says"),
)


def submission_row(row: SubmissionRow) -> dict[str, Any]:
    """What a list shows of it."""
    return {
        "id": row.id,
        "state": row.state,
        "stands": submission_state(row),
        "kind": row.kind,
        "title": row.title,
        "buyers": row.buyers,
        "offer": row.offer_id,
        "change_set": row.change_set_id,
        "changed": f"{row.updated:%Y-%m-%d %H:%M:%S}",
    }


def submission_rows(store: SqliteStore, rows: Iterable[SubmissionRow], output: str) -> list[dict[str, Any]]:
    """What a list shows of them: how many buyers to a person, their ids to a program."""
    if output != "json":
        return [submission_row(row) for row in rows]
    buyers = store.submission_buyers()
    return [submission_row(row) | {"buyers": buyers.get(row.id)} for row in rows]


def submission_details(submission: Submission) -> dict[str, Any]:
    """What belongs to it besides."""
    seen = submission.last_seen
    errors = [
        {"change": change.change_type, "code": error.code, "message": error.message}
        for change in (seen.changes if seen else ())
        for error in change.errors
    ]
    said = (submission.problem, *(seen.failures if seen else ()))
    return {
        "name": submission.name,
        "buyers": list(submission.plan.buyers),
        "digest": submission.plan.digest,
        "link": link_of(submission),
        "tries": [f"{one.at:%Y-%m-%d %H:%M:%S} {one.outcome}" for one in submission.tries],
        "errors": errors,
        "says": " ".join(text for text in said if text),
    }


def link_of(submission: Submission) -> str:
    """The buyer's page of an offer that has just been published, "" for everything else."""
    plan = submission.plan
    published = submission.state == "succeeded" and plan.kind in ("publish", "release")
    return offer_link(plan.product_id, submission.offer_id) if published and plan.product_id else ""
