"""From a released offer to a plan that changes its expiry: little else still can be (fact sheet 8.8)."""

from datetime import date, datetime, timedelta

from cppo_tui.domain.catalog import OfferView
from cppo_tui.domain.change_sets import availability_changes
from cppo_tui.domain.checks.availability import check_expiring, check_extension
from cppo_tui.domain.checks.context import CheckContext
from cppo_tui.domain.checks.seller import check_seller
from cppo_tui.domain.dates import long_date
from cppo_tui.domain.errors import StoreError
from cppo_tui.domain.findings import Finding, Severity
from cppo_tui.domain.last_day import LastDay, last_day
from cppo_tui.domain.model import Frozen
from cppo_tui.domain.plan import AMENDING, Plan, PlanKind, canonical, digest_of
from cppo_tui.domain.ports import SubmissionStore
from cppo_tui.domain.reviewed_terms import reviewed_expiry
from cppo_tui.domain.submission import Submission, SubmissionState
from cppo_tui.domain.terms import resolve_new_expiry
from cppo_tui.services import refusals
from cppo_tui.services.planner import NotReady


class Amendment(Frozen):
    """A plan for an offer, and what the person must be told of it before it is sent."""

    plan: Plan
    day: date
    findings: tuple[Finding, ...] = ()


def extension(
    offer: OfferView, text: str, ends: datetime | None, context: CheckContext, *, world: str
) -> Amendment:
    """Another last day to accept, as typed: a date, a length from today, or from the day that stands.

    ``ends`` is the authorization's own end. Raises NotReady for what cannot be sent. What only asks is told:
    confirming the plan is the answer.
    """
    stands = offer.expires.date() if offer.expires else None
    expiry = resolve_new_expiry(text, stands, context.today)
    if isinstance(expiry, Finding):
        raise NotReady((expiry,))
    found = check_extension(offer, expiry, ends, context, typed=text)
    return _amendment(PlanKind.EXTEND, offer, expiry.day, found, context, world)


def expiration(offer: OfferView, context: CheckContext, *, world: str) -> Amendment:
    """End the offer now: yesterday as its last day, past whatever the time of day (fact sheet 2.8)."""
    yesterday = context.today - timedelta(days=1)
    return _amendment(PlanKind.EXPIRE, offer, yesterday, check_expiring(offer, context), context, world)


def moved_here(store: SubmissionStore, offer: OfferView) -> str:
    """What the expiry AWS has now was moved by, when that was done from here; "" else. Raises nothing: what
    cannot be read is only not told."""
    last = _last_amended(store, offer.id)
    if last is None or offer.expires is None or reviewed_expiry(last.plan) != offer.expires.date():
        return ""
    return f"moved by you on {long_date(last.updated.date())}"


def last_day_now(
    store: SubmissionStore, submission: Submission, offer: OfferView | None, now: datetime
) -> LastDay:
    """What became of the last day this submission set: by AWS's own figure where it was read, else by what
    was last done to the offer from here. Raises nothing."""
    stands = offer.expires.date() if offer is not None and offer.expires is not None else None
    if stands is None and submission.offer_id:
        last = _last_amended(store, submission.offer_id)
        later = last is not None and last.updated >= submission.updated
        stands = reviewed_expiry(last.plan) if last is not None and later else None
    return last_day(submission.plan, stands, now)


def _last_amended(store: SubmissionStore, offer_id: str) -> Submission | None:
    """What was last done from here to an offer's expiry; None also when that cannot be read."""
    kinds = {kind.value for kind in AMENDING}
    try:
        ours = [row for row in store.submissions() if row.kind in kinds and row.draft_id == offer_id]
        done = [row for row in ours if row.state == SubmissionState.SUCCEEDED.value]
        last = max(done, key=lambda row: row.updated, default=None)
        return store.load_submission(last.id) if last else None
    except StoreError:
        return None


def guard_amended(plan: Plan, offer: OfferView, now: datetime) -> None:
    """Right before sending: still the offer that was looked at, and the day still means what it meant.

    Raises PlanRefused.
    """
    if f"{offer.id}@{offer.revision}" != plan.fingerprint or offer.state != "Released":
        raise refusals.moved(offer.id)
    day, today = reviewed_expiry(plan), now.date()
    if plan.kind is PlanKind.EXTEND and day <= today:
        raise refusals.expired()
    if plan.kind is PlanKind.EXPIRE and day >= today:
        raise refusals.not_past()


def _amendment(
    kind: PlanKind,
    offer: OfferView,
    day: date,
    found: tuple[Finding, ...],
    context: CheckContext,
    world: str,
) -> Amendment:
    found = (*found, *check_seller(context))
    blocking = tuple(one for one in found if one.severity is Severity.BLOCKING)
    if blocking:
        raise NotReady(blocking)
    seen = f"{offer.id}@{offer.revision}"
    payload = canonical(availability_changes(seen, day))
    plan = Plan(
        draft_id=offer.id,
        kind=kind,
        world=world,
        seller_account=context.seller_account,
        authorization_id=offer.authorization_id,
        fingerprint=seen,
        title=offer.name or offer.id,
        payload=payload,
        digest=digest_of(payload),
        made=context.now,
        offer_id=offer.id,
        buyers=offer.buyers,
        product_id=offer.product_id,
    )
    return Amendment(plan=plan, day=day, findings=found)
