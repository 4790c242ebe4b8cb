"""Sending a plan at most once (design: the submission contract).

The intent, with its token and name, is durable before the first byte leaves. An outcome that is not
known is kept as unknown: from there one can only look it up, and send the very same bytes with the very
same token again, while AWS can be expected to remember the token.
"""

from contextlib import suppress
from datetime import datetime, timedelta

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.catalog import Caller, ChangeSetStatus, ChangeSetSummary
from cppo_tui.domain.checks.context import CheckContext
from cppo_tui.domain.checks.existing import open_offers
from cppo_tui.domain.checks.opportunity import check_authorization
from cppo_tui.domain.clock import ahead_by, too_far_off
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.errors import CatalogError, StoreError, UnknownOutcome
from cppo_tui.domain.plan import AMENDING, Plan, PlanKind
from cppo_tui.domain.ports import Catalog, Clock, NewId, Sender, SubmissionRow, SubmissionStore
from cppo_tui.domain.reviewed_terms import reviewed_expiry
from cppo_tui.domain.submission import Submission, SubmissionState, Try
from cppo_tui.services import refusals
from cppo_tui.services.amending import guard_amended
from cppo_tui.services.plan_use import refuse_used

TOKEN_IS_YOUNG = timedelta(minutes=10)
"""How long the same token may be sent again. AWS documents no lifetime (fact sheet 6.7), so: minutes."""

SENDING_IS_LOST = timedelta(seconds=60)
"""After this a submission still marked as sending was cut off: no call takes that long."""

_SETTLED = frozenset(state.value for state in SubmissionState if not state.in_flight)
_MAKES_NO_OFFER = (PlanKind.DRAFT, PlanKind.EXPIRE)
_CAME_TO_NOTHING = (ChangeSetStatus.FAILED, ChangeSetStatus.CANCELLED)


