"""The order of the steps, what each one's state is, and when one may go on."""

from enum import StrEnum

from cppo_tui.domain.checks import CheckContext, check_step
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.findings import Finding, Severity, stopping
from cppo_tui.domain.model import Frozen
from cppo_tui.domain.steps import FORM_STEPS, Step


class Progress(StrEnum):
    """What the rail says about a step."""

    DONE = "done"
    HERE = "here"
    PROBLEM = "to fix"
    AHEAD = "ahead"


class RailEntry(Frozen):
    """One step on the rail. ``open`` tells whether one may jump there."""

    step: Step
    progress: Progress
    open: bool


def rail(draft: OfferDraft, here: Step, context: CheckContext) -> tuple[RailEntry, ...]:
    """The state of every step, as seen from ``here``."""
    return tuple(_entry(step, draft, here, context) for step in Step)


def _entry(step: Step, draft: OfferDraft, here: Step, context: CheckContext) -> RailEntry:
    opened = step <= draft.reached and step is not Step.STATUS
    if step is here:
        progress = Progress.HERE
    elif step >= draft.reached or step not in FORM_STEPS:
        progress = Progress.AHEAD
    elif stopping(check_step(step, draft, context)):
        progress = Progress.PROBLEM
    else:
        progress = Progress.DONE
    return RailEntry(step=step, progress=progress, open=opened)


def rail_at_status() -> tuple[RailEntry, ...]:
    """The rail once a plan was sent: everything is done, and nothing of it can be gone back to."""
    return tuple(
        RailEntry(step=step, progress=Progress.HERE if step is Step.STATUS else Progress.DONE, open=False)
        for step in Step
    )


class Gate(Frozen):
    """May one go on? ``blocking`` must be fixed, ``asking`` must be answered with yes."""

    blocking: tuple[Finding, ...]
    asking: tuple[Finding, ...]

    @property
    def open(self) -> bool:
        """True when nothing stands in the way."""
        return not self.blocking and not self.asking


def gate(step: Step, draft: OfferDraft, context: CheckContext) -> Gate:
    """What stands between this step and the next."""
    findings = check_step(step, draft, context)
    return Gate(
        blocking=tuple(f for f in findings if f.severity is Severity.BLOCKING),
        asking=tuple(f for f in findings if f.severity is Severity.ASK),
    )


def first_open_step(draft: OfferDraft) -> Step:
    """Where to continue a draft: the furthest step reached."""
    return min(draft.reached, Step.REVIEW)
