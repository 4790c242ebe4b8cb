"""Who we are, asked of two independent stand-ins for STS: our sandbox and moto, each beside the Catalog."""

from cppo_tui.sandbox.service import ACCOUNT
from tests.contracts.conftest import World
from tests.contracts.transports import moto

MOTO_ACCOUNT = "123456789012"


def account_of(world: World) -> str:
    return MOTO_ACCOUNT if world.transport is moto else ACCOUNT


def test_the_account_and_who_in_it(world: World) -> None:
    caller = world.catalog.caller()
    assert caller.account == account_of(world)
    assert f":{caller.account}:" in caller.arn


def test_the_sender_is_the_same_caller(world: World) -> None:
    ours, sending = world.catalog.caller(), world.catalog.sender().caller()
    assert (sending.account, sending.arn) == (ours.account, ours.arn)


def test_the_catalog_is_there_beside_it(world: World) -> None:
    assert [row for page in world.catalog.authorizations() for row in page]
