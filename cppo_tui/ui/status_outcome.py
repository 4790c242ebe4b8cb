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


def has_outcome(submission: Submission) -> bool:
    """Whether there is more to say than the headline does."""
    known = submission.state in (SubmissionState.SUCCEEDED, SubmissionState.UNKNOWN)
    return known or (submission.state.in_flight and submission.plan.kind in AMENDING)


def in_words(submission: Submission) -> bool:
    """Whether that is a sentence: what is to be done, rather than facts."""
    return submission.state is SubmissionState.UNKNOWN or submission.plan.kind is PlanKind.DRAFT


def outcome_words(submission: Submission, compared: tuple[Line, ...], unclear: Content) -> Content:
    """``unclear`` is what to say of an outcome that is not known."""
    if submission.state is SubmissionState.UNKNOWN:
        return unclear
    return view.drafted_words(submission, compared)


def outcome_facts(app: CppoApp, submission: Submission, last: LastDay, link: str) -> Table:
    """The offer and what is to be told of it, or the change that is on its way."""
    if submission.state.in_flight and submission.plan.kind in AMENDING:
        return view.moving(submission)
    return view.success(submission, link, last, offer_acts.opened_again(app, submission.offer_id))
