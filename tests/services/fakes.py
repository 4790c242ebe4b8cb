"""An AWS that does what a test tells it, and counts what it holds: belief is compared with that."""

import itertools
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.catalog import (
    AuthorizationListing,
    Caller,
    ChangeSetStatus,
    ChangeSetSummary,
    ChangeSetView,
    ChangeView,
    OfferSummary,
    OfferView,
)
from cppo_tui.domain.errors import CatalogError, NotFound, UnknownOutcome
from cppo_tui.domain.ports import Still, always
from tests.domain.given import NOW, SELLER, an_authorization
from tests.services.plans import DRAFT_OFFER, a_draft_offer

SEND = "StartChangeSet"


class Crash(BaseException):
    """The process is gone: nothing after this line runs."""


@dataclass
class Held:
    """A change set at AWS. ``hidden`` is how many more lists will not show it yet."""

    id: str
    name: str
    token: str
    payload: bytes
    status: ChangeSetStatus = ChangeSetStatus.PREPARING
    hidden: int = 0


@dataclass
class Answer:
    """How the next StartChangeSet ends: taken or not by the server, and what the caller then sees."""

    taken: bool = True
    error: BaseException | None = None


def accepted() -> Answer:
    """The ordinary case."""
    return Answer()


def lost() -> Answer:
    """AWS took it and the answer never came."""
    return Answer(error=UnknownOutcome("The request was sent, but no answer came in time."))


def dropped() -> Answer:
    """AWS never saw it, which the caller cannot know."""
    return Answer(taken=False, error=UnknownOutcome("The connection broke before an answer came."))


def refused(error: CatalogError) -> Answer:
    """AWS says no to this try."""
    return Answer(taken=False, error=error)


def crash(*, taken: bool) -> Answer:
    """The program dies while it waits for the answer."""
    return Answer(taken=taken, error=Crash())


@dataclass
class Server:
    """Everything AWS knows. ``honours_tokens`` False: every request makes a new change set."""

    account: str = SELLER
    authorization: ResaleAuthorization = field(default_factory=an_authorization)
    offers: tuple[OfferSummary, ...] = ()
    described: dict[str, OfferView] = field(default_factory=lambda: {DRAFT_OFFER: a_draft_offer()})
    honours_tokens: bool = True
    lag: int = 0
    answers: deque[Answer] = field(default_factory=deque)
    held: dict[str, Held] = field(default_factory=dict)
    starts: list[tuple[bytes, str, str]] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    broken: dict[str, CatalogError] = field(default_factory=dict)
    before: dict[str, Callable[[], object]] = field(default_factory=dict)
    cancelled: list[str] = field(default_factory=list)
    tokens: dict[str, str] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def called(self, operation: str) -> None:
        """Note the call, let the test act, fail if told to."""
        self.calls.append(operation)
        self.act(operation)
        if operation in self.broken:
            raise self.broken[operation]

    def act(self, moment: str) -> None:
        """Let the test do what it wants done at this moment."""
        self.before.pop(moment, lambda: None)()

    def start(self, payload: bytes, name: str, token: str) -> str:
        """StartChangeSet as AWS documents it: the same token gives the same change set again."""
        self.starts.append((payload, name, token))
        self.called(SEND)
        answer = self.answers.popleft() if self.answers else accepted()
        change_set_id = self._take(payload, name, token) if answer.taken else ""
        if answer.error is not None:
            raise answer.error
        return change_set_id

    def _take(self, payload: bytes, name: str, token: str) -> str:
        if self.honours_tokens and token in self.tokens:
            known = self.tokens[token]
            assert self.held[known].payload == payload, "one token was sent with two different bodies"
            return known
        change_set_id = f"cs-{next(self.numbers)}"
        self.tokens[token] = change_set_id
        self.held[change_set_id] = Held(change_set_id, name, token, payload, hidden=self.lag)
        return change_set_id

    def listed(self, name: str) -> tuple[ChangeSetSummary, ...]:
        """ListChangeSets by name; what is still hidden comes nearer to the light with each look."""
        shown = []
        for held in self.held.values():
            if held.name != name and name:
                continue
            if held.hidden:
                held.hidden -= 1
            else:
                shown.append(ChangeSetSummary(id=held.id, name=held.name, status=held.status))
        return tuple(shown)

    def settle(self, change_set_id: str, status: ChangeSetStatus = ChangeSetStatus.SUCCEEDED) -> None:
        """Let a change set reach a status."""
        self.held[change_set_id].status = status

    def view(self, change_set_id: str) -> ChangeSetView:
        """DescribeChangeSet."""
        if change_set_id not in self.held:
            raise NotFound(f"{change_set_id!r} is not known.")
        held = self.held[change_set_id]
        made = ChangeView(
            change_type="CreateOfferUsingResaleAuthorization", entity_id=f"offer-of-{change_set_id}"
        )
        return ChangeSetView(id=held.id, name=held.name, status=held.status, changes=(made,))


class FakeSender:
    """``domain.ports.Sender``: who it is was settled when it was made."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._account = server.account

    def caller(self) -> Caller:
        self._server.called("sender.caller")
        return Caller(account=self._account)

    def start(self, payload: bytes, *, name: str, token: str, still: Still = always) -> str:
        self._server.act("the last moment")
        if not still():
            raise CatalogError("Held up.")
        return self._server.start(payload, name, token)


class FakeCatalog:
    """``domain.ports.Catalog`` on a Server."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def authorizations(self) -> Iterator[tuple[AuthorizationListing, ...]]:
        raise NotImplementedError

    def authorization(self, authorization_id: str) -> ResaleAuthorization:
        self._server.called("authorization")
        return self._server.authorization

    def offers(self, authorization_id: str = "") -> tuple[OfferSummary, ...]:
        self._server.called("offers")
        return self._server.offers

    def offer(self, offer_id: str) -> OfferView:
        self._server.called("offer")
        if offer_id not in self._server.described:
            raise NotFound(f"{offer_id!r} is not known.")
        return self._server.described[offer_id]

    def change_set(self, change_set_id: str) -> ChangeSetView:
        self._server.called("change_set")
        return self._server.view(change_set_id)

    def change_sets(self, name: str = "") -> tuple[ChangeSetSummary, ...]:
        self._server.called("change_sets")
        return self._server.listed(name)

    def open_change_sets(self) -> tuple[ChangeSetSummary, ...]:
        self._server.called("open_change_sets")
        return tuple(one for one in self._server.listed("") if not one.status.final)

    def cancel(self, change_set_id: str) -> None:
        self._server.called("cancel")
        self._server.cancelled.append(change_set_id)

    def caller(self) -> Caller:
        self._server.called("caller")
        return Caller(account=self._server.account)

    def sender(self) -> FakeSender:
        self._server.called("sender")
        return FakeSender(self._server)


class HandClock:
    """Stands still until it is moved."""

    def __init__(self, at: datetime = NOW) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        """Let time pass."""
        self.at += timedelta(**by)


class Ids:
    """32 hexadecimal digits, counted."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)

    def __call__(self) -> str:
        return f"{next(self._numbers):032x}"
