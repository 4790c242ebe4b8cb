"""Releasing a draft that AWS has computed: which one may be, and what it differs in from the review."""

from contextlib import suppress

from cppo_tui.domain.catalog import OfferSummary, OfferView
from cppo_tui.domain.checks import CheckContext, check_all
from cppo_tui.domain.checks.existing import twin_finding, unasked_offers
from cppo_tui.domain.checks.terms import check_expiry
from cppo_tui.domain.errors import StoreError
from cppo_tui.domain.findings import Finding, Severity, stopping, unconfirmed_warnings
from cppo_tui.domain.model import Frozen
from cppo_tui.domain.plan import Plan, PlanKind, canonical
from cppo_tui.domain.ports import DraftStore, SubmissionStore
from cppo_tui.domain.reviewed_terms import reviewed_expiry
from cppo_tui.domain.submission import Submission, SubmissionState
from cppo_tui.domain.terms import Expiry
from cppo_tui.domain.verify import Line, compared
from cppo_tui.services import refusals
from cppo_tui.services.planner import beside_known, preview, release_plan


class Release(Frozen):
    """The plan that releases the draft at the revision that was read, with its facts, ours and AWS's.

    ``twins`` are open offers to the same buyers that were not there when the draft was reviewed, or not
    asked about then; ``expiry`` is what AWS's last day to accept is asked about or warned of by now;
    ``unusual`` what was unusual about the draft when it was sent, which binds only now.
    """

    plan: Plan
    offer: OfferView
    lines: tuple[Line, ...]
    twins: tuple[OfferSummary, ...] = ()
    expiry: tuple[Finding, ...] = ()
    unusual: tuple[Finding, ...] = ()

    @property
    def differing(self) -> tuple[Line, ...]:
        """What AWS has otherwise than it was reviewed: AWS's version is what the buyer gets."""
        return tuple(line for line in self.lines if not line.same)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What must be asked before it is released."""
        return (*(twin_finding(offer, self.plan.buyers) for offer in self.twins), *stopping(self.expiry))

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What should be read before it is released, though it stops nothing."""
        return unconfirmed_warnings((*self.expiry, *self.unusual))

    @property
    def consented(self) -> Plan:
        """The plan once the person has said that all these offers are meant."""
        return beside_known(self.plan, self.twins)


def refuse_release(submission: Submission, store: SubmissionStore, context: CheckContext) -> None:
    """What speaks against releasing this draft and can be said before its offer is read.

    The submitter looks again right before it sends. Raises PlanRefused, StoreError.
    """
    drafted = submission.plan
    if drafted.kind is not PlanKind.DRAFT or submission.state is not SubmissionState.SUCCEEDED:
        raise refusals.not_drafted(submission)
    if context.seller_account != drafted.seller_account:
        raise refusals.other_account(drafted, context.seller_account)
    for row in store.submissions():
        if row.draft_id != drafted.draft_id or row.id == submission.id:
            continue
        other = store.load_submission(row.id)
        if other.state.in_flight:
            raise refusals.in_flight()
        if other.state is SubmissionState.SUCCEEDED and other.plan.kind is not PlanKind.DRAFT:
            raise refusals.published(other.offer_id)
        if other.state is SubmissionState.SUCCEEDED and other.attempt > submission.attempt:
            raise refusals.superseded(other.id, other.offer_id)
    if reviewed_expiry(drafted) <= context.today:
        raise refusals.expired()


def beside(plan: Plan, offer: OfferView, drafts: DraftStore, *, moved: str = "") -> tuple[Line, ...]:
    """What was reviewed beside what AWS has. Inherited terms are compared while the draft still has the
    authorization as it was reviewed."""
    granted = None
    with suppress(StoreError):
        granted = drafts.load_draft(plan.draft_id)[0].authorization
    known = granted is not None and granted.fingerprint == plan.fingerprint
    return compared(plan, offer, granted if known else None, moved=moved)


def make_release(
    submission: Submission, offer: OfferView, context: CheckContext, drafts: DraftStore
) -> Release:
    """The second half of "verify first"; ``context`` has the offers read now. Raises PlanRefused when the
    offer is no draft any more."""
    if offer.state != "Draft":
        raise refusals.no_draft(offer.id)
    expiry = _expiry(offer, context)
    if any(one.severity is Severity.BLOCKING for one in expiry):
        raise refusals.expired()
    plan = release_plan(submission.plan, offer, context)
    return Release(
        plan=plan,
        offer=offer,
        lines=beside(submission.plan, offer, drafts),
        twins=unasked_offers(plan, context.offers or (), context.now),
        expiry=expiry,
        unusual=_unusual(submission.plan, context, drafts),
    )


def _expiry(offer: OfferView, context: CheckContext) -> tuple[Finding, ...]:
    """What speaks against the last day AWS has: days may have passed since it was reviewed."""
    last = offer.expires
    return tuple(check_expiry(Expiry(day=last.date()), None, context)) if last is not None else ()


def _unusual(plan: Plan, context: CheckContext, drafts: DraftStore) -> tuple[Finding, ...]:
    """What was unusual when it was sent, where the draft it was made of is still the same. The expiry is
    judged by its date at AWS instead."""
    then = context.model_copy(update={"now": plan.made})
    with suppress(StoreError):
        draft = drafts.load_draft(plan.draft_id)[0]
        changes = preview(draft, then)
        if changes is not None and canonical(changes) == plan.payload:
            return tuple(one for one in check_all(draft, then) if one.field != "expiry")
    return ()