class Submitter:
    """The state machine of a submission. Every method blocks; run it in a thread."""

    def __init__(
        self, store: SubmissionStore, catalog: Catalog, *, clock: Clock, new_id: NewId, world: str
    ) -> None:
        self._store = store
        self._catalog = catalog
        self._clock = clock
        self._new_id = new_id
        self._world = world

    def submit(self, plan: Plan) -> Submission:
        """Check everything that may have moved since the review, note the intent, send once.

        Returns the submission as accepted, refused or unknown. Raises PlanRefused, CatalogError or
        StoreError when nothing was sent, AcceptedNotRecorded when it was and could not be noted. An
        outcome other than accepted that could not be noted is returned all the same, and says so; what
        is stored is then still "sending", which is looked up like every submission that was cut off.
        """
        history = self._history(plan.draft_id)
        self._guard_plan(plan, history)
        sender = self._catalog.sender()
        self._guard_caller(plan, sender.caller())
        self._guard_catalog(plan)
        self._guard_other_drafts(plan)
        submission = self._intent(plan, attempt=len(history) + 1)
        try:
            self._store.add_submission(submission)
        except StoreError:
            self._guard_plan(plan, self._history(plan.draft_id))  # another window was quicker: say how
            raise
        return self._send(submission, sender, doubt=False)

    def resend(self, submission_id: str) -> Submission:
        """Send an unknown submission again: same bytes, same token, same account, young token only.

        AWS may have forgotten the token, so it is looked up once more before; found, it is adopted.
        """
        submission = self._store.load_submission(submission_id)
        if submission.state is not SubmissionState.UNKNOWN:
            raise refusals.not_unknown(submission)
        if not self.may_resend(submission):
            raise refusals.token_old()
        sender = self._catalog.sender()
        self._guard_caller(submission.plan, sender.caller())
        adopted = self._adopted(submission)
        if adopted is not None:
            return adopted
        sending = self._moved(submission, SubmissionState.SENDING, "")
        self._store.update_submission(sending, expected=SubmissionState.UNKNOWN)
        return self._send(sending, sender, doubt=True)

    def may_resend(self, submission: Submission) -> bool:
        """True while AWS can be expected to know the token still."""
        return abs(self._clock() - submission.created) < TOKEN_IS_YOUNG

    def look_up(self, submission_id: str) -> Submission:
        """One look for an unknown submission under its own name; found, it is adopted as accepted.

        Raises CatalogError when the list could not be read, or is another account's: that is not the
        same as "not there".
        """
        submission = self.recover(self._store.load_submission(submission_id))
        if submission.state is not SubmissionState.UNKNOWN:
            return submission
        return self._adopted(submission) or submission

    def recover(self, submission: Submission) -> Submission:
        """A submission cut off while sending (crash, power) has an unknown outcome."""
        cut_off = abs(self._clock() - submission.updated) > SENDING_IS_LOST
        if submission.state is not SubmissionState.SENDING or not cut_off:
            return submission
        unknown = self._tried(
            submission, SubmissionState.UNKNOWN, submission.updated, "This was cut off while being sent."
        )
        self._store.update_submission(unknown, expected=SubmissionState.SENDING)
        return unknown

    def declare_absent(self, submission_id: str) -> Submission:
        """A person has looked in the AWS console and takes the decision that AWS does not have it.

        Looked up a last time: found after all, it is adopted. If one cannot look, the person's word stands.
        """
        submission = self._store.load_submission(submission_id)
        if submission.state is SubmissionState.UNKNOWN:
            with suppress(CatalogError):
                adopted = self._adopted(submission)
                if adopted is not None:
                    return adopted
        absent = self._moved(submission, SubmissionState.REFUSED, "Closed by hand: not found at AWS.")
        self._store.update_submission(absent, expected=SubmissionState.UNKNOWN)
        return absent

    def cancel(self, submission_id: str) -> None:
        """Ask AWS to cancel. What comes of it the watcher sees."""
        self._catalog.cancel(self._store.load_submission(submission_id).change_set_id)

    def _history(self, draft_id: str) -> list[SubmissionRow]:
        return [row for row in self._store.submissions() if row.draft_id == draft_id]

    def _guard_plan(self, plan: Plan, history: list[SubmissionRow]) -> None:
        if not plan.intact:
            raise refusals.altered()
        if plan.world != self._world:
            raise refusals.other_world(plan, self._world)
        for row in history:
            if row.state not in _SETTLED:
                raise refusals.in_flight()
            if plan.kind in AMENDING:  # an offer's expiry is changed as often as one likes
                refuse_used(plan, [row])
            elif row.state == SubmissionState.SUCCEEDED:
                earlier = self._store.load_submission(row.id).plan
                if earlier.kind is not PlanKind.DRAFT or earlier.digest == plan.digest:
                    raise refusals.published(row.offer_id)

    def _guard_caller(self, plan: Plan, caller: Caller) -> None:
        """The account of the review, and a clock that agrees with AWS's: its own answer is dated."""
        if caller.account != plan.seller_account:
            raise refusals.other_account(plan, caller.account)
        if caller.answered is not None:
            ahead = ahead_by(self._clock(), caller.answered)
            if too_far_off(ahead):
                raise refusals.wrong_clock(ahead)

    def _guard_catalog(self, plan: Plan) -> None:
        if plan.kind in AMENDING:
            guard_amended(plan, self._catalog.offer(plan.offer_id), self._clock())
            return
        if plan.kind is not PlanKind.RELEASE:  # a release sends the draft AWS computed, as it was seen
            self._guard_authorization(plan)
        if reviewed_expiry(plan) <= self._clock().date():
            raise refusals.expired()
        offers = self._catalog.offers(plan.authorization_id)
        for offer in offers:  # a listing may lag behind a fresh draft, so only what it does say counts
            if offer.id == plan.offer_id and offer.state != "Draft":
                raise refusals.no_draft(offer.id)
        for offer in open_offers(offers, plan.authorization_id, plan.buyers, self._clock()):
            if offer.id not in plan.known_offers:
                raise refusals.duplicate(offer.id)

    def _guard_authorization(self, plan: Plan) -> None:
        fresh = self._catalog.authorization(plan.authorization_id)
        context = CheckContext(now=self._clock(), seller_account=plan.seller_account)
        draft = OfferDraft(id=plan.draft_id, authorization=fresh, reuse_offer_id=plan.offer_id)
        against = check_authorization(draft, context)
        if against:
            raise refusals.stale(fresh, against[0].message)
        if not _as_reviewed(plan, fresh):
            raise refusals.stale(fresh, "its terms are not the ones you read.")

    def _guard_other_drafts(self, plan: Plan) -> None:
        """What another draft is publishing right now, AWS does not list as an offer yet."""
        others = [row for row in self._store.submissions() if row.draft_id != plan.draft_id]
        for row in [] if plan.kind in AMENDING else others:
            if row.state in _SETTLED or row.kind in _MAKES_NO_OFFER:
                continue
            other = self._store.load_submission(row.id).plan
            same = other.authorization_id == plan.authorization_id
            if same and set(other.buyers) & set(plan.buyers):
                raise refusals.twin_in_flight(row.title)
        refuse_used(plan, others)

    def _intent(self, plan: Plan, *, attempt: int) -> Submission:
        now = self._clock()
        return Submission(
            id=f"{plan.draft_id}-{attempt}",  # not random: each attempt exists once, whatever the windows do
            plan=plan,
            attempt=attempt,
            name=f"cppo {plan.draft_id} {attempt}",
            token=self._new_id(),
            state=SubmissionState.SENDING,
            created=now,
            updated=now,
            offer_id=plan.offer_id if plan.kind in AMENDING else "",
        )

    def _adopted(self, submission: Submission) -> Submission | None:
        """The submission as accepted if AWS lists it, None if AWS does not. Raises CatalogError."""
        account = self._catalog.caller().account
        if account != submission.plan.seller_account:
            raise refusals.cannot_look(submission.plan, account)
        found = self._catalog.change_sets(submission.name)
        if not found:
            return None
        best = min(found, key=lambda listed: listed.status in _CAME_TO_NOTHING)
        adopted = self._moved(submission, SubmissionState.ACCEPTED, _several(found)).model_copy(
            update={"change_set_id": best.id}
        )
        try:
            self._store.update_submission(adopted, expected=SubmissionState.UNKNOWN)
        except StoreError as error:
            if self._is_noted(adopted):  # another window was quicker
                raise
            raise refusals.AcceptedNotRecorded(adopted, error) from error
        return adopted

    def _is_noted(self, accepted: Submission) -> bool:
        try:
            return self._store.load_submission(accepted.id).change_set_id == accepted.change_set_id
        except StoreError:
            return False

    def _send(self, submission: Submission, sender: Sender, *, doubt: bool) -> Submission:
        """Exactly one StartChangeSet. ``doubt``: an earlier try may have been accepted, and a refusal of
        this one says nothing about that."""
        at = self._clock()
        try:
            change_set_id = sender.start(submission.plan.body, name=submission.name, token=submission.token)
        except UnknownOutcome as error:
            return self._ended(submission, SubmissionState.UNKNOWN, at, error.sentences())
        except CatalogError as error:
            if doubt:
                problem = f"This try failed: {error.what} The earlier one may have been accepted anyway."
                return self._ended(submission, SubmissionState.UNKNOWN, at, problem)
            return self._ended(submission, SubmissionState.REFUSED, at, error.sentences())
        accepted = self._tried(submission, SubmissionState.ACCEPTED, at, "").model_copy(
            update={"change_set_id": change_set_id}
        )
        try:
            self._store.update_submission(accepted, expected=SubmissionState.SENDING)
        except StoreError as error:
            raise refusals.AcceptedNotRecorded(accepted, error) from error
        return accepted

    def _ended(
        self, submission: Submission, state: SubmissionState, at: datetime, problem: str
    ) -> Submission:
        ended = self._tried(submission, state, at, problem)
        try:
            self._store.update_submission(ended, expected=SubmissionState.SENDING)
        except StoreError as error:
            return ended.model_copy(update={"problem": f"{problem} {error}"})
        return ended

    def _tried(
        self, submission: Submission, state: SubmissionState, at: datetime, problem: str
    ) -> Submission:
        tries = (*submission.tries, Try(at=at, outcome=state.value))
        return self._moved(submission, state, problem).model_copy(update={"tries": tries})

    def _moved(self, submission: Submission, state: SubmissionState, problem: str) -> Submission:
        return submission.model_copy(update={"state": state, "updated": self._clock(), "problem": problem})


def _as_reviewed(plan: Plan, fresh: ResaleAuthorization) -> bool:
    """Nothing material changed; that a draft offer to be completed has used it up does not count."""
    if fresh.fingerprint == plan.fingerprint:
        return True
    unused = fresh.model_copy(update={"extended_status": "", "max_offers": None})
    return bool(plan.offer_id) and unused.fingerprint == plan.fingerprint


def _several(found: tuple[ChangeSetSummary, ...]) -> str:
    """What must be told when AWS lists more than the one that should be there."""
    if len(found) == 1:
        return ""
    ids = ", ".join(listed.id for listed in found)
    return f"AWS lists {len(found)} change sets of this name ({ids}). Look at each in the AWS console."
