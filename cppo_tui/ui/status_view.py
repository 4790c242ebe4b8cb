"""A submission in words: where it stands, what is normal, what went wrong and what to do."""

from datetime import datetime, timedelta

from rich.table import Table
from rich.text import Text
from textual.content import Content

from cppo_tui.domain.accounts import grouped
from cppo_tui.domain.catalog import ChangeSetStatus
from cppo_tui.domain.dates import long_date
from cppo_tui.domain.handover import LINK_NOTE, offer_link
from cppo_tui.domain.last_day import WHOLE_DAYS, LastDay
from cppo_tui.domain.plan import AMENDING, PlanKind
from cppo_tui.domain.ports import Catalog
from cppo_tui.domain.reviewed_terms import reviewed_expiry
from cppo_tui.domain.steps import Step
from cppo_tui.domain.submission import Submission, SubmissionState
from cppo_tui.domain.text import shorten
from cppo_tui.domain.verify import Line
from cppo_tui.services.watcher import Look
from cppo_tui.ui.plain import lines, pairs, plain
from cppo_tui.ui.tracking import Tracking

CHANGE_NAMES = {
    "CreateOfferUsingResaleAuthorization": "Create the offer from the authorization",
    "CreateReplacementOfferUsingResaleAuthorization": "Create the offer that replaces an agreement",
    "UpdateInformation": "Name and description",
    "UpdateMarkup": "Markup",
    "UpdatePricingTerms": "What the buyer gets",
    "UpdatePaymentScheduleTerms": "Installments",
    "UpdateNetPaymentTerms": "Payment term",
    "UpdateTargeting": "Buyers",
    "UpdateLegalTerms": "End-user agreement",
    "UpdateAvailability": "Offer expiry",
    "UpdateValidityTerms": "Agreement length",
    "ReleaseOffer": "Release to the buyers",
}
NORMAL = "Usual are 15 seconds to 2 minutes; AWS says up to an hour. You may leave: it goes on, and is kept."
NORMAL_IN_SHORT = "Usual: 15 s to 2 min; AWS says up to 1 h. You may leave: it goes on."
ROOM_FOR_NORMAL = 80
"""Cells of a window in which two rows hold the whole of it, whatever stands before."""


def live(submission: Submission) -> bool:
    """True when its offer is one that buyers can see."""
    return submission.state is SubmissionState.SUCCEEDED and submission.plan.kind not in _UNSEEN


_UNSEEN = (PlanKind.DRAFT, PlanKind.EXPIRE)


SHORTEST_TITLE, SIDES = 16, 4
ROOM_FOR_ALL = 100
"""Cells in which every button of an offer that is live stands whole; below, Extend is a key only."""


def page_heading(submission: Submission, width: int) -> Content:
    """The last step of the wizard; what is done with an offer there is already has no steps. Its name comes
    before the day, which is told below, too, and is cut only where the line has no room for it."""
    if submission.plan.kind in AMENDING:
        to = f", to {long_date(reviewed_expiry(submission.plan))}"
        what = "The offer's expiry   "
        room = width - SIDES - len(what)
        to = to if len(submission.plan.title + to) <= room else ""
        title = shorten(submission.plan.title, max(room, SHORTEST_TITLE))
        return plain((what, "bold"), (f"{title}{to}", "$text-muted"))
    return plain((Step.STATUS.title, "bold"), ("   step 6 of 6", "$text-muted"))


def _succeeded(kind: PlanKind, last: LastDay) -> Content:
    """What is true now, whatever was done to the offer since."""
    if kind is PlanKind.DRAFT:
        return plain(("Draft made: ", "bold $text-success"), "AWS has computed the draft")
    day = long_date(last.day)
    if kind is PlanKind.EXPIRE:
        if last.over:
            return plain(("Expired: ", "bold $text-success"), "the offer cannot be accepted any more")
        return plain(("Open again: ", "bold $text-success"), f"it can be accepted until {day}")
    if last.over:
        done = "expiry moved" if kind is PlanKind.EXTEND else "published"
        return plain(("Ended: ", "bold $text-warning"), f"{done}, but nobody can accept it any more")
    moved = last.moved or kind is PlanKind.EXTEND
    live = f"the offer is live; its last day is now {day}" if moved else "the offer is live for its buyers"
    what = "Moved: " if kind is PlanKind.EXTEND else "Published: "
    return plain((what, "bold $text-success"), live)


