"""How fast the simulated Catalog works, and where a change set is at a given moment."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds a change set stays in each state; a release takes longer, and so does moving an open offer's
    last day."""

    preparing_seconds: float
    applying_seconds: float
    release_extra_seconds: float
    expiry_extra_seconds: float = 0

    def preparing_until(self, start: datetime) -> datetime:
        """The last moment a change set can still be cancelled."""
        return start + timedelta(seconds=self.preparing_seconds)

    def ends_at(self, start: datetime, *, releases: bool, moves_expiry: bool) -> datetime:
        """The moment the outcome is decided and becomes visible."""
        extra = max(self.release_extra_seconds * releases, self.expiry_extra_seconds * moves_expiry)
        return self.preparing_until(start) + timedelta(seconds=self.applying_seconds + extra)


REAL = Pace(8, 18, 96, 126)
"""As measured in AWS's own labs: 12-34 s for an update, 122 s for a release, 152 s for moving the last day
of an open offer (fact sheet 6.5)."""

FAST = Pace(2, 4, 0)
"""Slow enough to watch, fast enough to wait for."""

INSTANT = Pace(0, 0, 0)
"""Decided by the time anybody can ask."""


class Stage(StrEnum):
    """The statuses of fact sheet 6.5. There is no PENDING."""

    PREPARING = "PREPARING"
    APPLYING = "APPLYING"
    SUCCEEDED = "SUCCEEDED"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"


def stage_of_open(preparing_until: datetime, now: datetime) -> Stage:
    """Where a change set without an outcome yet is: a function of time alone, whoever looks and when."""
    return Stage.PREPARING if now < preparing_until else Stage.APPLYING
