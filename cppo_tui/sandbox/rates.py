"""How often each operation may be asked: one token bucket per operation (fact sheet 6.11)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from cppo_tui.sandbox.errors import throttled

PER_SECOND: Mapping[str, int] = MappingProxyType(
    {
        "ListEntities": 10,
        "DescribeEntity": 20,
        "BatchDescribeEntities": 20,
        "StartChangeSet": 5,
        "ListChangeSets": 5,
        "DescribeChangeSet": 10,
        "CancelChangeSet": 5,
        "TagResource": 5,
        "UntagResource": 5,
        "ListTagsForResource": 5,
    }
)

_SECOND = timedelta(seconds=1)


class Rates:
    """The buckets of one account. A bucket holds one second's worth of requests, and begins full.

    It is kept as the moment at which it will be full again: exact, and nothing has to tick. Only the
    service uses it, under its lock.
    """

    def __init__(self) -> None:
        self._full_at: dict[str, datetime] = {}

    def admit(self, operation: str, now: datetime) -> None:
        """Take one token, or raise a 429 and take none; operations without a rate are always admitted."""
        rate = PER_SECOND.get(operation)
        if rate is None:
            return
        token = _SECOND / rate
        # A clock that was set back finds the bucket empty, but filling.
        full_at = min(max(self._full_at.get(operation, now), now), now + _SECOND)
        refused = full_at - now > _SECOND - token
        self._full_at[operation] = full_at if refused else full_at + token
        if refused:
            raise throttled(f"Rate exceeded: {operation} allows {rate} requests per second.")
