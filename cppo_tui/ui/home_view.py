"""Drafts and submissions in words: the first screen's rows. Loads neither pydantic nor the AWS client."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, tzinfo
from types import MappingProxyType

from cppo_tui.domain.ports import IN_FLIGHT, DraftRow, SubmissionRow
from cppo_tui.domain.steps import step_words
from cppo_tui.domain.submission_words import AMENDS, WHY, submission_state
from cppo_tui.ui.columns import Column, Row


def when(instant: datetime, zone: tzinfo | None) -> str:
    """An instant in the person's own time."""
    return instant.astimezone(zone).strftime("%Y-%m-%d %H:%M")


ORPHANED = "authorization gone"
COMPLETES = "completes AWS's draft"

TONES = (
    ("published", "success"),
    *((words, "warning") for words in ("outcome unknown", ORPHANED)),
    *((word, "error") for word in ("failed", "refused", "cancelled")),
)
COLUMNS = (
    Column("Offer", share=4),
    Column("Buyer", width=14),
    Column("Where it stands", share=3, tones=TONES),
    Column("Changed", width=16, if_room=True),
)


def home_rows(
    submissions: Sequence[SubmissionRow],
    drafts: Sequence[DraftRow],
    zone: tzinfo | None,
    orphans: Collection[str] = (),
    completing: Mapping[str, str] = MappingProxyType({}),
) -> tuple[list[Row], dict[str, str]]:
    """The rows, what is on its way first; and per draft whose last submission failed, that submission.

    A row's key is ``d:<id>`` of a draft or ``s:<id>`` of a submission. ``orphans`` are the drafts
    whose authorization AWS has no more, ``completing`` those that complete a draft offer AWS has.
    """
    going = (*IN_FLIGHT, "succeeded")
    sent = {row.draft_id for row in submissions if row.state in going}
    in_flight = [_submission(row, zone) for row in submissions if row.state in IN_FLIGHT]
    last: dict[str, SubmissionRow] = {}
    for row in submissions:  # the most recent first
        last.setdefault(row.draft_id, row)
    tries = {draft_id: row for draft_id, row in last.items() if row.state in WHY}
    said = dict.fromkeys(completing, COMPLETES) | {one: WHY[row.state] for one, row in tries.items()}
    said |= dict.fromkeys(orphans, ORPHANED)
    open_drafts = [_draft(row, said.get(row.id, ""), zone) for row in drafts if row.id not in sent]
    released = {row.draft_id for row in submissions if row.kind == "release" and row.state in going}
    ended = [
        row
        for row in submissions
        if (row.state == "succeeded" and not (row.kind == "draft" and row.draft_id in released))
        or (row.kind in AMENDS and row.state in WHY and last[row.draft_id] is row)  # it has no draft's row
    ]
    rows = [*in_flight, *open_drafts, *_by_offer(ended, zone)]
    return rows, {draft_id: row.id for draft_id, row in tries.items()}


def _by_offer(ended: Sequence[SubmissionRow], zone: tzinfo | None) -> list[Row]:
    """A row for each offer that was published here, with what was last done to it; the rest as it is."""
    made = {row.offer_id: row for row in ended if row.offer_id and row.kind not in AMENDS}
    rows: dict[str, Row] = {}
    for row in ended:  # the most recent first
        offer = made.get(row.offer_id)
        if offer is None or row.state != "succeeded":
            rows[f"s:{row.id}"] = _submission(row, zone)
        elif f"s:{offer.id}" not in rows:
            rows[f"s:{offer.id}"] = _submission(offer, zone, row)
    return [*rows.values()]


def _submission(row: SubmissionRow, zone: tzinfo | None, latest: SubmissionRow | None = None) -> Row:
    """``latest``: what became of the offer since."""
    latest = latest or row
    stands = submission_state(latest)
    texts = (row.title or "Private offer", row.buyers, stands, when(latest.updated, zone))
    return f"s:{row.id}", texts, "bold" if row.state in IN_FLIGHT else ""


def _draft(row: DraftRow, said: str, zone: tzinfo | None) -> Row:
    """``said`` is what matters more than the step it is at."""
    texts = (
        row.title or row.product or "New offer",
        row.buyers or "no buyer yet",
        said or step_words(row.step),
        when(row.updated, zone),
    )
    return f"d:{row.id}", texts, ""
