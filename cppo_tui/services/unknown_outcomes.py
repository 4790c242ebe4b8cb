"""What a person may do about an outcome that is not known, besides looking it up: send the same again, or
close it by hand. The submitter, the screen and the command ask the same two rules.
"""

from datetime import datetime, timedelta

from cppo_tui.domain.submission import Submission, SubmissionState
from cppo_tui.services import refusals
from cppo_tui.services.refusals import PlanRefused

TOKEN_IS_YOUNG = timedelta(minutes=10)
"""How long the same token may be sent again. AWS documents no lifetime (fact sheet 6.7), so: minutes."""

LOOKS_FOR_UNKNOWN = 3
"""How often a name is looked up before it counts as not found: listings may lag (fact sheet 11.7)."""


def token_young(submission: Submission, now: datetime) -> bool:
    """True while AWS can be expected to know the token still. It ages from the first try on."""
    return abs(now - submission.created) < TOKEN_IS_YOUNG


def against_resending(submission: Submission, now: datetime, *, looks: int) -> PlanRefused | None:
    """Why the same bytes with the same token may not be sent again, None when they may.

    ``looks``: how often AWS's list was read since it was sent last, and did not have it. Should AWS have
    forgotten the token, only having looked often enough keeps the same bytes from making a second offer.
    """
    if submission.state is not SubmissionState.UNKNOWN:
        return refusals.not_unknown(submission)
    if not token_young(submission, now):
        return refusals.token_old()
    return None if looks >= LOOKS_FOR_UNKNOWN else _not_looked_up(looks)


def against_closing(submission: Submission, now: datetime, *, again: bool) -> PlanRefused | None:
    """Why it may not be closed as absent, None when it may: once AWS cannot be only late in listing it,
    whichever try it was that AWS took. ``again``: it may be sent again, which is the better way then."""
    if submission.state is not SubmissionState.UNKNOWN:
        return refusals.not_unknown(submission)
    last = max([submission.created, *(one.at for one in submission.tries)])
    if abs(now - last) >= TOKEN_IS_YOUNG:
        return None
    return _too_young(again=again)


def _not_looked_up(looks: int) -> PlanRefused:
    """AWS may be late in listing it, and may have forgotten the token: then the same would be two offers."""
    return PlanRefused(
        "NOT_LOOKED_UP",
        f"AWS's list may be late: it was read {looks} of {LOOKS_FOR_UNKNOWN} times since this was sent, and "
        "the same is sent again only after that. Look again.",
    )


def _too_young(*, again: bool) -> PlanRefused:
    """AWS may only be late in listing it. ``again``: sending the same again makes no second offer."""
    minutes = f"{TOKEN_IS_YOUNG.total_seconds() / 60:.0f} minutes"
    what = "Look again, or send the same again: that makes one offer, not two." if again else "Look again."
    return PlanRefused(
        "TOKEN_YOUNG",
        f"It was sent last less than {minutes} ago, and AWS may only be late in listing it. {what} It can be "
        f"closed by hand {minutes} after it was sent last.",
    )
