"""What may speak against sending a plan that was confirmed: each is looked at once more, right before it."""

from collections.abc import Iterator, Sequence

from cppo_tui.domain.accounts import may_name
from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.catalog import Caller, ChangeSetStatus, OfferSummary
from cppo_tui.domain.checks.context import CheckContext
from cppo_tui.domain.checks.opportunity import check_authorization
from cppo_tui.domain.clock import ahead_by, too_far_off
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.errors import NotFound
from cppo_tui.domain.plan import AMENDING, Plan, PlanKind
from cppo_tui.domain.ports import Catalog, Clock, SubmissionRow, SubmissionStore
from cppo_tui.domain.reviewed_terms import reviewed_expiry
from cppo_tui.domain.submission import Submission, SubmissionState, attempt_name, attempt_number
from cppo_tui.services import refusals
from cppo_tui.services.amending import guard_amended
from cppo_tui.services.completed import guard_completed
from cppo_tui.services.just_made import unasked_now
from cppo_tui.services.plan_use import refuse_used

_SETTLED = frozenset(state.value for state in SubmissionState if not state.in_flight)
_MAKES_NO_OFFER = (PlanKind.DRAFT, PlanKind.EXPIRE)
CAME_TO_NOTHING = (ChangeSetStatus.FAILED, ChangeSetStatus.CANCELLED)


