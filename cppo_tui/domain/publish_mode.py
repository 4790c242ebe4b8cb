"""How an offer is published."""

from enum import StrEnum


class PublishMode(StrEnum):
    """The person's choice at review: one change set, or a draft AWS computes first and a release after."""

    DIRECT = "direct"
    VERIFY = "verify"
