"""Until when an offer that was published from here can be accepted, after all that was done to it since."""

from datetime import date, datetime

from cppo_tui.domain.dates import long_date
from cppo_tui.domain.model import Frozen
from cppo_tui.domain.plan import Plan
from cppo_tui.domain.reviewed_terms import reviewed_expiry
from cppo_tui.domain.terms import Expiry

WHOLE_DAYS = "AWS takes only a whole day"
"""Why an end that is brought about now is dated yesterday (fact sheet 2.8)."""


def ends_at_once(day: date) -> str:
    """What is to be known before an offer is ended; ``day`` becomes its last."""
    return f"{WHOLE_DAYS}: its last day becomes yesterday, {long_date(day)}."


class LastDay(Frozen):
    """The last day to accept as it stands now. ``moved``: it is another one than this plan set; ``over``:
    nobody can accept any more."""

    day: date
    moved: bool = False
    over: bool = False


def last_day(plan: Plan, stands: date | None, now: datetime) -> LastDay:
    """What became of the last day a plan set; ``stands`` is the one known now, None when no other is."""
    own = reviewed_expiry(plan)
    day = stands or own
    return LastDay(day=day, moved=day != own, over=Expiry(day=day).instant < now)
