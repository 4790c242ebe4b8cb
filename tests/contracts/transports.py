"""The ways to reach the simulated AWS. Above each of them the client's code is the same."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from types import MappingProxyType
from typing import Any

import boto3
from moto import mock_aws
from moto.server import ThreadedMotoServer

from cppo_tui.gateway.session import REGION, AwsSession, aws_session, hermetic_session
from cppo_tui.sandbox.delivery import Exchange, in_process
from cppo_tui.sandbox.server import CatalogServer
from tests.contracts.catalog_in_moto import answering

AGREEMENTS = "marketplace-agreement"
Transport = Callable[[Exchange], AbstractContextManager[AwsSession]]


@contextmanager
def hook(exchange: Exchange) -> Iterator[AwsSession]:
    """Inside the process, in place of the socket: what ``cppo --sandbox`` does."""
    yield hermetic_session(in_process(exchange))


@contextmanager
def http(exchange: Exchange) -> Iterator[AwsSession]:
    """Over a socket: what ``cppo sandbox serve`` does."""
    with CatalogServer(exchange) as server:
        yield session_at(server.url)


@contextmanager
def moto(exchange: Exchange) -> Iterator[AwsSession]:
    """Inside moto, with AWS's own host names, beside the services moto has itself."""
    with mock_aws(), answering(in_process(exchange)):
        yield aws_session(None)


@contextmanager
def moto_server(exchange: Exchange) -> Iterator[AwsSession]:
    """Behind moto's own server."""
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    with answering(in_process(exchange)):
        server.start()
        try:
            host, port = server.get_host_and_port()
            yield session_at(f"http://{host}:{port}")
        finally:
            server.stop()


def session_at(url: str) -> AwsSession:
    """A session whose every service is at ``url``."""

    def make_session() -> Any:
        return boto3.session.Session("AKIASANDBOX", "sandbox", region_name=REGION)

    return AwsSession(make_session, endpoint_of=lambda _service: url, proxies={})


TRANSPORTS: Mapping[str, Transport] = MappingProxyType({"hook": hook, "http": http, "moto": moto})
