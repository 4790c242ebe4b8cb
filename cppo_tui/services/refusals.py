"""Why a plan is not sent although the person confirmed it: what it was read against has moved on."""

from datetime import timedelta

from cppo_tui.domain.accounts import grouped
from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.catalog import ChangeSetSummary
from cppo_tui.domain.clock import SET_IT, clock_words
from cppo_tui.domain.errors import CatalogError, StoreError
from cppo_tui.domain.plan import Plan
from cppo_tui.domain.submission import Submission

GONE = "GONE"
"""The code of the refusal after which the authorization is known to be there no more."""


class PlanRefused(Exception):
    """Nothing was sent. ``code`` tells the cases apart, the text says what to do.

    ``fresh`` is the authorization as it is now, when that is what changed. ``fix`` is the part of the text
    that says what to do, where that differs with the place in which it is read.
    """

    def __init__(
        self, code: str, text: str, fresh: ResaleAuthorization | None = None, *, fix: str = ""
    ) -> None:
        super().__init__(f"{text} {fix}".strip())
        self.code = code
        self.what = text
        self.fresh = fresh


class AcceptedNotRecorded(StoreError):
    """AWS accepted the change set and the local database could not take that down."""

    def __init__(self, accepted: Submission, reason: StoreError) -> None:
        super().__init__(
            f"AWS accepted this as change set {accepted.change_set_id} ({accepted.name}), but that could not "
            f"be saved here: {reason} Do not publish this offer again; note the id down."
        )
        self.submission_id = accepted.id
        self.change_set_id = accepted.change_set_id


def altered() -> PlanRefused:
    """The bytes are not those of the digest."""
    return PlanRefused("ALTERED", "The reviewed change set was altered after the review. Review it again.")


def other_world(plan: Plan, world: str) -> PlanRefused:
    """A sandbox plan on AWS, or the reverse."""
    names = {"sandbox": "the sandbox", "aws": "AWS"}
    text = f"This was reviewed for {names.get(plan.world, plan.world)} and this is {names.get(world, world)}."
    there = "Add --sandbox to rehearse it there, or review" if world == "aws" else "Review"
    return PlanRefused("OTHER_WORLD", f"{text} {there} it again here.")


def other_account(plan: Plan, account: str) -> PlanRefused:
    """The credentials now belong to another account."""
    return PlanRefused(
        "OTHER_ACCOUNT",
        f"This was reviewed for seller account {grouped(plan.seller_account)}, and you are now signed in as "
        f"{grouped(account)}. Sign in to the first account, or review it again.",
    )


def wrong_clock(ahead: timedelta) -> PlanRefused:
    """Dates that count from a wrong today would be binding, and the age of a token could not be told."""
    return PlanRefused(
        "WRONG_CLOCK",
        f"{clock_words(ahead)} The dates of an offer are counted from it, so nothing was sent. {SET_IT}",
    )


def in_flight() -> PlanRefused:
    """Another submission of the same draft is still open."""
    return PlanRefused(
        "IN_FLIGHT", "A submission of this draft is still on its way. Wait until its outcome is known."
    )


def twin_in_flight(title: str) -> PlanRefused:
    """Another draft is just publishing to the same buyer from the same authorization."""
    return PlanRefused(
        "TWIN_IN_FLIGHT",
        f"Another offer from this authorization to the same buyer is still on its way: “{title}”. "
        "Wait until its outcome is known, then review this one again.",
    )


def token_old() -> PlanRefused:
    """AWS may have forgotten the token, and would make a second offer."""
    return PlanRefused(
        "TOKEN_OLD",
        "It was first sent too long ago to send it again: AWS might make a second offer. Look for it in the "
        "AWS console, and close it here if AWS does not have it.",
    )


_HELD_UP = "This was held up for minutes after its last checks, and what they found may have changed since."


def held_up() -> PlanRefused:
    """What was looked at right before sending is old: the program was asleep or stopped in between."""
    return PlanRefused("HELD_UP", f"{_HELD_UP} Review it again.")


def too_late(*, again: bool) -> CatalogError:
    """The same, found right before the first byte left; ``again``: the token is what has grown too old."""
    what = str(token_old()) if again else _HELD_UP
    return CatalogError(what, meaning="Nothing was sent.", next_step="Review it again.")


def nothing_to_cancel(submission: Submission) -> PlanRefused:
    """Without a change set's id there is nothing AWS could be asked to cancel."""
    return PlanRefused(
        "NOTHING_TO_CANCEL",
        f"AWS is not known to have it ({submission.state.value}), so there is nothing to cancel. Look it up "
        "first: what AWS has after all can be cancelled then.",
    )


def came_late(adopted: Submission, plan: Plan) -> PlanRefused:
    """What a person had closed as absent, of this draft or of another one, is at AWS after all."""
    own = adopted.plan.draft_id == plan.draft_id
    what = "the earlier attempt" if own else f"“{adopted.plan.title}”, an offer to the same buyer,"
    return PlanRefused(
        "CAME_LATE",
        f"AWS has {what} after all, as change set {adopted.change_set_id}; it was closed here "
        f"by hand. Nothing was sent beside it; «cppo watch {adopted.id}» follows it to its end.",
    )