def headline(submission: Submission, last: LastDay) -> Content:
    """Where it stands, first as a word."""
    kind, state = submission.plan.kind, submission.state
    if state is SubmissionState.SUCCEEDED:
        return _succeeded(kind, last)
    if state is SubmissionState.FAILED:
        return plain(("Failed: ", "bold $text-error"), "AWS did not apply it; see what it says below")
    if submission.closed_by_hand:
        return plain(("Closed by hand: ", "bold $text-warning"), "you found that AWS does not have it")
    if state is SubmissionState.REFUSED:
        nothing = "nothing was changed" if kind in AMENDING else "nothing was created"
        return plain(("Refused: ", "bold $text-error"), nothing)
    if state is SubmissionState.CANCELLED:
        return plain(("Cancelled: ", "bold $text-warning"), "AWS stopped before applying anything")
    if state is SubmissionState.UNKNOWN:
        return plain(("Outcome unknown: ", "bold $text-warning"), "AWS may have accepted this")
    if state is SubmissionState.SENDING:
        return plain(("Sending: ", "bold $text-accent"), "waiting for AWS to answer")
    status = submission.last_seen.status.value if submission.last_seen else "accepted"
    return plain(("On its way: ", "bold $text-accent"), f"AWS says {status}")


def normal(width: int) -> str:
    """What is normal, in so wide a window: a sentence that is cut in its middle says nothing."""
    return NORMAL if width >= ROOM_FOR_NORMAL else NORMAL_IN_SHORT


def progress(
    look: Look | None, submission: Submission, now: datetime, looked: datetime, usual: str = NORMAL
) -> Content:
    """How long it has taken, when the next look is, what is usual."""
    if not submission.state.in_flight:
        took = submission.updated - submission.created
        return plain(
            (
                f"It took {_span(took)}." if took >= SHORTEST_SPAN else "It took less than a second.",
                "$text-muted",
            )
        )
    waited = f"{_span(now - submission.created)} so far"
    if look is None or look.next_in is None:
        return plain((f"{waited}.", "$text-muted"))
    left = max(look.next_in - (now - looked).total_seconds(), 0)
    return plain((f"{waited}; next look in {left:.0f} s. {usual}", "$text-muted"))


SHORTEST_SPAN = timedelta(seconds=1)


def _span(length: timedelta) -> str:
    seconds = max(int(length.total_seconds()), 0)
    if seconds < 120:
        return f"{seconds} s"
    if seconds < 2 * 3600:
        return f"{seconds // 60} min {seconds % 60} s"
    hours = seconds // 3600
    return f"{hours} h {seconds // 60 % 60} min" if hours < 48 else f"{hours // 24} days {hours % 24} h"


def change_lines(submission: Submission) -> Content:
    """Every change with its own state."""
    seen = submission.last_seen
    errors = {change.change_type: change.errors for change in seen.changes} if seen else {}
    rows = []
    for change in submission.plan.changes:
        change_type = str(change["ChangeType"])
        word, style = _change_word(submission, bool(errors.get(change_type)))
        rows.append(plain((f"{word:<9}", style), CHANGE_NAMES.get(change_type, change_type)))
    return lines(*rows)


def _change_word(submission: Submission, failed: bool) -> tuple[str, str]:  # noqa: FBT001
    seen = submission.last_seen
    if failed:
        return "to fix", "bold $text-error"
    if submission.state is SubmissionState.SUCCEEDED:
        return "done", "$text-success"
    if submission.state in (SubmissionState.FAILED, SubmissionState.CANCELLED, SubmissionState.REFUSED):
        return "not done", "$text-muted"
    if seen is not None and seen.status is ChangeSetStatus.APPLYING:
        return "applying", "$text-accent"
    return "waiting", "$text-muted"


def buyer_link(submission: Submission, product_id: str) -> str:
    """The buyer's page of the offer."""
    return offer_link(product_id, submission.offer_id)


def success(submission: Submission, link: str, last: LastDay, again: str) -> Table:
    """The offer's id, the link, and what the buyer must be told, because AWS does not; once nobody can accept
    it any more, that. ``again`` says how it is opened again."""
    if last.over:
        ended = submission.plan.kind is PlanKind.EXPIRE and not last.moved
        why = f": {WHOLE_DAYS}, so an end at once is dated the day before" if ended else ""
        day = f"{long_date(last.day)}{why}"
        return pairs(
            [("Offer id", submission.offer_id), ("Last day", day), ("", f"{AGREEMENTS_STAY} {again}")], 14
        )
    if submission.plan.kind is PlanKind.EXPIRE:
        return pairs([("Offer id", submission.offer_id), ("Last day", long_date(last.day))], 14)
    buyers = ", ".join(grouped(buyer) for buyer in submission.plan.buyers)
    now = last.moved or submission.plan.kind is PlanKind.EXTEND
    moved = (
        [("Last day", f"now {long_date(last.day)}; what you wrote the buyer before names the old one")]
        if now
        else []
    )
    rows: list[tuple[str, str | Text]] = [
        ("Offer id", Text(submission.offer_id or "AWS named none: see the console", style="bold")),
        *moved,
        ("Buyer link", link or "known once AWS's own figures are read"),
        ("", LINK_NOTE),
        (
            "The buyer",
            f"hears of it from you alone: AWS does not notify them. They sign in to {buyers}, open the link "
            "or look under Private offers in AWS Marketplace, and accept before the offer expires.",
        ),
    ]
    return pairs(rows, 14)


