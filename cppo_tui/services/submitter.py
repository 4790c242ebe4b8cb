"""Sending a plan at most once (design: the submission contract).

The intent, with its token and name, is durable before the first byte leaves. An outcome that is not
known is kept as unknown: from there one can only look it up, and send the very same bytes with the very
same token again, while AWS can be expected to remember the token.
"""

from collections import Counter
from contextlib import suppress
from datetime import datetime, timedelta

from cppo_tui.domain.catalog import ChangeSetSummary, OfferSummary
from cppo_tui.domain.errors import CatalogError, StoreError, UnknownOutcome
from cppo_tui.domain.plan import AMENDING, Plan
from cppo_tui.domain.ports import Catalog, Clock, NewId, Sender, SubmissionStore
from cppo_tui.domain.submission import Submission, SubmissionState, Try, attempt_name
from cppo_tui.services import refusals, turned_away
from cppo_tui.services.refusals import PlanRefused
from cppo_tui.services.send_guards import CAME_TO_NOTHING, Guards
from cppo_tui.services.unknown_outcomes import against_closing, against_resending, token_young

SENDING_IS_LOST = timedelta(seconds=60)
"""After this a submission still marked as sending counts as cut off; its program may only be asleep."""

GUARDS_HOLD = timedelta(minutes=2)
"""How old what the guards have seen may be when the first byte leaves."""


