"""The switch for the time on signatures: who is too early or too late is refused in AWS's words."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest

from cppo_tui.sandbox.behaviour import Behaviour
from cppo_tui.sandbox.service import Sandbox
from cppo_tui.sandbox.wire import WireRequest, WireResponse
from tests.sandbox.conftest import BASE, Clock
from tests.sandbox.test_faults import AGREEMENTS

LIST = b'{"Catalog": "AWSMarketplace", "EntityType": "Offer"}'


@pytest.fixture
def strict(clock: Clock) -> Iterator[Sandbox]:
    made = Sandbox(clock=clock, behaviour=Behaviour(signature_window=timedelta(minutes=5)))
    yield made
    made.close()


def asked(sandbox: Sandbox, clock: Clock, ahead: timedelta, path: str = "/ListEntities") -> WireResponse:
    """An answer to a request signed so much ahead of the sandbox's time."""
    headers = {"X-Amz-Date": f"{clock.now + ahead:%Y%m%dT%H%M%SZ}"}
    body = LIST if path == "/ListEntities" else b"Action=GetCallerIdentity&Version=2011-06-15"
    return sandbox.respond(WireRequest("POST", f"{BASE}{path}", headers, body))


@pytest.mark.parametrize("minutes", [-5, 0, 5])
def test_within_the_window_it_is_answered(strict: Sandbox, clock: Clock, minutes: int) -> None:
    assert asked(strict, clock, timedelta(minutes=minutes)).status == 200


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-301, "Signature expired: {} is now earlier than"),
        (301, "Signature not yet current: {} is still later"),
    ],
)
def test_outside_it_is_refused_and_dated(strict: Sandbox, clock: Clock, seconds: int, words: str) -> None:
    answer = asked(strict, clock, timedelta(seconds=seconds))
    assert (answer.status, answer.headers["x-amzn-ErrorType"]) == (403, "InvalidSignatureException")
    signed = f"{clock.now + timedelta(seconds=seconds):%Y%m%dT%H%M%SZ}"
    assert json.loads(answer.body)["message"].startswith(words.format(signed))
    assert answer.headers["Date"]


def test_sts_has_its_own_name_for_it(strict: Sandbox, clock: Clock) -> None:
    answer = asked(strict, clock, timedelta(hours=1), "/")
    assert answer.status == 403
    assert b"<Code>SignatureDoesNotMatch</Code>" in answer.body


def test_so_do_the_agreements_in_their_form(strict: Sandbox, clock: Clock) -> None:
    headers = {"X-Amz-Target": f"{AGREEMENTS}.SearchAgreements", "X-Amz-Date": "20200101T000000Z"}
    answer = strict.respond(WireRequest("POST", f"{BASE}/", headers, b"{}"))
    assert (answer.status, answer.headers["Content-Type"]) == (403, "application/x-amz-json-1.0")
    assert b"InvalidSignatureException" in answer.body


@pytest.mark.parametrize("header", [{}, {"X-Amz-Date": "yesterday"}])
def test_without_a_readable_time_nothing_is_said(strict: Sandbox, header: dict[str, str]) -> None:
    assert strict.respond(WireRequest("POST", f"{BASE}/ListEntities", header, LIST)).status == 200


def test_by_default_nobody_looks(clock: Clock) -> None:
    sandbox = Sandbox(clock=clock)
    assert asked(sandbox, clock, timedelta(days=365)).status == 200
    sandbox.close()
