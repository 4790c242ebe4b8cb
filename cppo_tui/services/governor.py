"""Staying inside AWS's quotas while many offers are made (fact sheet 6.11: calls per second and account).

A bucket that holds less than AWS's: after a pause a few calls may follow each other quickly, and the rate
over time is AWS's own. What AWS turns away all the same (others use the account too) makes us wait longer.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.catalog import (
    AuthorizationListing,
    Caller,
    ChangeSetSummary,
    ChangeSetView,
    OfferSummary,
    OfferView,
)
from cppo_tui.domain.errors import CatalogError, QuotaReached, Throttled
from cppo_tui.domain.ports import Catalog, Sender, Still, always

START, LOOK, ENTITY, LIST, SEARCH = (
    *("StartChangeSet", "DescribeChangeSet", "DescribeEntity", "ListEntities"),
    "ListChangeSets",
)
RATES = {START: 5.0, LOOK: 10.0, ENTITY: 20.0, LIST: 10.0, SEARCH: 5.0}
"""Calls a second (fact sheet 6.11)."""

AT_ONCE = 20
"""Offers in work at the same time (fact sheet 6.11)."""

BURST = 2.0
"""Calls that may follow each other at once. AWS's bucket is taken to hold a second's worth; ours holds less,
so that calls which the network delays and then delivers together still fit."""

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
"""Seconds of silence after AWS has said 429 or 402; doubled each time it says so again."""

OFFERS_HOLD = 600.0
"""Seconds for which the list of offers is remembered."""

Ticks = Callable[[], float]
"""Seconds that only go forward, whatever is done to the clock."""

Rest = Callable[[float], None]
"""Waits that many seconds."""


class Governor:
    """Says when the next call of each kind may be made. One instance for all calls of a run."""

    def __init__(self, ticks: Ticks, rest: Rest) -> None:
        self._ticks = ticks
        self._rest = rest
        self._full_at: dict[str, float] = {}
        self._silent_until: dict[str, float] = {}
        self._pauses: dict[str, float] = {}
        self.turned_away = 0

    def ready_in(self, operation: str) -> float:
        """Seconds until a call of this kind may be made; 0 when it may be made now."""
        now = self._ticks()
        token = 1 / RATES[operation]
        by_rate = self._full_at.get(operation, now) - (BURST - 1) * token - now
        return max(by_rate, self._silent_until.get(operation, now) - now, 0.0)

    def enter(self, operation: str) -> None:
        """Wait until the call may be made, and count it."""
        while (wait := self.ready_in(operation)) > 0:
            self._rest(wait)
        now = self._ticks()
        self._full_at[operation] = max(self._full_at.get(operation, now), now) + 1 / RATES[operation]

    @contextmanager
    def asking(self, operation: str) -> Iterator[None]:
        """Around one call: waits before it, and slows down when AWS turns it away."""
        self.enter(operation)
        try:
            yield
        except (Throttled, QuotaReached):
            self.slow_down(operation)
            raise
        self._pauses.pop(operation, None)

    def slow_down(self, operation: str) -> None:
        """AWS said that it is too much: be silent, twice as long as the last time."""
        self.turned_away += 1
        pause = min(self._pauses.get(operation, FIRST_PAUSE / 2) * 2, LONGEST_PAUSE)
        self._pauses[operation] = pause
        self._silent_until[operation] = self._ticks() + pause


class Governed:
    """A Catalog (``domain.ports``) for one run over many offers: governed, and it remembers the offers.

    The submitter looks through all existing offers before each send. For 1,000 rows that would be 1,000
    times the whole list, beyond any quota. So the list is read once and remembered for ten minutes, as
    long as a wizard's review may lie open. What is safe about it: the offers this run makes are added (see
    ``made``); what other windows of this computer send is in the store, which is read each time; and no
    account stands in two rows. What is left is an offer that somebody makes elsewhere in those minutes, to
    the same buyer from the same authorization: the review would not show it, like one made between any
    review and its send. The authorization and the caller are asked anew for every row.
    """

    def __init__(self, catalog: Catalog, governor: Governor, ticks: Ticks) -> None:
        self._catalog = catalog
        self.governor = governor
        self._ticks = ticks
        self._read: dict[str, tuple[float, tuple[OfferSummary, ...]]] = {}
        self._made: list[OfferSummary] = []
        self.refusal: CatalogError | None = None
        """Why AWS turned the last send away, None when it did not."""

    def made(self, offer: OfferSummary) -> None:
        """This run has made an offer: it counts from now on, also before AWS lists it."""
        self._made.append(offer)

    def offers(self, authorization_id: str = "") -> tuple[OfferSummary, ...]:
        """All offers, or those made from one authorization: read once in ten minutes, and what was made."""
        now = self._ticks()
        read_at, offers = self._read.get(authorization_id, (0.0, None))
        if offers is None or now - read_at > OFFERS_HOLD:
            with self.governor.asking(LIST):
                offers = self._catalog.offers(authorization_id)
            self._read[authorization_id] = (now, offers)
        listed = {offer.id for offer in offers}
        more = [one for one in self._made if authorization_id in ("", one.authorization_id)]
        return (*offers, *(one for one in more if one.id not in listed))

    def authorizations(self) -> Iterator[tuple[AuthorizationListing, ...]]:
        """Every authorization shared with this account."""
        return self._catalog.authorizations()

    def authorization(self, authorization_id: str) -> ResaleAuthorization:
        """One authorization, read now."""
        with self.governor.asking(ENTITY):
            return self._catalog.authorization(authorization_id)

    def offer(self, offer_id: str) -> OfferView:
        """One offer, read now."""
        with self.governor.asking(ENTITY):
            return self._catalog.offer(offer_id)

    def change_set(self, change_set_id: str) -> ChangeSetView:
        """Where a change set stands."""
        with self.governor.asking(LOOK):
            return self._catalog.change_set(change_set_id)

    def change_sets(self, name: str = "") -> tuple[ChangeSetSummary, ...]:
        """Change sets by their name."""
        with self.governor.asking(SEARCH):
            return self._catalog.change_sets(name)

    def open_change_sets(self) -> tuple[ChangeSetSummary, ...]:
        """None: a run waits until there is room, and nobody reads which ones take it."""
        return ()

    def cancel(self, change_set_id: str) -> None:
        """Ask AWS to cancel a change set."""
        self._catalog.cancel(change_set_id)

    def caller(self) -> Caller:
        """Who AWS says we are."""
        return self._catalog.caller()

    def sender(self) -> Sender:
        """One try at sending, governed."""
        self.refusal = None
        return _GovernedSender(self._catalog.sender(), self)


class _GovernedSender:
    """``domain.ports.Sender``: waits its turn, and leaves word of what AWS turned away."""

    def __init__(self, sender: Sender, governed: Governed) -> None:
        self._sender = sender
        self._governed = governed

    def caller(self) -> Caller:
        """Who AWS says these credentials are."""
        return self._sender.caller()

    def start(self, payload: bytes, *, name: str, token: str, still: Still = always) -> str:
        """Send once."""
        try:
            with self._governed.governor.asking(START):
                return self._sender.start(payload, name=name, token=token, still=still)
        except CatalogError as error:
            self._governed.refusal = error
            raise
