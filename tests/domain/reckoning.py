"""What own installments come to: the schedule, or what is said against them."""

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.draft import Installments, OfferDraft
from cppo_tui.domain.findings import Finding
from cppo_tui.domain.installments import OwnSchedule, resolve_installments
from tests.domain.given import TODAY, codes
from tests.domain.kinds import a_draft_of, contract, own_schedule, rows


def said(draft: OfferDraft) -> tuple[Finding, ...]:
    """What is wrong with them."""
    schedule = resolve_installments(draft, TODAY)
    return () if isinstance(schedule, OwnSchedule) else schedule


def found(authorization: ResaleAuthorization, own: Installments) -> list[str]:
    """The codes of what is wrong with them."""
    return codes(said(a_draft_of(authorization, installments=own)))


def made(authorization: ResaleAuthorization, own: Installments) -> OwnSchedule:
    """The schedule they come to."""
    schedule = resolve_installments(a_draft_of(authorization, installments=own), TODAY)
    assert isinstance(schedule, OwnSchedule), schedule
    return schedule


def of_rows(*lines: tuple[str, str]) -> list[str]:
    """What is wrong with these lines of a schedule for ten seats."""
    return found(contract(), own_schedule(rows=rows(*lines)))
