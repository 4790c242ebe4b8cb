"""ISO 8601 durations as the Catalog allows them: years, months, days; no weeks, no time (fact sheet 2.1)."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from cppo_tui.sandbox import times
from cppo_tui.sandbox.assumptions import MAX_CONTRACT_MONTHS

PATTERN = r"P(?=.)([0-9]+Y)?([0-9]+M)?([0-9]+D)?"


# Any start would do; the longest month first makes P30D less than a month and P31D one.
_SOME_START = date(2001, 1, 1)


class Duration(NamedTuple):
    """A length of time; "P12M" and "P1Y" are equal, "P365D" is another."""

    months: int
    days: int

    @property
    def is_zero(self) -> bool:
        """No time at all."""
        return self.months == 0 and self.days == 0

    @property
    def is_contract_length(self) -> bool:
        """From a month to the longest contract, 60 months (fact sheet 4)."""
        shortest, longest = (times.add_months(_SOME_START, months) for months in (1, MAX_CONTRACT_MONTHS))
        return shortest <= self.after(_SOME_START) <= longest

    def after(self, start: date) -> date:
        """The day this long after ``start``, or the last date there is."""
        moved = times.add_months(start, self.months)
        return moved + timedelta(days=min(self.days, (date.max - moved).days))

    def last_day_from(self, start: date) -> date:
        """The last day of a period of this length: P12M from 1 February ends on 31 January."""
        return self.after(start) - timedelta(days=1)


def parse(text: str) -> Duration:
    """Read a duration that has passed the schema."""
    match = re.fullmatch(PATTERN, text)
    if match is None:
        raise ValueError(f"not a duration: {text!r}")
    years, months, days = (int(part[:-1]) if part else 0 for part in match.groups())
    return Duration(years * 12 + months, days)
