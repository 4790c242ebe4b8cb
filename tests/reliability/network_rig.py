"""One loopback server with many worlds of AWS behind it, and computers that talk to them.

Who asks is known by the access key, so that worlds can be used side by side. Everything is counted at the
server: what a program believes proves nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import boto3
import botocore.session

from cppo_tui.gateway.catalog import AwsCatalog
from cppo_tui.gateway.session import CATALOG, REGION, STS, AwsSession
from cppo_tui.sandbox.behaviour import AS_DOCUMENTED, Behaviour
from cppo_tui.sandbox.delivery import Delivery
from cppo_tui.sandbox.faults import FaultRule, Faulty
from cppo_tui.sandbox.pace import INSTANT, Pace, Stage
from cppo_tui.sandbox.records import ChangeSet
from cppo_tui.sandbox.routes import operation_name
from cppo_tui.sandbox.server import CatalogServer
from cppo_tui.sandbox.service import Sandbox
from cppo_tui.sandbox.wire import WireRequest
from tests.services.fakes import HandClock

SEND = "StartChangeSet"
_NOTHING = (Stage.FAILED, Stage.CANCELLED)


@dataclass(frozen=True)
class Asked:
    """One request as it came in at the server."""

    operation: str
    access_key: str
    body: bytes


@dataclass
class Aws:
    """An AWS of its own behind the server: its behaviour, its clock, the line to it, what it was asked."""

    behaviour: Behaviour = AS_DOCUMENTED
    faults: Sequence[str] = ()
    clock: HandClock = field(default_factory=HandClock)
    pace: Pace = INSTANT
    asked: list[Asked] = field(default_factory=list)
    instead: Callable[[WireRequest], Delivery | None] = lambda _request: None

    def __post_init__(self) -> None:
        self.sandbox = Sandbox(pace=self.pace, clock=self.clock, behaviour=self.behaviour)
        self.line(*self.faults)

    def line(self, *faults: str) -> None:
        """From now on the line misbehaves by these rules, counted from here; without any it is in order."""
        self._faulty = Faulty(self.sandbox, [FaultRule.parse(fault) for fault in faults])

    def exchange(self, request: WireRequest) -> Delivery:
        """Answer, or what the test wants instead."""
        self.asked.append(Asked(operation_name(request), key_of(request), request.body))
        return self.instead(request) or self._faulty.exchange(request)

    def sends(self) -> list[Asked]:
        """Every StartChangeSet that came in, whatever became of it."""
        return [one for one in self.asked if one.operation == SEND]

    def offers(self) -> list[ChangeSet]:
        """The change sets that made an offer, or still may."""
        with self.sandbox._world.transaction():
            return [one for one in self.sandbox._world.change_sets() if one.outcome not in _NOTHING]

    def close(self) -> None:
        """End this world."""
        self.sandbox.close()


def key_of(request: WireRequest) -> str:
    """The access key that signed a request."""
    return request.headers["Authorization"].partition("Credential=")[2].partition("/")[0]


class Net:
    """The server and who is behind it for whom."""

    def __init__(self) -> None:
        self.behind: dict[str, Aws] = {}
        self.url = ""

    def exchange(self, request: WireRequest) -> Delivery:
        """Hand the request to the AWS its sender is connected with."""
        return self.behind[key_of(request)].exchange(request)


@contextmanager
def open_net() -> Iterator[Net]:
    """A listening server without worlds yet."""
    net = Net()
    with CatalogServer(net.exchange) as server:
        net.url = server.url
        yield net


@cache
def _descriptions() -> Any:
    """botocore's descriptions of the services, read once for all computers."""
    return botocore.session.Session().get_component("data_loader")


def core_session() -> Any:
    """A botocore session that does not read the descriptions again."""
    core: Any = botocore.session.Session()
    core.register_component("data_loader", _descriptions())
    return core


class Computer:
    """A computer with keys of its own. ``elsewhere`` is where sending goes instead of to the server."""

    def __init__(self, net: Net, key: str, core: Any = None) -> None:
        self.net, self.key = net, key
        self.core = core or core_session()
        self.elsewhere = ""
        if core is None:
            self.core.set_credentials(key, "secret")
        self.session = AwsSession(self._session, endpoint_of=self._endpoint, proxies={})
        self.catalog = AwsCatalog(self.session)
        for service in (CATALOG, STS):
            self.session.client(service)

    def connect(self, aws: Aws) -> None:
        """From now on this AWS is the one behind the server for these keys."""
        self.net.behind[self.key] = aws

    def client(self, **settings: Any) -> Any:
        """A plain boto3 client of the Catalog, as a naive program would make it."""
        return self._session().client(CATALOG, endpoint_url=self.net.url, **settings)

    def _session(self) -> Any:
        return boto3.session.Session(botocore_session=self.core, region_name=REGION)

    def _endpoint(self, service: str) -> str:
        return self.elsewhere if self.elsewhere and service == CATALOG else self.net.url
