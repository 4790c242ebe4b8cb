"""Sending a plan at most once (design: the submission contract).

The intent, with its token and name, is durable before the first byte leaves. An outcome that is not
known is kept as unknown: from there one can only look it up, and send the very same bytes with the very
same token again, while AWS can be expected to remember the token.
"""

from datetime import datetime, timedelta

from cppo_tui.domain.checks.context import CheckContext
from cppo_tui.domain.checks.existing import open_offers
from cppo_tui.domain.checks.opportunity import usability
from cppo_tui.domain.errors import CatalogError, StoreError, UnknownOutcome
from cppo_tui.domain.plan import Plan, PlanKind
from cppo_tui.domain.ports import Catalog, Clock, NewId, Sender, SubmissionRow, SubmissionStore
from cppo_tui.domain.submission import Submission, SubmissionState, Try
from cppo_tui.services import refusals

TOKEN_IS_YOUNG = timedelta(minutes=10)
"""How long the same token may be sent again. AWS documents no lifetime (fact sheet 6.7), so: minutes."""

SENDING_IS_LOST = timedelta(seconds=60)
"""After this a submission still marked as sending was cut off: no call takes that long."""


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
        StoreError when nothing was sent, AcceptedNotRecorded when it was and could not be noted.
        """
        history = self._history(plan.draft_id)
        self._guard_plan(plan, history)
        sender = self._catalog.sender()
        account = sender.caller().account
        if account != plan.seller_account:
            raise refusals.other_account(plan, account)
        if plan.kind is not PlanKind.RELEASE:
            self._guard_catalog(plan)
        submission = self._intent(plan, attempt=len(history) + 1)
        self._store.add_submission(submission)
        return self._send(submission, sender)

    def resend(self, submission_id: str) -> Submission:
        """Send an unknown submission again: same bytes, same token, same account, young token only."""
        submission = self._store.load_submission(submission_id)
        if submission.state is not SubmissionState.UNKNOWN or not self.may_resend(submission):
            raise refusals.in_flight()
        sender = self._catalog.sender()
        account = sender.caller().account
        if account != submission.plan.seller_account:
            raise refusals.other_account(submission.plan, account)
        sending = self._moved(submission, SubmissionState.SENDING, "")
        self._store.update_submission(sending, expected=SubmissionState.UNKNOWN)
        return self._send(sending, sender)

    def may_resend(self, submission: Submission) -> bool:
        """True while AWS can be expected to know the token still."""
        return self._clock() - submission.created < TOKEN_IS_YOUNG

    def look_up(self, submission_id: str) -> Submission:
        """One look for an unknown submission under its own name; found, it is adopted as accepted.

        Raises CatalogError when the list could not be read: that is not the same as "not there".
        """
        submission = self.recover(self._store.load_submission(submission_id))
        if submission.state is not SubmissionState.UNKNOWN:
            return submission
        found = self._catalog.change_sets(submission.name)
        if not found:
            return submission
        adopted = self._moved(submission, SubmissionState.ACCEPTED, "").model_copy(
            update={"change_set_id": found[0].id}
        )
        self._store.update_submission(adopted, expected=SubmissionState.UNKNOWN)
        return adopted

    def recover(self, submission: Submission) -> Submission:
        """A submission cut off while sending (crash, power) has an unknown outcome."""
        cut_off = self._clock() - submission.updated > SENDING_IS_LOST
        if submission.state is not SubmissionState.SENDING or not cut_off:
            return submission
        unknown = self._moved(
            submission, SubmissionState.UNKNOWN, "The program ended while this was being sent."
        )
        self._store.update_submission(unknown, expected=SubmissionState.SENDING)
        return unknown

    def declare_absent(self, submission_id: str) -> Submission:
        """A person has looked in the AWS console and takes the decision that AWS does not have it."""
        submission = self._store.load_submission(submission_id)
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
            state = SubmissionState(row.state)
            if state.in_flight:
                raise refusals.in_flight()
            if state is SubmissionState.SUCCEEDED:
                earlier = self._store.load_submission(row.id).plan
                if earlier.kind is not PlanKind.DRAFT or earlier.digest == plan.digest:
                    raise refusals.published(row.offer_id)

    def _guard_catalog(self, plan: Plan) -> None:
        fresh = self._catalog.authorization(plan.authorization_id)
        context = CheckContext(now=self._clock(), seller_account=plan.seller_account)
        unusable = usability(fresh, context)
        if unusable:
            raise refusals.stale(fresh, unusable[0].message)
        if fresh.fingerprint != plan.fingerprint:
            raise refusals.stale(fresh, "its terms are not the ones you read.")
        offers = self._catalog.offers(plan.authorization_id)
        for offer in open_offers(offers, plan.authorization_id, plan.buyers, self._clock()):
            if offer.id not in plan.known_offers:
                raise refusals.duplicate(offer.id)

    def _intent(self, plan: Plan, *, attempt: int) -> Submission:
        now = self._clock()
        return Submission(
            id=self._new_id(),
            plan=plan,
            attempt=attempt,
            name=f"cppo {plan.draft_id} {attempt}",
            token=self._new_id(),
            state=SubmissionState.SENDING,
            created=now,
            updated=now,
        )

    def _send(self, submission: Submission, sender: Sender) -> Submission:
        """Exactly one StartChangeSet. A refusal after an earlier doubtful try leaves the doubt."""
        doubt = any(earlier.outcome == "unknown" for earlier in submission.tries)
        at = self._clock()
        try:
            change_set_id = sender.start(submission.plan.body, name=submission.name, token=submission.token)
        except UnknownOutcome as error:
            return self._ended(submission, SubmissionState.UNKNOWN, at, error.sentences())
        except CatalogError as error:
            state = SubmissionState.UNKNOWN if doubt else SubmissionState.REFUSED
            return self._ended(submission, state, at, error.sentences())
        accepted = self._tried(submission, SubmissionState.ACCEPTED, at, "").model_copy(
            update={"change_set_id": change_set_id}
        )
        try:
            self._store.update_submission(accepted, expected=SubmissionState.SENDING)
        except StoreError as error:
            raise refusals.AcceptedNotRecorded(change_set_id, submission.name, error) from error
        return accepted

    def _ended(
        self, submission: Submission, state: SubmissionState, at: datetime, problem: str
    ) -> Submission:
        ended = self._tried(submission, state, at, problem)
        self._store.update_submission(ended, expected=SubmissionState.SENDING)
        return ended

    def _tried(
        self, submission: Submission, state: SubmissionState, at: datetime, problem: str
    ) -> Submission:
        tries = (*submission.tries, Try(at=at, outcome=state.value))
        return self._moved(submission, state, problem).model_copy(update={"tries": tries})

    def _moved(self, submission: Submission, state: SubmissionState, problem: str) -> Submission:
        return submission.model_copy(update={"state": state, "updated": self._clock(), "problem": problem})