def moving(submission: Submission) -> Table:
    """Of a change of an expiry that is on its way: which offer, and which day."""
    plan, day = submission.plan, long_date(reviewed_expiry(submission.plan))
    ends = plan.kind is PlanKind.EXPIRE
    becomes = f"becomes {day}: it ends at once, and {WHOLE_DAYS}" if ends else f"becomes {day}"
    rows = [("Offer", plan.title), ("Offer id", plan.offer_id), ("Last day", becomes)]
    return pairs(rows, 14)


AGREEMENTS_STAY = "Agreements made from it stay as they are."


def drafted_words(submission: Submission, rows: tuple[Line, ...]) -> Content:
    """What to do with the draft AWS has computed."""
    if not rows:
        return plain("Reading AWS's own figures …")
    differing = sum(not row.same for row in rows)
    verdict = f"{differing} facts differ from your review." if differing else "It is as you reviewed it."
    return plain(
        (f"{verdict} ", "bold $text-warning" if differing else "bold $text-success"),
        f"Nobody sees draft {submission.offer_id} yet: release it, or correct it.",
    )


def differences_words(rows: tuple[Line, ...]) -> Content:
    """Every difference, for the question whether AWS's version is meant."""
    told = [
        plain((f"{row.called}: ", "bold"), f"AWS has {row.said[1]}, you reviewed {row.said[0]}")
        for row in rows
    ]
    return lines(*told, plain(""), plain("The buyer gets what AWS has. Correct it if that is not meant."))


NOT_FOUND = "No offer was found under this submission's name so far; listings can lag."
UNKNOWN_LOOKING = "Looking it up at AWS under its own name; nothing is sent meanwhile …"
UNKNOWN_UNSEEN = "It could not be looked up, so it is still not known whether AWS has it. Look again."
UNCONNECTED = "There is no connection to AWS yet."
ABSENT = (
    "Look in the AWS console under Requests and Private offers first.\n\n"
    "Close it only if neither shows this offer: afterwards the draft can be published again."
)


_CAME_TO_NOTHING = (SubmissionState.FAILED, SubmissionState.REFUSED, SubmissionState.CANCELLED)


def against_acting(submission: Submission, tracking: Tracking, catalog: Catalog | None) -> dict[str, str]:
    """Of the three things that can be done about an unknown outcome, why some cannot be done now."""
    if submission.state is not SubmissionState.UNKNOWN:
        return {}
    looking = tracking.following(submission.id) and not tracking.trouble(submission.id, submission)
    if catalog is None or looking:
        return dict.fromkeys(("check", "resend", "absent"), UNKNOWN_LOOKING if looking else UNCONNECTED)
    submitter = tracking.submitter(catalog)
    refusals = {
        "resend": submitter.against_resending(submission),
        "absent": submitter.against_closing(submission),
    }
    return {name: str(refusal) for name, refusal in refusals.items() if refusal is not None}


def unknown_words(against: dict[str, str], *, unseen: bool) -> Content:
    """What is known of an unknown outcome, and why not everything can be done about it now."""
    if "check" in against:
        return plain(against["check"])
    return lines(*map(plain, (UNKNOWN_UNSEEN if unseen else NOT_FOUND, *against.values())))


def buttons(submission: Submission, *, compared: bool, over: bool = False) -> dict[str, bool]:
    """Which actions make sense now. ``compared``: AWS's draft was read; ``over``: nobody can accept it any
    more, so that there is nothing to send to a buyer."""
    state, seen = submission.state, submission.last_seen
    drafted = state is SubmissionState.SUCCEEDED and submission.plan.kind is PlanKind.DRAFT
    ended = state is SubmissionState.UNKNOWN or not state.in_flight
    preparing = seen is None or seen.status is ChangeSetStatus.PREPARING
    return {
        "copy-id": bool(submission.offer_id),
        "copy-change-set": ended and bool(submission.change_set_id) and not submission.offer_id,
        "copy-link": live(submission) and not over,
        "cancel": state is SubmissionState.ACCEPTED and preparing,
        "edit": state in _CAME_TO_NOTHING and submission.plan.kind not in AMENDING,
        "hand-over": live(submission) and not over and bool(submission.offer_id),
        "extend": state is SubmissionState.SUCCEEDED and not drafted and bool(submission.offer_id),
        "like": live(submission) and bool(submission.offer_id),
        "correct": drafted and compared,
        "release": drafted and compared,
        **dict.fromkeys(("check", "resend", "absent"), state is SubmissionState.UNKNOWN),
    }