def elsewhere(found: ChangeSetSummary) -> PlanRefused:
    """AWS knows this very attempt, and the local database does not."""
    return PlanRefused(
        "ELSEWHERE",
        f"AWS has this offer already, as change set {found.id} ({found.status.value}), and it was not sent "
        "from these drafts: from another computer, or before they were put back from a copy. Look in the AWS "
        "console what became of it. To make another offer, duplicate the draft or change the plan.",
    )


def not_unknown(submission: Submission) -> PlanRefused:
    """Only what is unknown may be sent again."""
    return PlanRefused(
        "NOT_UNKNOWN", f"Its outcome is not unknown (any more): {submission.state}. Nothing was sent again."
    )


def cannot_look(plan: Plan, account: str) -> CatalogError:
    """Another account's list says nothing about this submission."""
    return CatalogError(
        f"This was sent from account {grouped(plan.seller_account)}, and you are signed in as "
        f"{grouped(account)}.",
        meaning="Whether AWS has it could not be looked up; it is not the same as “not there”.",
        next_step="Sign in to the first account and look again.",
    )


def published(offer_id: str) -> PlanRefused:
    """The draft has become an offer already."""
    return PlanRefused(
        "PUBLISHED",
        f"This draft is published already as {offer_id or 'an offer'}. Duplicate it to make another.",
    )


def stale(fresh: ResaleAuthorization, what: str) -> PlanRefused:
    """The authorization is not the one that was reviewed."""
    return PlanRefused(
        "STALE", f"The authorization has changed since the review: {what} Review it again.", fresh
    )


def gone(authorization_id: str) -> PlanRefused:
    """AWS has the authorization no more."""
    return PlanRefused(
        GONE,
        f"AWS does not know authorization {authorization_id} any more: it was withdrawn since the review. "
        "Choose another authorization in step 1 and review again.",
    )


def duplicate(offer_id: str) -> PlanRefused:
    """Somebody made such an offer between review and sending."""
    return PlanRefused(
        "DUPLICATE",
        f"Offer {offer_id} for the same buyer and authorization is new since the review. Review it again.",
    )


def expired() -> PlanRefused:
    """The reviewed offer would end today or has ended already."""
    return PlanRefused("EXPIRED", "The expiry you reviewed has come. Choose a later one, then review.")


def moved(offer_id: str) -> PlanRefused:
    """The offer is not the one whose expiry was to be changed."""
    return PlanRefused(
        "MOVED", f"Offer {offer_id} has changed since you looked at it. Look again, then decide again."
    )


def not_past() -> PlanRefused:
    """The day that was to expire the offer is not past, so the offer would stay open."""
    return PlanRefused("NOT_PAST", "The day meant to expire the offer is not past. Try again from the start.")


def no_draft(offer_id: str) -> PlanRefused:
    """The draft offer to complete or release is not a draft of this authorization any more."""
    return PlanRefused(
        "NO_DRAFT", f"AWS says {offer_id} is no draft any more. Look at it in the AWS console."
    )


def not_drafted(submission: Submission) -> PlanRefused:
    """Only a draft that AWS has computed can be released."""
    what = f"{submission.plan.kind.value}, {submission.state.value}"
    return PlanRefused(
        "NOT_DRAFTED",
        f"Submission {submission.id} is no draft that AWS has made ({what}). «cppo status» lists all.",
    )


def superseded(submission_id: str, offer_id: str) -> PlanRefused:
    """The draft was corrected after this submission, so its figures are not the ones last reviewed."""
    return PlanRefused(
        "SUPERSEDED",
        f"The draft was sent again since: {submission_id} made {offer_id or 'the later one'}. Release that "
        "one.",
    )


def used(submission_id: str, offer_id: str, *, open_still: bool) -> PlanRefused:
    """These very bytes were sent before, from whatever draft, and came to an offer or may yet."""
    what = "its outcome is not known yet" if open_still else f"it became {offer_id or 'an offer'}"
    return PlanRefused(
        "USED",
        f"Exactly this was sent already: «cppo status {submission_id}», and {what}.",
        fix="To make another offer, change it (its name, for example) and make a new plan.",
    )


def altered_file() -> PlanRefused:
    """The plan file is not as it was written."""
    return PlanRefused(
        "ALTERED", "The plan file was altered or damaged after it was written. Make the plan again."
    )


def altered_approval() -> PlanRefused:
    """The approval is not as it was written."""
    return PlanRefused("ALTERED", "The approval was altered or damaged after it was given. Ask for it again.")


def not_confirmed() -> PlanRefused:
    """Something else was typed than the digest's first digits."""
    text = "That is not how this plan's digest begins, so it is not confirmed."
    return PlanRefused("NOT_CONFIRMED", f"{text} Compare it with the plan you have read: they may be two.")


def not_approved() -> PlanRefused:
    """An approval is asked for and there is none."""
    return PlanRefused(
        "NOT_APPROVED",
        "Nobody has approved this plan. A second person does, with «cppo approve PLAN --name NAME».",
    )


def approval_of_another(approved: str, digest: str) -> PlanRefused:
    """The approval was given for other bytes."""
    return PlanRefused(
        "APPROVAL_OF_ANOTHER",
        f"The approval is for the plan {approved[:8]}, and this is {digest[:8]}. Ask for it again.",
    )


def approved_alone(name: str) -> PlanRefused:
    """Planner and approver are one."""
    return PlanRefused(
        "APPROVED_ALONE", f"{name} made this plan and approved it too. Somebody else must approve it."
    )
