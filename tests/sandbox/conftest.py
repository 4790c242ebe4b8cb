"""A simulated Catalog under a clock the test turns, and two ways to talk to it: wire and boto3."""

import io
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import boto3
import botocore.session
import pytest
from botocore.awsrequest import AWSResponse
from botocore.config import Config

from cppo_tui.sandbox.behaviour import AS_DOCUMENTED, Behaviour
from cppo_tui.sandbox.pace import INSTANT, Pace
from cppo_tui.sandbox.service import Sandbox
from cppo_tui.sandbox.wire import WireRequest, WireResponse

Json = dict[str, Any]
BASE = "https://catalog.sandbox.invalid"
START = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
RECORDED = Path(__file__).parent / "recorded"


class Clock:
    """Stands still until told."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, seconds: float = 0, *, days: float = 0) -> None:
        self.now += timedelta(seconds=seconds, days=days)

    def date(self, days: int) -> str:
        return (self.now.date() + timedelta(days=days)).isoformat()


class Counter:
    """Identifiers in the right forms, in order."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, kind: str) -> str:
        self.count += 1
        return {
            "offer": f"offer-test{self.count:09d}",
            "change_set": f"changeset{self.count:016d}",
            "agreement": f"agmt-test{self.count:020d}",
            "request": f"request-{self.count}",
        }[kind]


@dataclass
class Reply:
    """A response with its JSON read."""

    status: int
    headers: dict[str, str]
    body: Json

    @property
    def error(self) -> str | None:
        return self.headers.get("x-amzn-ErrorType")

    @property
    def message(self) -> str:
        return str(self.body.get("Message", ""))


class Wire:
    """Talks to a sandbox as an HTTP client would."""

    def __init__(self, sandbox: Sandbox, clock: Clock) -> None:
        self.sandbox = sandbox
        self.clock = clock

    def send(self, method: str, path: str, body: bytes = b"") -> Reply:
        response = self.sandbox.respond(WireRequest(method, BASE + path, {}, body))
        return Reply(response.status, response.headers, json.loads(response.body))

    def post(self, operation: str, body: Json) -> Reply:
        return self.send("POST", f"/{operation}", json.dumps(body).encode())

    def start(self, *changes: Json, **members: Any) -> Reply:
        request = {"Catalog": "AWSMarketplace", "ChangeSet": list(changes), **members}
        return self.post("StartChangeSet", request)

    def change_set(self, key: str) -> Json:
        query = urlencode({"catalog": "AWSMarketplace", "changeSetId": key})
        reply = self.send("GET", f"/DescribeChangeSet?{query}")
        assert reply.status == 200, reply
        return reply.body

    def cancel(self, key: str) -> Reply:
        query = urlencode({"catalog": "AWSMarketplace", "changeSetId": key})
        return self.send("PATCH", f"/CancelChangeSet?{query}")

    def entity(self, key: str) -> Json:
        reply = self.look(key)
        assert reply.status == 200, reply
        return reply.body

    def look(self, key: str) -> Reply:
        return self.send(
            "GET", f"/DescribeEntity?{urlencode({'catalog': 'AWSMarketplace', 'entityId': key})}"
        )

    def document(self, key: str) -> Json:
        document: Json = self.entity(key)["DetailsDocument"]
        return document

    def entities(self, kind: str, ownership: str, **members: Any) -> Reply:
        request = {"Catalog": "AWSMarketplace", "EntityType": kind, "OwnershipType": ownership, **members}
        return self.post("ListEntities", request)

    def run(self, *changes: Json) -> Json:
        """Start a set that must be accepted, wait for its end, and describe it."""
        started = self.start(*changes)
        assert started.status == 200, started
        self.clock.forward(3600)
        return self.change_set(started.body["ChangeSetId"])

    def succeed(self, *changes: Json) -> str:
        """Run a set that must succeed; the offer it was about."""
        done = self.run(*changes)
        assert done["Status"] == "SUCCEEDED", done
        return str(done["ChangeSet"][0]["Entity"]["Identifier"]).partition("@")[0]

    def codes(self, *changes: Json) -> dict[str, set[str]]:
        """Run a set that must fail; the error codes by change type."""
        done = self.run(*changes)
        assert (done["Status"], done.get("FailureCode")) == ("FAILED", "CLIENT_ERROR"), done
        found = {
            one["ChangeType"]: {error["ErrorCode"] for error in one["ErrorDetailList"]}
            for one in done["ChangeSet"]
        }
        return {kind: codes for kind, codes in found.items() if codes}


MakeWire = Callable[..., Wire]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def make_wire(clock: Clock) -> Iterator[MakeWire]:
    """Sandboxes with a chosen scenario, pace, file or behaviour, all under the test's clock."""
    made: list[Sandbox] = []

    def make(
        scenario: str = "archera",
        pace: Pace = INSTANT,
        path: str | Path = ":memory:",
        behaviour: Behaviour = AS_DOCUMENTED,
    ) -> Wire:
        sandbox = Sandbox(
            path, scenario=scenario, pace=pace, clock=clock, new_id=Counter(), behaviour=behaviour
        )
        made.append(sandbox)
        return Wire(sandbox, clock)

    yield make
    for sandbox in made:
        sandbox.close()


@pytest.fixture
def wire(make_wire: MakeWire) -> Wire:
    return make_wire()


def recorded(name: str) -> Any:
    """A real answer AWS published."""
    return json.loads((RECORDED / f"{name}.json").read_text())


class _Raw(io.BytesIO):
    def stream(self, **_: Any) -> Iterator[bytes]:
        while chunk := self.read(65536):
            yield chunk


def boto_session(sandbox: Sandbox) -> Any:
    """A boto3 session that sees nothing of the user's settings and reaches nothing but the sandbox."""
    base = botocore.session.Session(
        session_vars={
            "profile": (None, None, None, None),
            "config_file": (None, None, os.devnull, None),
            "credentials_file": (None, None, os.devnull, None),
            "ca_bundle": ("ca_bundle", None, None, None),
        }
    )
    base.set_credentials("AKIASANDBOX", "sandbox")
    session: Any = boto3.session.Session(botocore_session=base, region_name="us-east-1")

    def answer(request: Any, **_: Any) -> AWSResponse:
        body = request.body or b""
        sent = body if isinstance(body, bytes) else str(body).encode()
        texts = {
            name: value.decode("latin-1") if isinstance(value, bytes) else value
            for name, value in request.headers.items()
        }
        found: WireResponse = sandbox.respond(WireRequest(request.method, request.url, texts, sent))
        headers: Any = found.headers
        return AWSResponse(request.url, found.status, headers, _Raw(found.body))

    session.events.register("before-send.marketplace-catalog.*", answer)
    session.events.register("before-send.marketplace-agreement.*", answer)
    session.events.register("before-send.sts.*", answer)
    return session


def boto_client(sandbox: Sandbox, service: str = "marketplace-catalog") -> Any:
    """A real client above the socket: validation, signing, retries, paging, typed exceptions."""
    make_config: Any = Config
    config = make_config(
        retries={"mode": "standard"}, ignore_configured_endpoint_urls=True, proxies={}, defaults_mode="legacy"
    )
    return boto_session(sandbox).client(service, endpoint_url=BASE, config=config)
