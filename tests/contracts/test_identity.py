"""Who we are, asked of two independent stand-ins for STS: our sandbox and moto."""

from collections.abc import Iterator

import pytest
from moto import mock_aws

from cppo_tui.gateway.catalog import AwsCatalog
from cppo_tui.gateway.session import aws_session
from cppo_tui.sandbox.pace import INSTANT
from tests.contracts.conftest import World

MOTO_ACCOUNT = "123456789012"


@pytest.fixture(params=["sandbox", "moto"])
def identified(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[AwsCatalog, str]]:
    """A catalog and the account its STS answers with."""
    if request.param == "sandbox":
        world = World(INSTANT)
        yield world.catalog, world.sandbox.account
        return
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    with mock_aws():
        yield AwsCatalog(aws_session(None)), MOTO_ACCOUNT


def test_the_account_and_who_in_it(identified: tuple[AwsCatalog, str]) -> None:
    catalog, account = identified
    caller = catalog.caller()
    assert caller.account == account
    assert f":{account}:" in caller.arn


def test_the_sender_is_the_same_caller(identified: tuple[AwsCatalog, str]) -> None:
    catalog, _ = identified
    assert catalog.sender().caller().account == catalog.caller().account
