"""A seller who comes too late: nothing that is shared can be used any more."""

from cppo_tui.sandbox.seed_model import Day, Seed
from cppo_tui.sandbox.seed_vendors import SOMEBODY_ELSES, unusable_authorizations


def too_late(day: Day) -> Seed:
    """Only expired, restricted and used-up authorizations."""
    found = unusable_authorizations(day)
    del found[SOMEBODY_ELSES]
    return Seed(authorizations=found)
