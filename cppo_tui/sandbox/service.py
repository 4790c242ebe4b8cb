"""The simulated service: one wire request in, one wire response out."""

import sqlite3
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import TypeVar

from cppo_tui.sandbox import agreement_wire, jsontext, permissions, refusing, s3, signatures, sts
from cppo_tui.sandbox.acceptance import AcceptanceRefused, accept, expire
from cppo_tui.sandbox.agreement_errors import AgreementError
from cppo_tui.sandbox.agreements import operation_named
from cppo_tui.sandbox.behaviour import AS_DOCUMENTED, Behaviour
from cppo_tui.sandbox.context import Context
from cppo_tui.sandbox.errors import ApiError, internal
from cppo_tui.sandbox.ids import random_id
from cppo_tui.sandbox.pace import FAST, Pace
from cppo_tui.sandbox.rates import Rates
from cppo_tui.sandbox.records import Json
from cppo_tui.sandbox.routes import is_sts, operation_name, route
from cppo_tui.sandbox.scenarios import SCENARIOS, plant
from cppo_tui.sandbox.settle import settle
from cppo_tui.sandbox.wire import WireRequest, WireResponse
from cppo_tui.sandbox.world import World

T = TypeVar("T")

ACCOUNT = "777788889999"


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Sandbox:
    """AWS Marketplace Catalog, its agreements, and STS for one seller account, kept in one SQLite file.

    The scenario decides what a new file starts with; an existing file stays what it is until ``reset``.
    """

    account: str = ACCOUNT

    def __init__(
        self,
        path: str | Path = ":memory:",
        *,
        scenario: str = "archera",
        pace: Pace = FAST,
        clock: Callable[[], datetime] = _utc_now,
        new_id: Callable[[str], str] = random_id,
        behaviour: Behaviour = AS_DOCUMENTED,
    ) -> None:
        if scenario not in SCENARIOS:
            raise ValueError(f"unknown scenario {scenario!r}; known: {', '.join(SCENARIOS)}")
        self._scenario = SCENARIOS[scenario]
        self._pace = pace
        self._clock = clock
        self._new_id = new_id
        self._behaviour = behaviour
        self._rates = Rates()
        self._lock = threading.RLock()
        self._world = World(path)
        with self._world.transaction():
            if self._world.meta("seeded_on") is None:
                plant(self._world, self._scenario, self.account, self._now())

    def respond(self, request: WireRequest) -> WireResponse:
        """Answer a request; a bad one gets an error response, never an exception."""
        return self._respond(request, "")

    def doom(self, request: WireRequest, reason: str) -> WireResponse:
        """Answer it as ever; a change set it starts fails for this reason when its time has come.

        The reason is SERVER_FAULT, AWS's own, or a change type and a code: ReleaseOffer/TOO_MANY_OFFERS.
        """
        return self._respond(request, reason)

    def _respond(self, request: WireRequest, doom: str) -> WireResponse:
        with self._lock:
            now = self._now()
            request_id = self._new_id("request")
            window = self._behaviour.signature_window
            untimely = window and signatures.untimely(request, now, window)
            if untimely:
                response = refusing.refused(request, untimely, request_id)
            elif agreement_wire.is_agreements(request):
                response = self._agreements(request, request_id, now)
            elif s3.is_s3(request):
                response = s3.answer(request, request_id)
            elif is_sts(request):
                response = sts.answer(request.body, self.account, request_id)
            else:
                response = self._catalog(request, request_id, now, doom)
            response.headers["Date"] = format_datetime(now, usegmt=True)
            return response

    def accept(self, offer_id: str, buyer: str | None = None) -> str:
        """A buyer accepts an offer now: the agreement's identifier, or ``AcceptanceRefused``.

        The buyer need not be named when the offer is for one account only.
        """
        with self._lock:
            try:
                return self._in_world(self._now(), lambda context: accept(context, offer_id, buyer))
            except ApiError as error:
                raise AcceptanceRefused(error.message) from error

    def reset(self) -> None:
        """Back to the first day of the scenario, that day being today."""
        with self._lock, self._world.transaction():
            self._world.clear()
            plant(self._world, self._scenario, self.account, self._now())

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._world.close()

    @property
    def scenario_name(self) -> str:
        """The scenario this world began with; for a file that was there already, not the one asked for."""
        with self._lock, self._world.transaction():
            return str(self._world.meta("scenario"))

    def _admit(self, operation: str, now: datetime) -> None:
        """What stands before every operation: the rates, when they are on, and the permissions."""
        if self._behaviour.throttles:
            self._rates.admit(operation, now)
        permissions.admit(self._world, self.account, operation)

    def _now(self) -> datetime:
        return self._clock().astimezone(UTC)

    def _catalog(self, request: WireRequest, request_id: str, now: datetime, doom: str) -> WireResponse:
        headers = {"Content-Type": "application/json", "x-amzn-RequestId": request_id}
        try:
            status, body = 200, self._perform(request, now, doom)
        except ApiError as error:
            status, body = error.status, error.body()
            headers["x-amzn-ErrorType"] = error.code
        return WireResponse(status, headers, jsontext.dumps(body).encode())

    def _perform(self, request: WireRequest, now: datetime, doom: str) -> Json:
        def perform(context: Context) -> Json:
            operation, given = route(request)
            self._admit(operation_name(request), now)
            return operation(replace(context, doom=doom), given)

        return self._in_world(now, perform)

    def _agreements(self, request: WireRequest, request_id: str, now: datetime) -> WireResponse:
        def perform(name: str, given: Json) -> Json:
            def admitted(context: Context) -> Json:
                operation = operation_named(name)
                self._admit(name, now)
                return operation(context, given)

            return self._in_world(now, admitted)

        return agreement_wire.answer(request, request_id, perform)

    def _in_world(self, now: datetime, work: Callable[[Context], T]) -> T:
        """One transaction: what is due is settled first, and stays settled if the request is then refused."""
        try:
            with self._world.transaction():
                settle(self._world, now, self._behaviour)
                expire(self._world, now)
                context = Context(self._world, self.account, self._pace, now, self._new_id, self._behaviour)
                try:
                    return work(context)
                except (ApiError, AgreementError) as error:
                    # Operations check everything before they write, so nothing of the refused request stays.
                    refusal = error.garnished(self._world.facts.garnish)
        except sqlite3.DatabaseError as error:
            raise internal(f"The sandbox could not use its state file: {error}") from error
        raise refusal