class Submitter:
    """The state machine of a submission. Every method blocks; run it in a thread."""

    def __init__(
        self, store: SubmissionStore, catalog: Catalog, *, clock: Clock, new_id: NewId, world: str
    ) -> None:
        self._store = store
        self._catalog = catalog
        self._clock = clock
        self._new_id = new_id
        self._guards = Guards(store, catalog, clock=clock, world=world)
        self._unlisted: Counter[tuple[str, int]] = Counter()
        """How often a try was looked up and not found; kept in memory, so a new start looks anew."""

    def submit(self, plan: Plan) -> Submission:
        """Check everything that may have moved since the review, note the intent, send once.

        Returns the submission as accepted, refused or unknown. Raises PlanRefused, CatalogError or
        StoreError when nothing was sent, AcceptedNotRecorded when it was and could not be noted. An
        outcome other than accepted that could not be noted is returned all the same, and says so; what
        is stored is then still "sending", which is looked up like every submission that was cut off.
        """
        history = self._guards.plan(plan)
        sender = self._catalog.sender()
        self._guards.caller(plan, sender.caller())
        self._guards.other_drafts(plan)
        listed = self._guards.at_aws(plan)
        guarded = self._clock()
        self._adopt_what_came_late(plan)
        submission = self._intent(plan, attempt=self._guards.free_attempt(plan, history))
        try:
            self._store.add_submission(submission)
        except StoreError:
            self._guards.plan(plan)  # another window was quicker: say how
            raise
        self._step_back_from_a_twin(submission, listed, guarded)
        return self._send(submission, sender, doubt=False)

    def resend(self, submission_id: str) -> Submission:
        """Send an unknown submission again: same bytes, same token, same account, young token only.

        AWS may have forgotten the token: only after several looks, and one more; found, it is adopted.
        """
        submission = self._store.load_submission(submission_id)
        self._refuse(self.against_resending(submission))
        sender = self._catalog.sender()
        self._guards.caller(submission.plan, sender.caller())
        adopted = self._adopted(submission)
        if adopted is not None:
            return adopted
        self._refuse(self.against_resending(submission))  # looking took its time
        sending = self._moved(submission, SubmissionState.SENDING, "")
        self._store.update_submission(sending, expected=submission.state, since=submission.updated)
        return self._send(sending, sender, doubt=True)

    def may_resend(self, submission: Submission) -> bool:
        """True while AWS can be expected to know the token still."""
        return token_young(submission, self._clock())

    def against_resending(self, submission: Submission) -> PlanRefused | None:
        """Why ``resend`` would refuse it now, None when it would not."""
        looks = self._unlisted[submission.id, len(submission.tries)]
        return against_resending(submission, self._clock(), looks=looks)

    def against_closing(self, submission: Submission) -> PlanRefused | None:
        """Why ``declare_absent`` would refuse it now, None when it would not."""
        again = self.against_resending(submission) is None
        return against_closing(submission, self._clock(), again=again)

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
        self._store.update_submission(unknown, expected=submission.state, since=submission.updated)
        return unknown

    def declare_absent(self, submission_id: str) -> Submission:
        """A person has looked in the AWS console and takes the decision that AWS does not have it.

        Looked up a last time: found after all, it is adopted. If one cannot look, the person's word stands;
        but not while AWS may only be late in listing it.
        """
        submission = self._store.load_submission(submission_id)
        if submission.state is SubmissionState.UNKNOWN:
            with suppress(CatalogError):
                adopted = self._adopted(submission)
                if adopted is not None:
                    return adopted
            self._refuse(self.against_closing(submission))
        absent = self._moved(submission, SubmissionState.REFUSED, "Closed by hand: not found at AWS.")
        self._store.update_submission(absent, expected=SubmissionState.UNKNOWN, since=submission.updated)
        return absent

    def cancel(self, submission_id: str) -> None:
        """Ask AWS to cancel. What comes of it the watcher sees. Raises PlanRefused without anything there."""
        submission = self._store.load_submission(submission_id)
        if not submission.change_set_id:
            raise refusals.nothing_to_cancel(submission)
        self._catalog.cancel(submission.change_set_id)

    def _refuse(self, against: PlanRefused | None) -> None:
        if against is not None:
            raise against

    def _adopt_what_came_late(self, plan: Plan) -> None:
        """What a person closed as absent may have turned up at AWS since, of this draft or of another one.

        Then it is on its way, and nothing is sent beside it. Raises PlanRefused.
        """
        for earlier in self._guards.taken_for_absent(plan):
            adopted = self._adopted(earlier)
            if adopted is not None:
                raise refusals.came_late(adopted, plan)

    def _step_back_from_a_twin(
        self, submission: Submission, listed: tuple[OfferSummary, ...], guarded: datetime
    ) -> None:
        """Two windows may find nothing against two drafts of the same offer, and note both: whoever sees the
        other's note now, when its own is written, sends nothing. Nor does who was held up since its guards
        looked (``guarded``). Raises PlanRefused, CatalogError, StoreError."""
        try:
            self._guards.other_drafts(submission.plan)
            self._guards.no_twin(submission.plan, listed)
            if abs(self._clock() - guarded) > GUARDS_HOLD:
                raise refusals.held_up()
        except (PlanRefused, CatalogError, StoreError) as against:
            self._ended(submission, SubmissionState.REFUSED, self._clock(), f"{against} Nothing was sent.")
            raise

    def _intent(self, plan: Plan, *, attempt: int) -> Submission:
        now = self._clock()
        return Submission(
            id=f"{plan.draft_id}-{attempt}",  # not random: each attempt exists once, whatever the windows do
            plan=plan,
            attempt=attempt,
            name=attempt_name(plan, attempt),
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
            self._unlisted[submission.id, len(submission.tries)] += 1
            return None
        best = min(found, key=lambda listed: listed.status in CAME_TO_NOTHING)
        adopted = self._moved(submission, SubmissionState.ACCEPTED, _several(found)).model_copy(
            update={"change_set_id": best.id}
        )
        return self._accepted(adopted, submission)

    def _accepted(self, accepted: Submission, before: Submission) -> Submission:
        """Note down that AWS has it, also over what another window has made of ``before`` meanwhile.

        Returns it as stored. Raises AcceptedNotRecorded.
        """
        try:
            self._store.update_submission(accepted, expected=before.state, since=before.updated)
        except StoreError as error:
            noted = self._accepted_elsewhere(accepted, before)
            if noted is None:
                raise refusals.AcceptedNotRecorded(accepted, error) from error
            return noted
        return accepted

    def _accepted_elsewhere(self, accepted: Submission, before: Submission) -> Submission | None:
        """The submission with this acceptance in it, None when it cannot be stored."""
        with suppress(StoreError):
            stored = self._store.load_submission(accepted.id)
            if stored.change_set_id or stored == before:
                return stored if stored.change_set_id == accepted.change_set_id else None
            tries = (*stored.tries, *accepted.tries[len(before.tries) :])
            merged = accepted.model_copy(update={"tries": tries})
            self._store.update_submission(merged, expected=stored.state, since=stored.updated)
            return merged
        return None

    def _send(self, submission: Submission, sender: Sender, *, doubt: bool) -> Submission:
        """Exactly one StartChangeSet. ``doubt``: an earlier try may have been accepted, and a refusal of
        this one says nothing about that."""
        at = self._clock()
        nothing = SubmissionState.UNKNOWN if doubt else SubmissionState.REFUSED
        try:
            change_set_id = sender.start(
                submission.plan.body,
                name=submission.name,
                token=submission.token,
                still=lambda: self._may_leave(submission, doubt=doubt),
            )
        except UnknownOutcome as error:
            return self._ended(submission, SubmissionState.UNKNOWN, at, error.sentences())
        except StoreError as error:  # met while asking whether it is still ours
            self._ended(submission, nothing, at, f"{error} This try has sent nothing.")
            raise
        except CatalogError as error:
            after = f"This try failed: {error.what} The earlier one may have been accepted anyway."
            ended = self._ended(submission, nothing, at, after if doubt else error.sentences())
            return turned_away.explained(ended, error, self._store, self._catalog)
        accepted = self._tried(submission, SubmissionState.ACCEPTED, at, "").model_copy(
            update={"change_set_id": change_set_id}
        )
        return self._accepted(accepted, submission)

    def _may_leave(self, sending: Submission, *, doubt: bool) -> bool:
        """Asked right before the first byte: nobody else has taken it over, and neither what the guards have
        seen nor its token has grown too old meanwhile. Raises CatalogError, StoreError."""
        if not self._is_ours(sending):
            return False
        guarded = abs(self._clock() - sending.created) <= GUARDS_HOLD
        if not (self.may_resend(sending) if doubt else guarded):
            raise refusals.too_late(again=doubt)
        return True

    def _is_ours(self, sending: Submission) -> bool:
        """A program that was stopped or asleep meanwhile must not send what another window took for cut off,
        and has sent again or closed since. Raises StoreError."""
        stored = self._store.load_submission(sending.id)
        return stored.state is sending.state and stored.updated == sending.updated

    def _ended(
        self, submission: Submission, state: SubmissionState, at: datetime, problem: str
    ) -> Submission:
        """Note down how this try ended, unless another window has moved the submission on since."""
        ended = self._tried(submission, state, at, problem)
        try:
            self._store.update_submission(ended, expected=submission.state, since=submission.updated)
        except StoreError as error:
            with suppress(StoreError):
                stored = self._store.load_submission(submission.id)
                if stored.updated != submission.updated or stored.state is not submission.state:
                    return stored
            return ended.model_copy(update={"problem": f"{problem} {error}"})
        return ended

    def _tried(
        self, submission: Submission, state: SubmissionState, at: datetime, problem: str
    ) -> Submission:
        tries = (*submission.tries, Try(at=at, outcome=state.value))
        return self._moved(submission, state, problem).model_copy(update={"tries": tries})

    def _moved(self, submission: Submission, state: SubmissionState, problem: str) -> Submission:
        return submission.model_copy(update={"state": state, "updated": self._clock(), "problem": problem})


def _several(found: tuple[ChangeSetSummary, ...]) -> str:
    """What must be told when AWS lists more than the one that should be there."""
    if len(found) == 1:
        return ""
    ids = ", ".join(listed.id for listed in found)
    return f"AWS lists {len(found)} change sets of this name ({ids}). Look at each in the AWS console."
