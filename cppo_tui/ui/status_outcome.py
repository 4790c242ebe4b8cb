"""What the status says below its headline: what came of it, or which change is on its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cppo_tui.domain.plan import AMENDING, PlanKind
from cppo_tui.domain.submission import Submission, SubmissionState
from cppo_tui.ui import offer_acts
from cppo_tui.ui import status_view as view

if TYPE_CHECKING:
    from rich.table import Table
    from textual.content import Content

    from cppo_tui.domain.last_day import LastDay
    from cppo_tui.domain.verify import Line
    from cppo_tui.ui.app import CppoApp


def outcome_of(
    app: CppoApp,
    submission: Submission,
    last: LastDay,
    link: str,
    compared: tuple[Line, ...],
    unknown: Content,
) -> Content | Table | None:
    """None where the headline says it all; ``unknown`` is what to say of an outcome that is not known."""
    if submission.state is SubmissionState.UNKNOWN:
        return unknown
    if submission.state.in_flight and submission.plan.kind in AMENDING:
        return view.moving(submission)
    if submission.state is not SubmissionState.SUCCEEDED:
        return None
    if submission.plan.kind is PlanKind.DRAFT:
        return view.drafted_words(submission, compared)
    return view.success(submission, link, last, offer_acts.opened_again(app, submission.offer_id))