class Guards:
    """Each method raises PlanRefused when something speaks against it, CatalogError and StoreError when that
    cannot be found out: nothing is sent then either."""

    def __init__(self, store: SubmissionStore, catalog: Catalog, *, clock: Clock, world: str) -> None:
        self._store = store
        self._catalog = catalog
        self._clock = clock
        self._world = world

    def plan(self, plan: Plan) -> list[SubmissionRow]:
        """Whole, for here, and not used yet by its own draft; returns what that has sent so far."""
        if not plan.intact:
            raise refusals.altered()
        if plan.world != self._world:
            raise refusals.other_world(plan, self._world)
        history = [row for row in self._store.submissions() if row.draft_id == plan.draft_id]
        for row in history:
            if row.state not in _SETTLED:
                raise refusals.in_flight()
            if plan.kind in AMENDING:  # an offer's expiry is changed as often as one likes
                refuse_used(plan, [row])
            elif row.state == SubmissionState.SUCCEEDED:
                earlier = self._store.load_submission(row.id).plan
                if earlier.kind is not PlanKind.DRAFT or earlier.digest == plan.digest:
                    raise refusals.published(row.offer_id)
        return history

    def caller(self, plan: Plan, caller: Caller) -> None:
        """The account of the review, and a clock that agrees with AWS's: its own answer is dated."""
        if caller.account != plan.seller_account:
            raise refusals.other_account(plan, caller.account)
        if caller.answered is not None:
            ahead = ahead_by(self._clock(), caller.answered)
            if too_far_off(ahead):
                raise refusals.wrong_clock(ahead)

    def at_aws(self, plan: Plan) -> tuple[OfferSummary, ...]:
        """AWS still has what was reviewed, and no offer that the person was not asked about.

        Returns the offers AWS lists, for ``no_twin`` right before it is sent.
        """
        if plan.kind in AMENDING:
            guard_amended(plan, self._catalog.offer(plan.offer_id), self._clock())
            return ()
        if plan.kind is not PlanKind.RELEASE:  # a release sends the draft AWS computed, as it was seen
            self.authorization(plan)
            guard_completed(plan, self._catalog)
        if reviewed_expiry(plan) <= self._clock().date():
            raise refusals.expired()
        offers = self._catalog.offers(plan.authorization_id)
        for offer in offers:  # a listing may lag behind a fresh draft, so only what it does say counts
            if offer.id == plan.offer_id and offer.state != "Draft":
                raise refusals.no_draft(offer.id)
        self.no_twin(plan, offers)
        return offers

    def no_twin(self, plan: Plan, listed: tuple[OfferSummary, ...]) -> None:
        """No open offer to these buyers that the person was not asked about, neither of those AWS listed nor
        of those made from here, which AWS may not list yet."""
        if plan.kind in AMENDING:
            return
        now, world = self._clock(), self._world
        for offer in unasked_now(plan, listed, self._catalog, self._store, now=now, world=world):
            raise refusals.duplicate(offer.id)

    def free_attempt(self, plan: Plan, history: Sequence[SubmissionRow]) -> int:
        """The number of this attempt, whose name AWS must not know yet: not every id is random, and the
        same draft may have been sent from another computer or before these drafts were put back from a copy.
        An expiry is changed under a name that the offer and the change make: those are not asked about.

        ``history`` is as ``plan`` has returned it: what another window has added since takes the same number,
        and only one of the two is stored.
        """
        attempt = max([len(history), *(attempt_number(row.id, plan.draft_id) for row in history)]) + 1
        while plan.kind not in AMENDING and (found := self._catalog.change_sets(attempt_name(plan, attempt))):
            for listed in found:
                if listed.status not in CAME_TO_NOTHING:
                    self.plan(plan)  # by another window, just now?
                    raise refusals.elsewhere(listed)
            attempt += 1
        return attempt

    def authorization(self, plan: Plan) -> None:
        """Nothing material of the authorization has changed since the review."""
        try:
            fresh = self._catalog.authorization(plan.authorization_id)
        except NotFound as error:
            raise refusals.gone(plan.authorization_id) from error
        context = CheckContext(now=self._clock(), seller_account=plan.seller_account)
        draft = OfferDraft(id=plan.draft_id, authorization=fresh, reuse_offer_id=plan.offer_id)
        against = check_authorization(draft, context)
        if against:
            raise refusals.stale(fresh, against[0].message)
        if not _as_reviewed(plan, fresh):
            raise refusals.stale(fresh, "its terms are not the ones you read.")

    def other_drafts(self, plan: Plan) -> None:
        """What another draft is publishing right now, AWS does not list as an offer yet."""
        others = [row for row in self._store.submissions() if row.draft_id != plan.draft_id]
        for row in others:
            if row.state in _SETTLED or not _both_make_offers(row, plan):
                continue
            if _same_customer(self._store.load_submission(row.id).plan, plan):
                raise refusals.twin_in_flight(row.title)
        refuse_used(plan, others)

    def taken_for_absent(self, plan: Plan) -> Iterator[Submission]:
        """What a person closed without an answer of AWS's, and would be a second offer beside this one: of
        this draft any attempt, of another one what goes to the same customer or has the very same bytes."""
        for row in self._store.submissions():
            this = row.draft_id == plan.draft_id or row.digest == plan.digest
            twin = _both_make_offers(row, plan) and may_name(row.buyers, plan.buyers)
            if row.state != SubmissionState.REFUSED or not (this or twin):
                continue
            closed = self._store.load_submission(row.id)
            if not closed.closed_by_hand or closed.plan.seller_account != plan.seller_account:
                continue
            if this or _same_customer(closed.plan, plan):
                yield closed


def _both_make_offers(row: SubmissionRow, plan: Plan) -> bool:
    """Whether this submission of another draft and the plan could come to two offers for one customer."""
    return plan.kind not in AMENDING and row.kind not in _MAKES_NO_OFFER


def _same_customer(one: Plan, other: Plan) -> bool:
    """From the same authorization to one of the same buyers."""
    return one.authorization_id == other.authorization_id and bool(set(one.buyers) & set(other.buyers))


def _as_reviewed(plan: Plan, fresh: ResaleAuthorization) -> bool:
    """Nothing material changed; that a draft offer to be completed has used it up does not count."""
    if fresh.fingerprint == plan.fingerprint:
        return True
    unused = fresh.model_copy(update={"extended_status": "", "max_offers": None})
    return bool(plan.offer_id) and unused.fingerprint == plan.fingerprint
