"""A responder that answers from a script, and the answers the scripts are made of."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from cppo_tui.gateway.catalog import AwsCatalog
from cppo_tui.gateway.session import AwsSession, hermetic_session

RECORDED = Path(__file__).parent / "recorded"
ACCOUNT = "777788889999"


class Seen(NamedTuple):
    """One request as it would have left the process."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def operation(self) -> str:
        """``ListEntities`` from the path; STS has none."""
        path = self.url.split("?")[0].rsplit("/", 1)[-1]
        return path or "GetCallerIdentity"

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def access_key(self) -> str:
        return self.headers["Authorization"].split("Credential=")[1].split("/")[0]


class Answer(NamedTuple):
    """What comes back."""

    status: int
    headers: Mapping[str, str]
    body: bytes


Step = Answer | Exception | Callable[[Seen], Answer]


class Script:
    """Answers each operation with its steps in order, the last one for ever; keeps what it saw."""

    def __init__(self, **steps: list[Step]) -> None:
        self._steps = steps
        self.seen: list[Seen] = []

    def __call__(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes
    ) -> tuple[int, Mapping[str, str], bytes]:
        seen = Seen(method, url, headers, body)
        self.seen.append(seen)
        steps = self._steps[seen.operation]
        step = steps.pop(0) if len(steps) > 1 else steps[0]
        if isinstance(step, Exception):
            raise step
        return step if isinstance(step, Answer) else step(seen)

    def restart(self, **steps: list[Step]) -> None:
        """Begin a new script under the same clients; building those takes longer than a test."""
        self._steps = steps
        self.seen.clear()

    def asked(self, operation: str) -> list[Seen]:
        """The requests for one operation, in order."""
        return [seen for seen in self.seen if seen.operation == operation]

    def session(self) -> AwsSession:
        return hermetic_session(self)

    def catalog(self) -> AwsCatalog:
        return AwsCatalog(self.session())


def recorded(name: str) -> Any:
    """A recorded answer of the real service."""
    return json.loads((RECORDED / f"{name}.json").read_text(encoding="utf-8"))


def ok(content: Any) -> Answer:
    """A 200 of the Catalog API."""
    return Answer(200, {"x-amzn-RequestId": "req-1"}, json.dumps(content).encode())


def raw(body: bytes, status: int = 200, headers: Mapping[str, str] | None = None) -> Answer:
    """Whatever bytes, without AWS's headers unless given."""
    return Answer(status, headers or {}, body)


def refusal(status: int, code: str, message: str = "No.", **members: Any) -> Answer:
    """An error as the Catalog API writes it."""
    headers = {"x-amzn-RequestId": "req-9", "x-amzn-ErrorType": f"{code}:http://internal.amazon.com/"}
    return Answer(status, headers, json.dumps({"Message": message, **members}).encode())


def identity(account: str = ACCOUNT) -> Answer:
    """STS GetCallerIdentity, in the XML of the query protocol."""
    body = (
        '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>'
        f"<Arn>arn:aws:iam::{account}:user/reseller</Arn><UserId>AIDA</UserId><Account>{account}</Account>"
        "</GetCallerIdentityResult><ResponseMetadata><RequestId>req-2</RequestId></ResponseMetadata>"
        "</GetCallerIdentityResponse>"
    )
    return Answer(200, {"x-amzn-RequestId": "req-2"}, body.encode())


HTML = raw(b"<html><body>Welcome to the hotel</body></html>", headers={"Content-Type": "text/html"})
EMPTY = raw(b"")
TRUNCATED = raw(b'{"EntitySummaryList": [{"EntityId": "offer-1", "Off')
NOT_AN_OBJECT = raw(b"[]")
NOT_UTF8 = raw(b'{"EntitySummaryList": "\xff\xfe"}')
